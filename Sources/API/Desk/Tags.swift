import HTTPTypes
import Kernel

// What tells one state of an answer from another (RFC 9110, 8.8.3).
extension Answer {
    /// The same answer under a tag over its very bytes, after the version of the thing where it has
    /// one: what is answered follows the language, the post and the time, too. Whoever has it
    /// already is told so without the bytes.
    func tagged(for headers: HTTPFields) -> Answer {
        guard status == .ok else { return self }
        let digest = Digest(of: bytes).description.prefix(16)
        let version = self.headers[.eTag].map { $0.filter(\.isNumber) + "." } ?? ""
        var tagged = self
        let tag = "\"" + version + digest + "\""
        tagged.headers[.eTag] = tag
        tagged.headers[.vary] = "Authorization, Accept-Language"
        guard Self.names(tag, in: headers[.ifNoneMatch]) else { return tagged }
        tagged.status = .notModified
        tagged.headers[.contentType] = nil
        tagged.bytes = []
        return tagged
    }

    /// Whether `If-None-Match` names a tag; whether it is weak does not count there.
    private static func names(_ tag: String, in sent: String?) -> Bool {
        guard let sent else { return false }
        return sent.split(separator: ",").contains { part in
            let named = part.trimming { $0 == " " || $0 == "\t" }
            return named == "*" || (named.hasPrefix("W/") ? named.dropFirst(2) : named) == tag
        }
    }
}

extension Substring {
    fileprivate func trimming(_ isBlank: (Character) -> Bool) -> Substring {
        var rest = self
        while let first = rest.first, isBlank(first) { rest.removeFirst() }
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return rest
    }
}

extension DeskCall {
    /// The version in a tag such as `"3"` or `"3.0f1e2d3c4b5a6978"`; nil for none of ours.
    static func version(in tag: String) -> Int? {
        guard tag.utf8.count < 40, tag.first == "\"", tag.last == "\"" else { return nil }
        return tag.dropFirst().dropLast().split(separator: ".").first.flatMap { Int($0) }
    }
}
