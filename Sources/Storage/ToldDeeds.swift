package import Kernel
package import SQL

/// What was done to matters and what was said with it, for the systems that they came from.
package enum ToldDeeds {
    package struct Deed: Sendable {
        package let sequence: Int64
        package let at: Instant
        package let action: Procedure.Action.ID
        package let matter: Matter.ID
        package let reference: Reference
        package let procedure: Procedure.Name
        package let profileVersion: Int
        /// Where the matter stood after it; nil for what tells of no step.
        package let to: Procedure.State.ID?
        package let answers: [Procedure.Field.ID: Payload]
    }

    static let columns: SQL = """
        records.sequence, records.id, records.at, records.action, records.body, matters.id,
        matters.reference, matters.procedure, matters.profile_version, matters.story_key
        """

    /// - Returns: nil once the words of its matter are erased.
    static func decode(_ row: any Row, _ vault: Vault) throws -> Deed? {
        let record: Identifier<RecordHeader> = try row.id(1)
        let matter: Matter.ID = try row.id(5)
        let keys = WrappedKeys(story: try row.blobOrNil(9), person: nil)
        guard let key = try keys.key(.story, of: matter, vault: vault) else { return nil }
        let plain = try vault.open(
            try row.blob(4), under: key, context: Records.context(record))
        let payload = try Payload(parsing: plain)
        var to: Procedure.State.ID?
        var answers: [Procedure.Field.ID: Payload] = [:]
        if case .text(let state)? = payload["to"] { to = state }
        if case .object(let said)? = payload["answers"] { answers = said }
        return Deed(
            sequence: try row.int(0), at: try row.instant(2), action: try row.text(3),
            matter: matter, reference: try row.reference(6), procedure: try row.text(7),
            profileVersion: Int(try row.int(8)), to: to, answers: answers)
    }

    /// What was done in a span of time to matters that came in with a key, oldest first; at most
    /// `PublicMatters.readMax` records of the realm are looked at.
    ///
    /// - Parameter matter: one matter alone, whenever it was.
    package static func with(
        _ accessKey: AccessKey.ID, in realm: Realm.ID, from: Instant, before: Instant,
        of matter: Matter.ID? = nil, limit: Int, vault: Vault, _ db: any Reader
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
            SELECT \(columns)
            FROM (\(which) LIMIT \(PublicMatters.readMax)) AS looked
                JOIN records ON records.sequence = looked.sequence
                JOIN access_key_matters ON records.subject_kind = 'matter'
                    AND access_key_matters.matter_id = records.subject_id
                JOIN matters ON matters.id = access_key_matters.matter_id
            WHERE access_key_matters.key_id = \(accessKey) AND matters.realm_id = \(realm)
            ORDER BY records.at, records.sequence LIMIT \(limit)
            """
        ) { try decode($0, vault) }.compactMap(\.self)
    }
}
