package import Kernel
package import SQL

/// Matters whose light turned, and how far they were looked at.
package enum TurnedLights {
    /// Which light of which realm.
    package struct Stream: Hashable, Sendable {
        package let realm: Realm.ID
        /// Amber or red.
        package let light: Light

        package init(realm: Realm.ID, light: Light) {
            self.realm = realm
            self.light = light
        }

        /// The last instant at which a light that shows now may have turned.
        package func last(at now: Instant) -> Instant {
            light == .red ? now.adding(milliseconds: -1) : now
        }
    }

    /// The last matter that was looked at, by the instant at which its light turned.
    package struct Cursor: Hashable, Sendable {
        package let at: Instant
        package let matter: Int64

        package init(at: Instant, matter: Int64) {
            self.at = at
            self.matter = matter
        }

        /// Behind everything that turned up to an instant.
        package static func after(_ instant: Instant) -> Cursor {
            Cursor(at: instant, matter: .max)
        }
    }

    package struct Turned: Sendable {
        package let matter: Matter.ID
        package let clock: Procedure.ClockRule.ID
        package let dueAt: Instant
        /// Where looking goes on.
        package let cursor: Cursor
    }

    package static func cursors(_ db: any Reader) throws -> [Stream: Cursor] {
        let found = try db.rows(
            """
            SELECT realm_id, light, at, matter_id FROM light_cursors
            ORDER BY realm_id, light LIMIT 20000
            """
        ) { row in
            (
                Stream(realm: try row.id(0), light: try row.member(1, of: Light.self)),
                Cursor(at: try row.instant(2), matter: try row.int(3))
            )
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    package static func cursor(of stream: Stream, _ db: any Reader) throws -> Cursor? {
        try db.first(
            """
            SELECT at, matter_id FROM light_cursors
            WHERE realm_id = \(stream.realm) AND light = \(stream.light.rawValue)
            """
        ) { Cursor(at: try $0.instant(0), matter: try $0.int(1)) }
    }

    package static func set(_ cursor: Cursor, of stream: Stream, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO light_cursors (realm_id, light, at, matter_id)
            VALUES (\(stream.realm), \(stream.light.rawValue), \(cursor.at), \(cursor.matter))
            ON CONFLICT (realm_id, light) DO UPDATE
                SET at = excluded.at, matter_id = excluded.matter_id
            """)
    }

    package static func forget(_ stream: Stream, _ db: any Writer) throws {
        try db.run(
            """
            DELETE FROM light_cursors
            WHERE realm_id = \(stream.realm) AND light = \(stream.light.rawValue)
            """)
    }

    /// Open matters whose clock runs and whose light turned since; of amber ones those that are not
    /// red yet.
    package static func page(
        of stream: Stream, after cursor: Cursor, at now: Instant, limit: Int, _ db: any Reader
    ) throws -> [Turned] {
        let turnedAt: SQL = stream.light == .red ? "due_order" : "amber_at"
        let isNotRed: SQL = stream.light == .red ? "" : "AND due_at >= \(now)"
        return try db.rows(
            """
            SELECT id, due_clock, due_at, \(turnedAt) FROM matters
            WHERE realm_id = \(stream.realm) AND ended_at IS NULL AND due_clock IS NOT NULL
                AND suspended = 0 AND due_at IS NOT NULL
                AND \(turnedAt) >= \(cursor.at) AND \(turnedAt) <= \(stream.last(at: now))
                AND (\(turnedAt) > \(cursor.at) OR id > \(cursor.matter)) \(isNotRed)
            ORDER BY \(turnedAt), id LIMIT \(limit)
            """
        ) { row in
            Turned(
                matter: try row.id(0), clock: try row.text(1), dueAt: try row.instant(2),
                cursor: Cursor(at: try row.instant(3), matter: try row.int(0)))
        }
    }
}
