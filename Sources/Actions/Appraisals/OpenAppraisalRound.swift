package import Kernel
import Storage

/// Opens this month's round and draws who looks at whom.
package struct OpenAppraisalRound: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let scheme: AppraisalScheme.ID
    /// Where the draw starts from; by chance unless a test says so.
    package let seed: UInt64

    package init(
        realm: Realm, holding: Holding, scheme: AppraisalScheme.ID,
        seed: UInt64 = .random(in: .min ... .max)
    ) {
        self.realm = realm
        self.holding = holding
        self.scheme = scheme
        self.seed = seed
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> AppraisalRound {
        try await installation.appraise(realm, holding, .convene) { work in
            let scheme = try work.scheme(scheme)
            guard scheme.isInForce else {
                throw ActionError.invalid(["round": .init("appraisal.problem.notInForce")])
            }
            let month = AppraisalRound.month(of: work.today)
            guard
                try !AppraisalRounds.exists(
                    at: scheme.place, month: month, in: realm.id, work.db)
            else { throw ActionError.invalid(["round": .init("appraisal.problem.twice")]) }
            let buildings = try Appraisals.buildings(
                under: scheme.placePath, level: work.book.profile.levels.last ?? "",
                in: realm.id, on: work.today, work.db
            ).map(\.id)
            let visits = try AppraisalWork.refusing { () throws(AppraisalRefusal) in
                try AppraisalDraw.drawn(buildings, visits: scheme.rules.visits, seed: seed)
            }
            let round = AppraisalRound(
                id: installation.newID(), realm: realm.id, scheme: scheme.id,
                place: scheme.place, month: month, seed: seed, openedAt: work.now)
            try AppraisalRounds.insert(round, buildings: buildings, work.db)
            for visit in visits {
                try AppraisalSheets.insert(
                    AppraisalSheet(
                        id: installation.newID(), round: round.id, visitor: visit.visitor,
                        building: visit.building), work.db)
            }
            try work.record(
                "appraisalRound", round.id.rawValue, action: "openAppraisalRound",
                [
                    "scheme": .text(scheme.id.description), "month": .text(month),
                    "seed": .text(String(seed, radix: 16)),
                    "buildings": .list(buildings.map { .text($0.description) }),
                ])
            return round
        }
    }
}

/// Closes the sheets of a round; from the next day on, appeals run.
package struct CloseAppraisalRound: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let round: AppraisalRound.ID
    package let seen: Int
    /// Whether the round shall be closed although sheets are missing.
    package let endsIncomplete: Bool

    package init(
        realm: Realm, holding: Holding, round: AppraisalRound.ID, seen: Int,
        endsIncomplete: Bool = false
    ) {
        self.realm = realm
        self.holding = holding
        self.round = round
        self.seen = seen
        self.endsIncomplete = endsIncomplete
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> AppraisalRound {
        try await installation.appraise(realm, holding, .convene) { work in
            let (before, scheme) = try work.round(round, seen: seen)
            let missing = try AppraisalSheets.of(before.id, work.db).count { !$0.isEntered }
            let closed = try AppraisalWork.refusing { () throws(AppraisalRefusal) in
                try before.closed(
                    missing: missing, endsIncomplete: endsIncomplete, under: scheme.rules,
                    on: work.today, at: work.now)
            }
            guard try AppraisalRounds.update(closed, from: before, work.db) else {
                throw ActionError.conflict
            }
            try work.record(
                "appraisalRound", closed.id.rawValue, action: "closeAppraisalRound",
                [
                    "missing": .int(Int64(missing)),
                    "appealsUntil": .text(closed.appealsUntil?.description ?? ""),
                ])
            return closed
        }
    }
}
