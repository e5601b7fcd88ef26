import Actions
import HTTPTypes
import Kernel
import Storage

// Activities: announced, signed up for by oneself, with a roll that gives hours.
extension DeskEndpoint {
    private static let pageMax = 50
    private static let rollMax = 2_000

    static let activityEndpoints: [DeskEndpoint] = [
        .list(
            "/activities", "listActivities",
            "Activities: on the first page all that are to come, then those past, newest first",
            verb: nil, most: pageMax, of: Shapes.activity
        ) { call in
            let cursor: Activities.Cursor? = try call.startCursor()
            let lists = try await call.installation.activityLists(
                in: call.realm, after: cursor, limit: call.limit(pageMax))
            let shown = (cursor == nil ? lists.upcoming : []) + lists.past
            return Listing(
                shown.map { ($0, lists.signedUp[$0.id]?.placed ?? 0) },
                next: lists.older?.text)
        },
        .one(
            "/activities/:id", "getActivity",
            "One activity, where one stands on its list, and for its organiser who else does",
            verb: nil, shape: Shapes.activityFile, tag: { $0.tag }
        ) { call in try await call.activitySheet() },
        .one(
            "/activity-counts/:month", "countActivities", "What a month amounts to",
            verb: .organise, shape: Shapes.activityCounts
        ) { call in
            let month = try call.month()
            return try await call.installation.activityCounts(
                in: call.realm, from: month.first, before: month.end)
        },
        .act(
            "/activities", "announceActivity", "Announces an activity", verb: .organise,
            body: .named(
                "ActivityWish",
                .object([.text("place", .id, "For whom it is.")] + wish)),
            shape: Shapes.activityFile, status: .created, isRepeatable: true,
            location: { "/activities/\($0.file.activity.id)" }, tag: { $0.tag }
        ) { call in
            guard let place: Place.ID = call.bodyID("place") else { throw Problem(.notFound) }
            let activity = try await call.naming(["time": "from"]) {
                try await AnnounceActivity(
                    realm: call.realm, holding: call.holding, place: place,
                    wish: call.activityWish
                ).run(in: call.installation)
            }
            return try await call.activitySheet(activity.id)
        },
        act("change", "changeActivity", "Changes an activity that is to come", .object(wish)) {
            call, id, seen in
            try await call.naming(["time": "from"]) {
                _ = try await ChangeActivity(
                    realm: call.realm, holding: call.holding, activity: id, seen: seen,
                    wish: call.activityWish
                ).run(in: call.installation)
            }
        },
        act(
            "cancellation", "cancelActivity", "Calls an activity off, for a reason that all read",
            .object([.text("reason", .line(Activity.reasonCharactersMax))])
        ) { call, id, seen in
            try await CancelActivity(
                realm: call.realm, holding: call.holding, activity: id, seen: seen,
                reason: call.typed("reason")
            ).run(in: call.installation)
        },
        act(
            "roll", "keepRoll",
            "Says who came and for how many minutes; kept once more, it corrects", roll
        ) { call, id, seen in
            try await KeepRoll(
                realm: call.realm, holding: call.holding, activity: id, seen: seen,
                minutes: call.minutes, walkIns: call.texts("walkIns"),
                visitors: call.int("visitors"), reason: call.typed("reason")
            ).run(in: call.installation)
        },
        own("place", "signUp", "Puts one's own name on the list, or into the waiting list") {
            call, id in
            try await SignUpForActivity(
                realm: call.realm, holding: call.holding, activity: id
            ).run(in: call.installation)
        },
        own("withdrawal", "leaveActivity", "Takes one's own name off the list") { call, id in
            try await LeaveActivity(realm: call.realm, holding: call.holding, activity: id)
                .run(in: call.installation)
        },
        own(
            "contest", "contestHours", "Says that one's own minutes are wrong",
            .object([.text("words", .line(SignUp.contestCharactersMax))])
        ) { call, id in
            try await ContestHours(
                realm: call.realm, holding: call.holding, activity: id,
                words: call.typed("words")
            ).run(in: call.installation)
        },
    ]

