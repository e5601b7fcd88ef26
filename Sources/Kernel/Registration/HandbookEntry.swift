/// An entry of a person's own handbook (党员手册): a record, not a score. It is confirmed by the
/// branch or returned with a reason, and put right by another entry, never by overwriting.
package struct HandbookEntry: Hashable, Sendable {
    package typealias ID = Identifier<HandbookEntry>

    package enum State: String, CaseIterable, Sendable, Codable {
        case waiting, confirmed, returned
        /// Another entry stands in its place.
        case corrected
    }

    package enum Refusal: Error, Hashable {
        case stands(State)
        case inFuture(latest: Day)
        case tooLongAgo(earliest: Day)
        /// Dues are entered where one belongs to the organisation, which alone can confirm them.
        case noDuesHere
    }

    package let id: ID
    package let enrolment: Enrolment.ID
    /// The day that it is about; the first of the year for dues.
    package let day: Day
    package var state: State
    /// The entry that it puts right.
    package let corrects: ID?
    package let enteredAt: Instant

    /// How far back a day may lie.
    package static let backDaysMax = 366
    package static let minutesRange = 0...720
    package static let wordsCharactersMax = 200
    /// How many entries one year of a handbook holds.
    package static let perYearMax = 400
    /// The kind of an entry that says whether the year's dues are paid.
    package static let dues = "dues"

    package init(
        id: ID, enrolment: Enrolment.ID, day: Day, state: State = .waiting, corrects: ID? = nil,
        enteredAt: Instant
    ) {
        self.id = id
        self.enrolment = enrolment
        self.day = day
        self.state = state
        self.corrects = corrects
        self.enteredAt = enteredAt
    }

    /// Whether a day may be entered.
    package static func check(_ day: Day, on today: Day) throws(Refusal) {
        guard day <= today else { throw .inFuture(latest: today) }
        let earliest = today.adding(days: -backDaysMax)
        guard day >= earliest else { throw .tooLongAgo(earliest: earliest) }
    }

    /// Confirmed, or returned, by the branch.
    package func answered(_ answer: State) throws(Refusal) -> HandbookEntry {
        guard state == .waiting else { throw .stands(state) }
        var next = self
        next.state = answer
        return next
    }

    /// Put right by another entry, once.
    package func correctedByAnother() throws(Refusal) -> HandbookEntry {
        guard state != .corrected else { throw .stands(state) }
        var next = self
        next.state = .corrected
        return next
    }
}

/// What an entry says, sealed.
package struct HandbookContent: Hashable, Sendable {
    /// One of the kinds that the profile lists, or `HandbookEntry.dues`.
    package let kind: String
    /// Whole minutes; 0 where time says nothing, as of a donation.
    package let minutes: Int
    package let words: String
    /// Yes or no for the year, and never how much; nil for all other kinds.
    package let isPaid: Bool?

    package init(kind: String, minutes: Int, words: String, isPaid: Bool? = nil) {
        self.kind = kind
        self.minutes = minutes
        self.words = words
        self.isPaid = isPaid
    }

    /// As it is sealed.
    package var payload: Payload {
        var payload: [String: Payload] = [
            "kind": .text(kind), "minutes": .int(Int64(minutes)), "words": .text(words),
        ]
        if let isPaid { payload["isPaid"] = .int(isPaid ? 1 : 0) }
        return .object(payload)
    }

    /// Nil for anything but what `payload` writes.
    package init?(_ payload: Payload) {
        guard case .text(let kind)? = payload["kind"], case .int(let minutes)? = payload["minutes"],
            case .text(let words)? = payload["words"]
        else { return nil }
        var isPaid: Bool?
        if case .int(let paid)? = payload["isPaid"] { isPaid = paid == 1 }
        self.init(kind: kind, minutes: Int(minutes), words: words, isPaid: isPaid)
    }
}

/// A year of one handbook in sums, each kind for itself: nothing is added up over kinds, nothing
/// compared with others.
package struct HandbookYear: Hashable, Sendable {
    package struct Sum: Hashable, Sendable {
        package let kind: String
        package let times: Int
        package let minutes: Int
    }

    /// Confirmed entries by kind, in the order of the profile.
    package let sums: [Sum]
    package let waiting: Int
    /// The confirmed answer about dues; nil while there is none.
    package let isPaid: Bool?

    /// - Parameter entries: those of one year, each with what it says.
    package init(
        kinds: [String], entries: [(entry: HandbookEntry, content: HandbookContent)]
    ) {
        let confirmed = entries.filter { $0.entry.state == .confirmed }.map(\.content)
        sums = kinds.compactMap { kind in
            let those = confirmed.filter { $0.kind == kind }
            return those.isEmpty
                ? nil
                : Sum(
                    kind: kind, times: those.count, minutes: those.reduce(0) { $0 + $1.minutes })
        }
        waiting = entries.count { $0.entry.state == .waiting }
        isPaid = confirmed.last { $0.kind == HandbookEntry.dues }?.isPaid
    }
}
