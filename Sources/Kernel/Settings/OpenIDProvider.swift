/// A provider of OpenID Connect with which staff may sign in.
package struct OpenIDProvider: Hashable, Sendable {
    /// A post that follows from what the provider claims of somebody.
    package struct Post: Hashable, Sendable {
        package let claim: String
        /// What the claim must be, or hold where it is a list.
        package let value: String
        package let role: String
        /// The body and the place, by name, as on the command line.
        package let body: String
        package let place: String?

        package init(
            claim: String, value: String, role: String, body: String, place: String? = nil
        ) {
            self.claim = claim
            self.value = value
            self.role = role
            self.body = body
            self.place = place
        }
    }

    /// The name in addresses: `/sign-in/openid/NAME`.
    package let name: String
    package var issuer = ""
    package var clientID = ""
    /// Nil for a public client, which PKCE alone protects.
    package var clientSecret: SecretText?
    package var scopes = ["openid"]
    /// What stands on the button; empty where the name does.
    package var words = LocalName(zh: "")
    /// The claim that is the sign-in name of a person.
    package var matchClaim = "preferred_username"
    /// The realm whose staff it signs in, by its name in addresses.
    package var realm = ""
    /// Whether the provider asks for a second factor itself, so that Linli need not.
    package var isSecondFactor = false
    package var posts: [Post] = []

    package init(name: String) {
        self.name = name
    }
}
