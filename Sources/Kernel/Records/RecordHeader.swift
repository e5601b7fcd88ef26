/// The part of a record that is never encrypted: who did what, to what, and when.
///
/// The body (what was said) is stored encrypted and only its digest stands here, so that erasing a
/// person's data destroys a key and leaves every digest, seal and proof as it was.
package struct RecordHeader: Hashable, Sendable, Codable, CustomStringConvertible {
    /// 1 for the first record of the installation, then one more each time, without gaps.
    package let sequence: Int64
    package let id: Int64
    package let realm: Int64
    package let at: Instant
    /// Nil when the platform itself acted.
    package let person: Int64?
    /// The post in which the person acted; nil for a resident.
    package let post: Int64?
    /// Noun and verb: `matter.accept`.
    package let action: String
    /// The noun acted on: `matter`.
    package let subjectKind: String
    package let subject: Int64
    /// SHA-256 over the stored, encrypted body.
    package let bodyDigest: Digest

    package init(
        sequence: Int64, id: Int64, realm: Int64, at: Instant, person: Int64?, post: Int64?,
        action: String, subjectKind: String, subject: Int64, bodyDigest: Digest
    ) {
        self.sequence = sequence
        self.id = id
        self.realm = realm
        self.at = at
        self.person = person
        self.post = post
        self.action = action
        self.subjectKind = subjectKind
        self.subject = subject
        self.bodyDigest = bodyDigest
    }

    /// The canonical form. Numbers that may pass 2^53 are text, so that any reader of JSON keeps
    /// every digit; it is the form of proofs, too.
    package var payload: Payload {
        .object([
            "sequence": .text(String(sequence)),
            "id": .text(String(id)),
            "realm": .text(String(realm)),
            "at": .int(at.milliseconds),
            "person": person.map { .text(String($0)) } ?? .null,
            "post": post.map { .text(String($0)) } ?? .null,
            "action": .text(action),
            "subjectKind": .text(subjectKind),
            "subject": .text(String(subject)),
            "bodyDigest": .text(bodyDigest.hex),
        ])
    }

    /// The leaf of the Merkle tree: SHA-256 over 0x00 and the canonical bytes (RFC 6962, 2.1).
    package var digest: Digest { Digest(prefix: 0x00, canonicalBytes) }

    /// The bytes of `payload`, without making it: every act, seal and check hashes them.
    var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(384)
        func add(_ name: StaticString, _ value: String?, isText: Bool = true) {
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
            if let value, isText {
                Payload.append(value, to: &bytes)
            } else {
                bytes.append(contentsOf: (value ?? "null").utf8)
            }
        }
        add("{\"action\":", action)
        add(",\"at\":", String(at.milliseconds), isText: false)
        add(",\"bodyDigest\":", bodyDigest.hex)
        add(",\"id\":", String(id))
        add(",\"person\":", person.map { String($0) })
        add(",\"post\":", post.map { String($0) })
        add(",\"realm\":", String(realm))
        add(",\"sequence\":", String(sequence))
        add(",\"subject\":", String(subject))
        add(",\"subjectKind\":", subjectKind)
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    package var description: String { "record \(sequence) (id \(id), \(action))" }

    private enum CodingKeys: CodingKey {
        case sequence, id, realm, at, person, post, action, subjectKind, subject, bodyDigest
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func number(_ key: CodingKeys) throws -> Int64 {
            let text = try container.decode(String.self, forKey: key)
            guard let number = Int64(text) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: "“\(text)” is not a number.")
            }
            return number
        }
        self.init(
            sequence: try number(.sequence), id: try number(.id), realm: try number(.realm),
            at: try container.decode(Instant.self, forKey: .at),
            person: try container.decodeNil(forKey: .person) ? nil : number(.person),
            post: try container.decodeNil(forKey: .post) ? nil : number(.post),
            action: try container.decode(String.self, forKey: .action),
            subjectKind: try container.decode(String.self, forKey: .subjectKind),
            subject: try number(.subject),
            bodyDigest: try container.decode(Digest.self, forKey: .bodyDigest))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(String(sequence), forKey: .sequence)
        try container.encode(String(id), forKey: .id)
        try container.encode(String(realm), forKey: .realm)
        try container.encode(at, forKey: .at)
        try container.encode(person.map { String($0) }, forKey: .person)
        try container.encode(post.map { String($0) }, forKey: .post)
        try container.encode(action, forKey: .action)
        try container.encode(subjectKind, forKey: .subjectKind)
        try container.encode(String(subject), forKey: .subject)
        try container.encode(bodyDigest, forKey: .bodyDigest)
    }
}
