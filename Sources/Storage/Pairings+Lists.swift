package import Kernel
package import SQL

/// Lists of pairings: for whoever helps, and for whoever answers for them. For all others counts.
extension Pairings {
    /// How many pairings one list shows at most.
    package static let listMax = 200

    /// What a worker's list shows.
    package enum View: String, CaseIterable, Sendable {
        case proposed, running, overdue, ended
    }

    /// The pairings that somebody is asked to help in, or helps in: those due first before others.
    package static func helped(
        by holding: Holding, as state: Supporter.State, _ db: any Reader
    ) throws -> [Pairing] {
        let (post, realm) = (holding.post, holding.post.realm)
        return try whole(
            db.rows(
                """
                SELECT \(columns) FROM pairings
                WHERE id IN (
                    SELECT pairing_id FROM pairing_supporters
                    WHERE person_id = \(post.person) AND state = \(state.rawValue)
                    UNION
                    SELECT pairing_id FROM pairing_supporters
                    WHERE body_id = \(post.body) AND state = \(state.rawValue))
                    AND realm_id = \(realm) AND state <> 'ended'
                ORDER BY CASE WHEN due_on IS NULL THEN 1 ELSE 0 END, due_on, id
                LIMIT \(listMax)
                """, decode), db)
    }

    /// The posts for whose pairings a post answers: its own, and those of the same role and body
    /// that are no longer held.
    package static func keepers(
        for post: Post, on day: Day, _ db: any Reader
    ) throws -> [Post.ID] {
        try db.rows(
            """
            SELECT id FROM posts
            WHERE body_id = \(post.body) AND role = \(post.role)
                AND (id = \(post.id) OR until_day <= \(day))
            ORDER BY id DESC LIMIT 50
            """
        ) { try $0.id(0) }
    }

    /// A worker's own pairings: what is overdue longest first, what ended last first.
    package static func kept(
        by keepers: [Post.ID], _ view: View, under path: PlacePath, on day: Day,
        _ db: any Reader
    ) throws -> [Pairing] {
        let condition: SQL =
            switch view {
            case .proposed: "state = 'proposed' ORDER BY proposed_at, id"
            case .running: "state = 'running' ORDER BY due_on, id"
            case .overdue: "state = 'running' AND due_on < \(day) ORDER BY due_on, id"
            case .ended: "state = 'ended' ORDER BY ended_at DESC, id DESC"
            }
        return try whole(
            db.rows(
                """
                SELECT \(columns) FROM pairings
                WHERE keeper_id IN \(list: keepers)
                    AND place_path >= \(path) AND place_path < \(path.end)
                    AND \(condition) LIMIT \(listMax)
                """, decode), db)
    }

    /// Counts alone, of all pairings at a place and under it.
    package struct Numbers: Hashable, Sendable {
        package var proposed = 0
        package var running = 0
        package var overdue = 0
        package var ended = 0

        package init() {}

        package subscript(view: View) -> Int {
            switch view {
            case .proposed: proposed
            case .running: running
            case .overdue: overdue
            case .ended: ended
            }
        }
    }

    package static func numbers(
        under path: PlacePath, in realm: Realm.ID, on day: Day, _ db: any Reader
    ) throws -> Numbers {
        let rows = try db.rows(
            """
            SELECT state, COUNT(*), SUM(CASE WHEN due_on < \(day) THEN 1 ELSE 0 END)
            FROM pairings
            WHERE realm_id = \(realm) AND place_path >= \(path) AND place_path < \(path.end)
            GROUP BY state ORDER BY state LIMIT 3
            """
        ) { row in
            (
                state: try row.member(0, of: Pairing.State.self), count: Int(try row.int(1)),
                overdue: Int(try row.int(2))
            )
        }
        var numbers = Numbers()
        for row in rows {
            switch row.state {
            case .proposed: numbers.proposed = row.count
            case .running: (numbers.running, numbers.overdue) = (row.count, row.overdue)
            case .ended: numbers.ended = row.count
            }
        }
        return numbers
    }

    /// A place of the responsibility matrix: which bodies answer for it, and how many households
    /// and people at this very place are helped.
    package struct Cell: Hashable, Sendable {
        package let place: Place.ID
        package let placePath: PlacePath
        package let kind: Pairing.Kind
        package let count: Int
    }

    package static func cells(
        under path: PlacePath, in realm: Realm.ID, _ db: any Reader
    ) throws -> [Cell] {
        try db.rows(
            """
            SELECT place_id, place_path, kind, COUNT(*) FROM pairings
            WHERE realm_id = \(realm) AND place_path >= \(path) AND place_path < \(path.end)
                AND state = 'running'
            GROUP BY place_id, place_path, kind ORDER BY place_path, kind LIMIT 1000
            """
        ) { row in
            Cell(
                place: try row.id(0), placePath: try row.path(1),
                kind: try row.member(2, of: Pairing.Kind.self), count: Int(try row.int(3)))
        }
    }

    /// The bodies that answer for places, by place.
    package static func areaBodies(
        under path: PlacePath, in realm: Realm.ID, _ db: any Reader
    ) throws -> [Place.ID: [LocalName]] {
        let rows = try db.rows(
            """
            SELECT pairings.place_id, bodies.name_zh, bodies.name_en
            FROM pairings
            JOIN pairing_supporters ON pairing_supporters.pairing_id = pairings.id
            JOIN bodies ON bodies.id = pairing_supporters.body_id
            WHERE pairings.realm_id = \(realm)
                AND pairings.place_path >= \(path) AND pairings.place_path < \(path.end)
                AND pairings.state = 'running' AND pairings.kind = 'area'
                AND pairing_supporters.state = 'accepted'
            ORDER BY pairings.place_path, bodies.name_zh, bodies.id LIMIT 1000
            """
        ) { (place: try $0.id(0) as Place.ID, name: try $0.localName(1)) }
        return Dictionary(grouping: rows, by: \.place).mapValues { $0.map(\.name) }
    }
}

/// What happened to a pairing, line by line, read from the record; nothing personal is in it.
package enum PairingStories {
    package struct Line: Sendable {
        package let at: Instant
        package let action: String
        package let personName: String?
        package let role: Role.ID?
    }

    package static func of(_ pairing: Pairing.ID, _ db: any Reader) throws -> [Line] {
        try db.rows(
            """
            SELECT records.at, records.action, people.name, posts.role
            FROM records
            LEFT JOIN people ON people.id = records.person_id
            LEFT JOIN posts ON posts.id = records.post_id
            WHERE records.subject_kind = 'pairing' AND records.subject_id = \(pairing)
            ORDER BY records.sequence DESC LIMIT 100
            """
        ) { row in
            Line(
                at: try row.instant(0), action: try row.text(1),
                personName: try row.textOrNil(2), role: try row.textOrNil(3))
        }
    }
}
