package import Kernel
import Storage

/// Appeals against a sheet for the building that it is about.
package struct AppealAppraisalSheet: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let sheet: AppraisalSheet.ID
    package let reason: String

    package init(realm: Realm, holding: Holding, sheet: AppraisalSheet.ID, reason: String) {
        self.realm = realm
        self.holding = holding
        self.sheet = sheet
        self.reason = reason
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> AppraisalSheet {
        try await installation.appraise(realm, holding, .enter) { work in
            let (before, round, _) = try work.sheet(sheet)
            // Whoever stands for the building that was looked at.
            try work.require(.enter, at: try work.place(before.building).path)
            var text = FormText()
            let reason = text.read("reason", reason, most: AppraisalAppeal.wordsCharactersMax)
            try text.finish()
            let appealed = try AppraisalWork.refusing { () throws(AppraisalRefusal) in
                try round.appealing(
                    against: before, reason, by: work.person, on: work.today, at: work.now)
            }
            guard let appeal = appealed.appeal else { throw ActionError.conflict }
            try AppraisalSheets.insert(appeal, against: before.id, work.db)
            try work.record(
                "appraisalSheet", before.id.rawValue, action: "appealAppraisalSheet",
                [
                    "round": .text(round.id.description),
                    "reasonDigest": .text(Digest(of: Array(reason.utf8)).hex),
                ])
            return appealed
        }
    }
}

/// Decides an appeal in words: upheld with the points that count instead, or not.
package struct DecideAppraisalAppeal: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let sheet: AppraisalSheet.ID
    /// What counts instead, as it was typed; nil where the appeal is not upheld.
    package let points: [String]?
    package let words: String

    package init(
        realm: Realm, holding: Holding, sheet: AppraisalSheet.ID, points: [String]?,
        words: String
    ) {
        self.realm = realm
        self.holding = holding
        self.sheet = sheet
        self.points = points
        self.words = words
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> AppraisalSheet {
        try await installation.appraise(realm, holding, .convene) { work in
            let (before, round, scheme) = try work.sheet(sheet)
            try work.require(.convene, at: scheme.placePath)
            let (points, words) = try read(scheme.rules)
            let decided = try AppraisalWork.refusing { () throws(AppraisalRefusal) in
                try round.deciding(
                    before, points: points, words: words, under: scheme.rules, by: work.person,
                    at: work.now)
            }
            guard let decision = decided.appeal?.decision,
                try AppraisalSheets.decide(
                    before.id, decision, under: scheme.rules, work.db)
            else { throw ActionError.conflict }
            try work.record(
                "appraisalSheet", before.id.rawValue, action: "decideAppraisalAppeal",
                [
                    "round": .text(round.id.description), "isUpheld": .bool(decision.isUpheld),
                    "points": .list(decided.points.map { .int(Int64($0)) }),
                    "before": .list(before.marks.map { .int(Int64($0.points)) }),
                    "wordsDigest": .text(Digest(of: Array(words.utf8)).hex),
                ])
            return decided
        }
    }

    private func read(
        _ rules: AppraisalRules
    ) throws(ActionError) -> (points: [Int]?, words: String) {
        var text = FormText()
        let words = text.read("words", words, most: AppraisalAppeal.wordsCharactersMax)
        let read = points.map { points in
            zip(points, rules.criteria).enumerated().map { index, pair in
                let number = Int(pair.0.trimmingCharacters().halfWidth) ?? -1
                if !(0...pair.1.pointsMax).contains(number) {
                    text.complain(
                        "points\(index + 1)", "appraisal.refusal.points",
                        ["max": String(pair.1.pointsMax)])
                }
                return number
            }
        }
        try text.finish()
        return (read, words)
    }
}
