package import Kernel
package import SQL

extension Inbox {
    /// How many open matters near a place are compared with a text, the newest first.
    package static let comparedMax = 100

    /// Open matters at or near a place that share words with a text, those that share the rarest
    /// first: what a person may want to join rather than report again.
    package static func similar(
        to text: String, under place: PlacePath, in realm: Realm.ID, category: Category.ID?,
        procedure: Procedure.Name, limit: Int, _ db: any Reader
    ) throws -> [MatterLine] {
        let sameKind: SQL = category.map { "AND category = \($0)" } ?? ""
        let texts = try db.rows(
            """
            SELECT id, title, account, spot FROM matters
            WHERE id IN (SELECT id FROM matters
                WHERE realm_id = \(realm) AND ended_at IS NULL AND procedure = \(procedure)
                    AND place_path >= \(place) AND place_path < \(place.end) \(sameKind)
                ORDER BY id DESC LIMIT \(comparedMax))
            ORDER BY id DESC
            """
        ) { row in
            (
                id: try row.id(0) as Matter.ID,
                text: [try row.text(1), try row.text(2), try row.textOrNil(3) ?? ""]
                    .joined(separator: " ")
            )
        }
        let nearest = Grams.nearest(to: text, among: texts, limit: limit)
        let lines = try db.rows(
            """
            SELECT \(columns) FROM \(sources)
            WHERE matters.id IN \(list: nearest) ORDER BY matters.id DESC LIMIT \(limit)
            """, decode)
        return nearest.compactMap { id in lines.first { $0.id == id } }
    }

    /// Open matters of the same place, spot and kind, the newest first: what the same household
    /// asked for before.
    ///
    /// - Parameter spot: compared without white space and width; none is as one without a spot.
    package static func same(
        as procedure: Procedure.Name, _ category: Category.ID, at place: Place.ID,
        spot: String?, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Matter.ID] {
        let wanted = plain(spot)
        return try db.rows(
            """
            SELECT id, spot FROM matters
            WHERE realm_id = \(realm) AND ended_at IS NULL AND procedure = \(procedure)
                AND place_id = \(place) AND category = \(category)
            ORDER BY id DESC LIMIT \(comparedMax)
            """
        ) { (id: try $0.id(0) as Matter.ID, spot: try $0.textOrNil(1)) }
        .filter { plain($0.spot) == wanted }.prefix(limit).map(\.id)
    }

    private static func plain(_ spot: String?) -> String {
        (spot ?? "").halfWidth.filter { !$0.isWhitespace }.lowercased()
    }

    /// Recently solved matters of a public procedure, newest first.
    package static func recentlySolved(
        of procedures: [Procedure.Name], in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [MatterLine] {
        try db.rows(
            """
            SELECT \(columns)
            FROM (SELECT id, ended_at FROM matters
                WHERE realm_id = \(realm) AND ended_at IS NOT NULL AND ending = 'solved'
                    AND procedure IN \(list: procedures)
                ORDER BY ended_at DESC, id DESC LIMIT \(limit)) AS page
            JOIN \(sources(of: "page"))
            ORDER BY page.ended_at DESC, page.id DESC
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
        let others = [matter.parent, matter.mergedInto].compactMap(\.self)
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
            SELECT \(columns)
            FROM (SELECT id FROM matters WHERE parent_id = \(matter.id)
                UNION SELECT id FROM matters WHERE merged_into_id = \(matter.id)
                UNION SELECT id FROM matters WHERE id IN \(list: others)) AS page
            JOIN \(sources(of: "page"))
            WHERE matters.realm_id = \(matter.realm) AND (\(isReadable) OR \(isOrdered))
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
            WHERE matters.lead_id = \(body) AND matters.ended_at IS NULL
                AND (matters.lead_id = \(holding.post.body)
                    OR (matters.place_path >= \(reach) AND matters.place_path < \(reach.end)))
            ORDER BY matters.due_order, matters.id LIMIT \(limit)
            """, decode)
    }
}