    private static let wish: [Schema.Property] = [
        .text("kind", .word, "Of those that the realm declares."),
        .text("title", .line(Activity.titleCharactersMax)),
        .text("about", .line(Activity.aboutCharactersMax)), .text("day", .day),
        .text("from", .wallClock, "Such as `09:00`."), .text("until", .wallClock),
        .maybe("venue", .line(Activity.venueCharactersMax), "Needed where no room is named."),
        .maybe("room", .id, "A room of a venue, which it takes."),
        .init(
            "places", .number(Activity.placesRange), isRequired: false,
            "How many may come; any number unless said."),
        .text("risk", .choice(Activity.Risk.allCases.map(\.rawValue))),
        .maybe(
            "riskNote", .line(Activity.riskCharactersMax), "Needed unless the risk is ordinary."),
        .maybe("agreement", .reference, "In force, under which it is held."),
    ]

    private static let roll = Schema.object([
        .init(
            "minutes",
            .list(
                .object([
                    .text("person", .id),
                    .init("minutes", .number(0...Int(Activity.minutesRange.upperBound))),
                ]), most: rollMax),
            "For each on the list who had a place; 0 for one who did not come."),
        .init(
            "walkIns", .list(.text(.line(80)), most: KeepRoll.walkInsMax), isRequired: false,
            "The sign-ins of those who came without having signed up."),
        .init(
            "visitors", .number(0...Activity.visitorsMax), isRequired: false,
            "How many came or were served without a name."),
        .maybe(
            "reason", .line(Activity.reasonCharactersMax),
            "Why it is right, where it looks implausible."),
    ])

    /// What its organiser does with an activity as it was read.
    private static func act(
        _ noun: String, _ id: String, _ summary: String, _ body: Schema,
        _ work: @escaping @Sendable (DeskCall, Activity.ID, Int) async throws -> Void
    ) -> DeskEndpoint {
        .act(
            "/activities/:id/" + noun, id, summary, verb: .organise,
            body: .named(id.prefix(1).uppercased() + id.dropFirst(), body),
            shape: Shapes.activityFile, isConditional: true, isRepeatable: true,
            tag: { $0.tag }
        ) { call in
            let version = try await call.activitySheet().file.activity.version
            try await work(call, call.id("id"), call.seen(now: version))
            return try await call.activitySheet()
        }
    }

    /// What whoever comes does for themselves.
    private static func own(
        _ noun: String, _ id: String, _ summary: String, _ body: Schema = .nothingSaid,
        _ work: @escaping @Sendable (DeskCall, Activity.ID) async throws -> Void
    ) -> DeskEndpoint {
        .act(
            "/activities/:id/" + noun, id, summary, body: body, shape: Shapes.activityFile,
            isRepeatable: true, tag: { $0.tag }
        ) { call in
            try await work(call, call.id("id"))
            return try await call.activitySheet()
        }
    }
}

/// An activity, and for its organiser who is on the list.
struct ActivitySheet: Sendable {
    let file: ActivityFile
    let roll: [SignUps.Name]
    let lines: [WorkLine.Name]

    var tag: String { "\"\(file.activity.version)\"" }
}

extension DeskCall {
    fileprivate func activitySheet(_ other: Activity.ID? = nil) async throws -> ActivitySheet {
        let id: Activity.ID = try other ?? id("id")
        guard
            let file = try await installation.activityFile(id, in: realm, for: visit.person.id)
        else { throw Problem(.notFound) }
        let organises = holding.grants(.organise, at: file.activity.placePath, in: realm.id)
        return ActivitySheet(
            file: file, roll: organises ? try await installation.roll(of: file.activity) : [],
            lines: try await installation.workLines(of: .activity(id)).sorted())
    }

    fileprivate var activityWish: ActivityWish {
        var wish = ActivityWish()
        wish.kind = typed("kind")
        wish.title = typed("title")
        wish.about = typed("about")
        wish.venue = typed("venue")
        wish.day = typed("day")
        wish.time = typed("from")
        wish.until = typed("until")
        wish.places = typed("places")
        wish.risk = typed("risk")
        wish.riskNote = typed("riskNote")
        wish.agreement = typed("agreement")
        wish.room = typed("room")
        return wish
    }

    fileprivate var minutes: [Person.ID: Int64] {
        Dictionary(
            objects("minutes").compactMap { line in
                guard let person = line.text("person").flatMap({ Person.ID($0) }),
                    case .int(let minutes)? = line["minutes"]
                else { return nil }
                return (person, minutes)
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The month that the address names.
    func month() throws -> Month {
        guard let month = Month(parsing: try parameter("month")),
            abs(month.first.ordinal - today.ordinal) <= 20 * 366
        else { throw Problem(.notFound) }
        return month
    }
}
