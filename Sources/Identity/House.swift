/// The site that a passkey is made for and proves itself to: what WebAuthn calls a relying party.
package struct House: Hashable, Sendable {
    /// Scheme, host and port, such as `https://linli.example`.
    package let origin: String

    package init(origin: String) {
        self.origin = origin
    }

    /// The host alone: what the browser calls the id of the relying party.
    package var host: String {
        let afterScheme = origin.split(separator: "/", omittingEmptySubsequences: true).last ?? ""
        if afterScheme.hasPrefix("[") { return String(afterScheme.prefix { $0 != "]" }) + "]" }
        return String(afterScheme.prefix { $0 != ":" })
    }
}
