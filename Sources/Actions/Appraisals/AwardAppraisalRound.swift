package import Kernel
import Storage

/// Awards a round: every building gets its points, the first get the flag.
package struct AwardAppraisalRound: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let round: AppraisalRound.ID
    package let seen: Int

    package init(realm: Realm, holding: Holding, round: AppraisalRound.ID, seen: Int) {
        self.realm = realm
        self.holding = holding
        self.round = round
        self.seen = seen
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> AppraisalRound {
        try await installation.appraise(realm, holding, .convene) { work in
            let (before, scheme) = try work.round(round, seen: seen)
            let sheets = try AppraisalSheets.of(before.id, work.db)
            let undecided = sheets.count { $0.appeal.map { $0.decision == nil } ?? false }
            let awarded = try AppraisalWork.refusing { () throws(AppraisalRefusal) in
                try before.awarded(undecided: undecided, on: work.today, at: work.now)
            }
            guard try AppraisalRounds.update(awarded, from: before, work.db) else {
                throw ActionError.conflict
            }
            let results = try AppraisalResult.all(of: sheets)
            for result in results {
                let transfer = try work.give(
                    result.pointsRoundedHalfUp, to: result.building, for: awarded)
                try AppraisalFlags.insert(
                    result, of: awarded.id, transfer: transfer, work.db)
            }
            let buildings = try AppraisalRounds.buildings(of: awarded.id, work.db).count
            let flagged = AppraisalResult.first(
                scheme.rules.flags(among: buildings), of: results)
            try AppraisalFlags.move(to: flagged, of: awarded, on: work.today, work.db)
            try work.record(
                "appraisalRound", awarded.id.rawValue, action: "awardAppraisalRound",
                [
                    "means": .list(
                        results.map {
                            .object([
                                "building": .text($0.building.description),
                                "mean": .text($0.mean.description),
                                "points": .int($0.pointsRoundedHalfUp),
                            ])
                        }),
                    "flags": .list(flagged.map { .text($0.result.building.description) }),
                ])
            return awarded
        }
    }
}

/// Corrects what a building got for a round that was awarded: the transfer is reversed and another
/// made. Flags stay with who held them.
package struct CorrectAppraisalPoints: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let round: AppraisalRound.ID
    package let building: Place.ID
    /// Whole points, as they were typed.
    package let points: String
    package let words: String

    package init(
        realm: Realm, holding: Holding, round: AppraisalRound.ID, building: Place.ID,
        points: String, words: String
    ) {
        self.realm = realm
        self.holding = holding
        self.round = round
        self.building = building
        self.points = points
        self.words = words
    }

    package func run(in installation: Installation) async throws {
        try await installation.appraise(realm, holding, .convene) { work in
            let (found, scheme) = try work.round(round)
            var text = FormText()
            let words = text.read(
                "correction", words, most: AppraisalAppeal.wordsCharactersMax)
            let points = Int(points.trimmingCharacters().halfWidth) ?? -1
            if !(0...scheme.rules.pointsMax).contains(points) {
                text.complain(
                    "points", "appraisal.refusal.points",
                    ["max": String(scheme.rules.pointsMax)])
            }
            try text.finish()
            guard
                let award = try AppraisalFlags.award(of: building, in: found.id, work.db)
            else { throw ActionError.notFound }
            let before = try award.transfer.flatMap { try Ledgers.find($0, work.db) }
            let reversed = before?.entries.first { $0.holder == .place(building) }?.amount ?? 0
            guard reversed != Int64(points) else {
                throw ActionError.invalid(["points": .init("appraisal.problem.samePoints")])
            }
            if let before {
                try Ledgers.post(
                    try before.reversal(id: installation.newID()), for: found.subject,
                    in: realm.id, at: work.now, work.db)
            }
            let transfer = try work.give(Int64(points), to: building, for: found)
            try AppraisalFlags.setTransfer(transfer, of: building, in: found.id, work.db)
            try work.record(
                "appraisalRound", found.id.rawValue, action: "correctAppraisalPoints",
                [
                    "building": .text(building.description), "before": .int(reversed),
                    "points": .int(Int64(points)), "words": .text(words),
                ])
        }
    }
}

extension AppraisalWork {
    /// Gives a building points out of the source of appraisals; nothing is no transfer.
    fileprivate func give(
        _ points: Int64, to building: Place.ID, for round: AppraisalRound
    ) throws -> Transfer.ID? {
        guard points > 0 else { return nil }
        let transfer = try Transfer(
            id: installation.newID(), unit: .points,
            entries: [
                Transfer.Entry(.source("appraisal"), -points),
                Transfer.Entry(.place(building), points),
            ])
        try Ledgers.post(transfer, for: round.subject, in: realm.id, at: now, db)
        return transfer.id
    }
}

extension AppraisalRound {
    fileprivate var subject: Ledgers.Subject { Ledgers.Subject("appraisal", id.rawValue) }
}
