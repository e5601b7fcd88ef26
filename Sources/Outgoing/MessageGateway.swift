import Foundation

/// How short messages are handed to a provider over HTTP, as the configuration declares it: a
/// request with gaps, and what its answer says when the message was taken.
package struct MessageGateway: Hashable, Sendable {
    package enum BodyKind: String, Sendable, CaseIterable {
        case json, form
    }

    /// `{phone}`, `{text}`, `{id}` (the same for each try) and `{time}` (ISO 8601).
    package enum Gap: String, Sendable, CaseIterable {
        case phone, text, id, time
    }

    package enum Problem: Error, Hashable, CustomStringConvertible {
        case unknownGap(String)
        case noGap(String)
        case notJSON

        package var description: String {
            switch self {
            case .unknownGap(let name):
                "The message template has a gap {\(name)} that nothing fills. Gaps are {phone}, "
                    + "{text}, {id} and {time}."
            case .noGap(let name):
                "The message template says {\(name)} nowhere, neither in the address nor in the "
                    + "body."
            case .notJSON:
                "The body of the message template is no JSON once its gaps are filled. Put each "
                    + "gap inside quotation marks."
            }
        }
    }

    package let url: String
    package let headers: [String: String]
    /// Empty for a GET.
    package let body: String
    package let bodyKind: BodyKind
    /// What the answer holds when the message was taken; nil where a status of 200 to 299 says so.
    package let expects: String?

    /// - Throws: `Problem` for a template that could not be filled.
    package init(
        url: String, headers: [String: String] = [:], body: String = "",
        bodyKind: BodyKind = .json, expects: String? = nil
    ) throws(Problem) {
        self.url = url
        self.headers = headers
        self.body = body
        self.bodyKind = bodyKind
        self.expects = expects
        for gap in Self.gaps(of: ([url, body] + headers.values).joined(separator: " "))
        where Gap(rawValue: gap) == nil {
            throw .unknownGap(gap)
        }
        let said = Set(Self.gaps(of: url + " " + body))
        for gap in [Gap.phone, .text] where !said.contains(gap.rawValue) {
            throw .noGap(gap.rawValue)
        }
        if !body.isEmpty, bodyKind == .json {
            let sample = Self.filled(body, ["phone": "1", "text": "a", "id": "b", "time": "c"])
            guard (try? JSONSerialization.jsonObject(with: Data(sample.utf8))) != nil else {
                throw .notJSON
            }
        }
    }

    package func request(
        to phone: String, saying text: String, id: String, time: String
    ) -> OutgoingRequest {
        let values = ["phone": phone, "text": text, "id": id, "time": time]
        let inAddress = values.mapValues(Self.percentEncoded)
        let inBody = bodyKind == .json ? values.mapValues(Self.quotable) : inAddress
        var written = headers.map { (name: $0.key, value: Self.filled($0.value, values)) }
            .sorted { $0.name < $1.name }
        if !body.isEmpty, !headers.keys.contains(where: { $0.lowercased() == "content-type" }) {
            let type =
                bodyKind == .json ? "application/json" : "application/x-www-form-urlencoded"
            written.append((name: "Content-Type", value: type))
        }
        return OutgoingRequest(
            body.isEmpty ? .get : .post, Self.filled(url, inAddress), headers: written,
            body: Array(Self.filled(body, inBody).utf8))
    }

    package func isTaken(_ answer: OutgoingAnswer) -> Bool {
        answer.isSuccess && (expects.map(answer.text.contains) ?? true)
    }

    // MARK: - Gaps

    /// Names between brackets; the brackets of JSON itself hold no bare name.
    private static func gaps(of template: String) -> [String] {
        template.split(separator: "{").dropFirst().compactMap { part in
            guard let close = part.firstIndex(of: "}"), close != part.startIndex,
                part[..<close].allSatisfy({ $0.isLetter })
            else { return nil }
            return String(part[..<close])
        }
    }

    private static func filled(_ template: String, _ values: [String: String]) -> String {
        var filled = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            let after = rest[rest.index(after: open)...]
            if let close = after.firstIndex(of: "}"), let value = values[String(after[..<close])] {
                filled += value
                rest = after[after.index(after: close)...]
            } else {
                filled += "{"
                rest = after
            }
        }
        return filled + rest
    }

    private static let unreserved: CharacterSet = {
        var set = CharacterSet(charactersIn: "a"..."z")
        set.insert(charactersIn: "A"..."Z")
        set.insert(charactersIn: "0"..."9")
        set.insert(charactersIn: "-._~")
        return set
    }()

    package static func percentEncoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// A text as it stands between the quotation marks of JSON.
    private static func quotable(_ text: String) -> String {
        var quoted = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\u{00}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted
    }
}
