package import Kernel
package import SQL

/// What is derived from a matter's clocks and kept with its row, for lists to sort and colour by.
package struct Standing: Sendable {
    package let stage: Procedure.Stage.ID
    package let dueClock: Procedure.ClockRule.ID?
    package let dueAt: Instant?
    package let amberAt: Instant?
    package let isLate: Bool

    /// Derives the standing of a matter under its procedure.
    package init(of matter: Matter, under procedure: Procedure, by keeper: Timekeeper) {
        let state = procedure.state(matter.state)
        stage = state?.stage ?? matter.state
        let clock = state?.limit.flatMap(matter.clock)
        let deadline = clock?.deadline(by: keeper)
        dueClock = clock?.name
        dueAt = matter.isOpen ? deadline?.at : nil
        if let clock, let deadline, matter.isOpen {
            amberAt = clock.amberAt(deadline: deadline.at)
        } else {
            amberAt = nil
        }
        isLate = matter.clocks.contains { clock in
            clock.stoppedAt.map { clock.deadline(by: keeper).at < $0 } ?? false
        }
    }
}

extension Matters {
    package static func insert(
        _ matter: Matter, standing: Standing, profileVersion: Int, opener: Person.ID?,
        keys: DataKeys.Fresh, wordDigest: String?, by keeper: Timekeeper, at now: Instant,
        _ db: any Writer
    ) throws {
        try db.send(
            """
            INSERT INTO matters
                (id, realm_id, reference, procedure, procedure_version, profile_version, channel,
                opened_at, opener_id, state, stage, title, account, place_id, place_path, spot,
                category, urgency, triage, language, supervision, lead_id, first_receiver_id,
                taker_id, parent_id, merged_into_id, ended_at, ending, version, due_at, amber_at,
                due_clock, suspended, late, touched_at, toucher_id, word_digest, story_key,
                person_key, parts)
            VALUES (\(matter.id), \(matter.realm), \(matter.reference), \(matter.procedure.name),
                \(matter.procedure.version), \(profileVersion), \(matter.channel.rawValue),
                \(matter.openedAt), \(opener), \(matter.state), \(standing.stage),
                \(matter.title), \(matter.account), \(matter.place), \(matter.placePath),
                \(matter.spot), \(matter.category), \(matter.urgency), \(matter.triage),
                \(matter.language),
                \(matter.supervision), \(matter.lead), \(matter.firstReceiver), \(matter.taker),
                \(matter.parent), \(matter.mergedInto), \(matter.endedAt),
                \(matter.ending?.rawValue), \(matter.version), \(standing.dueAt),
                \(standing.amberAt), \(standing.dueClock), \(matter.isSuspended),
                \(standing.isLate), \(now), \(opener), \(wordDigest), \(keys.wrapped.story),
                \(keys.wrapped.person), \(MatterParts(of: matter).rawValue))
            """)
        try SearchIndex.insert(matter, db)
        try Clocks.save(matter.clocks, of: matter.id, replacing: [], by: keeper, db)
        try save(assists: matter.assists, of: matter.id, db)
        if let parent = matter.parent { try MatterParts.children.add(to: parent, db) }
        if let other = matter.mergedInto { try MatterParts.merged.add(to: other, db) }
    }

