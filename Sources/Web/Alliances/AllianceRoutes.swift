import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// Alliances: their members, the rota of their chairs, and the joint meetings. Any post reads
    /// them; the actions ask who may change what.
    static let allianceRoutes: [Route] = [
        .get("/desk/alliances", .desk) { try await DeskFrame($0).alliancesReply() },
        .get("/desk/alliances/:id", .desk) { try await allianceReply($0) },
        .post("/desk/alliances/:id/members", .desk, joinAlliance),
        .post("/desk/memberships/:id/end", .desk, leaveAlliance),
        .get("/desk/alliances/:id/rota", .desk) { try await rotaReply($0) },
        .post("/desk/alliances/:id/rota", .desk, setRota),
        .post("/desk/alliances/:id/swap", .desk, swapTurns),
        .post("/desk/alliances/:id/passing", .desk, passOverTurn),
        .get("/desk/alliances/:id/meetings/new", .desk) { try await jointMeetingForm($0) },
        .post("/desk/alliances/:id/meetings", .desk, callJointMeeting),
        .get("/desk/diary", .desk) { try await DeskFrame($0).diaryReply() },
        .get("/:realm/diary", .everyone) { try await $0.neighbourhood().diaryReply() },
    ]

    private static func allianceReply(
        _ ask: Ask, _ id: Body.ID? = nil, back: FormReturn? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let file = try await frame.allianceFile(try id ?? ask.allianceID())
        return frame.alliancePage(file, back: back)
    }

    private static func rotaReply(_ ask: Ask, back: FormReturn? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let file = try await frame.allianceFile(ask.allianceID())
        guard frame.visit.holding.keeps(file.alliance) else { throw ActionError.forbidden }
        return frame.rotaPage(file, back: back)
    }

    // MARK: - Changes

    /// Runs one change of the alliance that the address names.
    private static func change(
        _ form: String, _ ask: Ask, _ work: (Visit, Body.ID) async throws -> Void
    ) async throws -> Reply {
        let visit = try ask.visit
        let id = try ask.allianceID()
        return try await changing(form, ask, page: { try await allianceReply(ask, back: $0) }) {
            try await work(visit, id)
            return .see(.alliance(id, done: true))
        }
    }

    private static func joinAlliance(_ ask: Ask) async throws -> Reply {
        try await change("members", ask) { visit, id in
            try await JoinAlliance(
                realm: visit.realm, holding: visit.holding, alliance: id,
                member: ask.form["member"].flatMap { Body.ID($0) }, from: ask.form["from"]
            ).run(in: ask.installation)
        }
    }

    private static func leaveAlliance(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let membership = Membership.ID(try ask.parameter("id")),
            let alliance = ask.form["alliance"].flatMap({ Body.ID($0) })
        else { throw ActionError.notFound }
        return try await changing(
            "end-\(membership)", ask,
            page: { try await allianceReply(ask, alliance, back: $0) },
            {
                let left = try await LeaveAlliance(
                    realm: visit.realm, holding: visit.holding, membership: membership,
                    until: ask.form["until"], reason: ask.form["reason"] ?? ""
                ).run(in: ask.installation)
                return .see(.alliance(left, done: true))
            })
    }

    private static func setRota(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let id = try ask.allianceID()
        return try await changing("rota", ask, page: { try await rotaReply(ask, back: $0) }) {
            try await SetRota(
                realm: visit.realm, holding: visit.holding, alliance: id,
                chairs: try sentChairs(ask)
            ).run(in: ask.installation)
            return .see(
                .alliance(id, year: ask.form["year"].flatMap { Int($0) }, done: true))
        }
    }

    /// The months of the form, each with the member that was chosen or none.
    private static func sentChairs(_ ask: Ask) throws -> [Month: Body.ID?] {
        guard let year = ask.form["year"].flatMap({ Int($0) }), RotaYears.all.contains(year) else {
            throw ActionError.notFound
        }
        var chairs: [Month: Body.ID?] = [:]
        for month in Month.all(ofYear: year) {
            guard let sent = ask.form.texts[SetRota.field(of: month)]?.first else { continue }
            let body = Body.ID(sent)
            guard sent.isEmpty || body != nil else {
                throw ActionError.invalid([
                    SetRota.field(of: month): .init("answer.notAChoice")
                ])
            }
            chairs.updateValue(body, forKey: month)
        }
        return chairs
    }

    private static func swapTurns(_ ask: Ask) async throws -> Reply {
        try await change("swap", ask) { visit, id in
            try await SwapTurns(
                realm: visit.realm, holding: visit.holding, alliance: id,
                ask.form["one"].flatMap { Month(asked: $0) },
                with: ask.form["other"].flatMap { Month(asked: $0) }
            ).run(in: ask.installation)
        }
    }

    private static func passOverTurn(_ ask: Ask) async throws -> Reply {
        try await change("passing", ask) { visit, id in
            try await PassOverTurn(
                realm: visit.realm, holding: visit.holding, alliance: id,
                month: ask.form["month"].flatMap { Month(asked: $0) },
                reason: ask.form["reason"] ?? ""
            ).run(in: ask.installation)
        }
    }
}

extension Ask {
    func allianceID() throws -> Body.ID {
        guard let id = Body.ID(try parameter("id")) else { throw ActionError.notFound }
        return id
    }
}

extension DeskFrame {
    func allianceFile(_ id: Body.ID) async throws -> AllianceFile {
        guard let file = try await ask.installation.allianceFile(id, in: visit.realm) else {
            throw ActionError.notFound
        }
        return file
    }
}
