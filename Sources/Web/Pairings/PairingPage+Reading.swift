import Actions
import Kernel
import Markup
import Storage

/// What a page of a pairing comes back with after something was sent.
struct PairingReturn {
    /// The form that was refused.
    var act: PairingAct?
    var refused: ActionError?
    /// Who is helped, just read; the outer nil where nothing was asked, the inner once erased.
    var told: ReadHelped.Told??
    /// Open needs that a follow-up may mean.
    var same: [Matter] = []
}

extension DeskFrame {
    func view(of file: PairingFile, _ back: PairingReturn) async throws -> PairingView {
        let pairing = file.pairing
        let isInside = file.isKeeper || file.supporter?.state == .accepted
        let forms = PairingForms(frame: self, file: file, back: back)
        let told = back.told.flatMap { $0 }
        return PairingView(
            title: title(of: pairing),
            badges: [
                chip(words("pairings.kind.\(pairing.kind.rawValue)"), tone: .blue),
                stateChip(pairing), badge(of: pairing),
            ],
            facts: facts(of: file),
            problem: HTML.when(back.refused) {
                let failure = ask.failure(of: $0, words)
                return alertMessage(failure.title, detail: "<p>\(failure.detail)</p>")
            },
            card: file.card.map { (words("pairings.card.for"), $0) },
            taps: file.supporter?.state == .accepted ? tapPanel(pairing) : .empty,
            supportersTitle: words("pairings.supporters"),
            supporters: file.isKeeper || pairing.kind != .card
                ? pairing.supporters.filter { file.isKeeper || $0.state == .accepted }
                    .map { (name($0.who, file.names), supporterChip($0)) } : [],
            helpedTitle: words("pairings.helped"),
            helped: isInside ? helpedPanel(file, back) : .empty,
            visitsTitle: words("pairings.visits"),
            visits: LightVisit.Kind.offered(in: pairing.kind).isEmpty
                ? nil : file.visits.map { entry($0, file, told) },
            noVisits: words("pairings.visits.none"), storyTitle: words("pairings.story"),
            story: file.story.map(entry), actionsTitle: words("pairings.actions"),
            actions: try await forms.offered(), noActions: words("pairings.actions.none"),
            sides: [followUpPanel(file, back), readingsPanel(file)])
    }

    private func facts(of file: PairingFile) -> [(term: String, value: HTML)] {
        let pairing = file.pairing
        var facts: [(term: String, value: HTML)] = []
        if file.isKeeper || pairing.kind != .card {
            let line = file.placeLine.map { words.name($0.name) }.joined(separator: " › ")
            facts.append((words("pairings.field.place"), "\(line)"))
        }
        if let days = pairing.everyDays {
            facts.append(
                (
                    words("pairings.fact.rhythm"),
                    "\(words("pairings.every", ["days": String(days)]))"
                ))
        }
        if let until = pairing.until {
            facts.append((words("pairings.field.until"), "\(times.day(until))"))
        }
        if let started = pairing.startedOn {
            facts.append((words("pairings.fact.started"), "\(times.day(started))"))
        }
        if let keeper = file.posts[pairing.keeper] {
            facts.append((words("pairings.fact.keeper"), "\(postWords(keeper))"))
        }
        if file.isKeeper, pairing.kind.isPersonal {
            facts.append((words("pairings.fact.consent"), "\(consentWords(file))"))
        }
        if let ending = pairing.ending {
            facts.append(
                (words("pairings.fact.ending"), "\(words("pairings.ending.\(ending.rawValue)"))"))
        }
        return facts
    }

    private func consentWords(_ file: PairingFile) -> String {
        guard let consent = file.pairing.consent else {
            return words("pairings.consent.lacking")
        }
        let day = times.day(consent.givenOn)
        switch consent.way {
        case .written: return words("pairings.consent.written", ["day": day])
        case .oral(let witness):
            let post = file.posts[witness].map(postWords) ?? words("pairings.gone")
            return words("pairings.consent.oral", ["day": day, "witness": post])
        }
    }

