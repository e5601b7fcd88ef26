/// How requests reach the program: by which address, and whose word is taken about it.
package struct Frontage: Hashable, Sendable {
    /// Whether a web server stands in front, whose word about address and scheme is taken.
    package var isBehindProxy = false
    /// Whether the program speaks TLS itself.
    package var isEncrypted = false
    /// Scheme and host as people type them; nil where each request says it.
    package var publicAddress: String?

    package init() {}

    /// Whether what is sent back goes over an encrypted line.
    package func isSecure(forwardedProto: String?) -> Bool {
        isEncrypted || (isBehindProxy && forwardedProto == "https")
    }

    /// Scheme and host for addresses that leave the page.
    package func origin(host: String, forwardedProto: String?) -> String {
        if let publicAddress { return publicAddress }
        return (isSecure(forwardedProto: forwardedProto) ? "https://" : "http://") + host
    }

    /// Where a request comes from: the last address that the web server in front added.
    package func sender(peer: String, forwardedFor: String?) -> String {
        guard isBehindProxy, let last = forwardedFor?.split(separator: ",").last else {
            return peer
        }
        let text = last.drop { $0 == " " }
        return String(text.prefix { $0 != " " })
    }
}
