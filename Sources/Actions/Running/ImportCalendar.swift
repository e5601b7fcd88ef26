package import Kernel
import SQL
import Storage

/// Loads days into the working calendar and re-projects every deadline that they move.
package struct ImportCalendar: Sendable {
    package let file: CalendarFile
    /// The realm whose local layer the days belong to; nil for the national one.
    package let realm: Realm?

    package init(file: CalendarFile, realm: Realm?) {
        self.file = file
        self.realm = realm
    }

    /// What the import changed.
    package struct Report: Sendable {
        package let days: Int
        package let years: [Int]
        package let movedDeadlines: Int
    }

    private static let page = 200

    package func run(in installation: Installation) async throws -> Report {
        let now = installation.now()
        // A file of single days settles those days; only one that covers a year replaces it.
        let years = file.coveredYears
        let entries = file.days.sorted { $0.key < $1.key }.map {
            (day: $0.key, kind: $0.value, name: file.names[$0.key] ?? "")
        }
        try await installation.database.write { db in
            try Calendars.replace(entries, years: years, realm: realm?.id, at: now, db)
        }
        installation.rulebooks.forget()
        var moved = 0
        let all = try await installation.database.read { try Realms.all($0) }
        for target in all where realm == nil || realm?.id == target.id {
            moved += try await reproject(target, in: installation, at: now)
        }
        return Report(
            days: entries.count, years: Set(file.days.keys.map(\.year)).sorted(),
            movedDeadlines: moved)
    }

    private func reproject(
        _ realm: Realm, in installation: Installation, at now: Instant
    ) async throws -> Int {
        var moved = 0
        var after: Matter.ID?
        while true {
            let start = after
            let (count, last) = try await installation.database.write { db in
                let ids = try Clocks.runningMatters(
                    in: realm.id, after: start, limit: Self.page, db)
                let count = try ids.reduce(0) { sum, id in
                    try sum + reproject(id, realm, installation, at: now, db)
                }
                return (count, ids.last)
            }
            moved += count
            guard let last else { return moved }
            after = last
        }
    }

    /// Journals each moved deadline on the matter's own story, with both instants.
    private func reproject(
        _ id: Matter.ID, _ realm: Realm, _ installation: Installation, at now: Instant,
        _ db: any Writer
    ) throws -> Int {
        guard let matter = try Matters.find(id, in: realm.id, db) else { return 0 }
        let book = try installation.rulebooks.find(
            realm, version: try Matters.profileVersion(of: id, db), at: now, db)
        guard let procedure = book.profile.procedure(matter.procedure.name) else { return 0 }
        let kept = try Clocks.projected(of: id, db)
        // Written even where no deadline moved: one that was provisional may be certain now.
        try Clocks.reproject(
            matter, standing: Standing(of: matter, under: procedure, by: book.keeper),
            by: book.keeper, db)
        let moved = matter.clocks.filter { clock in
            kept[clock.name].map { $0 != clock.deadline(by: book.keeper).at } ?? false
        }
        guard !moved.isEmpty else { return 0 }
        let changes = moved.map { clock -> Payload in
            .object([
                "clock": .text(clock.name),
                "before": .int(kept[clock.name]?.milliseconds ?? 0),
                "after": .int(clock.deadline(by: book.keeper).at.milliseconds),
            ])
        }
        try Records.append(
            Records.Entry(
                realm: realm.id, at: now, person: nil, post: nil, action: "reproject",
                subjectKind: "matter", subject: id.rawValue,
                payload: .object(["clocks": .list(changes)])),
            id: installation.newID(),
            key: try DataKeys.find(.story, of: id, vault: installation.vault, db),
            vault: installation.vault, db)
        return moved.count
    }
}
