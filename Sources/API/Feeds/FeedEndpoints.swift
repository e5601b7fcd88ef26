import Actions
import HTTPTypes
import Kernel
import Storage

// Feeds and calendars of what everyone may read.
extension Doors {
    static let feedEndpoints: [Endpoint] = [
        .get("/api/feeds/:realm/notices", .everyone) { try await $0.feeds().notices() },
        .get("/api/feeds/:realm/boards/:procedure", .everyone) {
            try await $0.feeds().board()
        },
        .get("/api/feeds/:realm/places/:place", .everyone) { try await $0.feeds().place() },
        .get("/api/calendars/:realm/events.ics", .everyone) { try await $0.feeds().events() },
        .get("/api/calendars/:realm/working-days.ics", .everyone) {
            try await $0.feeds().workingDays()
        },
        .get("/api/own-calendar/:secret", .everyone) { try await $0.ownCalendar() },
    ]
}

extension Call {
    func feeds() async throws -> Feeds {
        let realm = try await realm(try parameter("realm"))
        let book = try await installation.rulebook(of: realm)
        return Feeds(
            call: self, realm: realm, book: book, words: phrases.words(of: book, in: language))
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
        ).calendar(own.meetings, own.activities, signedUp: own.signedUp)
        answer.headers[.cacheControl] = "private, no-store"
        return answer
    }
}

/// What one call asks of a realm's feeds.
struct Feeds {
    let call: Call
    let realm: Realm
    let book: Rulebook
    let words: Wording

    private static let entriesMax = 50
    /// How many matters are looked through for those of one place.
    private static let lookedMax = 1_000
    /// How far back and ahead a calendar reaches.
    static let pastDays = 60
    static let aheadDays = 400

    private func tag(_ rest: String) -> String { "urn:linli:\(realm.slug):" + rest }

    private func feed(
        _ name: String, _ title: String, page: String, _ entries: [AtomFeed.Entry]
    ) -> Answer {
        .text(
            AtomFeed(
                id: tag(name), title: title + " · " + words.name(realm.name),
                language: words.language.tag, author: words.name(realm.name),
                selfLink: call.address(call.path), pageLink: call.address("/\(realm.slug)" + page),
                now: call.now, entries: entries
            ).bytes, type: AtomFeed.type + "; charset=utf-8")
    }

    func notices() async throws -> Answer {
        let notices = try await call.installation.notices(in: realm).prefix(Self.entriesMax)
        return feed(
            "notices", words("feed.notices"), page: "/notices",
            notices.map { notice in
                let from = notice.from.start(in: book.profile.zone)
                return AtomFeed.Entry(
                    id: tag("notice:\(notice.id)"), title: words.name(notice.title), updated: from,
                    published: from, summary: words.name(notice.text),
                    link: call.address("/\(realm.slug)/notices#notice-\(notice.id)"),
                    category: nil)
            })
    }

    func board() async throws -> Answer {
        let name = try call.parameter("procedure")
        guard let procedure = book.profile.procedure(name),
            procedure.states.contains(where: \.isPublic)
        else { throw Complaint.notFound }
        var lines = try await call.installation.board(
            of: procedure, ended: false, in: realm, limit: Self.entriesMax)
        lines += try await call.installation.board(
            of: procedure, ended: true, in: realm, limit: Self.entriesMax)
        let newest = lines.sorted { $0.touchedAt > $1.touchedAt }.prefix(Self.entriesMax)
        return feed(
            "board:" + name, words("\(name).board.title"), page: "/boards/" + name,
            newest.map { entry($0, procedure) })
    }

    /// Public matters of a place and of what lies below it.
    func place() async throws -> Answer {
        guard let id = Place.ID(try call.parameter("place")),
            let place = try await call.installation.place(id, in: realm),
            book.profile.isPublic(level: place.level)
        else { throw Complaint.notFound }
        let found = try await call.installation.matterFeatures(
            FeatureQuery(limit: Self.lookedMax), isNewestFirst: true, in: realm)
        let here = found.items.filter { place.path.contains($0.place.path) }
            .sorted { $0.line.touchedAt > $1.line.touchedAt }.prefix(Self.entriesMax)
        return feed(
            "place:\(place.id)", words.name(place.name), page: "/map",
            here.map { entry($0.line, $0.procedure) })
    }

    private func entry(_ line: MatterLine, _ procedure: Procedure) -> AtomFeed.Entry {
        let kind = words("category.\(line.category)")
        let isTitled = procedure.isOpenToAll(.title) && !line.title.isEmpty
        return AtomFeed.Entry(
            id: tag("matter:\(line.reference)"), title: isTitled ? line.title : kind,
            updated: line.touchedAt, published: line.openedAt,
            summary: words("\(line.procedure).state.\(line.state)"),
            link: call.address("/\(realm.slug)/matters/\(line.reference)"), category: kind)
    }

    // MARK: - Calendars

    func events() async throws -> Answer {
        let from = call.now.adding(fullDays: -Self.pastDays)
        let until = call.now.adding(fullDays: Self.aheadDays)
        let (meetings, activities) = try await call.installation.events(
            of: realm, from: from, until: until)
        return calendar(meetings, activities, signedUp: [])
    }

    /// - Parameter signedUp: those of the activities that somebody put themselves down for.
    func calendar(
        _ meetings: [Meeting], _ activities: [Activity], signedUp: Set<Activity.ID>
    ) -> Answer {
        let met = meetings.map { meeting in
            CalendarText.Event(
                id: "meeting-\(meeting.id)@\(realm.slug).linli", title: meeting.title,
                start: .at(meeting.startsAt, until: meeting.startsAt.adding(minutes: 60)),
                place: meeting.venue,
                about: meeting.agenda.enumerated().map { "\($0 + 1). \($1)" }
                    .joined(separator: "\n"),
                link: call.address("/\(realm.slug)/meetings/\(meeting.id)"),
                isCancelled: meeting.state == .cancelled, version: meeting.version)
        }
        let held = activities.map { activity in
            CalendarText.Event(
                id: "activity-\(activity.id)@\(realm.slug).linli",
                title: (signedUp.contains(activity.id) ? words("feed.signedUp") : "")
                    + activity.title,
                start: .at(activity.startsAt, until: activity.endsAt), place: activity.venue,
                about: activity.about,
                link: call.address("/\(realm.slug)/activities/\(activity.id)"),
                isCancelled: activity.state == .cancelled, version: activity.version)
        }
        return .text(
            CalendarText(name: words.name(realm.name), now: call.now, events: met + held).bytes,
            type: CalendarText.type)
    }

    /// Days without work that would be working days, and days of work that would be none.
    func workingDays() async throws -> Answer {
        let today = book.day(of: call.now)
        let days = try await call.installation.listedDays(
            from: Day(ordinal: today.ordinal - 366), through: Day(ordinal: today.ordinal + 732),
            of: realm)
        let events = days.map { day in
            CalendarText.Event(
                id: "day-\(day.day)-\(day.isLocal ? "local" : "national")@\(realm.slug).linli",
                title: day.name + "（" + words("feed.day.\(day.kind.rawValue)") + "）",
                start: .on(day.day), place: nil, about: nil, link: nil, isCancelled: false,
                version: 0)
        }
        return .text(
            CalendarText(
                name: words("feed.workingDays") + " · " + words.name(realm.name), now: call.now,
                events: events
            ).bytes, type: CalendarText.type)
    }
}
