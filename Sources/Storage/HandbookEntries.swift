package import Kernel
package import SQL

/// Rows of a person's own handbook.
package enum HandbookEntries {
    private static let columns: SQL = """
        id, enrolment_id, day, state, corrects_id, entered_at, sealed, answer, answered_at
        """

    /// An entry as whoever may read it sees it.
    package struct Line: Sendable {
        package let entry: HandbookEntry
        package let content: HandbookContent
        /// Why it was returned.
        package let reason: String?
        package let answeredAt: Instant?
    }

    private static func context(_ id: HandbookEntry.ID, _ use: String) -> String {
        "handbook \(use) \(id)"
    }

    package static func find(_ id: HandbookEntry.ID, _ db: any Reader) throws -> HandbookEntry? {
        try db.first("SELECT \(columns) FROM handbook_entries WHERE id = \(id)", decode)
    }

    /// How many entries the days of a span hold.
    package static func count(
        of enrolment: Enrolment.ID, from first: Day, until last: Day, _ db: any Reader
    ) throws -> Int {
        Int(
            try db.int(
                """
                SELECT COUNT(*) FROM handbook_entries
                WHERE enrolment_id = \(enrolment) AND day >= \(first) AND day <= \(last)
                """) ?? 0)
    }

    /// The entries of a span of days, the earliest first.
    package static func of(
        _ enrolment: Enrolment.ID, from first: Day, until last: Day, vault: Vault,
        _ db: any Reader
    ) throws -> [Line] {
        try open(
            db.rows(
                """
                SELECT \(columns) FROM handbook_entries
                WHERE enrolment_id = \(enrolment) AND day >= \(first) AND day <= \(last)
                ORDER BY day, id LIMIT \(HandbookEntry.perYearMax)
                """, sealed), of: enrolment, vault: vault, db)
    }

    /// How many waiting entries a keeper's page shows at a time.
    package static let waitingShown = 30

    /// What waits for the branch, the oldest first: entering is asking to be read.
    package static func waiting(
        of enrolment: Enrolment.ID, vault: Vault, _ db: any Reader
    ) throws -> [Line] {
        try open(
            db.rows(
                """
                SELECT \(columns) FROM handbook_entries
                WHERE enrolment_id = \(enrolment) AND state = 'waiting'
                ORDER BY id LIMIT \(waitingShown)
                """, sealed), of: enrolment, vault: vault, db)
    }

    package static func insert(
        _ entry: HandbookEntry, _ content: HandbookContent, vault: Vault, _ db: any Writer
    ) throws {
        let key = try EnrolmentSecrets.key(of: entry.enrolment, vault: vault, db)
            .orThrow("a key of a registration")
        let sealed = try vault.seal(
            content.payload.canonicalBytes, under: key, context: context(entry.id, "entry"))
        try db.run(
            """
            INSERT INTO handbook_entries
                (id, enrolment_id, day, state, corrects_id, entered_at, sealed)
            VALUES (\(entry.id), \(entry.enrolment), \(entry.day), \(entry.state.rawValue),
                \(entry.corrects), \(entry.enteredAt), \(sealed))
            """)
    }

    /// Marks an entry as put right by another.
    package static func markCorrected(_ id: HandbookEntry.ID, _ db: any Writer) throws {
        try db.run("UPDATE handbook_entries SET state = 'corrected' WHERE id = \(id)")
    }

    /// Keeps the branch's answer, with its reason sealed.
    ///
    /// - Returns: false when it was answered or put right meanwhile.
    package static func answer(
        _ entry: HandbookEntry, reason: String?, by post: Post.ID, at now: Instant, vault: Vault,
        _ db: any Writer
    ) throws -> Bool {
        let key = try EnrolmentSecrets.key(of: entry.enrolment, vault: vault, db)
            .orThrow("a key of a registration")
        let sealed = try reason.map {
            try vault.seal(Array($0.utf8), under: key, context: context(entry.id, "answer"))
        }
        return try db.run(
            """
            UPDATE handbook_entries SET state = \(entry.state.rawValue), answer = \(sealed),
                answered_by = \(post), answered_at = \(now)
            WHERE id = \(entry.id) AND state = 'waiting'
            """) == 1
    }

    // MARK: - Reading rows

    private struct Sealed {
        let entry: HandbookEntry
        let content: [UInt8]
        let answer: [UInt8]?
        let answeredAt: Instant?
    }

    private static func open(
        _ rows: [Sealed], of enrolment: Enrolment.ID, vault: Vault, _ db: any Reader
    ) throws -> [Line] {
        guard !rows.isEmpty, let key = try EnrolmentSecrets.key(of: enrolment, vault: vault, db)
        else { return [] }
        return try rows.map { row in
            let id = row.entry.id
            let plain = try vault.open(row.content, under: key, context: context(id, "entry"))
            let reason = try row.answer.map {
                try vault.open($0, under: key, context: context(id, "answer"))
            }
            return Line(
                entry: row.entry,
                content: try HandbookContent(try Payload(parsing: plain))
                    .orThrow("an entry of a handbook"),
                reason: reason.map { String(decoding: $0, as: UTF8.self) },
                answeredAt: row.answeredAt)
        }
    }

    private static func sealed(_ row: any Row) throws -> Sealed {
        Sealed(
            entry: try decode(row), content: try row.blob(6), answer: try row.blobOrNil(7),
            answeredAt: try row.instantOrNil(8))
    }

    private static func decode(_ row: any Row) throws -> HandbookEntry {
        HandbookEntry(
            id: try row.id(0), enrolment: try row.id(1),
            day: try row.dayOrNil(2).orThrow("a day"),
            state: try row.member(3, of: HandbookEntry.State.self), corrects: try row.idOrNil(4),
            enteredAt: try row.instant(5))
    }
}
