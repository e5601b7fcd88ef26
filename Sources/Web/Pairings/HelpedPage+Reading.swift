import Actions
import Kernel
import Markup
import Storage

extension Site {
    static func helpedReply(_ ask: Ask) async throws -> Reply {
        try await helped(ask)
    }

    static func helped(_ ask: Ask, failure: Failure? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let list = try await ask.installation.helpedList(
            in: frame.visit.realm, for: frame.visit.holding)
        let view = frame.helpedView(list)
        var reply = frame.page(
            view.title, current: .pairings(),
            content: """
                \(HTML.when(failure) { alertMessage($0.title, detail: "<p>\($0.detail)</p>") })\
                \(helpedPage(view))
                """)
        if let failure { reply.status = failure.status }
        return reply
    }
}

extension DeskFrame {
    fileprivate func helpedView(_ list: HelpedList) -> HelpedView {
        let logged = ask.query["logged"].flatMap(LightVisit.Kind.init)
        let running = list.accepted.filter { $0.state == .running }
        let waiting = list.accepted.filter { $0.state != .running }
        return HelpedView(
            title: words("pairings.title"), detail: words("pairings.detail"),
            filtersLabel: words("pairings.title"), filters: pairingFilters(.pairings()),
            status: logged.map {
                words("pairings.logged", ["visit": words("pairings.visit.\($0.rawValue)")])
            },
            askedTitle: words("pairings.asked"),
            asked: list.asked.map { askedCard($0, list) },
            helped: (running + waiting).map { helpedCard($0, list) },
            none: (words("pairings.none"), words("pairings.none.next")),
            pledge: NavItem(
                words(list.pledge == nil ? "pairings.pledge.first" : "pairings.nav.pledge"),
                .pledge))
    }

    private func askedCard(_ pairing: Pairing, _ list: HelpedList) -> AskedCard {
        AskedCard(
            title: title(of: pairing), link: .pairing(pairing.id),
            place: placeLine(pairing, list.places),
            rhythm: [
                pairing.everyDays.map { words("pairings.every", ["days": String($0)]) },
                pairing.until.map { words("pairings.until", ["day": times.day($0)]) },
            ].compactMap { $0 }.joined(separator: " · "),
            sentence: list.cards[pairing.id], answers: answerForm(pairing))
    }

    /// Where it is; for a card that it is not asked.
    private func placeLine(_ pairing: Pairing, _ places: [Place.ID: Place]) -> HTML {
        pairing.kind == .card
            ? "\(icon(.shield))\(words("pairings.card.noPlace"))"
            : "\(icon(.pin))\(placeWords(pairing, places))"
    }

    /// Yes or no, each with one tap.
    func answerForm(_ pairing: Pairing) -> HTML {
        postForm(
            to: .pairingAct(pairing.id, .answer),
            hidden: hiddenField("seen", value: String(pairing.version)),
            content: buttonRow([
                submitButton(
                    words("pairings.accept"), weight: .first, icon: .check, name: "answer",
                    value: AnswerPairing.Answer.accept.rawValue),
                submitButton(
                    words("pairings.decline"), weight: .second, name: "answer",
                    value: AnswerPairing.Answer.decline.rawValue),
            ]))
    }

    private func helpedCard(_ pairing: Pairing, _ list: HelpedList) -> HelpedCard {
        HelpedCard(
            title: title(of: pairing), link: .pairing(pairing.id),
            place: placeLine(pairing, list.places),
            badge: pairing.state == .running ? badge(of: pairing) : stateChip(pairing),
            rhythm: pairing.kind == .area
                ? words("pairings.area.rhythm") : rhythm(pairing, list.visits[pairing.id]),
            sentence: list.cards[pairing.id], taps: visitForm(pairing))
    }

    /// The one-tap buttons, with a line that nobody has to write.
    func visitForm(_ pairing: Pairing) -> HTML {
        let offered = LightVisit.Kind.offered(in: pairing.kind)
        guard pairing.state == .running, !offered.isEmpty else { return .empty }
        let sentence: HTML = HTML.when(
            pairing.kind.hasVisits,
            folded(
                words("pairings.sentence.add"),
                content: textField(
                    Field(
                        "sentence", label: words("pairings.sentence"),
                        hint: words("pairings.sentence.hint"), isRequired: false,
                        form: pairing.id.description),
                    lengthMax: Pairing.sentenceCharactersMax)))
        return postForm(
            to: .pairingAct(pairing.id, .visits),
            content: """
                \(tapButtons(
                    offered.map {
                        ($0.rawValue, words("pairings.visit.\($0.rawValue)"), $0.icon)
                    }))\(sentence)
                """)
    }
}
