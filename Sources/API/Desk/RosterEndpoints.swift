import Actions
import HTTPTypes
import Kernel
import Storage

// Duty rosters: who is there, shift by shift, and swaps of shifts.
extension DeskEndpoint {
    private static let pageMax = 50

    static let rosterEndpoints: [DeskEndpoint] = [
        .whole(
            "/duty", "listDuty", "Who is on duty now, of the rosters that the post reads",
            verb: nil, of: Shapes.dutyLine
        ) { call in
            try await call.installation.onDuty(in: call.realm)
                .filter { call.holding.reads($0.roster) }.map(call.told)
        },
        .list(
            "/rosters", "listRosters",
            "Duty rosters: on the first page all that go on, then those that ended", verb: nil,
            most: pageMax, of: Shapes.roster
        ) { call in
            let before: Roster.ID? = try call.afterID()
            let lists = try await call.installation.rosterLists(
                in: call.realm, endedBefore: before, limit: call.limit(pageMax))
            return Listing(
                ((before == nil ? lists.open : []) + lists.ended).filter(call.holding.reads),
                next: lists.older?.description)
        },
        .one(
            "/rosters/:id", "getRoster", "One roster, with the shifts of a month and its swaps",
            verb: nil, query: [Parameter("month", .month, "Such as `2026-11`; the present one.")],
            shape: Shapes.rosterFile, tag: { $0.tag }
        ) { call in try await call.rosterSheet() },
        .act(
            "/rosters", "openRoster", "Sets up a duty roster of the post's body at a place",
            verb: .organise,
            body: .named("RosterWish", .object([.text("place", .id)] + wish)),
            shape: Shapes.rosterFile, status: .created, isRepeatable: true,
            location: { "/rosters/\($0.file.roster.id)" }, tag: { $0.tag }
        ) { call in
            guard let place: Place.ID = call.bodyID("place") else { throw Problem(.notFound) }
            let roster = try await OpenRoster(
                realm: call.realm, holding: call.holding, place: place, wish: call.rosterWish
            ).run(in: call.installation)
            return try await call.rosterSheet(roster.id)
        },
        act("change", "changeRoster", "Changes what a roster says of itself", .object(wish)) {
            call, id, seen in
            try await ChangeRoster(
                realm: call.realm, holding: call.holding, roster: id, seen: seen,
                wish: call.rosterWish
            ).run(in: call.installation)
        },
        act(
            "turn", "setTurn", "Says who takes turns, in which order",
            .object([.init("turn", .list(.text(holder), most: Roster.turnMax))])
        ) { call, id, seen in
            try await SetTurn(
                realm: call.realm, holding: call.holding, roster: id, seen: seen,
                turn: call.texts("turn").compactMap { DutyHolder(parsing: $0) }
            ).run(in: call.installation)
        },
        act("end", "endRoster", "Ends a roster; its shifts ahead are struck", .object([])) {
            call, id, seen in
            try await EndRoster(
                realm: call.realm, holding: call.holding, roster: id, seen: seen
            ).run(in: call.installation)
        },
        keep(
            "drawing", "drawUpRoster",
            "Sets down the shifts of a month that have not begun, each in turn",
            .object([
                .text("month", .month),
                .init("anew", .flag, isRequired: false, "In place of those set down before."),
            ])
        ) { call, id in
            try await DrawUpRoster(
                realm: call.realm, holding: call.holding, roster: id,
                month: call.text("month").flatMap { Month(parsing: $0) }, anew: call.flag("anew")
            ).run(in: call.installation)
        },
        keep(
            "duty", "setDuty", "Gives one shift to somebody, or without a holder strikes it",
            .object([
                .text("day", .day), .text("span", .line(20), "Such as `18:00-08:30`."),
                .maybe("holder", holder),
            ])
        ) { call, id in
            try await SetDuty(
                realm: call.realm, holding: call.holding, roster: id,
                day: call.typed("day"), span: call.typed("span"),
                holder: call.text("holder").flatMap { DutyHolder(parsing: $0) }
            ).run(in: call.installation)
        },
        .act(
            "/rosters/:id/swaps", "askSwap",
            "Asks whoever has another shift to change with one's own",
            body: .named("SwapWish", .object([.text("given", .id), .text("wanted", .id)])),
            shape: Shapes.swap, status: .created, isRepeatable: true
        ) { call in
            try await AskSwap(
                realm: call.realm, holding: call.holding, roster: call.id("id"),
                given: call.bodyID("given"), wanted: call.bodyID("wanted")
            ).run(in: call.installation)
        },
        .act(
            "/swaps/:id/answer", "answerSwap",
            "Agrees to a swap or declines it; whoever asked may take it back",
            body: .named(
                "SwapAnswer",
                .object([.text("answer", .choice(["agreed", "declined", "withdrawn"]))])),
            shape: Shapes.rosterFile, isRepeatable: true, tag: { $0.tag }
        ) { call in
            let roster = try await AnswerSwap(
                realm: call.realm, holding: call.holding, swap: call.id("id"),
                answer: call.text("answer").flatMap(DutySwap.State.init)
            ).run(in: call.installation)
            return try await call.rosterSheet(roster)
        },
    ]

