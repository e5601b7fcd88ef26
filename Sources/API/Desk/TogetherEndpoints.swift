import Actions
import Kernel
import Storage

// Meetings, activities, notices and the lists of what is needed, offered and planned.
extension DeskEndpoint {
    private static let pageMax = 50

    static let togetherEndpoints: [DeskEndpoint] = [
        .list(
            "/meetings", "listMeetings",
            "Meetings: on the first page all that are to come, then those past, newest first",
            most: pageMax, of: Shapes.meeting
        ) { call in
            let cursor = try call.cursor()
            let lists = try await call.installation.meetingLists(
                in: call.realm,
                after: cursor.map { .init(startsAt: .init(milliseconds: $0.0), id: .init($0.1)) },
                limit: call.limit(pageMax))
            return Listing(
                (cursor == nil ? lists.upcoming : []) + lists.past,
                next: lists.older.map {
                    DeskCall.cursor($0.startsAt.milliseconds, $0.id.rawValue)
                })
        },
        .one(
            "/meetings/:id", "getMeeting", "One meeting, with its motions and minutes",
            shape: Shapes.meeting, tag: { "\"\($0.version)\"" }
        ) { call in
            guard let file = try await call.installation.meetingFile(call.id("id"), in: call.realm)
            else { throw Problem(.notFound) }
            return file.meeting
        },
        .list(
            "/activities", "listActivities",
            "Activities: on the first page all that are to come, then those past, newest first",
            verb: nil, most: pageMax, of: Shapes.activity
        ) { call in
            let cursor = try call.cursor()
            let lists = try await call.installation.activityLists(
                in: call.realm,
                after: cursor.map { .init(startsAt: .init(milliseconds: $0.0), id: .init($0.1)) },
                limit: call.limit(pageMax))
            let shown = (cursor == nil ? lists.upcoming : []) + lists.past
            return Listing(
                shown.map { ($0, lists.signedUp[$0.id]?.placed ?? 0) },
                next: lists.older.map {
                    DeskCall.cursor($0.startsAt.milliseconds, $0.id.rawValue)
                })
        },
        .one(
            "/activities/:id", "getActivity", "One activity", verb: nil, shape: Shapes.activity,
            tag: { "\"\($0.0.version)\"" }
        ) { call in
            guard
                let file = try await call.installation.activityFile(
                    call.id("id"), in: call.realm, for: call.visit.person.id)
            else { throw Problem(.notFound) }
            return (file.activity, file.placed)
        },
        .whole(
            "/notices", "listNotices", "Notices of the program that hang today", verb: nil,
            of: Shapes.notice
        ) { call in try await call.installation.notices(in: call.realm) },
        .list(
            "/lists/:procedure", "getList",
            "One of the lists: what nothing answers yet first, of each the oldest first",
            query: [
                Parameter("category", .word, "Of a category and those within it."),
                Parameter("place", .id, "At a place and below, within those of the post."),
            ], most: pageMax, of: Shapes.listed
        ) { call in
            let name = try call.parameter("procedure")
            guard
                let procedure = call.book.profile.procedures(behind: .lists)
                    .first(where: { $0.key.name == name })
            else { throw Problem(.notFound) }
            var query = ListQuery(name, place: try await call.reach())
            query.category = call.query["category"]
            query.after = try call.cursor().map {
                ListQuery.Cursor(isMatched: $0.first == 1, id: .init($0.second))
            }
            let pages = try await call.installation.lists(
                [(procedure, query)], isPublic: false, limit: call.limit(pageMax), in: call.realm)
            return Listing(
                pages.flatMap(\.lines),
                next: pages.first?.next.map {
                    DeskCall.cursor($0.isMatched ? 1 : 0, $0.id.rawValue)
                })
        },
    ]
}

extension DeskCall {
    /// The place that was asked for, as far as the post reaches; else all of its own.
    func reach() async throws -> PlacePath {
        let own = holding.post.reach
        guard let id: Place.ID = queryID("place") else { return own }
        guard let place = try await installation.place(id, in: realm), own.contains(place.path)
        else { throw Problem(.malformed, .says("problem.place")) }
        return place.path
    }
}

extension Shapes {
    static let meeting = Shape<Meeting>(
        "Meeting",
        [
            .id("id") { $0.id }, .number("version") { meeting, _ in meeting.version },
            .text("rule", .word) { meeting, _ in meeting.rule },
            .text("title") { meeting, _ in meeting.title },
            .text("state", .choice(Meeting.State.allCases.map(\.rawValue))) { meeting, _ in
                meeting.state.rawValue
            },
            .time("startsAt") { $0.startsAt }, .text("venue") { meeting, _ in meeting.venue },
            .id("place") { $0.place }, .id("body") { $0.body },
            .texts("agenda") { meeting, _ in meeting.agenda },
            .maybeNumber("entitled") { meeting, _ in meeting.entitled },
            .maybeNumber("present") { meeting, _ in meeting.present },
            .flag("isQuorate") { meeting, _ in meeting.isQuorate },
            .many("motions", motion) { meeting, _ in meeting.motions },
            .maybe("minutes") { meeting, _ in meeting.minutes },
            .maybe("reason", about: "Why it was called off.") { meeting, _ in meeting.reason },
            .maybeTime("openedAt") { $0.openedAt }, .maybeTime("closedAt") { $0.closedAt },
        ])

    static let motion = Shape<Motion>(
        "Motion",
        [
            .number("ordinal") { motion, _ in motion.ordinal },
            .text("text") { motion, _ in motion.text },
            .number("inFavour") { motion, _ in motion.inFavour },
            .number("against") { motion, _ in motion.against },
            .number("abstained") { motion, _ in motion.abstained },
            .text("outcome", .choice(Motion.Outcome.allCases.map(\.rawValue))) { motion, _ in
                motion.outcome.rawValue
            },
        ])

    static let activity = Shape<(Activity, Int)>(
        "Activity",
        [
            .id("id") { $0.0.id }, .number("version") { pair, _ in pair.0.version },
            .text("kind", .word) { pair, _ in pair.0.kind },
            .text("title") { pair, _ in pair.0.title }, .text("about") { pair, _ in pair.0.about },
            .text("state", .choice(Activity.State.allCases.map(\.rawValue))) { pair, _ in
                pair.0.state.rawValue
            },
            .time("startsAt") { $0.0.startsAt }, .time("endsAt") { $0.0.endsAt },
            .text("venue") { pair, _ in pair.0.venue },
            .id("place") { $0.0.place }, .id("body") { $0.0.body },
            .maybeNumber("places", about: "How many may come; null is any number.") { pair, _ in
                pair.0.places
            },
            .number("signedUp") { pair, _ in pair.1 },
            .maybeNumber("visitors") { pair, _ in pair.0.visitors },
            .maybe("reason", about: "Why it was called off.") { pair, _ in pair.0.reason },
        ])

    static let notice = Shape<Notice>(
        "Notice",
        [
            .id("id") { $0.id }, .name("title") { $0.title }, .name("text") { $0.text },
            .day("from") { $0.from },
            .day("until", about: "The first day on which it no longer hangs.") { $0.until },
        ])

    static let listed = Shape<ListedMatter>(
        "Listed",
        [
            .one("matter", matterLine) { listed, _ in listed.line },
            .flag("isAnswered", about: "Whether anything answers it.") { listed, _ in
                listed.isMatched
            },
        ])
}
