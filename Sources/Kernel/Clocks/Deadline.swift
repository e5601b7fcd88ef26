/// The last moment at which an act is still in time.
package struct Deadline: Hashable, Sendable {
    /// Which rule moved the deadline from where plain counting put it.
    package enum Moved: Hashable, Sendable {
        /// The last day was a day without work, so the next working day is the last (Civil Code,
        /// article 203).
        case lastDayHoliday(from: Day, to: Day)
    }

    /// An act at this very millisecond is in time.
    package let at: Instant
    /// True when an unsure day, one of a year without a calendar, or one of the December before
    /// such a year was taken as plain Monday to Friday.
    package let provisional: Bool
    package let moved: Moved?

    package init(at: Instant, provisional: Bool = false, moved: Moved? = nil) {
        self.at = at
        self.provisional = provisional
        self.moved = moved
    }
}
