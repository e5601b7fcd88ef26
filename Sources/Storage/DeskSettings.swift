package import Kernel
package import SQL

/// How a person wants the desk to be.
package struct DeskSetting: Hashable, Sendable {
    /// When the person last said "all seen".
    package var seenAt: Instant?
    package var quiet: QuietHours
    package var emergencies: Bool
    package var moves: Bool
    package var others: Bool
    package var deadlines: Bool
    package var singleKeys: Bool

    package static let usual = DeskSetting(
        seenAt: nil, quiet: .usual, emergencies: true, moves: true, others: true, deadlines: true,
        singleKeys: true)

    package init(
        seenAt: Instant?, quiet: QuietHours, emergencies: Bool, moves: Bool, others: Bool,
        deadlines: Bool, singleKeys: Bool
    ) {
        self.seenAt = seenAt
        self.quiet = quiet
        self.emergencies = emergencies
        self.moves = moves
        self.others = others
        self.deadlines = deadlines
        self.singleKeys = singleKeys
    }
}

/// Rows of what people set for themselves; a person without a row has the usual setting.
package enum DeskSettings {
    static let columns: SQL = """
        desk_settings.seen_at, desk_settings.quiet_from, desk_settings.quiet_until,
        desk_settings.emergencies, desk_settings.wants_moves, desk_settings.wants_others,
        desk_settings.wants_deadlines, desk_settings.single_keys
        """

    package static func find(_ person: Person.ID, _ db: any Reader) throws -> DeskSetting {
        try db.first("SELECT \(columns) FROM desk_settings WHERE person_id = \(person)") {
            try decode($0, from: 0)
        } ?? .usual
    }

    /// - Parameter first: where the columns begin; they are NULL for a person without a row.
    static func decode(_ row: any Row, from first: Int) throws -> DeskSetting {
        if try row.isNull(first + 1) { return .usual }
        return DeskSetting(
            seenAt: try row.instantOrNil(first),
            quiet: QuietHours(
                from: Int(try row.int(first + 1)), until: Int(try row.int(first + 2))),
            emergencies: try row.bool(first + 3), moves: try row.bool(first + 4),
            others: try row.bool(first + 5), deadlines: try row.bool(first + 6),
            singleKeys: try row.bool(first + 7))
    }

    package static func save(
        _ setting: DeskSetting, of person: Person.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO desk_settings
                (person_id, seen_at, quiet_from, quiet_until, emergencies, wants_moves,
                wants_others, wants_deadlines, single_keys)
            VALUES (\(person), \(setting.seenAt), \(setting.quiet.from), \(setting.quiet.until),
                \(setting.emergencies), \(setting.moves), \(setting.others),
                \(setting.deadlines), \(setting.singleKeys))
            ON CONFLICT (person_id) DO UPDATE SET seen_at = excluded.seen_at,
                quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
                emergencies = excluded.emergencies, wants_moves = excluded.wants_moves,
                wants_others = excluded.wants_others,
                wants_deadlines = excluded.wants_deadlines, single_keys = excluded.single_keys
            """)
    }
}
