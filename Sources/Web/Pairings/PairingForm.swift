import Actions
import Kernel
import Markup
import Storage

/// The form of a new pairing: its kind is chosen first, so that only its own questions are asked.
struct PairingFormView {
    let title: String
    let lead: String
    let kindsLabel: String
    let kinds: [NavItem]
    let kindHint: String
    let problem: HTML
    let form: HTML
}

func pairingFormPage(_ view: PairingFormView) -> HTML {
    readingColumn(
        title: view.title, lead: view.lead,
        content: """
            \(filterBar(label: view.kindsLabel, view.kinds))\
            <p class="hint pairings-note">\(view.kindHint)</p>\(view.problem)\(view.form)
            """)
}

extension PairingFormView {
    static var example: PairingFormView {
        PairingFormView(
            title: "登记结对", lead: "先选哪一种", kindsLabel: "哪一种", kinds: [], kindHint: "一人帮一人",
            problem: .empty, form: .empty)
    }
}

extension Site {
    static func newPairingForm(_ ask: Ask) async throws -> Reply {
        try await newPairing(ask)
    }

    private static func newPairing(
        _ ask: Ask, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let kind =
            (ask.form["kind"] ?? ask.query["kind"]).flatMap(Pairing.Kind.init) ?? .person
        let fields = PairingFields(frame: frame, kind: kind, refused: refused)
        let supporters = try await frame.supporterGroups(
            for: kind, near: frame.visit.holding.post.reach, chosen: ask.form["supporter"])
        let view = PairingFormView(
            title: words("pairings.new"), lead: words("pairings.new.lead"),
            kindsLabel: words("pairings.new.kinds"),
            kinds: Pairing.Kind.allCases.map {
                NavItem(
                    words("pairings.kind.\($0.rawValue)"), .newPairing($0),
                    isCurrent: $0 == kind)
            },
            kindHint: words("pairings.kind.\(kind.rawValue).hint"),
            problem: HTML.when(refused) {
                let failure = ask.failure(of: $0, words)
                return alertMessage(failure.title, detail: "<p>\(failure.detail)</p>")
            },
            form: supporters.isEmpty
                ? emptyState(
                    words("pairings.new.nobody"), next: words("pairings.new.nobody.next"))
                : postForm(
                    to: .pairings(), hidden: hiddenField("kind", value: kind.rawValue),
                    content: """
                        \(try await fields.place())\(fields.own())\
                        \(fields.supporter(supporters))\
                        \(noteMessage("<p>\(words("pairings.new.note.\(kind.rawValue)"))</p>"))\
                        \(submitButton(words("pairings.new.submit"), weight: .first))
                        """))
        var reply = frame.page(view.title, current: .pairings(), content: pairingFormPage(view))
        if let refused { reply.status = ask.failure(of: refused, words).status }
        return reply
    }

    static func proposePairing(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            let pairing = try await ProposePairing(
                realm: visit.realm, holding: visit.holding, wish: ask.form.pairingWish
            ).run(in: ask.installation)
            return .see(.pairing(pairing.id))
        } catch let error as ActionError where error.isOfForm {
            return try await newPairing(ask, refused: error)
        }
    }
}

extension SentForm {
    /// What the form of a new pairing says.
    fileprivate var pairingWish: PairingWish {
        PairingWish(
            kind: self["kind"] ?? "", place: self["place"].flatMap { Place.ID($0) },
            supporter: self["supporter"].flatMap { Supporter.Who(formValue: $0) },
            everyDays: self["everyDays"] ?? "", until: self["until"] ?? "",
            name: self["name"] ?? "", door: self["door"] ?? "", phone: self["phone"] ?? "",
            need: self["need"] ?? "", sentence: self["sentence"] ?? "")
    }
}

/// The questions of one kind of pairing.
struct PairingFields {
    let frame: DeskFrame
    let kind: Pairing.Kind
    let refused: ActionError?

    private var words: Words { frame.words }
    private var sent: SentForm { frame.ask.form }
    private var complaints: [String: Trouble] { refused.map(frame.complaints) ?? [:] }

    func place() async throws -> HTML {
        let holding = frame.visit.holding
        let places = try await frame.ask.installation.places(
            in: frame.visit.realm, under: holding.post.reach)
        let chosen = sent["place"].flatMap { Place.ID($0) }
        return groupedSelect(
            field("place"), groups: placeGroups(places, chosen: chosen, words: words),
            emptyWords: words("form.choose"))
    }

