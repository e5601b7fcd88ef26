import Crypto
import Foundation

/// What a provider says of itself.
///
/// Source: OpenID Connect Discovery 1.0, 3 and 4.
package struct ProviderDescription: Sendable {
    package let issuer: String
    package let authorization: String
    package let token: String
    package let keys: String
    /// Where somebody signs out there; nil where nothing, or nothing of the web, is said.
    private let endSession: String?
    /// Whether the secret goes into the form and not into the head.
    package let takesSecretInForm: Bool

    private struct Document: Decodable {
        let issuer: String
        let authorizationEndpoint: String
        let tokenEndpoint: String
        let jwksUri: String
        let endSessionEndpoint: String?
        let codeChallengeMethodsSupported: [String]?
        let tokenEndpointAuthMethodsSupported: [String]?
    }

    /// Where it stands.
    package static func address(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer)
            + "/.well-known/openid-configuration"
    }

    /// - Throws: `.malformed`; `.wrongIssuer` for the description of another.
    package init(_ bytes: [UInt8], issuer: String) throws(ProviderProblem) {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let read = try? decoder.decode(Document.self, from: Data(bytes)) else {
            throw .malformed
        }
        guard read.issuer == issuer else { throw .wrongIssuer }
        // One that says how it takes PKCE, and not by S256, cannot be used.
        guard read.codeChallengeMethodsSupported?.contains("S256") ?? true else {
            throw .wrongAlgorithm("PKCE")
        }
        self.issuer = issuer
        authorization = read.authorizationEndpoint
        token = read.tokenEndpoint
        keys = read.jwksUri
        endSession = read.endSessionEndpoint.flatMap { address in
            ["https://", "http://"].contains { address.hasPrefix($0) } ? address : nil
        }
        let methods = read.tokenEndpointAuthMethodsSupported ?? ["client_secret_basic"]
        takesSecretInForm =
            !methods.contains("client_secret_basic") && methods.contains("client_secret_post")
    }

    /// Where a browser goes to sign out there, too. The token of the sign-in is not kept, so that
    /// the provider asks the person whether to.
    ///
    /// Source: OpenID Connect RP-Initiated Logout 1.0, 2.
    package func endAddress(clientID: String, returnAddress: String) -> String? {
        endSession.map { endSession in
            let form = WebForm([
                ("client_id", clientID), ("post_logout_redirect_uri", returnAddress),
            ])
            return endSession + (endSession.contains("?") ? "&" : "?") + form.text
        }
    }
}

/// One question to a provider, bound to one browser: who is this?
///
/// Source: RFC 6749, 4.1; RFC 7636 (PKCE); OpenID Connect Core 1.0, 3.1.2.1.
package struct ProviderQuestion: Codable, Hashable, Sendable {
    package let provider: String
    package let state: String
    package let nonce: String
    package let verifier: String
    /// The page of ours to go to afterwards.
    package let back: String

    /// - Parameter randomness: 32 bytes each.
    package init(
        provider: String, back: String,
        randomness: (state: [UInt8], nonce: [UInt8], verifier: [UInt8])
    ) {
        self.provider = provider
        self.back = back
        state = Base64URL.encode(randomness.state)
        nonce = Base64URL.encode(randomness.nonce)
        verifier = Base64URL.encode(randomness.verifier)
    }

    private var codeChallenge: String {
        Base64URL.encode(Array(SHA256.hash(data: Array(verifier.utf8))))
    }

    /// Where the browser is sent.
    package func address(
        _ description: ProviderDescription, clientID: String, scopes: [String],
        returnAddress: String
    ) -> String {
        let form = WebForm([
            ("response_type", "code"), ("client_id", clientID), ("redirect_uri", returnAddress),
            ("scope", scopes.joined(separator: " ")), ("state", state), ("nonce", nonce),
            ("code_challenge", codeChallenge), ("code_challenge_method", "S256"),
        ])
        let mark = description.authorization.contains("?") ? "&" : "?"
        return description.authorization + mark + form.text
    }

    /// What is sent for the code that the browser brought back.
    package func tokenForm(
        code: String, _ description: ProviderDescription, clientID: String, secret: String?,
        returnAddress: String
    ) -> (headers: [(name: String, value: String)], body: [UInt8]) {
        var fields = [
            ("grant_type", "authorization_code"), ("code", code),
            ("redirect_uri", returnAddress), ("code_verifier", verifier),
        ]
        var headers = [
            (name: "Content-Type", value: "application/x-www-form-urlencoded"),
            (name: "Accept", value: "application/json"),
        ]
        if let secret, !description.takesSecretInForm {
            let pair = WebForm.encoded(clientID) + ":" + WebForm.encoded(secret)
            headers.append(
                ("Authorization", "Basic " + Data(pair.utf8).base64EncodedString()))
        } else {
            fields.append(("client_id", clientID))
            if let secret { fields.append(("client_secret", secret)) }
        }
        return (headers, Array(WebForm(fields).text.utf8))
    }

    /// The token in what the provider answers.
    package static func idToken(in bytes: [UInt8]) -> String? {
        struct Answer: Decodable {
            let idToken: String
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try? decoder.decode(Answer.self, from: Data(bytes)).idToken
    }
}

/// Fields as forms send them.
struct WebForm {
    let text: String

    init(_ fields: [(String, String)]) {
        text = fields.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }
            .joined(separator: "&")
    }

    /// RFC 3986, 2.3: everything but unreserved ASCII is escaped.
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
