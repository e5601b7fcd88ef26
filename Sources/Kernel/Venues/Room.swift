/// A room of a venue (议事厅、阅览室、舞蹈室), with the rules by which it is booked.
package struct Room: Hashable, Sendable {
    package typealias ID = Identifier<Room>

    package let id: ID
    package let venue: Venue.ID
    package var name: LocalName
    /// What is in it.
    package var has: String
    package var capacity: Int
    package var access: Access
    /// The longest booking of a neighbour, in minutes.
    package var minutesMax: Int
    /// How often a day the same neighbour may.
    package var perDay: Int
    package var aheadDays: Int
    package var allowsSound: Bool
    package var state: State
    package var version: Int

    /// Who may book it; posts always may.
    package enum Access: String, CaseIterable, Sendable {
        case everyone, posts
    }

    package enum State: String, CaseIterable, Sendable {
        case open, closed
    }

    package static let hasCharactersMax = 120
    package static let capacityRange = 1...2_000
    package static let minutesRange = 30...720
    package static let perDayRange = 1...4
    package static let aheadDaysRange = 1...90

    package init(
        id: ID, venue: Venue.ID, name: LocalName, has: String, capacity: Int, access: Access,
        minutesMax: Int = 120, perDay: Int = 1, aheadDays: Int = 14, allowsSound: Bool,
        state: State = .open, version: Int = 1
    ) {
        self.id = id
        self.venue = venue
        self.name = name
        self.has = has
        self.capacity = capacity
        self.access = access
        self.minutesMax = minutesMax
        self.perDay = perDay
        self.aheadDays = aheadDays
        self.allowsSound = allowsSound
        self.state = state
        self.version = version
    }

    /// What keeps a neighbour from booking it, each with its numbers.
    package enum Refusal: Hashable, Sendable {
        case postsAlone
        case closed
        case notHalfHours
        case past
        case tooFar(days: Int)
        case tooLong(minutes: Int)
        case outsideHours
        case tooMany(capacity: Int)
        case noSound
        case quietHours(OpeningHours.Span)
    }

    /// Why a neighbour may not have the room, by its rules and those of the venue; none where they
    /// may. Whether it is taken is another question.
    ///
    /// - Parameters:
    ///   - from: a minute of the day, as `to`.
    ///   - open: what holds on that day.
    package func refusals(
        from: Int, to: Int, people: Int, withSound: Bool, open: OpeningHours.OpenDay,
        quiet: [OpeningHours.Span], today: Day, minuteNow: Int
    ) -> [Refusal] {
        var refusals: [Refusal] = []
        if state == .closed { refusals.append(.closed) }
        if access == .posts { refusals.append(.postsAlone) }
        if from % RoomTime.minutes != 0 || to % RoomTime.minutes != 0 {
            refusals.append(.notHalfHours)
        }
        if open.day < today || (open.day == today && from <= minuteNow) { refusals.append(.past) }
        if open.day > today.adding(days: aheadDays) { refusals.append(.tooFar(days: aheadDays)) }
        if to - from > minutesMax { refusals.append(.tooLong(minutes: minutesMax)) }
        if !open.spans.contains(where: { $0.covers(from, to) }) { refusals.append(.outsideHours) }
        if people > capacity { refusals.append(.tooMany(capacity: capacity)) }
        if withSound, !allowsSound { refusals.append(.noSound) }
        if withSound, let span = quiet.first(where: { $0.meets(from, to) }) {
            refusals.append(.quietHours(span))
        }
        return refusals
    }
}

/// Half an hour of a room, and what has it.
package struct RoomTime: Hashable, Sendable {
    package static let minutes = 30
    static let milliseconds: Int64 = 1_800_000

    package let at: Instant
    package let use: Use

    /// What can take a room.
    package struct Use: Hashable, Sendable {
        package enum Noun: String, CaseIterable, Sendable {
            case booking, meeting, activity, sitting
        }

        package let noun: Noun
        package let subject: Int64

        package init(_ noun: Noun, _ subject: Int64) {
            self.noun = noun
            self.subject = subject
        }
    }

    package init(at: Instant, use: Use) {
        self.at = at
        self.use = use
    }

    /// How long a meeting, which ends when it ends, has its room: two hours.
    package static let meetingMinutes: Int64 = 120

    /// Every half hour that a span touches.
    package static func halves(from start: Instant, to end: Instant) -> [Instant] {
        let first = start.milliseconds / milliseconds
        let last = (end.milliseconds - 1) / milliseconds
        guard first <= last else { return [] }
        return (first...last).map { Instant(milliseconds: $0 * milliseconds) }
    }

    /// What stands one after the other, each from its first half hour to its last.
    package static func spans(
        _ times: [RoomTime]
    ) -> [(from: Instant, to: Instant, use: Use)] {
        times.sorted { $0.at < $1.at }.reduce(into: []) { spans, time in
            let end = time.at.adding(milliseconds: milliseconds)
            if let last = spans.last, last.use == time.use, last.to == time.at {
                spans[spans.count - 1].to = end
            } else {
                spans.append((time.at, end, time.use))
            }
        }
    }
}