    /// Who is helped and with what; nothing for an area.
    func own() -> HTML {
        guard kind.isPersonal else { return .empty }
        let last = kind == .card ? until() : rhythm()
        return """
            \(radioCards(
                field("need"),
                choices: Pairing.Need.allCases.map {
                    Choice(
                        $0.rawValue, label: words("pairings.need.\($0.rawValue)"),
                        isChosen: sent["need"] == $0.rawValue)
                }))\
            \(line("name", most: HelpedDetails.nameCharactersMax))\
            <div class="form-pair">\(line(
                "door", most: HelpedDetails.doorCharactersMax, isRequired: false))\
            \(textField(
                field("phone", isRequired: false), value: sent["phone"] ?? "", kind: .tel,
                autocomplete: "off"))</div>\
            \(textField(
                Field(
                    "sentence", label: words("pairings.field.sentence.\(sentenceKind)"),
                    hint: words("pairings.field.sentence.\(sentenceKind).hint"),
                    problem: complaints["sentence"], isRequired: kind == .card,
                    mark: kind == .card ? nil : words("form.optional")),
                value: sent["sentence"] ?? "", lengthMax: Pairing.sentenceCharactersMax))\(last)
            """
    }

    private var sentenceKind: String { kind == .card ? "card" : "visit" }

    private func rhythm() -> HTML {
        textField(
            field("everyDays", hint: true), value: sent["everyDays"] ?? "7", kind: .number,
            isNarrow: true)
    }

    private func until() -> HTML {
        let today = Day(of: frame.ask.now, in: frame.times.zone)
        return dateField(
            field("until"), value: sent["until"] ?? today.adding(days: 90).description,
            earliest: today.description,
            latest: today.adding(days: Pairing.cardDaysMax).description)
    }

    func supporter(_ groups: [ChoiceGroup]) -> HTML {
        groupedSelect(
            Field(
                "supporter", label: words("pairings.field.supporter"),
                hint: words(
                    kind == .area
                        ? "pairings.field.supporter.area" : "pairings.field.supporter.hint"),
                problem: complaints["supporter"]),
            groups: groups, emptyWords: words("pairings.field.supporter.empty"))
    }

    private func line(_ name: String, most: Int, isRequired: Bool = true) -> HTML {
        textField(
            field(name, isRequired: isRequired), value: sent[name] ?? "", autocomplete: "off",
            lengthMax: most)
    }

    private func field(_ name: String, hint: Bool = false, isRequired: Bool = true) -> Field {
        Field(
            name, label: words("pairings.field.\(name)"),
            hint: hint ? words("pairings.field.\(name).hint") : nil, problem: complaints[name],
            isRequired: isRequired, mark: isRequired ? nil : words("form.optional"))
    }
}

extension DeskFrame {
    /// Those who may be asked: who declared that they help, each with how many more they take on
    /// and with what; for an area every body.
    func supporterGroups(
        for kind: Pairing.Kind, near path: PlacePath, chosen: String?
    ) async throws -> [ChoiceGroup] {
        guard kind.needsPledge else { return bodyGroup(chosen) }
        let (lines, people) = try await ask.installation.pledges(near: path, in: visit.realm)
        let names = SupporterNames(people: people, bodies: bodyNames)
        func group(_ key: String, _ lines: [PledgeLine]) -> ChoiceGroup {
            ChoiceGroup(
                label: words(key),
                choices: lines.map { line in
                    Choice(
                        line.pledge.who.formValue, label: pledgeWords(line, names),
                        isChosen: line.pledge.who.formValue == chosen)
                })
        }
        let admitted = lines.filter { kind.admits($0.pledge.who) && $0.room > 0 }
        return [
            group("pairings.people", admitted.filter { $0.pledge.who.person != nil }),
            group("pairings.bodies", admitted.filter { $0.pledge.who.body != nil }),
        ].filter { !$0.choices.isEmpty }
    }

    private func bodyGroup(_ chosen: String?) -> [ChoiceGroup] {
        let today = visit.book.day(of: ask.now)
        let bodies = bodyNames.values.filter { $0.exists(on: today) }
            .sorted { words.name($0.name) < words.name($1.name) }
        return [
            ChoiceGroup(
                label: words("pairings.bodies"),
                choices: bodies.map { body in
                    let value = Supporter.Who.body(body.id).formValue
                    return Choice(value, label: words.name(body.name), isChosen: value == chosen)
                })
        ]
    }

    private func pledgeWords(_ line: PledgeLine, _ names: SupporterNames) -> String {
        let needs = Pairing.Need.allCases.filter(line.pledge.needs.contains)
            .map { words("pairings.need.\($0.rawValue)") }.joined(separator: words("page.comma"))
        return words(
            "pairings.pledge.line",
            [
                "name": name(line.pledge.who, names), "room": String(line.room), "needs": needs,
            ])
    }
}
