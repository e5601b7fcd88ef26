import Kernel
import SQL
import Storage

/// On the day on which a plan begins, moves every open matter to its grid: says so in its story,
/// with the codes of the old and the new grid, and hands it to the body of the new one where the
/// body of the old one led it. What has ended keeps the grid that it had.
package struct TakeUpGridPlans: Sendable {
    package init() {}

    /// How many matters one step moves.
    static let page = 100

    /// - Returns: how many matters were moved.
    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        var moved = 0
        for realm in try await installation.knownRealms().all {
            let book = try await installation.rulebook(of: realm)
            guard !book.profile.gridKinds.isEmpty else { continue }
            let now = installation.now()
            let today = book.day(of: now)
            // Looked at first, so that a round in which there is nothing to do takes no turn.
            let waiting = try await installation.database.read { db in
                try GridPlans.notTakenUp(on: today, in: realm.id, db)
            }
            while !waiting.isEmpty {
                let step = try await installation.database.write { db in
                    try Taking(installation: installation, book: book, now: now, db: db)
                        .step(on: today)
                }
                guard let step else { break }
                moved += step
            }
        }
        return moved
    }

    /// One step in one transaction.
    private struct Taking {
        let installation: Installation
        let book: Rulebook
        let now: Instant
        let db: any Writer

        private var realm: Realm.ID { book.realm.id }

        /// - Returns: how many matters were moved; nil where nothing is left to do.
        func step(on today: Day) throws -> Int? {
            guard let plan = try GridPlans.notTakenUp(on: today, in: realm, db).first,
                let from = plan.from
            else { return nil }
            let before = try GridPlans.inForce(on: from.adding(days: -1), in: realm, db)
            let after = try GridPlans.movedThrough(plan.id, db)
            let matters = try GridPlans.openMatters(
                in: realm, after: after, limit: TakeUpGridPlans.page, db)
            // A plan that another one has followed already, or the first of all, moves nothing.
            let isCurrent = try GridPlans.inForce(on: today, in: realm, db)?.id == plan.id
            guard let before, isCurrent, let last = matters.last else {
                try GridPlans.setTakenUp(plan.id, at: now, db)
                return 0
            }
            let paths = Array(Set(matters.map(\.path)))
            let old = try Grids.at(paths, in: before.id, db)
            let new = try Grids.at(paths, in: plan.id, db)
            var moved = 0
            for matter in matters {
                guard let from = old[matter.path], let to = new[matter.path],
                    let rehoming = Rehoming(matter.id, from: from, to: to)
                else { continue }
                try move(rehoming, plan)
                moved += 1
            }
            try GridPlans.setMoved(plan.id, through: last.id, db)
            return moved
        }

        private func move(_ rehoming: Rehoming, _ plan: GridPlan) throws {
            guard let stored = try Matters.stored(rehoming.matter, in: realm, db),
                let key = try stored.keys.key(
                    .story, of: rehoming.matter, vault: installation.vault)
            else { return }
            let before = stored.matter
            var payload: [String: Payload] = [
                "plan": .text(plan.name), "fromGrid": .text(rehoming.from.code),
                "toGrid": .text(rehoming.to.code),
            ]
            if let lead = rehoming.newLead(insteadOf: before.lead) {
                let after = before.rehomed(to: lead)
                payload.merge(after.rehomingStep) { first, _ in first }
                try store(after, from: before, profileVersion: stored.profileVersion)
            }
            try Records.append(
                Records.Entry(
                    realm: realm, at: now, person: nil, post: nil, action: RecordedStep.rehomed,
                    subjectKind: "matter", subject: before.id.rawValue,
                    payload: .object(payload)),
                id: installation.newID(), key: key, vault: installation.vault, db)
        }

        private func store(_ matter: Matter, from before: Matter, profileVersion: Int) throws {
            let book = try installation.rulebooks.find(
                book.realm, version: profileVersion, at: now, db)
            guard let procedure = book.profile.procedure(matter.procedure.name) else { return }
            let isStored = try Matters.update(
                matter, from: before,
                standing: Standing(of: matter, under: procedure, by: book.keeper),
                toucher: nil, by: book.keeper, at: now, db)
            guard isStored else { throw ActionError.conflict }
        }
    }
}
