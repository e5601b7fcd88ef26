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
        .get("/api/calendars/:realm/duty.ics", .everyone) { try await $0.feeds().duty() },
        .get("/api/calendars/:realm/rooms/:room", .everyone) { try await $0.feeds().room() },
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
}
