import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// The appraisal of buildings: kept at the desk, read by everyone where residents adopted it.
    static let appraisalRoutes: [Route] = [
        .get("/desk/appraisals", .post(.read), appraisalsDesk),
        .get("/desk/appraisals/new", .post(.convene)) { try await schemeForm($0) },
        .post("/desk/appraisals", .post(.convene), adoptAppraisal),
        .get("/desk/appraisals/:id", .post(.read)) { try await schemeReply($0) },
        .post("/desk/appraisals/:id/rounds", .post(.convene), openRound),
        .post("/desk/appraisals/:id/ending", .post(.convene), endAppraisal),
        .get("/desk/rounds/:id", .post(.read)) { try await roundReply($0) },
        .post("/desk/rounds/:id/closure", .post(.convene)) { try await act(.closure, $0) },
        .post("/desk/rounds/:id/award", .post(.convene)) { try await act(.award, $0) },
        .post("/desk/rounds/:id/bulletin", .post(.convene)) { try await act(.bulletin, $0) },
        .post("/desk/rounds/:id/release", .post(.publish)) { try await act(.release, $0) },
        .post("/desk/rounds/:id/correction", .post(.convene)) {
            try await act(.correction, $0)
        },
        .post("/desk/rounds/:id/cancellation", .post(.convene)) {
            try await act(.cancellation, $0)
        },
        .get("/desk/sheets/:id", .post(.read)) { try await sheetReply($0) },
        .post("/desk/sheets/:id/marks", .post(.enter)) { try await act(.marks, $0) },
        .post("/desk/sheets/:id/appeal", .post(.enter)) { try await act(.appeal, $0) },
        .post("/desk/sheets/:id/decision", .post(.convene)) { try await act(.decision, $0) },
        .get("/:realm/appraisals", .everyone) {
            try await $0.neighbourhood().appraisalsReply()
        },
        .get("/:realm/appraisals/:place", .everyone) {
            try await $0.neighbourhood().appraisalReply()
        },
        .get("/:realm/commendations/:id", .everyone) {
            try await $0.neighbourhood().bulletinReply()
        },
        .get("/:realm/points/:place", .everyone) {
            try await $0.neighbourhood().pointsReply()
        },
    ]

    private static func openRound(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            let round = try await OpenAppraisalRound(
                realm: visit.realm, holding: visit.holding, scheme: ask.id()
            ).run(in: ask.installation)
            return .see(.round(round.id))
        } catch let error as ActionError where error.isOfForm {
            return try await schemeReply(ask, refused: error)
        }
    }

    private static func endAppraisal(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            try await EndAppraisal(
                realm: visit.realm, holding: visit.holding, scheme: ask.id(),
                words: ask.form["ending"] ?? ""
            ).run(in: ask.installation)
            return .see(.appraisal(try ask.id()))
        } catch let error as ActionError where error.isOfForm {
            return try await schemeReply(ask, refused: error)
        }
    }

    private static func act(_ act: RoundAct, _ ask: Ask) async throws -> Reply {
        do {
            try await RoundSending(ask: ask).send(act)
            return .see(.round(try ask.id()))
        } catch let error as ActionError where error.isOfForm {
            return try await roundReply(ask, act: act, refused: error)
        }
    }

    private static func act(_ act: SheetAct, _ ask: Ask) async throws -> Reply {
        do {
            let sheet = try await SheetSending(ask: ask).send(act)
            return .see(act == .marks ? .round(sheet.round) : .sheet(sheet.id))
        } catch let error as ActionError where error.isOfForm {
            return try await sheetReply(ask, act: act, refused: error)
        }
    }
}

extension Ask {
    /// The id that the address names, of whatever kind is asked for.
    func id<Noun>() throws -> Identifier<Noun> {
        guard let id = Identifier<Noun>(try parameter("id")) else { throw ActionError.notFound }
        return id
    }

    func placeID() throws -> Place.ID {
        guard let id = Place.ID(try parameter("place")) else { throw ActionError.notFound }
        return id
    }
}

/// Reads what a form of a round sent, and has it done.
private struct RoundSending {
    let ask: Ask

    func send(_ act: RoundAct) async throws {
        let visit = try ask.visit
        let (realm, holding, form) = (visit.realm, visit.holding, ask.form)
        let id: AppraisalRound.ID = try ask.id()
        let seen = form["seen"].flatMap { Int($0) } ?? 0
        switch act {
        case .closure:
            _ = try await CloseAppraisalRound(
                realm: realm, holding: holding, round: id, seen: seen,
                endsIncomplete: form["ends"] != nil
            ).run(in: ask.installation)
        case .award:
            _ = try await AwardAppraisalRound(
                realm: realm, holding: holding, round: id, seen: seen
            ).run(in: ask.installation)
        case .cancellation:
            try await CancelAppraisalRound(
                realm: realm, holding: holding, round: id, seen: seen,
                reason: form["cancellation"] ?? ""
            ).run(in: ask.installation)
        case .bulletin:
            try await WriteAppraisalBulletin(
                realm: realm, holding: holding, round: id, seen: seen,
                lead: form["lead"] ?? "", sentences: sentences()
            ).run(in: ask.installation)
        case .release:
            try await ReleaseAppraisalBulletin(
                realm: realm, holding: holding, round: id, seen: seen
            ).run(in: ask.installation)
        case .correction:
            guard let building = form["building"].flatMap({ Place.ID($0) }) else {
                throw ActionError.invalid(["building": .init("answer.missing")])
            }
            try await CorrectAppraisalPoints(
                realm: realm, holding: holding, round: id, building: building,
                points: form["points"] ?? "", words: form["correction"] ?? ""
            ).run(in: ask.installation)
        }
    }

    private func sentences() -> [Place.ID: String] {
        Dictionary(
            ask.form.texts.compactMap { name, texts in
                guard name.hasPrefix("sentence"), let text = texts.first,
                    let building = Place.ID(String(name.dropFirst("sentence".count)))
                else { return nil }
                return (building, text)
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// Reads what a form of a sheet sent, and has it done.
private struct SheetSending {
    let ask: Ask

    func send(_ act: SheetAct) async throws -> AppraisalSheet {
        let visit = try ask.visit
        let (realm, holding, form) = (visit.realm, visit.holding, ask.form)
        let id: AppraisalSheet.ID = try ask.id()
        switch act {
        case .marks:
            return try await EnterAppraisalSheet(
                realm: realm, holding: holding, sheet: id,
                seen: form["seen"].flatMap { Int($0) } ?? 0,
                marks: numbers.map {
                    EnterAppraisalSheet.Mark(
                        points: form["points\($0)"] ?? "",
                        evidence: form["evidence\($0)"] ?? "")
                }
            ).run(in: ask.installation)
        case .appeal:
            return try await AppealAppraisalSheet(
                realm: realm, holding: holding, sheet: id, reason: form["reason"] ?? ""
            ).run(in: ask.installation)
        case .decision:
            return try await DecideAppraisalAppeal(
                realm: realm, holding: holding, sheet: id,
                points: form["outcome"] == "upheld"
                    ? numbers.map { form["points\($0)"] ?? "" } : nil,
                words: form["words"] ?? ""
            ).run(in: ask.installation)
        }
    }

    /// The criteria that the form names, counted from 1.
    private var numbers: [Int] {
        (1...AppraisalRules.criteriaMax).filter { ask.form.texts["points\($0)"] != nil }
    }
}
