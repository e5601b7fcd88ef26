import Foundation

/// The server that takes mail from this program, as the configuration names it.
package struct MailServer: Hashable, Sendable {
    package enum Security: String, Sendable, CaseIterable {
        /// Encrypted from the first byte, usually at port 465.
        case tls
        /// Begins in the open and must then be encrypted, usually at port 587.
        case startTLS = "starttls"
        /// In the open: for a server on the same machine or in a closed network.
        case none
    }

    package let host: String
    package let port: Int
    package let security: Security
    package let user: String?
    package let password: String?
    package let from: MailAddress
    package let timeoutSeconds = 20

    package init(
        host: String, port: Int, security: Security, user: String? = nil, password: String? = nil,
        from: MailAddress
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.from = from
    }

    var url: String { "\(security == .tls ? "smtps" : "smtp")://\(host):\(port)/linli" }
}

/// One mailbox; its text has no signs with which a second line could begin.
package struct MailAddress: Hashable, Sendable {
    package let address: String
    package let name: String?

    package static let charactersMax = 254

    /// - Returns: nil for what is no plain address such as `duty@example.cn`.
    package init?(_ address: String, name: String? = nil) {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."),
            !parts[1].hasPrefix("."), !parts[1].hasSuffix("."),
            address.utf8.count <= Self.charactersMax, address.utf8.allSatisfy(\.isOfMailbox)
        else { return nil }
        self.address = address
        self.name = name
    }
}

/// One mail of plain text.
package struct Mail: Sendable {
    package let id: String
    package let to: [MailAddress]
    package let subject: String
    package let text: String
    /// Seconds since 1970 UTC.
    package let sentAt: Int64

    package static let recipientsMax = 20

    /// - Parameter id: the same for each try, so that a second copy is known for what it is.
    package init(
        id: String, to: [MailAddress], subject: String, text: String, sentAt: Int64
    ) {
        self.id = id
        self.to = to
        self.subject = subject
        self.text = text
        self.sentAt = sentAt
    }

    /// The message as it goes over the wire (RFC 5322): recipients do not see each other.
    func message(from server: MailServer) -> [UInt8] {
        let domain = server.from.address.split(separator: "@").last ?? "localhost"
        let sender = server.from.name.map { "\(Self.encoded($0)) <\(server.from.address)>" }
        let lines = [
            "From: \(sender ?? server.from.address)",
            "To: undisclosed-recipients:;",
            "Subject: \(Self.encoded(subject))",
            "Date: \(date)",
            "Message-ID: <\(id)@\(domain)>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
        ]
        return Array((lines + Self.folded(text) + [""]).joined(separator: "\r\n").utf8)
    }

    private var date: String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
        return format.string(from: Date(timeIntervalSince1970: TimeInterval(sentAt)))
    }

    /// Base64 in lines of 76 signs.
    private static func folded(_ text: String) -> [String] {
        let signs = Array(Data(text.utf8).base64EncodedString())
        return stride(from: 0, to: signs.count, by: 76).map { start in
            String(signs[start..<min(start + 76, signs.count)])
        }
    }

    /// Words of a header in UTF-8 (RFC 2047), each of at most 75 signs and of whole characters.
    static func encoded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "=") }),
            text.utf8.count <= 60, !text.contains("<"), !text.contains(",")
        {
            return text
        }
        var words: [String] = []
        var word = ""
        for character in text.unicodeScalars {
            if word.utf8.count + String(character).utf8.count > 42 {
                words.append(word)
                word = ""
            }
            word.unicodeScalars.append(character)
        }
        if !word.isEmpty { words.append(word) }
        return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }
            .joined(separator: "\r\n ")
    }
}

extension UInt8 {
    fileprivate var isOfMailbox: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: Self.mailboxSigns.contains(self)
        }
    }

    private static let mailboxSigns = Set(".!#$%&'*+-/=?^_`{|}~@".utf8)
}
