import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import SQL
import Storage

/// `linli doctor`
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look whether the installation is well, and say what to fix.",
        discussion: """
            It reads only. It ends with 1 where something must be fixed.
            Example:
              linli doctor --data /srv/linli
            """)

    @OptionGroup var data: DataOption

    /// What was looked at: well, worth knowing, or to be fixed.
    struct Check: Equatable {
        enum State: String { case well = "ok", note = "note", bad = "fix" }

        let state: State
        let about: String
        let words: String
    }

    /// Below so much room the operator is told, and below a tenth of it must act.
    private static let roomMiB = 2_048
    private static let keyDays = 30

    func run() async throws {
        let (database, _) = try await data.folder.openForReadingWithKey()
        let checks = try await closing(database) { try await look(into: database) }
        say(
            Columns.text(
                checks.map { [$0.state.rawValue, $0.about, $0.words] }, indent: "  "))
        let bad = checks.count { $0.state == .bad }
        guard bad == 0 else {
            throw Complaint("\(bad) thing(s) must be fixed.")
        }
    }

    private func look(into database: any Database) async throws -> [Check] {
        let now = Instant(Date())
        let pending = try await database.read { db in
            try Migrator(Schema.migrations(for: db.dialect)).pending(db).count
        }
        guard pending == 0 else {
            return [
                Check(
                    state: .bad, about: "schema",
                    words: "\(pending) step(s) of this program are missing; run linli migrate")
            ]
        }
        let folder = data.folder
        return try await database.read { db in
            [
                Check(state: .well, about: "key", words: "it belongs to the database"),
                Check(state: .well, about: "schema", words: "up to this program"),
                try Self.clock(now, db), try Self.seals(now, db),
                try Self.calendar(now, db),
            ] + Self.files(folder) + (try Self.realms(now, db))
        }
    }

    /// A clock that stands before the last record would make every new deadline wrong.
    private static func clock(_ now: Instant, _ db: any Reader) throws -> Check {
        guard let last = try Records.lastAt(db) else {
            return Check(state: .well, about: "clock", words: "\(now); no record yet")
        }
        return last > now
            ? Check(
                state: .bad, about: "clock",
                words: "it shows \(now), but the last record is of \(last); set the clock")
            : Check(state: .well, about: "clock", words: "\(now), after the last record")
    }

    private static func seals(_ now: Instant, _ db: any Reader) throws -> Check {
        let seal = try Seals.last(db)
        let open = try Records.lastSequence(db) - (seal?.last ?? 0)
        guard open > 0 else { return Check(state: .well, about: "seals", words: "all is sealed") }
        return Check(
            state: .note, about: "seals",
            words: "\(open) record(s) are not sealed yet; linli serve seals, or run linli seal")
    }

    /// Deadlines past the last loaded year are provisional.
    private static func calendar(_ now: Instant, _ db: any Reader) throws -> Check {
        let years = try Calendars.years(limit: 50, db).map(\.year)
        let year = Day(of: now, in: .gmt).year
        guard let last = years.max(), last >= year else {
            return Check(
                state: .bad, about: "calendar",
                words: "\(year) is not loaded; run linli calendar import FILE")
        }
        return Check(
            state: .well, about: "calendar",
            words: "loaded to \(last)\(last == year ? "; the next is published in November" : "")")
    }

    private static func files(_ folder: DataFolder) -> [Check] {
        var checks: [Check] = []
        let manager = FileManager.default
        let attributes = try? manager.attributesOfItem(atPath: folder.keyFile)
        let mode = attributes?[.posixPermissions] as? Int ?? 0o600
        checks.append(
            mode & 0o077 == 0
                ? Check(state: .well, about: "key file", words: "read by its owner alone")
                : Check(
                    state: .bad, about: "key file",
                    words: "others may read it; run chmod 600 \(folder.keyFile)"))
        let system = try? manager.attributesOfFileSystem(forPath: folder.url.path)
        if let free = (system?[.systemFreeSize] as? NSNumber)?.int64Value {
            let room = Int(free >> 20)
            let state: Check.State =
                room < roomMiB / 10 ? .bad : room < roomMiB ? .note : .well
            checks.append(
                Check(
                    state: state, about: "disk",
                    words: "\(room) MiB are free"
                        + (state == .well ? "" : "; make room before it is full")))
        }
        return checks
    }

    private static func realms(_ now: Instant, _ db: any Reader) throws -> [Check] {
        let realms = try Realms.all(db)
        guard !realms.isEmpty else {
            return [
                Check(
                    state: .bad, about: "realms",
                    words: "there is none; run linli init --profile NAME")
            ]
        }
        return try realms.flatMap { realm -> [Check] in
            var checks: [Check] = []
            let soon = now.adding(fullDays: keyDays)
            for key in try AccessKeys.all(in: realm.id, db)
            where key.isGood(at: now) && key.expiresAt < soon {
                checks.append(
                    Check(
                        state: .note, about: realm.slug,
                        words: "the key of \(key.name) ends on \(key.expiresAt)"))
            }
            let frame = try Outlines.frame(of: realm.id, db)
            checks.append(
                Check(
                    state: frame == nil ? .note : .well, about: realm.slug,
                    words: frame == nil
                        ? "no place has a position, so that the map is empty"
                        : "profile \(realm.profile) \(realm.profileVersion), with a map"))
            return checks
        }
    }
}
