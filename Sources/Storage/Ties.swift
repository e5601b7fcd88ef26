package import Kernel
package import SQL

/// What still hangs on a place or a body, so that it cannot be closed. Counted no further than
/// `countMax`.
package struct Ties: Hashable, Sendable {
    /// Matters that are not ended: at the place or under it; led or helped with by the body.
    package var matters = 0
    /// Places or bodies that stand directly under it.
    package var children = 0
    /// Posts that are held over the place, or for the body.
    package var posts = 0
    /// Bodies that are responsible at the place.
    package var bodies = 0
    /// Memberships that hold: of the body in alliances, and of others in it.
    package var memberships = 0
    /// Rules of the catalogue in force that send matters to the body.
    package var rules = 0

    /// Pairings at the place or under it that have not ended: a number, never which.
    package var pairings = 0

    package init() {}

    package var isEmpty: Bool { self == Ties() }

    package static let countMax = 1_000

    /// What hangs on a place on a day.
    package static func of(_ place: Place, on day: Day, _ db: any Reader) throws -> Ties {
        var ties = Ties()
        ties.matters = try count(
            """
            matters WHERE realm_id = \(place.realm) AND ended_at IS NULL
                AND place_path >= \(place.path) AND place_path < \(place.path.end)
            """, db)
        ties.children = try count("places WHERE parent_id = \(place.id) AND \(open(day))", db)
        ties.posts = try count("posts WHERE place_id = \(place.id) AND \(open(day))", db)
        ties.bodies = try count("bodies WHERE place_id = \(place.id) AND \(open(day))", db)
        ties.pairings = try count(
            """
            pairings WHERE realm_id = \(place.realm) AND state <> 'ended'
                AND place_path >= \(place.path) AND place_path < \(place.path.end)
            """, db)
        return ties
    }

    /// What hangs on a body on a day.
    package static func of(_ body: Body, on day: Day, _ db: any Reader) throws -> Ties {
        var ties = Ties()
        ties.matters = try openMatters(of: body.id, db)
        ties.children = try count("bodies WHERE parent_id = \(body.id) AND \(open(day))", db)
        ties.posts = try count("posts WHERE body_id = \(body.id) AND \(open(day))", db)
        ties.memberships =
            try count("memberships WHERE member_id = \(body.id) AND \(open(day))", db)
            + count("memberships WHERE alliance_id = \(body.id) AND \(open(day))", db)
        ties.rules = try Catalogues.current(of: body.realm, db).rules
            .count { $0.lead == body.id || $0.assists.contains(body.id) }
        return ties
    }

    /// Open matters that a body leads or helps with.
    package static func openMatters(of body: Body.ID, _ db: any Reader) throws -> Int {
        try count("matters WHERE lead_id = \(body) AND ended_at IS NULL", db)
            + count(
                """
                matter_assists JOIN matters ON matters.id = matter_assists.matter_id
                WHERE matter_assists.body_id = \(body) AND matters.ended_at IS NULL
                """, db)
    }

    private static func open(_ day: Day) -> SQL { "(until_day IS NULL OR until_day > \(day))" }

    private static func count(_ source: SQL, _ db: any Reader) throws -> Int {
        Int(
            try db.int(
                "SELECT COUNT(*) FROM (SELECT 1 FROM \(source) LIMIT \(countMax)) AS found") ?? 0)
    }
}
