package import Kernel
package import SQL

/// The append-only record: rows are inserted and read, never changed.
package enum Records {
    /// What is to be written down.
    package struct Entry: Sendable {
        package let realm: Realm.ID
        package let at: Instant
        package let person: Person.ID?
        package let post: Post.ID?
        package let action: String
        package let subjectKind: String
        package let subject: Int64
        package let payload: Payload

        package init(
            realm: Realm.ID, at: Instant, person: Person.ID?, post: Post.ID?, action: String,
            subjectKind: String, subject: Int64, payload: Payload
        ) {
            self.realm = realm
            self.at = at
            self.person = person
            self.post = post
            self.action = action
            self.subjectKind = subjectKind
            self.subject = subject
            self.payload = payload
        }
    }

    /// Appends one record, its body sealed under the subject's key.
    ///
    /// - Parameters:
    ///   - key: nil for records that hold nothing personal; their body lies open.
    ///   - last: the last sequence, where it was read in this transaction; records that the
    ///     transaction appended since are known.
    @discardableResult
    package static func append(
        _ entry: Entry, id: Identifier<RecordHeader>, key: Vault.Key?, vault: Vault,
        after last: Int64? = nil, _ db: any Writer
    ) throws -> Int64 {
        let plain = entry.payload.canonicalBytes
        let body = try key.map { try vault.seal(plain, under: $0, context: context(id)) } ?? plain
        return try append(entry, id: id, body: body, after: last, db)
    }

    /// Appends one record that holds nothing personal: its body lies open.
    @discardableResult
    package static func append(
        _ entry: Entry, id: Identifier<RecordHeader>, after last: Int64? = nil, _ db: any Writer
    ) throws -> Int64 {
        try append(entry, id: id, body: entry.payload.canonicalBytes, after: last, db)
    }

    private static func append(
        _ entry: Entry, id: Identifier<RecordHeader>, body: [UInt8], after last: Int64?,
        _ db: any Writer
    ) throws -> Int64 {
        let known = [last, db.memory.numbers[sequenceMemory]].compactMap(\.self).max()
        let last = try known ?? lastSequence(db)
        let header = RecordHeader(
            sequence: last + 1, id: id.rawValue, realm: entry.realm.rawValue, at: entry.at,
            person: entry.person?.rawValue, post: entry.post?.rawValue, action: entry.action,
            subjectKind: entry.subjectKind, subject: entry.subject, bodyDigest: Digest(of: body))
        try db.send(
            """
            INSERT INTO records
                (sequence, id, realm_id, at, person_id, post_id, action, subject_kind, subject_id,
                body, body_digest, digest)
            VALUES (\(header.sequence), \(id), \(entry.realm), \(entry.at), \(entry.person),
                \(entry.post), \(entry.action), \(entry.subjectKind), \(entry.subject), \(body),
                \(header.bodyDigest), \(header.digest))
            """)
        db.memory.numbers[sequenceMemory] = header.sequence
        return header.sequence
    }

    /// What a transaction knows of the last record under.
    private static let sequenceMemory = "the last record's sequence"

    /// The context that binds a sealed body to its record.
    static func context(_ id: Identifier<RecordHeader>) -> String { "record \(id)" }

    static let headerColumns: SQL = """
        sequence, id, realm_id, at, person_id, post_id, action, subject_kind, subject_id,
        body_digest
        """

    static func header(_ row: any Row) throws -> RecordHeader {
        RecordHeader(
            sequence: try row.int(0), id: try row.int(1), realm: try row.int(2),
            at: try row.instant(3), person: try row.intOrNil(4), post: try row.intOrNil(5),
            action: try row.text(6), subjectKind: try row.text(7), subject: try row.int(8),
            bodyDigest: try row.digest(9))
    }

    /// When the last record was written; nil where there is none.
    package static func lastAt(_ db: any Reader) throws -> Instant? {
        try db.first("SELECT at FROM records ORDER BY sequence DESC LIMIT 1") {
            try $0.instant(0)
        }
    }

    package static func lastSequence(_ db: any Reader) throws -> Int64 {
        try db.int("SELECT MAX(sequence) FROM records") ?? 0
    }

    /// The headers and stored digests of a run of records.
    package static func headers(
        from first: Int64, through last: Int64, _ db: any Reader
    ) throws -> [RecordHeader] {
        try db.rows(
            """
            SELECT \(headerColumns) FROM records
            WHERE sequence >= \(first) AND sequence <= \(last)
            ORDER BY sequence LIMIT \(last - first + 1)
            """, header)
    }

    /// What one record says; nil where it does not open or read.
    package static func payload(
        of header: RecordHeader, key: Vault.Key?, vault: Vault, _ db: any Reader
    ) throws -> Payload? {
        let body = try db.first(
            "SELECT body FROM records WHERE sequence = \(header.sequence)"
        ) { try $0.blob(0) }
        guard let body else { return nil }
        guard let key else { return try? Payload(parsing: body) }
        let opened = try? vault.open(body, under: key, context: context(Identifier(header.id)))
        return opened.flatMap { try? Payload(parsing: $0) }
    }

    /// Which of some subjects of one kind, at most `Facts.subjectsMax`, have a record after a
    /// number.
    package static func subjects(
        of kind: String, _ subjects: [Int64], recordedAfter sequence: Int64, _ db: any Reader
    ) throws -> Set<Int64> {
        if subjects.isEmpty { return [] }
        return Set(
            try db.rows(
                """
                SELECT DISTINCT subject_id FROM records
                WHERE subject_kind = \(kind) AND sequence > \(sequence)
                    AND subject_id IN \(list: subjects.filled(to: Facts.subjectsMax))
                LIMIT \(Facts.subjectsMax)
                """
            ) { try $0.int(0) })
    }

    /// The digests that were stored with a run of records.
    package static func digests(
        from first: Int64, through last: Int64, _ db: any Reader
    ) throws -> [Digest] {
        try db.rows(
            """
            SELECT digest FROM records WHERE sequence >= \(first) AND sequence <= \(last)
            ORDER BY sequence LIMIT \(last - first + 1)
            """
        ) { try $0.digest(0) }
    }

    /// Every record in order, with its stored digest and body, one at a time.
    package static func forEach(
        _ db: any Reader, _ body: (RecordHeader, Digest, [UInt8]) throws -> Void
    ) throws {
        try db.forEach("SELECT \(headerColumns), digest, body FROM records ORDER BY sequence") {
            row in
            try body(try header(row), try row.digest(10), try row.blob(11))
        }
    }

    /// The sequences of what was recorded about a subject.
    package static func sequences(
        of subject: Int64, kind: String, _ db: any Reader
    ) throws -> [Int64] {
        try db.rows(
            """
            SELECT sequence FROM records
            WHERE subject_kind = \(kind) AND subject_id = \(subject)
            ORDER BY sequence LIMIT 1000
            """
        ) { try $0.int(0) }
    }
}

