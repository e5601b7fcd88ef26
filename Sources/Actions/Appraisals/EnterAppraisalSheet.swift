package import Kernel
import Storage

/// Enters the sheet by which one building looks at another, or enters it anew before the round is
/// closed. The record keeps the points of both.
package struct EnterAppraisalSheet: Sendable {
    /// Points and evidence of one criterion, as they were typed.
    package struct Mark: Sendable {
        package let points: String
        package let evidence: String

        package init(points: String, evidence: String) {
            self.points = points
            self.evidence = evidence
        }
    }

    package let realm: Realm
    package let holding: Holding
    package let sheet: AppraisalSheet.ID
    /// The version of the sheet that the actor saw; 0 before it was entered.
    package let seen: Int
    package let marks: [Mark]

    package init(
        realm: Realm, holding: Holding, sheet: AppraisalSheet.ID, seen: Int, marks: [Mark]
    ) {
        self.realm = realm
        self.holding = holding
        self.sheet = sheet
        self.seen = seen
        self.marks = marks
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> AppraisalSheet {
        try await installation.appraise(realm, holding, .enter) { work in
            let (before, round, scheme) = try work.sheet(sheet)
            // Whoever stands for the building that looks.
            try work.require(.enter, at: try work.place(before.visitor).path)
            guard before.version == seen else { throw ActionError.conflict }
            let marks = try read(scheme.rules)
            let entered = try AppraisalWork.refusing { () throws(AppraisalRefusal) in
                try round.entering(
                    marks, on: before, under: scheme.rules, by: work.person, at: work.now)
            }
            guard
                try AppraisalSheets.enter(
                    entered, from: before, under: scheme.rules, work.db)
            else { throw ActionError.conflict }
            try work.record(
                "appraisalSheet", entered.id.rawValue,
                action: before.isEntered ? "correctAppraisalSheet" : "enterAppraisalSheet",
                entered.payload(before: before))
            return entered
        }
    }

    /// - Throws: `.invalid` with every wrong field at once.
    private func read(_ rules: AppraisalRules) throws(ActionError) -> [AppraisalMark] {
        var text = FormText()
        let read = zip(marks, rules.criteria).enumerated().map { index, pair in
            let (mark, criterion) = pair
            let number = index + 1
            let points = Int(mark.points.trimmingCharacters().halfWidth)
            if points.map({ (0...criterion.pointsMax).contains($0) }) != true {
                text.complain(
                    "points\(number)", "appraisal.refusal.points",
                    ["max": String(criterion.pointsMax)])
            }
            var evidence = mark.evidence.trimmingCharacters()
            if !evidence.isEmpty {
                evidence = text.read(
                    "evidence\(number)", evidence, most: AppraisalMark.evidenceCharactersMax)
            } else if let points, points < criterion.pointsMax {
                text.complain("evidence\(number)", "appraisal.refusal.noEvidence")
            }
            return AppraisalMark(
                points: points ?? 0, evidence: evidence.isEmpty ? nil : evidence)
        }
        try text.finish()
        return read
    }
}

extension AppraisalSheet {
    /// Points lie open in the record; of the evidence it keeps the digest, so that no word about a
    /// household stays for ever.
    fileprivate func payload(before: AppraisalSheet) -> [String: Payload] {
        let evidence = marks.map { $0.evidence ?? "" }.joined(separator: "\n")
        var payload: [String: Payload] = [
            "round": .text(round.description), "visitor": .text(visitor.description),
            "building": .text(building.description),
            "points": .list(marks.map { .int(Int64($0.points)) }),
            "evidenceDigest": .text(Digest(of: Array(evidence.utf8)).hex),
            "version": .int(Int64(version)),
        ]
        if before.isEntered {
            payload["before"] = .list(before.marks.map { .int(Int64($0.points)) })
        }
        return payload
    }
}
