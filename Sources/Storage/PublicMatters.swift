package import Kernel
package import SQL

/// Rows of the matters that everyone may read, by where and by when: what maps and other systems
/// ask for.
package enum PublicMatters {
    /// Where and when everyone finds a matter.
    package struct Row: Hashable, Sendable {
        /// Where everyone may know it to be.
        package let place: Place.ID
        package let openedAt: Instant
        /// Where that place is; nil while nobody has put it on the map.
        package let key: Int64?

        package init(place: Place.ID, openedAt: Instant, key: Int64?) {
            self.place = place
            self.openedAt = openedAt
            self.key = key
        }
    }

    package static func keep(_ matter: Matter.ID, _ row: Row, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO public_matters (matter_id, realm_id, place_id, opened_at, map_key)
            SELECT \(matter), realm_id, id, \(row.openedAt), \(row.key)
            FROM places WHERE id = \(row.place)
            ON CONFLICT (matter_id) DO UPDATE SET place_id = excluded.place_id,
                opened_at = excluded.opened_at, map_key = excluded.map_key
            """)
    }

    package static func find(_ matter: Matter.ID, _ db: any Reader) throws -> Row? {
        try db.first(
            "SELECT place_id, opened_at, map_key FROM public_matters WHERE matter_id = \(matter)"
        ) { row in
            Row(place: try row.id(0), openedAt: try row.instant(1), key: try row.intOrNil(2))
        }
    }

    package static func remove(_ matter: Matter.ID, _ db: any Writer) throws {
        try db.run("DELETE FROM public_matters WHERE matter_id = \(matter)")
    }

    /// Moves the matters of a place with it.
    static func move(_ place: Place.ID, to position: Position?, _ db: any Writer) throws {
        try db.run(
            """
            UPDATE public_matters SET map_key = \(position.map(MapKey.point))
            WHERE place_id = \(place)
            """)
    }

    /// What is looked for, and where in the list.
    package struct Query: Sendable {
        package var boxes: [Bounds] = []
        /// From the first instant on.
        package var from: Instant?
        /// Until before this one.
        package var before: Instant?
        package var isNewestFirst = false
        package var after: Outlines.Cursor?
        package var limit: Int

        package init(limit: Int) { self.limit = limit }
    }

    /// How many rows of an index one page reads at most.
    package static let readMax = 5_000

    /// Public matters of a realm: in some boxes in the order of the map, else by their opening.
    ///
    /// - Returns: their ids, and where to go on; a page may be short and still go on.
    package static func page(
        _ query: Query, in realm: Realm.ID, _ db: any Reader
    ) throws -> (ids: [Matter.ID], next: Outlines.Cursor?) {
        query.boxes.isEmpty
            ? try byOpening(query, in: realm, db) : try byPlace(query, in: realm, db)
    }

    private static func byPlace(
        _ query: Query, in realm: Realm.ID, _ db: any Reader
    ) throws -> (ids: [Matter.ID], next: Outlines.Cursor?) {
        let ranges = query.boxes.flatMap { MapKey.pointRanges(within: $0) }
            .sorted { $0.lowerBound < $1.lowerBound }
        var walk = KeyWalk(
            ranges: ranges, after: query.after, limit: query.limit, readMax: readMax)
        let from = query.from?.milliseconds ?? .min
        let before = query.before?.milliseconds ?? .max
        while let step = walk.next() {
            let limit = min(step.limit, query.limit + 64)
            let rows = try db.rows(
                """
                SELECT map_key, matter_id, opened_at FROM public_matters
                WHERE realm_id = \(realm) AND map_key <= \(step.last)
                    AND (map_key, matter_id) > (\(step.after.key), \(step.after.id))
                ORDER BY map_key, matter_id LIMIT \(limit)
                """
            ) { row in
                let key = try row.int(0)
                let opened = try row.int(2)
                let position = MapKey.position(of: key)
                return KeyWalk.Found(
                    at: Outlines.Cursor(key: key, id: try row.int(1)),
                    isWanted: opened >= from && opened < before
                        && query.boxes.contains { box in position.map(box.contains) ?? false })
            }
            walk.take(rows, isWhole: rows.count < limit)
        }
        return (walk.found.map { Matter.ID($0) }, walk.rest)
    }

    private static func byOpening(
        _ query: Query, in realm: Realm.ID, _ db: any Reader
    ) throws -> (ids: [Matter.ID], next: Outlines.Cursor?) {
        let direction: SQL = query.isNewestFirst ? "DESC" : "ASC"
        let beyond: SQL =
            query.after.map { cursor in
                query.isNewestFirst
                    ? "AND (opened_at, matter_id) < (\(cursor.key), \(cursor.id))"
                    : "AND (opened_at, matter_id) > (\(cursor.key), \(cursor.id))"
            } ?? ""
        let from: SQL = query.from.map { "AND opened_at >= \($0)" } ?? ""
        let before: SQL = query.before.map { "AND opened_at < \($0)" } ?? ""
        let rows = try db.rows(
            """
            SELECT opened_at, matter_id FROM public_matters
            WHERE realm_id = \(realm) \(from) \(before) \(beyond)
            ORDER BY opened_at \(direction), matter_id \(direction) LIMIT \(query.limit + 1)
            """
        ) { Outlines.Cursor(key: try $0.int(0), id: try $0.int(1)) }
        let shown = rows.prefix(query.limit)
        return (shown.map { Matter.ID($0.id) }, rows.count > query.limit ? shown.last : nil)
    }

    /// Where each of some matters is for everyone; those that not everyone may read are left out.
    package static func places(
        of matters: [Matter.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Matter.ID: Place.ID] {
        guard !matters.isEmpty else { return [:] }
        let rows = try db.rows(
            """
            SELECT matter_id, place_id FROM public_matters
            WHERE matter_id IN \(list: matters) AND realm_id = \(realm)
            ORDER BY matter_id LIMIT \(matters.count)
            """
        ) { (try $0.id(0) as Matter.ID, try $0.id(1) as Place.ID) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Those of some references that everyone may read.
    package static func named(
        _ references: [Reference], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Matter.ID] {
        guard !references.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT matters.id FROM matters
                JOIN public_matters ON public_matters.matter_id = matters.id
            WHERE matters.realm_id = \(realm) AND matters.reference IN \(list: references)
            ORDER BY matters.id LIMIT \(references.count)
            """
        ) { try $0.id(0) }
    }

    /// Those that stand in another realm than their matter does.
    package static func orphans(limit: Int, _ db: any Reader) throws -> [Matter.ID] {
        try db.rows(
            """
            SELECT public_matters.matter_id FROM public_matters
                JOIN matters ON matters.id = public_matters.matter_id
            WHERE matters.realm_id <> public_matters.realm_id
            ORDER BY public_matters.matter_id LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    /// The newest public matters of a place.
    package static func at(
        _ place: Place.ID, limit: Int, _ db: any Reader
    ) throws -> [Matter.ID] {
        try db.rows(
            """
            SELECT matter_id FROM public_matters WHERE place_id = \(place)
            ORDER BY matter_id DESC LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }
}

extension Inbox {
    /// Matters of a realm as lists show them, in the order of their ids.
    package static func lines(
        of ids: [Matter.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [MatterLine] {
        guard !ids.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT \(columns) FROM \(sources)
            WHERE matters.id IN \(list: ids) AND matters.realm_id = \(realm)
            ORDER BY matters.id LIMIT \(ids.count)
            """, decode)
    }
}
