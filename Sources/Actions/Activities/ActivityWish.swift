import Foundation
import Kernel

/// What an announcement or a change of an activity says, as a form sends it.
package struct ActivityWish: Sendable {
    package var kind = ""
    package var title = ""
    package var about = ""
    package var venue = ""
    /// Such as `2026-12-04`.
    package var day = ""
    /// Such as `09:00`.
    package var time = ""
    package var until = ""
    /// The room that it takes, where it is one of a venue's; empty for none.
    package var room = ""
    /// How many may come; empty for all.
    package var places = ""
    package var risk = ""
    package var riskNote = ""
    /// The number of the agreement under which it is held; empty for none.
    package var agreement = ""

    package init() {}

    struct Reading: Sendable {
        let kind: String
        let title: String
        let about: String
        let venue: String
        let startsAt: Instant
        let endsAt: Instant
        let places: Int?
        let risk: Activity.Risk
        let riskNote: String?
        let agreement: Reference?

        var payload: [String: Payload] {
            var payload: [String: Payload] = [
                "kind": .text(kind), "title": .text(title), "about": .text(about),
                "venue": .text(venue), "startsAt": .int(startsAt.milliseconds),
                "endsAt": .int(endsAt.milliseconds), "risk": .text(risk.rawValue),
            ]
            if let places { payload["places"] = .int(Int64(places)) }
            if let riskNote { payload["riskNote"] = .text(riskNote) }
            if let agreement { payload["agreement"] = .text(agreement.description) }
            return payload
        }
    }

    /// - Throws: `.invalid` with every wrong field at once.
    func read(kinds: [String], in zone: TimeZone, at now: Instant) throws(ActionError) -> Reading {
        var text = FormText()
        let title = text.read("title", title, most: Activity.titleCharactersMax)
        let about = text.read("about", about, most: Activity.aboutCharactersMax)
        let venue = text.read("venue", venue, most: Activity.venueCharactersMax)
        if !kinds.contains(kind) { text.complain("kind", "answer.notAChoice") }
        let risk = Activity.Risk(rawValue: risk)
        if risk == nil { text.complain("risk", "answer.notAChoice") }
        let note =
            risk == .ordinary
            ? nil : text.read("riskNote", riskNote, most: Activity.riskCharactersMax)
        let span = span(in: zone, at: now, &text)
        let places = places(&text)
        let agreement = agreement.trimmingCharacters()
        let reference = agreement.isEmpty ? nil : try? Reference(parsing: agreement)
        if !agreement.isEmpty, reference == nil {
            text.complain("agreement", "answer.notAChoice")
        }
        try text.finish()
        guard let risk, let span else { throw .invalid(["day": .init("answer.notADay")]) }
        return Reading(
            kind: kind, title: title, about: about, venue: venue, startsAt: span.start,
            endsAt: span.end, places: places, risk: risk, riskNote: note,
            agreement: reference)
    }

    private func places(_ text: inout FormText) -> Int? {
        if places.trimmingCharacters().isEmpty { return nil }
        return text.number("places", places, in: Activity.placesRange)
    }

    private func span(
        in zone: TimeZone, at now: Instant, _ text: inout FormText
    ) -> (start: Instant, end: Instant)? {
        let day = text.day("day", day)
        let (from, until) = (MeetingWish.minuteOfDay(time), MeetingWish.minuteOfDay(until))
        if from == nil { text.complain("time", "meetings.problem.time") }
        if until == nil { text.complain("until", "meetings.problem.time") }
        guard let day, let from, let until else { return nil }
        let start = day.instant(minuteOfDay: from, in: zone)
        let end = day.instant(minuteOfDay: until, in: zone)
        let minutes = end.seconds(since: start) / 60
        if !Activity.minutesRange.contains(minutes) {
            text.complain("until", "activities.problem.span")
        }
        if start <= now { text.complain("day", "activities.problem.past") }
        if start > now.adding(fullDays: Activity.aheadDaysMax) {
            text.complain(
                "day", "activities.problem.far", ["days": String(Activity.aheadDaysMax)])
        }
        return (start, end)
    }
}
