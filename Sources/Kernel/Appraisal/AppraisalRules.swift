/// One thing that is looked at when buildings visit each other (考评项目), such as safety.
package struct AppraisalCriterion: Hashable, Sendable {
    package let name: String
    /// Whole points that a building can get for it; none can be taken away.
    package let pointsMax: Int
    /// What is looked at, in one sentence.
    package let looksAt: String

    package init(name: String, pointsMax: Int, looksAt: String) {
        self.name = name
        self.pointsMax = pointsMax
        self.looksAt = looksAt
    }
}

/// The numbers of a scheme of appraisal (考评细则): what residents adopt, and what every round is
/// held to that was opened under them.
package struct AppraisalRules: Hashable, Sendable {
    package enum Problem: Error, Hashable {
        case criteria(count: Int)
        case nameTwice(String)
        case pointsMax(Int)
        case visits(Int)
        case flags(Int)
        case appealDays(Int)
    }

    package static let criteriaMax = 6
    package static let pointsRange = 1...100
    package static let visitsRange = 1...3
    package static let flagsRange = 1...10
    package static let appealDaysRange = 1...30
    package static let nameCharactersMax = 20
    package static let looksAtCharactersMax = 100

    package let criteria: [AppraisalCriterion]
    /// By how many others each building is seen, where there are enough of them.
    package let visits: Int
    /// How many buildings get the flag, ties at the edge beside.
    package let flags: Int
    /// Calendar days after the day on which the sheets are closed.
    package let appealDays: Int

    /// - Throws: the first `Problem`.
    package init(
        criteria: [AppraisalCriterion], visits: Int, flags: Int, appealDays: Int
    ) throws(Problem) {
        guard (1...Self.criteriaMax).contains(criteria.count) else {
            throw .criteria(count: criteria.count)
        }
        var names: Set<String> = []
        for criterion in criteria {
            guard names.insert(criterion.name).inserted else { throw .nameTwice(criterion.name) }
            guard Self.pointsRange.contains(criterion.pointsMax) else {
                throw .pointsMax(criterion.pointsMax)
            }
        }
        guard Self.visitsRange.contains(visits) else { throw .visits(visits) }
        guard Self.flagsRange.contains(flags) else { throw .flags(flags) }
        guard Self.appealDaysRange.contains(appealDays) else { throw .appealDays(appealDays) }
        self.criteria = criteria
        self.visits = visits
        self.flags = flags
        self.appealDays = appealDays
    }

    /// What a building can get on one sheet.
    package var pointsMax: Int { criteria.reduce(0) { $0 + $1.pointsMax } }

    /// How many flags are given among so many buildings: never to more than half of them, so that
    /// going without singles nobody out.
    package func flags(among buildings: Int) -> Int { min(flags, buildings / 2) }

    /// Whether marks answer every criterion, each within its maximum, with evidence where points
    /// are not full.
    ///
    /// - Throws: `.marks`, `.pointsOutOfRange` or `.noEvidence`.
    package func check(_ marks: [AppraisalMark]) throws(AppraisalRefusal) {
        guard marks.count == criteria.count else { throw .marks(needed: criteria.count) }
        for (index, (mark, criterion)) in zip(marks, criteria).enumerated() {
            guard (0...criterion.pointsMax).contains(mark.points) else {
                throw .pointsOutOfRange(criterion: index + 1, max: criterion.pointsMax)
            }
            guard mark.points == criterion.pointsMax || mark.evidence?.isEmpty == false else {
                throw .noEvidence(criterion: index + 1)
            }
        }
    }
}
