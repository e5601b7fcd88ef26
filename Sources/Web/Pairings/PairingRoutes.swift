import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// Pairings: proposed and kept by workers, answered and visited by whoever helps. What a post
    /// may see of one is asked anew for each; whoever has nothing to do with it does not find it.
    static let pairingRoutes: [Route] = [
        .get("/desk/pairings", .desk, helpedReply),
        .post("/desk/pairings", .post(.enter), proposePairing),
        .get("/desk/pairings/kept", .post(.enter), keptReply),
        .get("/desk/pairings/new", .post(.enter), newPairingForm),
        .get("/desk/pairings/pledge", .desk, pledgeReply),
        .post("/desk/pairings/pledge", .desk, keepPledge),
        .get("/desk/pairings/matrix", .post(.read), pairingMatrix),
        .get("/desk/pairings/coverage", .post(.read), coverageReply),
        .get("/desk/pairings/:id", .desk) { try await pairingReply($0) },
        .get("/desk/pairings/:id/card", .post(.enter), cardSheet),
        .post("/desk/pairings/:id/answer", .desk) { try await act(.answer, $0) },
        .post("/desk/pairings/:id/visits", .desk, logVisit),
        .post("/desk/pairings/:id/follow-up", .desk, followUpVisit),
        .post("/desk/pairings/:id/reading", .desk, readHelped),
        .post("/desk/pairings/:id/supporters", .post(.enter)) {
            try await act(.supporters, $0)
        },
        .post("/desk/pairings/:id/removal", .post(.enter)) { try await act(.removal, $0) },
        .post("/desk/pairings/:id/consent", .post(.enter)) { try await act(.consent, $0) },
        .post("/desk/pairings/:id/withdrawal", .post(.enter)) {
            try await act(.withdrawal, $0)
        },
        .post("/desk/pairings/:id/closure", .post(.enter)) { try await act(.closure, $0) },
    ]

    static func pairingReply(
        _ ask: Ask, _ back: PairingReturn = PairingReturn()
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let file = try await ask.pairingFile()
        let view = try await frame.view(of: file, back)
        var reply = frame.page(view.title, current: .pairings(), content: pairingPage(view))
        if let refused = back.refused {
            reply.status = ask.failure(of: refused, frame.words).status
        }
        return reply
    }

    private static func act(_ act: PairingAct, _ ask: Ask) async throws -> Reply {
        do {
            let pairing = try await PairingSending(ask: ask).send(act)
            let isGone = act == .answer && ask.form["answer"] != "accept"
            return .see(isGone ? .pairings() : .pairing(pairing.id))
        } catch let error as ActionError where error.isOfForm {
            return try await pairingReply(ask, PairingReturn(act: act, refused: error))
        }
    }

    private static func logVisit(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let kind = ask.form["visit"].flatMap(LightVisit.Kind.init) else {
            throw ActionError.invalid(["visit": .init("answer.notAChoice")])
        }
        do {
            try await LogVisit(
                realm: visit.realm, holding: visit.holding, pairing: try ask.pairingID(),
                kind: kind, sentence: ask.form["sentence"] ?? ""
            ).run(in: ask.installation)
            return .see(.pairings(logged: kind))
        } catch let error as ActionError where error.isOfForm {
            return try await helped(ask, failure: ask.failure(of: error, ask.words(of: visit.book)))
        }
    }

    private static func readHelped(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            let told = try await ReadHelped(
                realm: visit.realm, holding: visit.holding, pairing: try ask.pairingID(),
                reason: ask.form["reason"] ?? ""
            ).run(in: ask.installation)
            return try await pairingReply(ask, PairingReturn(told: .some(told)))
        } catch let error as ActionError where error.isOfForm {
            return try await pairingReply(ask, PairingReturn(act: .reading, refused: error))
        }
    }
}

extension Ask {
    func pairingID() throws -> Pairing.ID {
        guard let id = Pairing.ID(try parameter("id")) else { throw ActionError.notFound }
        return id
    }

    func pairingFile() async throws -> PairingFile {
        let visit = try visit
        guard
            let file = try await installation.pairingFile(
                try pairingID(), in: visit.realm, for: visit.holding)
        else { throw ActionError.notFound }
        return file
    }
}

/// Reads what a form of a pairing sent, and has it done.
private struct PairingSending {
    let ask: Ask

    func send(_ act: PairingAct) async throws -> Pairing {
        let visit = try ask.visit
        let (realm, holding, id) = (visit.realm, visit.holding, try ask.pairingID())
        let seen = ask.form["seen"].flatMap { Int($0) } ?? 0
        let installation = ask.installation
        switch act {
        case .answer:
            guard let answer = ask.form["answer"].flatMap(AnswerPairing.Answer.init) else {
                throw ActionError.invalid(["answer": .init("answer.notAChoice")])
            }
            return try await AnswerPairing(
                realm: realm, holding: holding, pairing: id, seen: seen, answer: answer
            ).run(in: installation)
        case .supporters:
            return try await AskSupporter(
                realm: realm, holding: holding, pairing: id, seen: seen,
                supporter: ask.form["supporter"].flatMap { Supporter.Who(formValue: $0) }
            ).run(in: installation)
        case .removal:
            return try await RemoveSupporter(
                realm: realm, holding: holding, pairing: id, seen: seen,
                supporter: ask.form["leaving"].flatMap { Supporter.Who(formValue: $0) },
                reason: ask.form["parting"] ?? "", isTold: ask.form["told"] != nil
            ).run(in: installation)
        case .consent:
            let covers = (ask.form.texts["covers"] ?? []).compactMap(HelpedDetails.Part.init)
            return try await GiveConsent(
                realm: realm, holding: holding, pairing: id, seen: seen,
                way: ask.form["way"] ?? "",
                witness: ask.form["witness"].flatMap { Post.ID($0) },
                givenOn: ask.form["givenOn"] ?? "", covers: Set(covers)
            ).run(in: installation)
        case .withdrawal:
            return try await WithdrawConsent(
                realm: realm, holding: holding, pairing: id, seen: seen
            ).run(in: installation)
        case .closure:
            return try await EndPairing(
                realm: realm, holding: holding, pairing: id, seen: seen,
                ending: ask.form["ending"] ?? ""
            ).run(in: installation)
        case .visits, .reading, .followUp: throw ActionError.notFound
        }
    }
}