    func postWords(_ line: PostLine) -> String {
        "\(line.personName) · \(words("role.\(line.post.role)"))"
    }

    private func supporterChip(_ supporter: Supporter) -> HTML {
        chip(
            words("pairings.answered.\(supporter.state.rawValue)"),
            tone: supporter.state == .accepted ? .jade : .plain,
            icon: supporter.state == .accepted ? .check : nil)
    }

    private func tapPanel(_ pairing: Pairing) -> HTML {
        pairing.state == .running && pairing.kind != .area
            ? panel(words("pairings.tap"), content: visitForm(pairing)) : .empty
    }

    private func entry(
        _ visit: LightVisits.Line, _ file: PairingFile, _ told: ReadHelped.Told?
    ) -> TimelineEntry {
        TimelineEntry(
            .step, title: words("pairings.visit.\(visit.kind.rawValue)"),
            who: file.posts[visit.post].map(postWords) ?? words("pairings.gone"),
            when: times.moment(visit.at), whenISO: times.machine(visit.at),
            text: told?.visits[visit.id]
                ?? (visit.hasSentence ? words("pairings.sentence.sealed") : nil))
    }

    private func entry(_ line: PairingStories.Line) -> TimelineEntry {
        let who = [line.personName, line.role.map { words("role.\($0)") }].compactMap { $0 }
        return TimelineEntry(
            .step, title: words("pairings.done.\(line.action)"),
            who: who.joined(separator: " · "), when: times.moment(line.at),
            whenISO: times.machine(line.at))
    }

    /// Who is helped: read with a reason that is logged, and shown on the answer to that alone.
    private func helpedPanel(_ file: PairingFile, _ back: PairingReturn) -> HTML {
        let pairing = file.pairing
        let title = words("pairings.helped")
        guard pairing.kind.isPersonal else { return .empty }
        if let told = back.told {
            guard let told else { return panel(title, content: erasedWords) }
            return panel(title, content: definitionList(parts(of: told, pairing)))
        }
        guard file.isHeld else { return panel(title, content: erasedWords) }
        guard file.isKeeper || pairing.kind != .card else {
            return panel(title, content: maskedText(words("pairings.card.hidden")))
        }
        guard file.isKeeper || pairing.state == .running else {
            return panel(title, content: maskedText(words("pairings.helped.notYet")))
        }
        let problem = back.act == .reading ? back.refused.map(complaints)?["reason"] : nil
        return panel(
            title,
            content: """
                <p class="hint">\(words("pairings.helped.lead"))</p>\
                \(postForm(
                    to: .pairingAct(pairing.id, .reading),
                    content: """
                        \(textField(
                            Field(
                                "reason", label: words("pairings.helped.reason"),
                                problem: problem, form: "reading"),
                            lengthMax: Pairing.reasonCharactersMax))\
                        \(submitButton(words("pairings.helped.read"), weight: .second))
                        """))
                """)
    }

    private var erasedWords: HTML { "<p>\(words("pairings.helped.erased"))</p>" }

    private func parts(
        of told: ReadHelped.Told, _ pairing: Pairing
    ) -> [(term: String, value: HTML)] {
        var facts: [(term: String, value: HTML)] = HelpedDetails.Part.allCases.compactMap { part in
            guard let value = told.parts[part] else { return nil }
            let shown = part == .need ? words("pairings.need.\(value)") : value
            return (words("pairings.field.\(part.rawValue)"), "\(shown)")
        }
        if !told.sentence.isEmpty {
            facts.append((words("pairings.helped.sentence"), "\(told.sentence)"))
        }
        return facts
    }

    private func readingsPanel(_ file: PairingFile) -> HTML {
        guard file.isKeeper, !file.readings.isEmpty else { return .empty }
        let rows = HTML.each(file.readings) { line in
            """
            <li><span>\(words.name(line.body)) · \(words("role.\(line.role)"))</span>\
            <span class="hint">\(times.moment(line.at)) · \(line.reason)</span></li>
            """
        }
        return panel(
            words("pairings.readings"), content: "<ul class=\"plain-list\">\(rows)</ul>")
    }
}
