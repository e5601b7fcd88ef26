package import Kernel
import SQL
import Storage

/// Loads days into the working calendar and re-projects every deadline that they move.
package struct ImportCalendar: Sendable {
    package let file: CalendarFile
    /// The realm whose local layer the days belong to; nil for the national one.
    package let realm: Realm?
    /// The name of the file, kept beside the years that it covers.
    package let source: String?

    package init(file: CalendarFile, realm: Realm?, source: String? = nil) {
        self.file = file
        self.realm = realm
        self.source = source
    }

    /// What the import changed.
    package struct Report: Sendable {
        package let days: Int
        package let years: [Int]
        package let movedDeadlines: Int
    }

    package func run(in installation: Installation) async throws -> Report {
        let now = installation.now()
        // A file of single days settles those days; only one that covers a year replaces it.
        let years = file.coveredYears
        let entries = file.days.sorted { $0.key < $1.key }.map {
            (day: $0.key, kind: $0.value, name: file.names[$0.key] ?? "")
        }
        let all = try await installation.database.read { try Realms.all($0) }
        let targets = all.filter { realm == nil || realm?.id == $0.id }
        try await installation.database.write { db in
            try Calendars.replace(
                entries, years: years, realm: realm?.id, source: source, at: now, db)
            for target in targets {
                try record(entries.count, in: target, installation, now, db)
                try FinishReprojections.mark(target.id, at: now, db)
            }
        }
        installation.rulebooks.forget()
        var moved = 0
        for target in targets {
            moved += try await installation.reprojectDeadlines(of: target, at: now)
        }
        return Report(
            days: entries.count, years: Set(file.days.keys.map(\.year)).sorted(),
            movedDeadlines: moved)
    }

    /// Every realm whose days changed has it on its record.
    private func record(
        _ days: Int, in target: Realm, _ installation: Installation, _ now: Instant,
        _ db: any Writer
    ) throws {
        let years = Set(file.days.keys.map(\.year)).sorted()
        try Records.append(
            Records.Entry(
                realm: target.id, at: now, person: nil, post: nil, action: "importCalendar",
                subjectKind: "calendar", subject: Int64(years.first ?? 0),
                payload: .object([
                    "days": .int(Int64(days)), "source": source.map { .text($0) } ?? .null,
                    "years": .list(years.map { .int(Int64($0)) }),
                ])),
            id: installation.newID(), db)
    }
}
