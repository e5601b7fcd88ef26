package import Kernel
package import SQL

/// Rows of what was asked for after a light visit.
package enum FollowUps {
    /// How many a page of one pairing lists, the newest ones.
    package static let linesMax = 20

    /// - Returns: false where the matter is there already.
    package static func insert(
        _ matter: Matter.ID, of pairing: Pairing.ID, by post: Post.ID, at now: Instant,
        _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            INSERT INTO pairing_follow_ups (pairing_id, matter_id, post_id, asked_at)
            VALUES (\(pairing), \(matter), \(post), \(now))
            ON CONFLICT (pairing_id, matter_id) DO NOTHING
            """) == 1
    }

    /// The matters that came of a pairing, the newest first.
    package static func of(_ pairing: Pairing.ID, _ db: any Reader) throws -> [MatterLine] {
        try db.rows(
            """
            SELECT \(Inbox.columns)
            FROM (SELECT matter_id AS id FROM pairing_follow_ups
                WHERE pairing_id = \(pairing)
                ORDER BY matter_id DESC LIMIT \(linesMax)) AS page
            JOIN \(Inbox.sources(of: "page"))
            ORDER BY page.id DESC LIMIT \(linesMax)
            """, Inbox.decode)
    }
}
