package import Kernel

/// What the form of a scheme says, as it was typed.
package struct AppraisalWish: Sendable {
    package struct Row: Sendable {
        package let name: String
        package let points: String
        package let looksAt: String

        package init(name: String, points: String, looksAt: String) {
            self.name = name
            self.points = points
            self.looksAt = looksAt
        }

        var isEmpty: Bool {
            [name, points, looksAt].allSatisfy { $0.trimmingCharacters().isEmpty }
        }
    }

    package let name: String
    /// Empty rows are left out.
    package let criteria: [Row]
    package let visits: String
    package let flags: String
    package let appealDays: String
    /// The meeting that carried it; nil where it was adopted otherwise.
    package let meeting: Meeting.ID?
    /// The day of the adoption, such as `2026-11-01`; a meeting brings its own.
    package let day: String
    package let words: String

    package init(
        name: String, criteria: [Row], visits: String, flags: String, appealDays: String,
        meeting: Meeting.ID?, day: String, words: String
    ) {
        self.name = name
        self.criteria = criteria
        self.visits = visits
        self.flags = flags
        self.appealDays = appealDays
        self.meeting = meeting
        self.day = day
        self.words = words
    }

    struct Reading: Sendable {
        let name: String
        let rules: AppraisalRules
        /// Nil where a meeting is named.
        let day: Day?
        let words: String
    }

    /// - Throws: `.invalid` with every wrong field at once.
    func read() throws(ActionError) -> Reading {
        var text = FormText()
        let name = text.read("name", name, most: AppraisalScheme.nameCharactersMax)
        let words = text.read("words", words, most: AppraisalScheme.wordsCharactersMax)
        let visits = text.number("visits", visits, in: AppraisalRules.visitsRange)
        let flags = text.number("flags", flags, in: AppraisalRules.flagsRange)
        let days = text.number("appealDays", appealDays, in: AppraisalRules.appealDaysRange)
        let day = meeting == nil ? text.day("day", day) : nil
        let criteria = criteria(&text)
        try text.finish()
        guard let visits, let flags, let days else {
            throw .invalid(["visits": .init("answer.missing")])
        }
        do {
            let rules = try AppraisalRules(
                criteria: criteria, visits: visits, flags: flags, appealDays: days)
            return Reading(name: name, rules: rules, day: day, words: words)
        } catch {
            throw .invalid(["criterion1": error.complaint])
        }
    }

    private func criteria(_ text: inout FormText) -> [AppraisalCriterion] {
        criteria.enumerated().filter { !$1.isEmpty }.map { index, row in
            let (name, points, looksAt) = (
                "criterion\(index + 1)", "max\(index + 1)", "looks\(index + 1)"
            )
            return AppraisalCriterion(
                name: text.read(name, row.name, most: AppraisalRules.nameCharactersMax),
                pointsMax: text.number(points, row.points, in: AppraisalRules.pointsRange) ?? 0,
                looksAt: text.read(
                    looksAt, row.looksAt, most: AppraisalRules.looksAtCharactersMax))
        }
    }
}

extension AppraisalRules.Problem {
    fileprivate var complaint: ActionError.Complaint {
        if case .nameTwice(let name) = self {
            return .init("appraisal.problem.nameTwice", ["name": name])
        }
        return .init("appraisal.problem.criteria", ["max": String(AppraisalRules.criteriaMax)])
    }
}