    /// Writes a matter back, unless someone else changed it since `before` was read.
    ///
    /// - Parameter read: the sequence of the installation's last record when the matter was read,
    ///   if that was not in this transaction.
    /// - Returns: false when the row has another version by now, or something was done to the
    ///   matter since that record; then nothing was written.
    package static func update(
        _ matter: Matter, from before: Matter, read: Int64? = nil, standing: Standing,
        toucher: Person.ID?, by keeper: Timekeeper, at now: Instant, _ db: any Writer
    ) throws -> Bool {
        let isUntouched: SQL =
            read.map { last in
                """
                AND NOT EXISTS (SELECT 1 FROM records WHERE subject_kind = 'matter'
                    AND subject_id = \(matter.id) AND sequence > \(last))
                """
            } ?? ""
        let changed = try db.run(
            """
            UPDATE matters
            SET state = \(matter.state), stage = \(standing.stage), title = \(matter.title),
                account = \(matter.account), place_id = \(matter.place),
                place_path = \(matter.placePath), spot = \(matter.spot),
                category = \(matter.category), urgency = \(matter.urgency),
                triage = \(matter.triage), language = \(matter.language),
                supervision = \(matter.supervision),
                lead_id = \(matter.lead), first_receiver_id = \(matter.firstReceiver),
                taker_id = \(matter.taker), merged_into_id = \(matter.mergedInto),
                ended_at = \(matter.endedAt), ending = \(matter.ending?.rawValue),
                version = \(matter.version), due_at = \(standing.dueAt),
                amber_at = \(standing.amberAt), due_clock = \(standing.dueClock),
                suspended = \(matter.isSuspended),
                late = CASE WHEN late = 1 THEN 1 ELSE \(standing.isLate) END,
                touched_at = \(now), toucher_id = \(toucher),
                parts = parts | \(MatterParts(of: matter).rawValue)
            WHERE id = \(matter.id) AND version = \(before.version) \(isUntouched)
            """)
        guard changed == 1 else { return false }
        try SearchIndex.update(matter, from: before, db)
        try Clocks.save(matter.clocks, of: matter.id, replacing: before.clocks, by: keeper, db)
        try save(assists: matter.assists.filter { !before.assists.contains($0) }, of: matter.id, db)
        try save(petitions: matter.petitions, of: matter.id, replacing: before.petitions, db)
        if let other = matter.mergedInto, other != before.mergedInto {
            try MatterParts.merged.add(to: other, db)
        }
        return true
    }

    private static func save(
        assists: [Body.ID], of id: Matter.ID, _ db: any Writer
    ) throws {
        for body in assists {
            try db.send(
                "INSERT INTO matter_assists (matter_id, body_id) VALUES (\(id), \(body))")
        }
    }

    private static func save(
        petitions: [Matter.Petitioned], of id: Matter.ID, replacing before: [Matter.Petitioned],
        _ db: any Writer
    ) throws {
        guard petitions != before else { return }
        try db.send("DELETE FROM petitions WHERE matter_id = \(id)")
        for petition in petitions {
            try db.send(
                """
                INSERT INTO petitions (matter_id, kind, days, person_id, asked_at)
                VALUES (\(id), \(petition.kind.rawValue), \(petition.days), \(petition.person),
                    \(petition.at))
                """)
        }
    }

    /// The keyed digest of the check word on a matter's receipt.
    package static func wordDigest(of id: Matter.ID, _ db: any Reader) throws -> String? {
        try db.text("SELECT word_digest FROM matters WHERE id = \(id)")
    }

    package static func setWordDigest(
        _ digest: String, of id: Matter.ID, _ db: any Writer
    ) throws {
        try db.run("UPDATE matters SET word_digest = \(digest) WHERE id = \(id)")
    }
}

extension Matters {
    /// Matters that ended before an instant and still hold their words, oldest first.
    package static func endedBefore(
        _ instant: Instant, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Matter.ID] {
        try db.rows(
            """
            SELECT id FROM matters
            WHERE realm_id = \(realm) AND ended_at < \(instant) AND erased_at IS NULL
            ORDER BY ended_at, id LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    /// Whether a matter still holds its words, and ended before an instant.
    package static func isErasable(
        _ id: Matter.ID, endedBefore instant: Instant, _ db: any Reader
    ) throws -> Bool {
        try db.int(
            """
            SELECT 1 FROM matters
            WHERE id = \(id) AND ended_at < \(instant) AND erased_at IS NULL
            """) != nil
    }

    /// Removes a matter's free text, from its row and from search.
    package static func eraseWords(
        of id: Matter.ID, at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE matters
            SET title = '', account = '', spot = NULL, word_digest = NULL, erased_at = \(now)
            WHERE id = \(id)
            """)
        try SearchIndex.delete(id, isOpen: false, db)
    }
}
