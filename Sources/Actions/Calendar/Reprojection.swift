import Kernel
import SQL
import Storage

extension Installation {
    /// Works out every open deadline of a realm anew by the calendar as it is now, and journals
    /// those that moved.
    ///
    /// - Returns: how many deadlines moved.
    func reprojectDeadlines(of realm: Realm, at now: Instant) async throws -> Int {
        try await Reprojection(realm: realm, installation: self, now: now).run()
    }
}

/// One pass over the open matters of a realm, a page at a time.
private struct Reprojection {
    let realm: Realm
    let installation: Installation
    let now: Instant

    private static let page = 200

    func run() async throws -> Int {
        var moved = 0
        var after: Matter.ID?
        while true {
            let start = after
            let (count, last) = try await installation.database.write { db in
                let ids = try Clocks.runningMatters(
                    in: realm.id, after: start, limit: Self.page, db)
                let count = try ids.reduce(0) { sum, id in try sum + reproject(id, db) }
                return (count, ids.last)
            }
            moved += count
            guard let last else { return moved }
            after = last
        }
    }

    /// Journals each moved deadline on the matter's own story, with both instants.
    private func reproject(_ id: Matter.ID, _ db: any Writer) throws -> Int {
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
