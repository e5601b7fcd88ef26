package import Kernel
package import SQL

/// The moves of matters as their records tell them.
package enum RecordedSteps {
    /// How many records one statement reads.
    private static let rowsAtOnce = 1_000

    private struct Sealed {
        let matter: Matter.ID
        let sequence: Int64
        let id: Identifier<RecordHeader>
        let at: Instant
        let person: Person.ID?
        let action: String
        let body: [UInt8]

        init(_ row: any Row) throws {
            matter = try row.id(0)
            sequence = try row.int(1)
            id = try row.id(2)
            at = try row.instant(3)
            person = try row.idOrNil(4)
            action = try row.text(5)
            body = try row.blob(6)
        }
    }

    /// - Parameters:
    ///   - keys: the key of the story of each matter, at most `Facts.subjectsMax`.
    ///   - unreadable: told the sequence of each record that does not open or read.
    /// - Returns: what was done to each, oldest first.
    package static func of(
        _ keys: [Matter.ID: Vault.Key], vault: Vault, _ db: any Reader,
        unreadable: (Int64) -> Void
    ) throws -> [Matter.ID: [RecordedStep]] {
        if keys.isEmpty { return [:] }
        let matters = keys.keys.sorted().filled(to: keys.count == 1 ? 1 : Facts.subjectsMax)
        var steps: [Matter.ID: [RecordedStep]] = [:]
        var last: (matter: Matter.ID, sequence: Int64) = (Matter.ID(0), 0)
        while true {
            let rows = try db.rows(
                """
                SELECT subject_id, sequence, id, at, person_id, action, body FROM records
                WHERE subject_kind = 'matter' AND subject_id IN \(list: matters)
                    AND (subject_id, sequence) > (\(last.matter), \(last.sequence))
                ORDER BY subject_id, sequence LIMIT \(rowsAtOnce)
                """
            ) { try Sealed($0) }
            for row in rows {
                guard let key = keys[row.matter],
                    let plain = try? vault.open(
                        row.body, under: key, context: Records.context(row.id)),
                    let payload = try? Payload(parsing: plain)
                else {
                    unreadable(row.sequence)
                    continue
                }
                let step = RecordedStep(
                    sequence: row.sequence, at: row.at, person: row.person, action: row.action,
                    payload: payload)
                if let step { steps[row.matter, default: []].append(step) }
            }
            guard rows.count == rowsAtOnce, let end = rows.last else { return steps }
            last = (end.matter, end.sequence)
        }
    }
}
