/// Why a ticket of another system was not taken, or not wholly.
package struct TicketProblem: Error, Hashable, Sendable {
    package enum Reason: String, CaseIterable, Sendable {
        /// A part that must be there is not.
        case missing
        /// More characters than there may be.
        case tooLong
        /// A time that is none.
        case noTime
        /// A word that the map does not have.
        case unknownWord
        /// A place that is not there.
        case unknownPlace
        /// The rules of the realm refuse it.
        case refused
        /// It was changed at the centre after it was taken, in a part that cannot follow.
        case changed
        /// The matter stands where nothing of the kind can be added.
        case notNow
    }

    package let reason: Reason
    /// The part of the ticket, as the map calls it; several with commas.
    package let field: String
    /// What stood there, where that is no personal matter; or what refused it.
    package let value: String?

    package static let valueMax = 60

    /// - Parameter value: personal parts of it are covered.
    package init(_ reason: Reason, _ field: String, value: String? = nil) {
        self.reason = reason
        self.field = field
        self.value = value.map { PersonalData.covered(String($0.prefix(Self.valueMax))) }
    }
}
