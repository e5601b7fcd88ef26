import Foundation
import Kernel

/// What a call or a change of a meeting says: what about, where, when, and the agenda.
package struct MeetingWish: Sendable {
    package let title: String
    package let venue: String
    /// Such as `2026-12-04`.
    package let day: String
    /// Such as `19:00`.
    package let time: String
    /// One item a line.
    package let agenda: String
    /// The room that it takes, where it is one of a venue's; empty for none.
    package let room: String

    package init(
        title: String, venue: String, day: String, time: String, agenda: String,
        room: String = ""
    ) {
        self.title = title
        self.venue = venue
        self.day = day
        self.time = time
        self.agenda = agenda
        self.room = room
    }

    /// The same with the venue filled in, where it was left empty.
    func held(at spot: String?) -> MeetingWish {
        guard let spot, venue.trimmingCharacters().isEmpty else { return self }
        return MeetingWish(
            title: title, venue: spot, day: day, time: time, agenda: agenda, room: room)
    }

    struct Reading: Sendable {
        let title: String
        let venue: String
        let day: Day
        let startsAt: Instant
        let agenda: [String]

        var payload: [String: Payload] {
            [
                "title": .text(title), "venue": .text(venue),
                "startsAt": .int(startsAt.milliseconds),
                "agenda": .list(agenda.map { .text($0) }),
            ]
        }
    }

    /// - Throws: `.invalid` with every wrong field at once.
    func read(in zone: TimeZone) throws(ActionError) -> Reading {
        var text = FormText()
        let title = text.read("title", title, most: Meeting.titleCharactersMax)
        let venue = text.read("venue", venue, most: Meeting.venueCharactersMax)
        let agenda = text.lines(
            "agenda", agenda, itemsMax: Meeting.agendaItemsMax,
            most: Meeting.agendaItemCharactersMax)
        let day = text.day("day", day)
        let minute = Self.minuteOfDay(time)
        if minute == nil { text.complain("time", "meetings.problem.time") }
        try text.finish()
        guard let day, let minute else { throw .invalid(["day": .init("answer.notADay")]) }
        return Reading(
            title: title, venue: venue, day: day,
            startsAt: day.instant(minuteOfDay: minute, in: zone), agenda: agenda)
    }

    /// `19:00` as 1140.
    static func minuteOfDay(_ text: String) -> Int? {
        let parts = text.trimmingCharacters().halfWidth.split(
            separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 2, parts.count <= 3, let hour = Int(parts[0]),
            let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute),
            parts[1].count == 2
        else { return nil }
        return hour * 60 + minute
    }
}
