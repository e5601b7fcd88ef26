package import Kernel
package import SQL

/// Writing of pairings, each change only over the version that was read.
extension Pairings {
    package static func insert(
        _ pairing: Pairing, sealed: SealedDetails?, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO pairings
                (id, realm_id, number, kind, place_id, place_path, keeper_id, every_days,
                until_day, state, proposed_at, seal_key, version)
            VALUES (\(pairing.id), \(pairing.realm), \(pairing.number.serial),
                \(pairing.kind.rawValue), \(pairing.place), \(pairing.placePath),
                \(pairing.keeper), \(pairing.everyDays), \(pairing.until),
                \(pairing.state.rawValue), \(pairing.proposedAt), \(sealed?.wrappedKey),
                \(pairing.version))
            """)
        if let sealed {
            try db.run(
                """
                INSERT INTO pairing_details (pairing_id, sealed, card)
                VALUES (\(pairing.id), \(sealed.details), \(sealed.card))
                """)
        }
        for supporter in pairing.supporters { try keep(supporter, of: pairing.id, db) }
    }

    /// Stores a pairing as a decision left it, with the supporters that changed.
    ///
    /// - Returns: false when someone else changed it since `before` was read.
    package static func update(
        _ pairing: Pairing, from before: Pairing, _ db: any Writer
    ) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE pairings SET state = \(pairing.state.rawValue),
                started_on = \(pairing.startedOn), due_on = \(pairing.dueOn),
                ended_at = \(pairing.endedAt), ending = \(pairing.ending?.rawValue),
                version = \(before.version + 1)
            WHERE id = \(pairing.id) AND realm_id = \(pairing.realm)
                AND version = \(before.version)
            """)
        guard changed == 1 else { return false }
        for supporter in pairing.supporters where !before.supporters.contains(supporter) {
            try keep(supporter, of: pairing.id, db)
        }
        return true
    }

    private static func keep(
        _ supporter: Supporter, of pairing: Pairing.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO pairing_supporters
                (id, pairing_id, person_id, body_id, state, asked_at, answered_at)
            VALUES (\(supporter.id), \(pairing), \(supporter.who.person), \(supporter.who.body),
                \(supporter.state.rawValue), \(supporter.askedAt), \(supporter.answeredAt))
            ON CONFLICT (id) DO UPDATE SET state = excluded.state,
                asked_at = excluded.asked_at, answered_at = excluded.answered_at
            """)
    }

    package static func insert(
        _ consent: Consent, of pairing: Pairing.ID, by post: Post.ID, at now: Instant,
        _ db: any Writer
    ) throws {
        let (way, witness): (String, Post.ID?) =
            switch consent.way {
            case .written: ("written", nil)
            case .oral(let witness): ("oral", witness)
            }
        func covers(_ part: HelpedDetails.Part) -> Int { consent.covers.contains(part) ? 1 : 0 }
        try db.run(
            """
            INSERT INTO pairing_consents
                (id, pairing_id, way, witness_id, given_on, covers_name, covers_door,
                covers_phone, post_id, entered_at)
            VALUES (\(consent.id), \(pairing), \(way), \(witness), \(consent.givenOn),
                \(covers(.name)), \(covers(.door)), \(covers(.phone)), \(post), \(now))
            """)
    }

    package static func withdraw(
        _ consent: Consent.ID, at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE pairing_consents SET withdrawn_at = \(now)
            WHERE id = \(consent) AND withdrawn_at IS NULL
            """)
    }
}

/// Rows of light visits.
package enum LightVisits {
    package struct Line: Hashable, Sendable {
        package let id: LightVisit.ID
        package let kind: LightVisit.Kind
        package let at: Instant
        package let post: Post.ID
        /// Whether a sentence is kept with it, sealed.
        package let hasSentence: Bool
    }

    /// How many visits a page of one pairing lists at most.
    package static let linesMax = 100

    package static func insert(
        _ id: LightVisit.ID, of pairing: Pairing.ID, _ kind: LightVisit.Kind, by post: Post.ID,
        sealed: [UInt8]?, at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO pairing_visits (id, pairing_id, post_id, kind, visited_at, sealed)
            VALUES (\(id), \(pairing), \(post), \(kind.rawValue), \(now), \(sealed))
            """)
    }

    /// The visits of a pairing, the newest first.
    package static func of(
        _ pairing: Pairing.ID, limit: Int = linesMax, _ db: any Reader
    ) throws -> [Line] {
        try db.rows(
            """
            SELECT id, kind, visited_at, post_id, CASE WHEN sealed IS NULL THEN 0 ELSE 1 END
            FROM pairing_visits WHERE pairing_id = \(pairing)
            ORDER BY id DESC LIMIT \(limit)
            """
        ) { row in
            Line(
                id: try row.id(0), kind: try row.member(1, of: LightVisit.Kind.self),
                at: try row.instant(2), post: try row.id(3), hasSentence: try row.bool(4))
        }
    }

    /// How often each pairing was visited, and when last.
    package static func counts(
        of pairings: [Pairing.ID], _ db: any Reader
    ) throws -> [Pairing.ID: (count: Int, last: Instant)] {
        let rows = try db.rows(
            """
            SELECT pairing_id, COUNT(*), MAX(visited_at) FROM pairing_visits
            WHERE pairing_id IN \(list: pairings)
            GROUP BY pairing_id ORDER BY pairing_id LIMIT \(pairings.count)
            """
        ) { (try $0.id(0) as Pairing.ID, (count: Int(try $0.int(1)), last: try $0.instant(2))) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}
