import Actions
import HTTPTypes
import Kernel
import Storage

// Calendars to subscribe to.
extension Feeds {
    private static let suffix = ".ics"
    /// Rosters look ahead.
    private static let dutyPastDays = 7

    /// Meetings, activities, and sittings at venues: what everyone may know.
    func events() async throws -> Answer {
        let (from, until) = span
        let installation = call.installation
        let (meetings, activities) = try await installation.events(
            of: realm, from: from, until: until)
        let sittings = try await installation.sittings(of: realm, from: from, until: until)
        return calendar(
            words.name(realm.name),
            meetings.map(event) + activities.map { event($0, signedUp: []) }
                + sittings.map { event($0.sitting, at: $0.venue) })
    }

    /// What has a room of a venue: titles that everyone may know, and otherwise that it is taken.
    func room() async throws -> Answer {
        let name = try call.parameter("room")
        guard name.hasSuffix(Self.suffix), let id = Room.ID(String(name.dropLast(4))) else {
            throw Complaint.notFound
        }
        let (from, until) = span
        guard
            let found = try await call.installation.roomCalendar(
                of: id, in: realm, from: from, until: until)
        else { throw Complaint.notFound }
        let title = words.name(found.room.name) + " · " + words.name(found.venue.name)
        return calendar(title, found.uses.map { event($0.use, on: $0.day, in: found) })
    }

    /// Who is on duty by the rosters that everyone may read: posts and bodies, never people.
    func duty() async throws -> Answer {
        let from = call.now.adding(fullDays: -Self.dutyPastDays)
        let lines = try await call.installation.duties(
            in: realm, under: .root, from: from,
            before: call.now.adding(fullDays: Self.aheadDays), isPublic: true)
        return calendar(
            words("feed.duty") + " · " + words.name(realm.name), lines.map(event))
    }

    /// Days without work that would be working days, and days of work that would be none.
    func workingDays() async throws -> Answer {
        let today = book.day(of: call.now)
        let days = try await call.installation.listedDays(
            from: Day(ordinal: today.ordinal - 366), through: Day(ordinal: today.ordinal + 732),
            of: realm)
        let events = days.map { day in
            CalendarText.Event(
                id: id("day", "\(day.day)-\(day.isLocal ? "local" : "national")"),
                title: day.name + "（" + words("feed.day.\(day.kind.rawValue)") + "）",
                start: .on(day.day), place: nil, about: nil, link: nil, isCancelled: false,
                version: 0)
        }
        return calendar(words("feed.workingDays") + " · " + words.name(realm.name), events)
    }

    /// Everything of one person.
    func own(_ own: OwnCalendar) -> Answer {
        calendar(
            words.name(realm.name),
            own.meetings.map(event) + own.activities.map { event($0, signedUp: own.signedUp) }
                + own.booked.map(event) + own.duties.map(event))
    }

    // MARK: - Events

    private var span: (from: Instant, until: Instant) {
        (
            call.now.adding(fullDays: -Self.pastDays), call.now.adding(fullDays: Self.aheadDays)
        )
    }

    private func calendar(_ name: String, _ events: [CalendarText.Event]) -> Answer {
        .text(
            CalendarText(name: name, now: call.now, events: events).bytes,
            type: CalendarText.type)
    }

    private func id(_ noun: String, _ number: some CustomStringConvertible) -> String {
        "\(noun)-\(number)@\(realm.slug).linli"
    }

    private func page(_ rest: String) -> String { call.address("/\(realm.slug)/\(rest)") }

    private func place(_ venue: Venue, _ room: Room? = nil) -> String {
        [words.name(venue.name), room.map { words.name($0.name) }, venue.spot]
            .compactMap(\.self).joined(separator: " · ")
    }

    private func event(_ meeting: Meeting) -> CalendarText.Event {
        CalendarText.Event(
            id: id("meeting", meeting.id), title: meeting.title,
            start: .at(meeting.startsAt, until: meeting.startsAt.adding(minutes: 60)),
            place: meeting.venue,
            about: meeting.agenda.enumerated().map { "\($0 + 1). \($1)" }
                .joined(separator: "\n"),
            link: page("meetings/\(meeting.id)"), isCancelled: meeting.state == .cancelled,
            version: meeting.version)
    }

