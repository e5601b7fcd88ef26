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
        var text = MeetingText()
        let name = text.read("name", name, most: AppraisalScheme.nameCharactersMax)
        let words = text.read("words", words, most: AppraisalScheme.wordsCharactersMax)
        let visits = number("visits", visits, AppraisalRules.visitsRange, &text)
        let flags = number("flags", flags, AppraisalRules.flagsRange, &text)
        let days = number("appealDays", appealDays, AppraisalRules.appealDaysRange, &text)
        let day = meeting == nil ? try? Day(parsing: day.trimmingCharacters().halfWidth) : nil
        if meeting == nil && day == nil { text.complain("day", "answer.notADay") }
        let criteria = criteria(&text)
        try text.finish()
        do {
            let rules = try AppraisalRules(
                criteria: criteria, visits: visits, flags: flags, appealDays: days)
            return Reading(name: name, rules: rules, day: day, words: words)
        } catch {
            throw .invalid(["criterion1": error.complaint])
        }
    }

    private func criteria(_ text: inout MeetingText) -> [AppraisalCriterion] {
        criteria.enumerated().filter { !$1.isEmpty }.map { index, row in
            let (name, points, looksAt) = (
                "criterion\(index + 1)", "max\(index + 1)", "looks\(index + 1)"
            )
            return AppraisalCriterion(
                name: text.read(name, row.name, most: AppraisalRules.nameCharactersMax),
                pointsMax: number(points, row.points, AppraisalRules.pointsRange, &text),
                looksAt: text.read(
                    looksAt, row.looksAt, most: AppraisalRules.looksAtCharactersMax))
        }
    }

    private func number(
        _ field: String, _ typed: String, _ range: ClosedRange<Int>, _ text: inout MeetingText
    ) -> Int {
        let number = Int(typed.trimmingCharacters().halfWidth)
        guard let number, range.contains(number) else {
            text.complain(
                field, "answer.outOfRange",
                ["min": String(range.lowerBound), "max": String(range.upperBound)])
            return range.lowerBound
        }
        return number
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
