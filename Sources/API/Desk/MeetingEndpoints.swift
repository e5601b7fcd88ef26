import Actions
import HTTPTypes
import Kernel
import Storage

// Meetings: called, opened with a count of who came, deciding, and closed with their minutes.
extension DeskEndpoint {
    private static let pageMax = 50

    static let meetingEndpoints: [DeskEndpoint] = [
        .whole(
            "/meeting-rules", "listMeetingRules",
            "The kinds of meetings that the realm holds, each with its rule",
            of: Shapes.meetingRule
        ) { call in call.book.profile.meetingRules },
        .list(
            "/meetings", "listMeetings",
            "Meetings: on the first page all that are to come, then those past, newest first",
            most: pageMax, of: Shapes.meeting
        ) { call in
            let cursor: Meetings.Cursor? = try call.startCursor()
            let lists = try await call.installation.meetingLists(
                in: call.realm, after: cursor, limit: call.limit(pageMax))
            return Listing(
                (cursor == nil ? lists.upcoming : []) + lists.past, next: lists.older?.text)
        },
        .one(
            "/meetings/:id", "getMeeting",
            "One meeting, with its motions, who came, and its story", shape: Shapes.meetingFile,
            tag: { $0.tag }
        ) { call in try await call.meetingSheet() },
        .act(
            "/meetings", "callMeeting", "Calls a meeting, on a matter or without one",
            verb: .convene,
            body: .named(
                "MeetingCall",
                .object(
                    [
                        .text("rule", .word, "Of `/meeting-rules`, but none of an alliance."),
                        .text("place", .id, "Whoever lives there is entitled."),
                        .maybe("matter", .reference, "What it deliberates."),
                    ] + wish)), shape: Shapes.meetingFile, status: .created,
            isRepeatable: true, problems: [.conflict],
            location: { "/meetings/\($0.file.meeting.id)" }, tag: { $0.tag }, callMeeting),
        act(
            "change", "changeMeeting",
            "Changes a meeting that is to come; another day needs the whole notice anew",
            .object(wish)
        ) { call, id, seen in
            try await ChangeMeeting(
                realm: call.realm, holding: call.holding, meeting: id, seen: seen,
                call: call.meetingWish
            ).run(in: call.installation)
        },
        act(
            "cancellation", "cancelMeeting", "Calls a meeting off, for a reason that all read",
            .object([.text("reason", .line(Meeting.reasonCharactersMax))])
        ) { call, id, seen in
            try await CancelMeeting(
                realm: call.realm, holding: call.holding, meeting: id, seen: seen,
                reason: call.typed("reason")
            ).run(in: call.installation)
        },
        act(
            "opening", "openMeeting",
            "Opens a meeting with who came, or counts anew before the first motion", attendance
        ) { call, id, seen in
            try await OpenMeeting(
                realm: call.realm, holding: call.holding, meeting: id, seen: seen,
                attendance: call.attendance, endsWithoutQuorum: call.flag("endsWithoutQuorum")
            ).run(in: call.installation)
        },
        act(
            "motions", "putMotion", "Puts a motion with the count of hands, and decides it",
            .object(
                [.text("text", .line(Meeting.motionCharactersMax))]
                    + ["inFavour", "against", "abstained"].map {
                        .init($0, .number(0...Meeting.peopleMax))
                    })
        ) { call, id, seen in
            try await PutMotion(
                realm: call.realm, holding: call.holding, meeting: id, seen: seen,
                text: call.typed("text"), inFavour: call.int("inFavour") ?? 0,
                against: call.int("against") ?? 0, abstained: call.int("abstained") ?? 0
            ).run(in: call.installation)
        },
        act(
            "resolutions", "resolveAtMeeting",
            "Writes down what an open joint meeting decides, as a matter of a member unit",
            .object([
                .text("title", .line(Meeting.resolutionCharactersMax)),
                .maybe("account", .line(Meeting.resolutionAccountCharactersMax)),
                .text("lead", .id, "The member unit."), .text("until", .day),
            ])
        ) { call, id, seen in
            try await ResolveAtMeeting(
                realm: call.realm, holding: call.holding, meeting: id, seen: seen,
                title: call.typed("title"), account: call.typed("account"),
                lead: call.bodyID("lead"), until: call.typed("until")
            ).run(in: call.installation)
        },
        act(
            "closure", "closeMeeting", "Closes a meeting with its minutes",
            .object([.text("minutes", .line(Meeting.minutesCharactersMax))])
        ) { call, id, seen in
            try await CloseMeeting(
                realm: call.realm, holding: call.holding, meeting: id, seen: seen,
                minutes: call.typed("minutes")
            ).run(in: call.installation)
        },
    ]

