package import Kernel
package import SQL

extension PublicMatters {
    /// Something that was done to a public matter.
    package struct Deed: Sendable {
        package let sequence: Int64
        package let at: Instant
        package let action: Procedure.Action.ID
        package let matter: Matter.ID
        package let reference: Reference
        package let procedure: Procedure.Name
        package let profileVersion: Int
    }

    /// What was done to public matters in a span of time, oldest first; at most `readMax` records
    /// of the realm are looked at.
    ///
    /// - Parameter matter: one matter alone, whenever it was.
    package static func deeds(
        in realm: Realm.ID, from: Instant, before: Instant, of matter: Matter.ID? = nil,
        limit: Int, _ db: any Reader
    ) throws -> [Deed] {
        let which: SQL =
            matter.map {
                """
                SELECT sequence FROM records
                WHERE subject_kind = 'matter' AND subject_id = \($0) ORDER BY sequence
                """
            } ?? """
                SELECT sequence FROM records
                WHERE realm_id = \(realm) AND at >= \(from) AND at < \(before)
                ORDER BY at, sequence
                """
        return try db.rows(
            """
            SELECT records.sequence, records.at, records.action, matters.id, matters.reference,
                matters.procedure, matters.profile_version
            FROM (\(which) LIMIT \(readMax)) AS looked
                JOIN records ON records.sequence = looked.sequence
                JOIN public_matters ON records.subject_kind = 'matter'
                    AND public_matters.matter_id = records.subject_id
                JOIN matters ON matters.id = public_matters.matter_id
            WHERE public_matters.realm_id = \(realm)
            ORDER BY records.at, records.sequence LIMIT \(limit)
            """
        ) { row in
            Deed(
                sequence: try row.int(0), at: try row.instant(1), action: try row.text(2),
                matter: try row.id(3), reference: try row.reference(4),
                procedure: try row.text(5), profileVersion: Int(try row.int(6)))
        }
    }
}
