import CCurl

/// An address of the web, taken apart by the library that will call it: two readers of one text
/// could disagree about its host.
final class WebAddress {
    let handle: OpaquePointer
    let scheme: String
    let host: String
    let port: Int

    /// - Throws: `.badAddress` for another scheme, a user name, or no host.
    init(_ text: String) throws(OutgoingTrouble) {
        guard let handle = curl_url() else { throw .failed("out of memory") }
        guard linli_curl_parse(handle, text) == CURLUE_OK,
            let scheme = Self.part(CURLUPART_SCHEME, of: handle),
            ["https", "http"].contains(scheme),
            let host = Self.part(CURLUPART_HOST, of: handle), !host.isEmpty,
            let port = Self.port(of: handle)
        else {
            curl_url_cleanup(handle)
            throw .badAddress(text)
        }
        self.handle = handle
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    deinit { curl_url_cleanup(handle) }

    /// - Throws: `.notAllowed`, or `.notEncrypted` for `http` to a host that is not in the house.
    func admitted(by allowed: [AllowedHost]) throws(OutgoingTrouble) -> AllowedHost {
        let entries = allowed.filter { $0.allows(host, port: port, usual: [443, 80]) }
        guard let entry = entries.first(where: \.allowsPrivate) ?? entries.first else {
            throw .notAllowed(host: host)
        }
        guard scheme == "https" || entry.allowsPrivate else { throw .notEncrypted(host: host) }
        return entry
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }

    private static func port(of handle: OpaquePointer) -> Int? {
        var text: UnsafeMutablePointer<CChar>?
        guard linli_curl_port(handle, &text) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return Int(String(cString: text))
    }
}
