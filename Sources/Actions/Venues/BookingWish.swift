import Kernel

/// What a form says of a booking.
package struct BookingWish: Sendable {
    /// Such as `2026-12-04`.
    package var day = ""
    /// Such as `09:00`.
    package var time = ""
    package var until = ""
    package var people = ""
    package var withSound = false
    /// What a post books for.
    package var title = ""
    package var name = ""
    package var phone = ""
    /// Whether the rules of the venue were agreed to.
    package var agrees = false

    package init() {}

    struct Reading: Sendable {
        let day: Day
        let from: Int
        let to: Int
        let people: Int
        let title: String?
        let details: BookerDetails?
    }

    /// - Throws: `.invalid` with every wrong field at once.
    func read(by booker: BookRoom.Booker, rules: String) throws(ActionError) -> Reading {
        var text = FormText()
        let day = text.day("day", day)
        let (from, to) = (MeetingWish.minuteOfDay(time), MeetingWish.minuteOfDay(until))
        if from == nil { text.complain("time", "meetings.problem.time") }
        if to == nil { text.complain("until", "meetings.problem.time") }
        if let from, let to, to <= from { text.complain("until", "venues.problem.order") }
        let people = text.number("people", people, in: 1...Room.capacityRange.upperBound)
        var title: String?
        var details: BookerDetails?
        switch booker {
        case .post: title = text.read("title", self.title, most: Booking.titleCharactersMax)
        case .neighbour:
            details = Self.details(name, phone, isNeeded: true, &text)
            if !rules.isEmpty, !agrees { text.complain("agrees", "venues.problem.agrees") }
        }
        try text.finish()
        guard let day, let from, let to, let people else {
            throw .invalid(["day": .init("answer.notADay")])
        }
        return Reading(
            day: day, from: from, to: to, people: people, title: title, details: details)
    }

    /// How whoever books is reached; nil where nothing was said.
    static func details(
        _ name: String, _ phone: String, isNeeded: Bool, _ text: inout FormText
    ) -> BookerDetails? {
        let phone = text.phone("phone", phone)
        if phone.isEmpty, isNeeded { text.complain("phone", "answer.missing") }
        let name = name.trimmingCharacters()
        if name.count > Booking.nameCharactersMax {
            text.complain(
                "name", "answer.tooLong",
                ["max": String(Booking.nameCharactersMax), "count": String(name.count)])
        }
        return phone.isEmpty && name.isEmpty ? nil : BookerDetails(name: name, phone: phone)
    }
}

extension Room.Refusal {
    /// The field that it is about, and what is said there.
    var complaint: (field: String, said: ActionError.Complaint) {
        switch self {
        case .postsAlone: ("room", .init("venues.problem.postsAlone"))
        case .closed: ("room", .init("venues.problem.closed"))
        case .notHalfHours: ("time", .init("venues.problem.halfHours"))
        case .past: ("day", .init("venues.problem.past"))
        case .tooFar(let days): ("day", .init("venues.problem.tooFar", ["days": String(days)]))
        case .tooLong(let minutes):
            ("until", .init("venues.problem.tooLong", ["minutes": String(minutes)]))
        case .outsideHours: ("time", .init("venues.problem.outsideHours"))
        case .tooMany(let capacity):
            ("people", .init("venues.problem.tooManyPeople", ["capacity": String(capacity)]))
        case .noSound: ("sound", .init("venues.problem.noSound"))
        case .quietHours(let span):
            ("sound", .init("venues.problem.quiet", ["hours": span.description]))
        }
    }
}
