/// What one building got from another for one criterion.
package struct AppraisalMark: Hashable, Sendable {
    package static let evidenceCharactersMax = 200

    /// Whole points; never below zero.
    package let points: Int
    /// What was seen, in one sentence; needed where points are not full.
    package let evidence: String?

    package init(points: Int, evidence: String?) {
        self.points = points
        self.evidence = evidence
    }
}

/// The sheet by which one building looks at another (考评表).
package struct AppraisalSheet: Hashable, Sendable {
    package typealias ID = Identifier<AppraisalSheet>

    package let id: ID
    package let round: AppraisalRound.ID
    /// The building that looks.
    package let visitor: Place.ID
    /// The building that is looked at.
    package let building: Place.ID
    /// One for each criterion, in its order; none before the sheet was entered.
    package var marks: [AppraisalMark]
    package var entry: Entry?
    package var appeal: AppraisalAppeal?
    /// Counts entries and corrections.
    package var version: Int

    /// Who typed it in for the visiting building, and when.
    package struct Entry: Hashable, Sendable {
        package let person: Person.ID
        package let at: Instant

        package init(person: Person.ID, at: Instant) {
            self.person = person
            self.at = at
        }
    }

    package init(
        id: ID, round: AppraisalRound.ID, visitor: Place.ID, building: Place.ID,
        marks: [AppraisalMark] = [], entry: Entry? = nil, appeal: AppraisalAppeal? = nil,
        version: Int = 0
    ) {
        self.id = id
        self.round = round
        self.visitor = visitor
        self.building = building
        self.marks = marks
        self.entry = entry
        self.appeal = appeal
        self.version = version
    }

    package var isEntered: Bool { entry != nil }

    /// The points that count for each criterion: those of an appeal that was upheld, or its own.
    package var points: [Int] {
        if let decision = appeal?.decision, decision.isUpheld { return decision.points }
        return marks.map(\.points)
    }

    /// What the building got; nil before the sheet was entered.
    package var total: Int? { isEntered ? points.reduce(0, +) : nil }
}

/// An objection to a sheet (申诉), and what was decided.
package struct AppraisalAppeal: Hashable, Sendable {
    package static let wordsCharactersMax = 300

    package let reason: String
    package let person: Person.ID
    package let at: Instant
    package var decision: Decision?

    package struct Decision: Hashable, Sendable {
        package let isUpheld: Bool
        package let words: String
        package let person: Person.ID
        package let at: Instant
        /// In place of the sheet's, one for each criterion; none where it was not upheld.
        package let points: [Int]

        package init(
            isUpheld: Bool, words: String, person: Person.ID, at: Instant, points: [Int]
        ) {
            self.isUpheld = isUpheld
            self.words = words
            self.person = person
            self.at = at
            self.points = points
        }
    }

    package init(reason: String, person: Person.ID, at: Instant, decision: Decision? = nil) {
        self.reason = reason
        self.person = person
        self.at = at
        self.decision = decision
    }
}
