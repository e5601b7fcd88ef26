/// What a meeting was asked to decide, with the count of hands (表决事项).
///
/// The vote is open and only its numbers are kept: never who voted how.
package struct Motion: Hashable, Sendable {
    package typealias ID = Identifier<Motion>

    package let id: ID
    /// 1 for the first of its meeting.
    package let ordinal: Int
    package let text: String
    package let inFavour: Int
    package let against: Int
    package let abstained: Int
    package let outcome: Outcome
    package let at: Instant

    package enum Outcome: String, CaseIterable, Sendable, Codable {
        case carried, lost
        /// Too few had come for anything to be decided.
        case notQuorate
    }

    package init(
        id: ID, ordinal: Int, text: String, inFavour: Int, against: Int, abstained: Int,
        outcome: Outcome, at: Instant
    ) {
        self.id = id
        self.ordinal = ordinal
        self.text = text
        self.inFavour = inFavour
        self.against = against
        self.abstained = abstained
        self.outcome = outcome
        self.at = at
    }
}
