package import Kernel
package import SQL

extension Inbox {
    /// Open matters at or near a place that share words with a text, newest first: what a person
    /// may want to join rather than report again.
    package static func similar(
        to text: String, under place: PlacePath, in realm: Realm.ID, category: Category.ID?,
        procedure: Procedure.Name, limit: Int, _ db: any Reader
    ) throws -> [MatterLine] {
        guard let query = Grams.anyOf(text, for: db.dialect) else { return [] }
        let sameKind: SQL = category.map { "AND matters.category = \($0)" } ?? ""
        return try db.rows(
            """
            SELECT \(columns) FROM \(sources)
            JOIN (SELECT rowid AS found, rank FROM matter_search
                WHERE matter_search MATCH \(query) ORDER BY rank LIMIT 200) AS hits
                ON hits.found = matters.id
            WHERE matters.realm_id = \(realm) AND matters.ended_at IS NULL
                AND matters.procedure = \(procedure)
                AND matters.place_path >= \(place) AND matters.place_path < \(place.end)
                \(sameKind)
            ORDER BY hits.rank, matters.id DESC LIMIT \(limit)
            """, decode)
    }

    /// Recently solved matters of a public procedure, newest first.
    package static func recentlySolved(
        of procedures: [Procedure.Name], in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [MatterLine] {
        try db.rows(
            """
            SELECT \(columns) FROM \(sources)
            WHERE matters.realm_id = \(realm) AND matters.ending = 'solved'
                AND matters.procedure IN \(list: procedures)
            ORDER BY matters.ended_at DESC, matters.id DESC LIMIT \(limit)
            """, decode)
    }

    /// The children, merged matters, or parent of a matter, as far as a viewer may read them.
    ///
    /// - Parameters:
    ///   - holding: the post that looks; nil for everyone else, who see only the matter that
    ///     theirs was merged into.
    ///   - isOpenToAll: whether everyone may read the matter: then they see what it ordered, too.
    package static func related(
        to matter: Matter, for holding: Holding?, isOpenToAll: Bool, _ db: any Reader
    ) throws -> [MatterLine] {
        let isRelated: SQL = """
            (matters.parent_id = \(matter.id) OR matters.merged_into_id = \(matter.id)
                OR matters.id = \(matter.parent) OR matters.id = \(matter.mergedInto))
            """
        let isReadable: SQL =
            holding.map { holding in
                let reach = holding.post.reach
                return """
                    (matters.lead_id = \(holding.post.body)
                        OR (matters.place_path >= \(reach) AND matters.place_path < \(reach.end)))
                    """
            } ?? "matters.id = \(matter.mergedInto)"
        let isOrdered: SQL =
            isOpenToAll
            ? "(matters.parent_id = \(matter.id) AND matters.channel = 'procedure')" : "1 = 0"
        return try db.rows(
            """
            SELECT \(columns) FROM \(sources)
            WHERE matters.realm_id = \(matter.realm) AND \(isRelated)
                AND (\(isReadable) OR \(isOrdered))
            ORDER BY matters.id LIMIT 50
            """, decode)
    }
}

extension Inbox {
    /// Open matters that a body leads and a post may read, the nearest deadline first.
    package static func led(
        by body: Body.ID, for holding: Holding, limit: Int, _ db: any Reader
    ) throws -> [MatterLine] {
        let reach = holding.post.reach
        return try db.rows(
            """
            SELECT \(columns) FROM \(sources)
            WHERE matters.realm_id = \(holding.post.realm) AND matters.lead_id = \(body)
                AND matters.ended_at IS NULL
                AND (matters.lead_id = \(holding.post.body)
                    OR (matters.place_path >= \(reach) AND matters.place_path < \(reach.end)))
            ORDER BY matters.due_at, matters.id LIMIT \(limit)
            """, decode)
    }
}
