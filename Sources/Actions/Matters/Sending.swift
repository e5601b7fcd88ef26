package import Kernel
import Secrets
import Storage

/// One sending of one form. A browser that got no answer sends the same form again: it must be
/// done once, and the second sending is answered as the first would have been.
///
/// Two sendings are the same when the key that was drawn into the form and everything written into
/// it are the same: whoever goes back, changes a word and sends again means something new. A
/// program gives its sendings keys of its own; the same key with other words is its mistake, and
/// refused.
package struct Sending: Sendable {
    /// The field of a form that holds its key.
    package static let field = "sending"
    /// How long a form can be sent again: as long as its draft stays on a device.
    static let keptDays: Int64 = 7

    private static let keyBytes = 16
    /// How the form got here, and what was asked in between, changes nothing of what is meant.
    private static let unwritten: Set = [field, "kept", "different", "acknowledged", "poster"]

    private let key: String
    private let written: [String: [String]]
    /// How many photographs come with it: they get other identities each time.
    private let photographs: Int
    /// Whether a program sent it under a key of its own.
    let isProgram: Bool

    /// - Returns: nil for a form without a key that was made here.
    package init?(texts: [String: [String]], photographs: Int) {
        guard let key = texts[Self.field]?.first, key.utf8.count == Self.keyBytes * 2,
            key.allSatisfy(\.isHexDigit)
        else { return nil }
        self.key = key
        written = texts.filter { !Self.unwritten.contains($0.key) }
        self.photographs = photographs
        isProgram = false
    }

    /// What a program sent under a key of its own.
    ///
    /// - Parameter written: all that it sent, by field.
    package init(key: String, of program: Post.ID, written: [String: [String]]) {
        self.key = "\(program) \(key)"
        self.written = written
        photographs = 0
        isProgram = true
    }

    /// A sending of another system, told again by the word that it sends with it.
    package init(
        of word: String, by accessKey: AccessKey, texts: [String: [String]], photographs: Int
    ) {
        key = "\(accessKey.id) \(word)"
        written = texts
        self.photographs = photographs
        isProgram = false
    }

    /// A key for a form that is being drawn.
    package static func freshKey() -> String { Cipher.randomBytes(keyBytes).hex }

    /// What this sending is known by.
    ///
    /// - Parameter subject: what the form does, and to what.
    func digest(of subject: String, vault: Vault) -> String {
        if isProgram { return vault.keyedDigest(key, use: "sending of a program") }
        let whole = Payload.list([
            .text(subject), .text(key), .int(Int64(photographs)), writing,
        ])
        return vault.keyedDigest(whole.canonicalText, use: "sent form")
    }

    /// What is kept of this sending: of a program's, its words beside its key.
    func sent(to subject: String, vault: Vault) -> SentForms.Sent {
        var words: String?
        if isProgram {
            let whole = Payload.list([.text(subject), writing])
            words = vault.keyedDigest(whole.canonicalText, use: "words of a program")
        }
        return SentForms.Sent(digest: digest(of: subject, vault: vault), written: words)
    }

    private var writing: Payload {
        .object(written.mapValues { .list($0.map { .text($0) }) })
    }
}

extension CheckWord {
    /// The word on the receipt of a sending: the same each time, and known to nobody without the
    /// installation's key.
    init(of digest: String, vault: Vault) {
        var numbers = DigestNumbers(digest: digest, vault: vault)
        self.init(from: &numbers)
    }
}

/// Numbers that follow from a digest and the installation's key.
private struct DigestNumbers: RandomNumberGenerator {
    let digest: String
    let vault: Vault
    var place = 0

    mutating func next() -> UInt64 {
        place += 1
        let hex = vault.keyedDigest("\(place) \(digest)", use: "word of a sent form")
        return UInt64(hex.prefix(16), radix: 16) ?? 0
    }
}