    private static let holder = TextForm(
        lengths: 6...30, pattern: "^(post|body)-[0-9]+$",
        accepts: { DutyHolder(parsing: $0) != nil })

    private static let wish: [Schema.Property] = [
        .text("title", .line(Roster.titleCharactersMax)),
        .text("about", .line(Roster.aboutCharactersMax)),
        .maybe("phone", .line(BodyWish.phoneCharactersMax), "Of the office, never a person's."),
        .init(
            "spans", .list(.text(.line(20)), most: Roster.spansMax),
            "The shifts of a day, such as `18:00-08:30`."),
        .init("onDaysOff", .flag, isRequired: false), .init("isPublic", .flag, isRequired: false),
        .maybe("until", .day, "The last day, where there is one."),
    ]

    /// What whoever keeps a roster does with it as it was read.
    private static func act(
        _ noun: String, _ id: String, _ summary: String, _ body: Schema,
        _ work: @escaping @Sendable (DeskCall, Roster.ID, Int) async throws -> Void
    ) -> DeskEndpoint {
        .act(
            "/rosters/:id/" + noun, id, summary, verb: .organise,
            body: .named(id.prefix(1).uppercased() + id.dropFirst(), body),
            shape: Shapes.rosterFile, isConditional: true, isRepeatable: true, tag: { $0.tag }
        ) { call in
            let version = try await call.rosterSheet().file.roster.version
            try await work(call, call.id("id"), call.seen(now: version))
            return try await call.rosterSheet()
        }
    }

    /// What is done to its shifts, which have no version.
    private static func keep(
        _ noun: String, _ id: String, _ summary: String, _ body: Schema,
        _ work: @escaping @Sendable (DeskCall, Roster.ID) async throws -> Void
    ) -> DeskEndpoint {
        .act(
            "/rosters/:id/" + noun, id, summary, verb: .organise,
            body: .named(id.prefix(1).uppercased() + id.dropFirst(), body),
            shape: Shapes.rosterFile, isRepeatable: true, tag: { $0.tag }
        ) { call in
            try await work(call, call.id("id"))
            return try await call.rosterSheet()
        }
    }
}

/// A month of a roster, and the post that reads it.
struct RosterSheet: Sendable {
    let file: RosterFile
    let lines: [ToldDuty]
    let ahead: [ToldDuty]
    /// The swaps in which the post has a part.
    let swaps: [DutySwap]

    var tag: String { "\"\(file.roster.version)\"" }
}

/// A shift, and whether the post reads who has it by name.
struct ToldDuty: Sendable {
    let line: DutyLine
    let namesPeople: Bool
}

extension DeskCall {
    fileprivate func rosterSheet(_ other: Roster.ID? = nil) async throws -> RosterSheet {
        let asked = (query["month"] ?? text("month")).flatMap { Month(asked: $0) }
        let id: Roster.ID = try other ?? id("id")
        guard
            let file = try await installation.rosterFile(
                id, month: asked ?? Month(of: today), in: realm),
            holding.reads(file.roster)
        else { throw Problem(.notFound) }
        let own = Set(file.ahead.filter { $0.shift.holder.isOf(holding) }.map(\.shift.id))
        return RosterSheet(
            file: file, lines: file.lines.map(told), ahead: file.ahead.map(told),
            swaps: file.swaps.filter { own.contains($0.given) || own.contains($0.wanted) })
    }

    @Sendable func told(_ line: DutyLine) -> ToldDuty {
        ToldDuty(line: line, namesPeople: holding.readsNames(on: line.roster))
    }

    fileprivate var rosterWish: RosterWish {
        var wish = RosterWish()
        wish.title = typed("title")
        wish.about = typed("about")
        wish.phone = typed("phone")
        wish.spans = texts("spans").joined(separator: " ")
        wish.onDaysOff = flag("onDaysOff")
        wish.isPublic = flag("isPublic")
        wish.until = typed("until")
        return wish
    }
}
