import Actions
import Kernel
import Markup

extension Site {
    /// Duty rosters: kept by whoever organises, read by every post, swapped by those who have the
    /// shifts; everyone reads posts and office telephones of the public ones.
    static let rosterRoutes: [Route] = [
        .get("/desk/rosters", .desk) { try await DeskFrame($0).rostersPage() },
        .get("/desk/rosters/new", .post(.organise)) { try await DeskFrame($0).newRosterPage() },
        .post("/desk/rosters", .post(.organise), openRoster),
        .get("/desk/rosters/:id", .desk) { try await rosterPage($0) },
        .get("/desk/rosters/:id/paper", .desk) { ask in
            let frame = try await DeskFrame(ask)
            return frame.rosterPaper(
                try await rosterFile(ask, frame), withNames: ask.query["names"] != nil)
        },
        .post("/desk/rosters/:id/change", .post(.organise)) { ask in
            try await keepRoster("change", ask) { visit, id in
                try await ChangeRoster(
                    realm: visit.realm, holding: visit.holding, roster: id,
                    seen: ask.rosterSeen, wish: ask.form.rosterWish
                ).run(in: ask.installation)
            }
        },
        .post("/desk/rosters/:id/turn", .post(.organise)) { ask in
            try await keepRoster("turn", ask) { visit, id in
                try await SetTurn(
                    realm: visit.realm, holding: visit.holding, roster: id,
                    seen: ask.rosterSeen, turn: ask.form.turn
                ).run(in: ask.installation)
            }
        },
        .post("/desk/rosters/:id/draw", .post(.organise)) { ask in
            try await keepRoster("draw", ask) { visit, id in
                try await DrawUpRoster(
                    realm: visit.realm, holding: visit.holding, roster: id,
                    month: ask.form["month"].flatMap { Month(parsing: $0) },
                    anew: ask.form["anew"] != nil
                ).run(in: ask.installation)
            }
        },
        .post("/desk/rosters/:id/duty", .post(.organise)) { ask in
            try await keepRoster("duty", ask) { visit, id in
                try await SetDuty(
                    realm: visit.realm, holding: visit.holding, roster: id,
                    day: ask.form["day"] ?? "", span: ask.form["span"] ?? "",
                    holder: ask.form["holder"].flatMap { DutyHolder(parsing: $0) }
                ).run(in: ask.installation)
            }
        },
        .post("/desk/rosters/:id/end", .post(.organise)) { ask in
            try await keepRoster("end", ask, then: .rosters(done: true)) { visit, id in
                try await EndRoster(
                    realm: visit.realm, holding: visit.holding, roster: id, seen: ask.rosterSeen
                ).run(in: ask.installation)
            }
        },
        .post("/desk/rosters/:id/swaps", .desk) { ask in
            try await keepRoster("swap", ask) { visit, id in
                try await AskSwap(
                    realm: visit.realm, holding: visit.holding, roster: id,
                    given: ask.form["given"].flatMap { DutyShift.ID($0) },
                    wanted: ask.form["wanted"].flatMap { DutyShift.ID($0) }
                ).run(in: ask.installation)
            }
        },
        .post("/desk/swaps/:id", .desk) { ask in
            let visit = try ask.visit
            guard let id = DutySwap.ID(try ask.parameter("id")) else { throw ActionError.notFound }
            let roster = try await AnswerSwap(
                realm: visit.realm, holding: visit.holding, swap: id,
                answer: ask.form["answer"].flatMap(DutySwap.State.init)
            ).run(in: ask.installation)
            return .see(.roster(roster, done: true))
        },
        .get("/:realm/duty", .everyone) { try await $0.neighbourhood().dutyReply() },
        .get("/:realm/duty/:id", .everyone) {
            try await $0.neighbourhood().publicRosterReply()
        },
    ]

    private static func openRoster(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        return try await changing(
            "new", ask, page: { try await DeskFrame(ask).newRosterPage(back: $0) },
            {
                guard let place = try await ask.sentPlace(in: visit.realm) else {
                    throw ActionError.invalid(["place": .init("answer.missing")])
                }
                let roster = try await OpenRoster(
                    realm: visit.realm, holding: visit.holding, place: place,
                    wish: ask.form.rosterWish
                ).run(in: ask.installation)
                return .see(.roster(roster.id, done: true))
            })
    }

    private static func rosterFile(_ ask: Ask, _ frame: DeskFrame) async throws -> RosterFile {
        let month = (ask.query["month"] ?? ask.form["month"]).flatMap { Month(parsing: $0) }
        guard let id = Roster.ID(try ask.parameter("id")),
            let file = try await ask.installation.rosterFile(
                id, month: month ?? Month(of: frame.today), in: frame.visit.realm),
            frame.maySee(file.roster)
        else { throw ActionError.notFound }
        return file
    }

    private static func rosterPage(_ ask: Ask, back: FormReturn? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        return frame.rosterPage(try await rosterFile(ask, frame), back: back)
    }

    /// Runs one change of the roster that the address names.
    private static func keepRoster(
        _ form: String, _ ask: Ask, then link: Link? = nil,
        _ work: (Visit, Roster.ID) async throws -> Void
    ) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Roster.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        return try await changing(form, ask, page: { try await rosterPage(ask, back: $0) }) {
            try await work(visit, id)
            let month = ask.form["month"].flatMap { Month(parsing: $0) }
            return .see(link ?? .roster(id, month: month, done: true))
        }
    }
}

extension Ask {
    /// The version that a form was drawn from.
    fileprivate var rosterSeen: Int { form["seen"].flatMap { Int($0) } ?? 0 }
}

extension SentForm {
    fileprivate var rosterWish: RosterWish {
        var wish = RosterWish()
        wish.title = self["title"] ?? ""
        wish.about = self["about"] ?? ""
        wish.phone = self["phone"] ?? ""
        wish.spans = self["spans"] ?? ""
        wish.onDaysOff = self["onDaysOff"] != nil
        wish.isPublic = self["isPublic"] != nil
        wish.until = self["until"] ?? ""
        return wish
    }

    /// Those who were ticked, and one unit that was added.
    fileprivate var turn: [DutyHolder] {
        (texts["turn"] ?? []).compactMap { DutyHolder(parsing: $0) }
            + [self["unit"].flatMap { Body.ID($0) }.map(DutyHolder.body)].compactMap(\.self)
    }
}
