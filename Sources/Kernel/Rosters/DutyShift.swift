package import Foundation

/// One shift of a roster (班次), and who takes it.
package struct DutyShift: Hashable, Sendable {
    package typealias ID = Identifier<DutyShift>

    package let id: ID
    package let roster: Roster.ID
    package let startsAt: Instant
    package let endsAt: Instant
    package var holder: DutyHolder

    package init(
        id: ID, roster: Roster.ID, startsAt: Instant, endsAt: Instant, holder: DutyHolder
    ) {
        self.id = id
        self.roster = roster
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.holder = holder
    }

    package func holds(at now: Instant) -> Bool { startsAt <= now && now < endsAt }

    /// A shift that somebody is to be found for.
    package struct Slot: Hashable, Sendable {
        package let startsAt: Instant
        package let endsAt: Instant

        package init(startsAt: Instant, endsAt: Instant) {
            self.startsAt = startsAt
            self.endsAt = endsAt
        }
    }
}

/// Two shifts that their holders want to change (换班): asked by one, agreed by the other.
package struct DutySwap: Hashable, Sendable {
    package typealias ID = Identifier<DutySwap>

    package let id: ID
    /// The shift of whoever asks.
    package let given: DutyShift.ID
    package let wanted: DutyShift.ID
    package let askedBy: Post.ID
    package let askedAt: Instant
    package var state: State

    package enum State: String, CaseIterable, Sendable {
        case asked, agreed, declined, withdrawn
        /// One of the two shifts was changed or began before the other side answered.
        case lapsed
    }

    package init(
        id: ID, given: DutyShift.ID, wanted: DutyShift.ID, askedBy: Post.ID, askedAt: Instant,
        state: State = .asked
    ) {
        self.id = id
        self.given = given
        self.wanted = wanted
        self.askedBy = askedBy
        self.askedAt = askedAt
        self.state = state
    }
}

extension Roster {
    /// The shifts of a month, in their order: those of days on which it stands, without days off
    /// where it skips them.
    package func slots(
        of month: Month, by calendar: WorkingCalendar, in zone: TimeZone
    ) -> [DutyShift.Slot] {
        let working = calendar.provisional
        return (month.first.ordinal..<month.end.ordinal).map(Day.init(ordinal:))
            .filter { stands(on: $0) && (onDaysOff || working.isWorkday($0).value) }
            .flatMap { day in
                spans.sorted { $0.from < $1.from }.map { span in
                    let start = day.instant(minuteOfDay: span.from, in: zone)
                    return DutyShift.Slot(
                        startsAt: start, endsAt: start.adding(minutes: Int64(span.minutes)))
                }
            }
    }

    /// Lets those who take turns have the shifts of some slots, each in turn by the shifts before.
    ///
    /// - Parameters:
    ///   - shifts: what is set down already, before the slots and after.
    ///   - holds: whether somebody is there on the day of a slot: a post that ends is passed over.
    /// - Returns: who takes which slot; a slot for which nobody is there is left out.
    package func turns(
        for slots: [DutyShift.Slot], after shifts: [DutyShift],
        holds: (DutyHolder, DutyShift.Slot) -> Bool
    ) -> [(slot: DutyShift.Slot, holder: DutyHolder)] {
        var last: [DutyHolder: Instant] = [:]
        let known = shifts.sorted { $0.startsAt < $1.startsAt }
        var next = known.startIndex
        var turns: [(slot: DutyShift.Slot, holder: DutyHolder)] = []
        for slot in slots.sorted(by: { $0.startsAt < $1.startsAt }) {
            while next < known.endIndex, known[next].startsAt < slot.startsAt {
                last[known[next].holder] = known[next].startsAt
                next += 1
            }
            let there = turn.filter { holds($0, slot) }
            guard let holder = TurnOrder.next(among: there, last: last) else { continue }
            last[holder] = slot.startsAt
            turns.append((slot, holder))
        }
        return turns
    }
}