    private static let wish: [Schema.Property] = [
        .text("title", .line(Meeting.titleCharactersMax)), .text("day", .day),
        .text("time", .wallClock, "Such as `19:00`."),
        .maybe("venue", .line(Meeting.venueCharactersMax), "Needed where no room is named."),
        .maybe("room", .id, "A room of a venue, which it takes for two hours."),
        .init(
            "agenda",
            .list(
                .text(.line(Meeting.agendaItemCharactersMax)), most: Meeting.agendaItemsMax),
            "Each item one line."),
    ]

    private static let attendance = Schema.object([
        .init("entitled", .number(0...Meeting.peopleMax), isRequired: false),
        .init(
            "present", .number(0...Meeting.peopleMax), isRequired: false,
            "With `entitled`, where people are counted at the door."),
        .init(
            "people", .list(.text(.id), most: Rolls.peopleMax), isRequired: false,
            "Those of the roll who came, where it is by name."),
        .init(
            "units",
            .list(
                .object([
                    .text("unit", .id),
                    .maybe("through", .line(UnitPresence.throughCharactersMax)),
                ]), most: Rolls.peopleMax), isRequired: false,
            "The member units that came, where an alliance meets."),
        .init(
            "endsWithoutQuorum", .flag, isRequired: false,
            "Ends it at once where too few came."),
    ])

    /// An act on a meeting as it was read.
    private static func act(
        _ noun: String, _ id: String, _ summary: String, _ body: Schema,
        _ work: @escaping @Sendable (DeskCall, Meeting.ID, Int) async throws -> Void
    ) -> DeskEndpoint {
        .act(
            "/meetings/:id/" + noun, id, summary, verb: .convene,
            body: .named(id.prefix(1).uppercased() + id.dropFirst(), body),
            shape: Shapes.meetingFile, isConditional: true, isRepeatable: true,
            tag: { $0.tag }
        ) { call in
            let version = try await call.meetingSheet().file.meeting.version
            try await work(call, call.id("id"), call.seen(now: version))
            return try await call.meetingSheet()
        }
    }

    private static func callMeeting(_ call: DeskCall) async throws -> MeetingSheet {
        guard let place: Place.ID = call.bodyID("place") else { throw Problem(.notFound) }
        var matter: Matter.ID?
        if let reference = call.text("matter").flatMap({ try? Reference(parsing: $0) }) {
            guard
                let found = try await call.installation.matter(
                    reference, in: call.realm, for: call.holding)
            else { throw invalid("/matter", .says("problem.noMatter")) }
            matter = found.matter.id
        }
        let meeting = try await CallMeeting(
            realm: call.realm, holding: call.holding, rule: call.typed("rule"),
            matter: matter, place: place, call: call.meetingWish
        ).run(in: call.installation)
        return try await call.meetingSheet(meeting.id)
    }
}

/// A meeting, and the post that reads it.
struct MeetingSheet: Sendable {
    let file: MeetingFile
    let holding: Holding

    var tag: String { "\"\(file.meeting.version)\"" }
    var readsMinutes: Bool { holding.readsMinutes(of: file.meeting) }
}

extension DeskCall {
    fileprivate func meetingSheet(_ other: Meeting.ID? = nil) async throws -> MeetingSheet {
        let id: Meeting.ID = try other ?? id("id")
        guard let file = try await installation.meetingFile(id, in: realm) else {
            throw Problem(.notFound)
        }
        return MeetingSheet(file: file, holding: holding)
    }

    fileprivate var meetingWish: MeetingWish {
        MeetingWish(
            title: typed("title"), venue: typed("venue"), day: typed("day"),
            time: typed("time"), agenda: texts("agenda").joined(separator: "\n"),
            room: typed("room"))
    }

    fileprivate var attendance: OpenMeeting.Attendance {
        if body["units"] != nil {
            let units = objects("units").compactMap { unit in
                unit.text("unit").flatMap { Kernel.Body.ID($0) }.map {
                    ($0, unit.text("through") ?? "")
                }
            }
            return .units(Dictionary(units, uniquingKeysWith: { first, _ in first }))
        }
        if body["people"] != nil { return .named(Set(bodyIDs("people"))) }
        return .counted(entitled: int("entitled") ?? 0, present: int("present") ?? 0)
    }

    func int(_ name: String) -> Int? {
        if case .int(let number)? = body[name] { Int(number) } else { nil }
    }
}