    /// - Parameter signedUp: those that somebody put themselves down for.
    private func event(
        _ activity: Activity, signedUp: Set<Activity.ID>
    ) -> CalendarText.Event {
        let mark = signedUp.contains(activity.id) ? words("feed.signedUp") : ""
        return CalendarText.Event(
            id: id("activity", activity.id), title: mark + activity.title,
            start: .at(activity.startsAt, until: activity.endsAt), place: activity.venue,
            about: activity.about, link: page("activities/\(activity.id)"),
            isCancelled: activity.state == .cancelled, version: activity.version)
    }

    private func event(_ sitting: Sitting, at venue: Venue) -> CalendarText.Event {
        CalendarText.Event(
            id: id("sitting", sitting.id),
            title: words("sittingKind.\(sitting.kind)") + " · " + words.name(venue.name),
            start: .at(sitting.startsAt, until: sitting.endsAt), place: place(venue),
            about: sitting.about, link: page("sittings/\(sitting.id)"),
            isCancelled: sitting.state == .cancelled, version: sitting.version)
    }

    private func event(_ duty: DutyLine) -> CalendarText.Event {
        let holder = [
            duty.body.map { words.name($0.name) }, duty.post.map { words("role.\($0.post.role)") },
        ].compactMap(\.self).joined(separator: " · ")
        return CalendarText.Event(
            id: id("duty", duty.shift.id),
            title: [duty.roster.title, holder].filter { !$0.isEmpty }.joined(separator: " · "),
            start: .at(duty.shift.startsAt, until: duty.shift.endsAt), place: nil,
            about: [duty.roster.about, duty.roster.phone ?? ""].filter { !$0.isEmpty }
                .joined(separator: "\n"),
            link: duty.roster.isPublic ? page("duty/\(duty.roster.id)") : nil,
            isCancelled: false, version: duty.roster.version)
    }

    private func event(_ booked: BookedRoom) -> CalendarText.Event {
        let booking = booked.booking
        return CalendarText.Event(
            id: id("booking", booking.id), title: booking.title ?? words("feed.booked"),
            start: .at(booking.startsAt, until: booking.endsAt),
            place: place(booked.venue, booked.room), about: booking.reason,
            link: page("rooms/\(booked.room.id)"), isCancelled: booking.state == .cancelled,
            version: booking.version)
    }

    private func event(
        _ use: RoomDay.Use, on day: Day, in found: RoomCalendar
    ) -> CalendarText.Event {
        // Who booked is nobody else's business; what a post booked for everyone may read.
        let (key, title, path) =
            switch use.subject {
            case .meeting(let id, let title): ("meeting-\(id)", title, "meetings/\(id)")
            case .activity(let id, let title): ("activity-\(id)", title, "activities/\(id)")
            case .sitting(let sitting):
                (
                    "sitting-\(sitting.id)", words("sittingKind.\(sitting.kind)"),
                    "sittings/\(sitting.id)"
                )
            case .booking(let booking):
                (
                    "booking-\(booking.id)", booking.title ?? words("feed.taken"),
                    "rooms/\(found.room.id)"
                )
            }
        let zone = book.profile.zone
        return CalendarText.Event(
            id: id(key, use.from),
            title: title,
            start: .at(
                day.instant(minuteOfDay: use.from, in: zone),
                until: day.start(in: zone).adding(minutes: Int64(use.to))),
            place: place(found.venue, found.room), about: nil, link: page(path),
            isCancelled: false, version: 0)
    }
}

extension Call {
    /// The calendar of whoever holds its secret address, which is revoked at the desk.
    func ownCalendar() async throws -> Answer {
        let name = try parameter("secret")
        let secret = name.hasSuffix(".ics") ? String(name.dropLast(4)) : name
        let from = now.adding(fullDays: -Feeds.pastDays)
        let until = now.adding(fullDays: Feeds.aheadDays)
        guard
            let own = try await installation.ownCalendar(secret, from: from, until: until)
        else { throw Complaint.notFound }
        let book = try await installation.rulebook(of: own.realm)
        var answer = Feeds(
            call: self, realm: own.realm, book: book, words: phrases.words(of: book, in: language)
        ).own(own)
        answer.headers[.cacheControl] = "private, no-store"
        return answer
    }
}