/// Rows of seals.
package enum Seals {
    private static let columns: SQL = """
        number, first_sequence, last_sequence, root, previous, sealed_at
        """

    package static func last(_ db: any Reader) throws -> Seal? {
        try db.first("SELECT \(columns) FROM seals ORDER BY number DESC LIMIT 1", decode)
    }

    package static func covering(_ sequence: Int64, _ db: any Reader) throws -> Seal? {
        try db.first(
            """
            SELECT \(columns) FROM seals
            WHERE last_sequence >= \(sequence) AND first_sequence <= \(sequence)
            ORDER BY last_sequence LIMIT 1
            """, decode)
    }

    /// The seals that cover some records, oldest first: most stories lie under a few.
    package static func covering(_ sequences: [Int64], _ db: any Reader) throws -> [Seal] {
        guard !sequences.isEmpty else { return [] }
        let asked = sequences.map { "(\($0))" as SQL }.joined(separator: ", ")
        // Seals follow one another without a gap: the first that ends behind a record covers it.
        return try db.rows(
            """
            WITH asked (sequence) AS (VALUES \(asked))
            SELECT \(columns) FROM seals WHERE number IN (
                SELECT (SELECT seal.number FROM seals AS seal
                    WHERE seal.last_sequence >= asked.sequence
                    ORDER BY seal.last_sequence LIMIT 1) FROM asked)
            ORDER BY number LIMIT \(sequences.count)
            """, decode)
    }

    /// A page of seals, the latest first.
    package static func page(before: Int64?, limit: Int, _ db: any Reader) throws -> [Seal] {
        try db.rows(
            """
            SELECT \(columns) FROM seals WHERE number < \(before ?? Int64.max)
            ORDER BY number DESC LIMIT \(limit)
            """, decode)
    }

    /// A seal with its digest as it is stored.
    package static func stored(
        _ number: Int64, _ db: any Reader
    ) throws -> (seal: Seal, digest: Digest)? {
        try db.first("SELECT \(columns), digest FROM seals WHERE number = \(number)") { row in
            (try decode(row), try row.digest(6))
        }
    }

    package static func leaves(of number: Int64, _ db: any Reader) throws -> [Digest] {
        try db.first("SELECT leaves FROM seals WHERE number = \(number)") {
            split(try $0.blob(0))
        } ?? []
    }

    /// Every seal in order, with the digest as stored and its leaves.
    package static func forEach(
        _ db: any Reader, _ body: (Seal, Digest, [Digest]) throws -> Void
    ) throws {
        try db.forEach("SELECT \(columns), digest, leaves FROM seals ORDER BY number") { row in
            try body(try decode(row), try row.digest(6), split(try row.blob(7)))
        }
    }

    package static func insert(_ seal: Seal, leaves: [Digest], _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO seals
                (number, first_sequence, last_sequence, root, previous, sealed_at, digest, leaves)
            VALUES (\(seal.number), \(seal.first), \(seal.last), \(seal.root), \(seal.previous),
                \(seal.sealedAt), \(seal.digest), \(leaves.flatMap(\.bytes)))
            """)
    }

    /// The digests that stand one after another; a last one cut short is `.unreadable`.
    private static func split(_ bytes: [UInt8]) -> [Digest] {
        stride(from: 0, to: bytes.count, by: Digest.byteCount).map { start in
            Digest(bytes: bytes[start..<min(start + Digest.byteCount, bytes.count)]) ?? .unreadable
        }
    }

    private static func decode(_ row: any Row) throws -> Seal {
        Seal(
            number: try row.int(0), first: try row.int(1), last: try row.int(2),
            root: try row.digest(3), previous: try row.digest(4), sealedAt: try row.instant(5))
    }
}
