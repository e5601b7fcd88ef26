package import Kernel
package import SQL

/// What waits for somebody to take it on.
extension Inbox {
    /// A matter that waits, with where it is.
    package struct Waiting: Sendable {
        package let line: MatterLine
        package let path: PlacePath
        /// The language that it asks for.
        package let language: String?
    }

    /// Matters that nobody has taken on, those due first.
    package static func waiting(
        in pools: [Procedure.Name: Set<Procedure.State.ID>], under reach: PlacePath,
        in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Waiting] {
        let walks = pools.sorted { $0.key < $1.key }.flatMap { procedure, states in
            states.sorted().map { state -> SQL in
                """
                SELECT id, due_order FROM (SELECT id, due_order FROM matters
                    WHERE realm_id = \(realm) AND procedure = \(procedure) AND state = \(state)
                        AND ended_at IS NULL
                        AND place_path >= \(reach) AND place_path < \(reach.end)
                    ORDER BY due_order, id LIMIT \(limit)) AS walk
                """
            }
        }
        guard !walks.isEmpty else { return [] }
        let found = try db.rows(
            """
            SELECT page.id, matters.place_path, matters.language
            FROM (SELECT id, due_order FROM (\(walks.joined(separator: " UNION ALL "))) AS waits
                ORDER BY due_order, id LIMIT \(limit)) AS page
            JOIN matters ON matters.id = page.id
            ORDER BY page.due_order, page.id LIMIT \(limit)
            """
        ) {
            (
                id: try $0.id(0) as Matter.ID, path: try $0.path(1),
                language: try $0.textOrNil(2)
            )
        }
        let lines = try lines(of: found.map(\.id), db)
        return found.compactMap { row in
            lines[row.id].map { Waiting(line: $0, path: row.path, language: row.language) }
        }
    }

    /// Where those of some matters are that still wait.
    package static func waiting(
        _ matters: [Matter.ID], in pools: [Procedure.Name: Set<Procedure.State.ID>],
        of realm: Realm.ID, _ db: any Reader
    ) throws -> [Matter.ID: PlacePath] {
        let rows = try db.rows(
            """
            SELECT id, place_path, procedure, state FROM matters
            WHERE id IN \(list: matters) AND realm_id = \(realm) AND ended_at IS NULL
            ORDER BY id LIMIT \(matters.count)
            """
        ) { row in
            (
                id: try row.id(0) as Matter.ID, path: try row.path(1),
                waits: pools[try row.text(2)]?.contains(try row.text(3)) ?? false
            )
        }
        return Dictionary(
            rows.filter(\.waits).map { ($0.id, $0.path) }, uniquingKeysWith: { first, _ in first })
    }

    /// As many as a page shows, and a few more.
    private static let linesAtOnce = 64

    /// The lines of some matters, by their id.
    package static func lines(
        of matters: [Matter.ID], _ db: any Reader
    ) throws -> [Matter.ID: MatterLine] {
        if matters.isEmpty { return [:] }
        let asked = matters.filled(to: linesAtOnce)
        let rows = try db.rows(
            """
            SELECT \(columns) FROM \(sources) WHERE matters.id IN \(list: asked)
            ORDER BY matters.id LIMIT \(asked.count)
            """, decode)
        return Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
