import Actions
import Kernel
import Markup
import Storage

extension Link {
    static let matching = Link("desk", "matching")
    static func matching(sent: Int) -> Link {
        Link("desk", "matching", query: ["sent": String(sent)])
    }
    static let ownHelp = Link("desk", "service", "help")
    static let ownHelpWithdrawal = Link("desk", "service", "help", "withdrawal")

    static func invitationRefusal(_ id: Invitation.ID) -> Link {
        Link("desk", "service", "invitations", id.description, "refusal")
    }
}

extension Site {
    /// Who might be asked for what waits, and what one can help with oneself.
    static let matchingRoutes: [Route] = [
        .get("/desk/matching", .post(.invite)) { try await matchingReply($0) },
        .post("/desk/matching", .post(.invite), inviteHelpers),
        .get("/desk/service/help", .desk) { try await ownHelpReply($0) },
        .post("/desk/service/help", .desk, declareHelp),
        .post("/desk/service/help/withdrawal", .desk) { ask in
            let visit = try ask.visit
            try await TakeHelpBack(realm: visit.realm, holding: visit.holding)
                .run(in: ask.installation)
            return .see(.ownService())
        },
        .post("/desk/service/invitations/:id/refusal", .desk) { ask in
            let visit = try ask.visit
            guard let id = Invitation.ID(try ask.parameter("id")) else {
                throw ActionError.notFound
            }
            try await DeclineInvitation(
                realm: visit.realm, holding: visit.holding, invitation: id
            ).run(in: ask.installation)
            return .see(.ownService())
        },
    ]

    private static func matchingReply(
        _ ask: Ask, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let (words, visit) = (frame.words, frame.visit)
        var wish = MatchingWish()
        wish.pins = pairs(ask.query.texts["pin"] ?? [])
        wish.bars = Set(pairs(ask.query.texts["bar"] ?? []))
        let proposal = try await ask.installation.matching(
            for: visit.holding, in: visit.realm, wish)
        var reply = frame.page(
            words("matching.title"), current: .matching,
            content: matchingPage(frame.view(of: proposal, wish, refused)))
        if let refused { reply.status = ask.failure(of: refused, words).status }
        return reply
    }

    private static func inviteHelpers(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            let sent = try await InviteToHelp(
                realm: visit.realm, holding: visit.holding,
                pairs: pairs(ask.form.texts["pair"] ?? [])
            ).run(in: ask.installation)
            return .see(.matching(sent: sent))
        } catch let error as ActionError where error.isOfForm {
            return try await matchingReply(ask, refused: error)
        }
    }

    /// `matter.person`, as the table writes it; whatever else is left out.
    private static func pairs(_ texts: [String]) -> [Matching.Bar] {
        texts.prefix(Invitation.atOnceMax).compactMap { text in
            let parts = text.split(separator: ".").map(String.init)
            guard parts.count == 2, let matter = Matter.ID(parts[0]),
                let person = Person.ID(parts[1])
            else { return nil }
            return Matching.Bar(matter: matter, person: person)
        }
    }
}

extension Matching.Bar {
    /// As it stands in a form.
    var text: String { "\(matter).\(person)" }
}

extension DeskFrame {
    fileprivate func view(
        of proposal: MatchingProposal, _ wish: MatchingWish, _ refused: ActionError?
    ) -> MatchingView {
        let sent = ask.query["sent"].flatMap { Int($0) }
        let settledCount = wish.pins.count + wish.bars.count
        return MatchingView(
            title: words("matching.title"), detail: words("matching.detail"),
            done: sent.map { words("matching.sent", ["count": String($0)]) },
            problem: HTML.when(refused) {
                let failure = ask.failure(of: $0, words)
                return alertMessage(failure.title, detail: "<p>\(failure.detail)</p>")
            },
            summary: words(
                "matching.summary",
                [
                    "matches": String(proposal.matches.count),
                    "gaps": String(proposal.gaps.count), "helpers": String(proposal.helpers),
                ]),
            rows: proposal.matches.map(row), send: words("matching.send"),
            none: (words("matching.none"), words("matching.none.next")),
            settled: settledCount == 0
                ? nil
                : (
                    words(
                        "matching.settled",
                        [
                            "pins": String(wish.pins.count), "bars": String(wish.bars.count),
                        ]), NavItem(words("matching.anew"), .matching)
                ),
            kept: wish.pins.map { ("pin", $0.text) }
                + wish.bars.map(\.text).sorted().map { ("bar", $0) },
            pinWords: words("matching.pin"), barWords: words("matching.bar"),
            gapsTitle: words("matching.gaps"),
            gaps: proposal.gaps.map { (need($0.line), words("matching.gap.\($0.gap)")) },
            askedTitle: words("matching.asked"),
            asked: proposal.asked.map { asked in
                (
                    need(asked.line),
                    words(
                        "matching.asked.who",
                        ["name": asked.name, "moment": times.moment(asked.at)])
                )
            })
    }

    private func row(_ match: MatchingProposal.Match) -> MatchRow {
        let bar = Matching.Bar(matter: match.line.id, person: match.person)
        return MatchRow(
            pair: bar.text, tick: words("matching.tick", ["name": match.name]),
            need: need(match.line), name: match.name, reasons: reasons(match),
            isPinned: match.isPinned)
    }

    /// Why this one: near, knows it, free when, not asked much.
    private func reasons(_ match: MatchingProposal.Match) -> [String] {
        let near =
            match.near.map { place in
                words(
                    "matching.reason.near",
                    ["level": words("level.\(place.level)"), "place": words.name(place.name)])
            } ?? words("matching.reason.far")
        let distance = match.metres.map {
            words("matching.reason.metres", ["metres": words.metres($0)])
        }
        let language = match.language.map {
            words("matching.reason.language", ["language": words("language.\($0)")])
        }
        let sum = match.load.sum
        let load =
            sum == 0
            ? words("matching.reason.fresh")
            : words("matching.reason.load", ["count": String(sum)])
        return (match.isPinned ? [words("matching.reason.pinned")] : [])
            + [distance ?? near, language, freeWords(match.times), load].compactMap { $0 }
    }

    private func need(_ line: Storage.MatterLine) -> HTML {
        let title = line.title.isEmpty ? "\(line.reference)" : line.title
        return """
            <a href="\(Link.matter(line.reference))">\(title)</a> \
            <span class="hint">\(words("category.\(line.category)")) · \
            \(words.name(line.place))</span>
            """
    }

    /// `周末上午有空`, told by the week and not part by part.
    func freeWords(_ times: FreeTimes) -> String {
        if times == .all { return words("matching.free.always") }
        let parts = times.parts
        let shown = parts.prefix(3).map { free in
            words("meetings.weekday.\(free.weekday)") + words("matching.part.\(free.part)")
        }.joined(separator: words("matching.and"))
        return words(
            parts.count > 3 ? "matching.free.more" : "matching.free",
            ["times": shown, "count": String(parts.count)])
    }
}

extension Words {
    /// `900 米`, told no finer than positions are: to fifty metres, and to a tenth of a kilometre.
    func metres(_ metres: Int) -> String {
        if metres < 1_000 {
            return self("matching.metres", ["count": String(MatchingProposal.coarse(metres))])
        }
        let tenths = (metres + 50) / 100
        return self("matching.kilometres", ["count": "\(tenths / 10).\(tenths % 10)"])
    }
}
