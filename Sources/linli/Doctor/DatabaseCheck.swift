import Actions
import Foundation
import Kernel
import SQL
import Storage

/// What the doctor sees in the database.
struct DatabaseCheck {
    let database: any Database

    private static let keyDays = 30
    /// By so many seconds the clock of a database server may differ: a note, then a fault.
    private static let driftSeconds: (note: Int64, bad: Int64) = (2, 30)

    func checks() async throws -> [Doctor.Check] {
        let pending = try await database.read { db in
            try Migrator(Schema.migrations(for: db.dialect)).pending(db).count
        }
        guard pending == 0 else {
            return [
                .bad(
                    "schema",
                    "\(pending) step(s) of this program are missing; run linli migrate")
            ]
        }
        return try await database.read { db in
            let now = Instant(Date())
            return [
                .well("key", "it belongs to the database"),
                .well("schema", "up to this program"), try Self.clock(now, db),
                try Self.seals(now, db), try Self.calendar(now, db),
            ] + (try Self.serverClock(db)) + (try Self.line(db)) + (try Self.realms(now, db))
        }
    }

    /// A clock that stands before the last record would make every new deadline wrong.
    private static func clock(_ now: Instant, _ db: any Reader) throws -> Doctor.Check {
        guard let last = try Records.lastAt(db) else {
            return .well("clock", "\(now); no record yet")
        }
        return last > now
            ? .bad("clock", "it shows \(now), but the last record is of \(last); set the clock")
            : .well("clock", "\(now), after the last record")
    }

    /// Two nodes with different clocks would put their records in a wrong order.
    private static func serverClock(_ db: any Reader) throws -> [Doctor.Check] {
        guard db.dialect == .postgres,
            let server = try db.int(
                "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)")
        else { return [] }
        let seconds = abs(Instant(Date()).milliseconds - server) / 1_000
        let words = "that of the database differs by \(seconds) s"
        if seconds > driftSeconds.bad { return [.bad("clock", words + "; set both by NTP")] }
        return [seconds > driftSeconds.note ? .note("clock", words) : .well("clock", words)]
    }

    /// The line to a database on another machine, as that one sees it.
    private static func line(_ db: any Reader) throws -> [Doctor.Check] {
        guard db.dialect == .postgres,
            let isSafe = try db.int(
                """
                SELECT CASE WHEN ssl OR inet_client_addr() IS NULL
                    OR inet_client_addr() <<= inet '127.0.0.0/8' OR inet_client_addr() = inet '::1'
                THEN 1 ELSE 0 END FROM pg_stat_ssl WHERE pid = pg_backend_pid()
                """)
        else { return [] }
        return [
            isSafe == 1
                ? .well("database line", "it is encrypted, or stays on this machine")
                : .bad(
                    "database line",
                    "it is open; put ?sslmode=verify-full behind the address of the database")
        ]
    }

    private static func seals(_ now: Instant, _ db: any Reader) throws -> Doctor.Check {
        let seal = try Seals.last(db)
        let open = try Records.lastSequence(db) - (seal?.last ?? 0)
        guard open > 0 else { return .well("seals", "all is sealed") }
        return .note(
            "seals",
            "\(open) record(s) are not sealed yet; linli serve seals, or run linli seal")
    }

    /// Deadlines past the last loaded year are provisional.
    private static func calendar(_ now: Instant, _ db: any Reader) throws -> Doctor.Check {
        let years = try Calendars.years(limit: 50, db).map(\.year)
        let year = Day(of: now, in: .gmt).year
        guard let last = years.max(), last >= year else {
            return .bad("calendar", "\(year) is not loaded; run linli calendar import FILE")
        }
        return .well(
            "calendar",
            "loaded to \(last)\(last == year ? "; the next is published in November" : "")")
    }

    private static func realms(_ now: Instant, _ db: any Reader) throws -> [Doctor.Check] {
        let realms = try Realms.all(db)
        guard !realms.isEmpty else {
            return [.bad("realms", "there is none; run linli init --profile NAME")]
        }
        return try realms.flatMap { realm -> [Doctor.Check] in
            var checks: [Doctor.Check] = []
            let soon = now.adding(fullDays: keyDays)
            for key in try AccessKeys.all(in: realm.id, db)
            where key.isGood(at: now) && key.expiresAt < soon {
                checks.append(
                    .note(realm.slug, "the key of \(key.name) ends on \(key.expiresAt)"))
            }
            let frame = try Outlines.frame(of: realm.id, db)
            checks.append(
                frame == nil
                    ? .note(realm.slug, "no place has a position, so that the map is empty")
                    : .well(
                        realm.slug, "profile \(realm.profile) \(realm.profileVersion), with a map"))
            return checks
        }
    }
}
