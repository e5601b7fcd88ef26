import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// One action that this post may take now, with its form.
    func action(
        _ action: Procedure.Action, _ file: MatterFile, _ choices: FormChoices,
        _ back: MatterReturn
    ) -> HTML {
        let isBack = back.action == action.id
        var own = choices
        own.questions = Questions(of: file)
        let key = "\(file.procedure.key.name).action.\(action.id)"
        if action.tells { own.prefilled["message"] = standardText(key, action, file) }
        if let opened = action.openedLinked {
            own.categories = file.book.profile.categories(of: opened.procedure)
            if !own.categories.contains(where: { $0.id == file.matter.category }) {
                own.prefilled["category"] = nil
            }
        }
        if back.action == action.id, let other = back.other, action.asks.count <= 2 {
            for ask in action.asks where file.procedure.field(ask.field)?.type == .matter {
                own.prefilled[ask.field] = other
            }
        }
        let form = ActionForm(
            procedure: file.procedure, action: action, words: words, choices: own,
            sent: isBack ? back.sent : nil, problems: isBack ? back.problems : [:])
        let content: HTML = """
            \(HTML.when(action.source) {
                "<p class=\"hint\">\(words("matter.source", ["source": $0]))</p>"
            })\
            \(HTML.when(action.tells, "<p class=\"hint\">\(words("matter.tells"))</p>"))\
            \(HTML.when(isBack && !back.same.isEmpty, sameList(back.same)))\(form.fields())\
            \(isBack && !back.same.isEmpty
                ? anotherButton
                : submitButton(words(key), weight: action.weight == .grave ? .grave : .first))
            """
        return actionPanel(
            words(key), hint: words.optional(key + ".hint"), icon: action.weight.icon,
            weight: action.weight.button, id: "action-\(action.id)", isOpen: isBack,
            form: postForm(
                to: .matterAction(file.matter.reference, action.id),
                hidden: actedHidden(file.matter.version, sent: isBack ? back.sent : nil),
                withFiles: form.hasPhotographs,
                draft: action.asks.isEmpty
                    ? nil : draft("\(file.matter.reference)-\(action.id)"), content: content))
    }

    /// The standard text of an action, its gaps filled with what is known.
    private func standardText(
        _ key: String, _ action: Procedure.Action, _ file: MatterFile
    ) -> String {
        let matter = file.matter
        let body = bodyNames[visit.holding.post.body].map { words.name($0.name) } ?? ""
        return words(
            key + ".message",
            [
                "ref": matter.reference.description, "body": body, "title": matter.title,
                "due": promised(by: action, file).map(times.moment) ?? "",
            ])
    }

    /// The deadline that a message about an action names: what it will be once that is done.
    private func promised(by action: Procedure.Action, _ file: MatterFile) -> Instant? {
        let keeper = file.book.keeper
        let starting = file.procedure.clocks.filter { $0.starts.contains(action.id) }
        let name = starting.contains { $0.id == "answer" } ? "answer" : "finish"
        guard let rule = file.procedure.clock(name) else { return nil }
        if rule.starts.contains(action.id) {
            return keeper.deadline(rule.limit(for: file.matter.urgency), from: ask.now).at
        }
        guard var clock = file.matter.clock(name) else { return nil }
        if action.effects.contains(.extend(name)), let more = file.matter.grantedExtension(of: rule)
        {
            clock = (try? clock.extended(by: more)) ?? clock
        }
        return clock.deadline(by: keeper).at
    }

    /// What the forms of this matter may choose from, with what the catalogue suggests.
    func choices(for file: MatterFile) async throws -> FormChoices {
        let matter = file.matter
        var choices = FormChoices()
        choices.categories = file.book.profile.categories(of: file.procedure.key.name)
        choices.figures = file.book.profile.figures
        choices.prefilled = [
            "title": matter.title, "category": matter.category, "urgency": matter.urgency,
            "triage": matter.triage ?? "", "account": file.shows(.account) ? matter.account : "",
        ]
        if matter.triage == nil,
            let first = file.book.profile.category(matter.category)?.first
        {
            choices.prefilled["triage"] = first
            choices.hints["triage"] = words(
                "matter.triageFirst", ["way": words("request.field.triage.\(first)")])
        }
        let asked = Set(file.available.flatMap { $0.asks.map(\.field) })
        let types = asked.compactMap { file.procedure.field($0)?.type }
        if types.contains(.body) || types.contains(.bodies) { choices.bodies = bodiesNear(matter) }
        if asked.contains("lead") || asked.contains("assists") {
            try await suggestLead(for: matter, into: &choices)
        }
        if asked.contains("clause") {
            let today = visit.book.day(of: ask.now)
            choices.clauses = try await ask.installation.clauses(of: visit.holding.post.body)
                .filter { $0.holds(on: today) }
        }
        return choices
    }

    /// Bodies responsible for a place that holds the matter's, or for the whole realm.
    func bodiesNear(_ matter: Matter) -> [Body] { bodies(around: matter.placePath) }

    func bodies(around path: PlacePath) -> [Body] {
        let holding = Set(path.ids)
        let today = visit.book.day(of: ask.now)
        let bodies = bodyNames.values
            .filter { $0.exists(on: today) && $0.place.map(holding.contains) ?? true }
        let names = bodies.map { words.name($0.name) }
        return bodies.indices.sorted { names[$0] < names[$1] }.map { bodies[$0] }
    }

    private func suggestLead(for matter: Matter, into choices: inout FormChoices) async throws {
        let routing = try await ask.installation.routing(
            place: matter.placePath, category: matter.category, in: visit.realm)
        guard let rule = routing.chosen, let body = bodyNames[rule.lead] else {
            choices.hints["lead"] = words("matter.routing.none")
            return
        }
        choices.prefilled["lead"] = body.id.description
        choices.hints["lead"] = words(
            "matter.routing",
            [
                "body": words.name(body.name), "basis": rule.basis,
                "version": String(routing.version),
            ])
    }

    /// Who raised the matter: read only by those who may, with a reason that is logged.
    func contactPanel(_ file: MatterFile, _ back: MatterReturn) -> HTML {
        let held = file.held.filter(\.isReadable)
        guard !file.held.isEmpty else { return .empty }
        let name = file.procedure.key.name
        if let contact = back.contact {
            return panel(
                words("matter.contact"),
                content: contact.isEmpty
                    ? "<p>\(words("matter.contact.erased"))</p>"
                    : definitionList(
                        contact.sorted { $0.key < $1.key }.map {
                            (words("\(name).field.\($0.key)"), "\($0.value)")
                        }))
        }
        guard !held.isEmpty else {
            return panel(
                words("matter.contact"), content: maskedText(words("matter.contact.hidden")))
        }
        return panel(
            words("matter.contact"),
            content: """
                \(contactReaders(file))<p class="hint">\(words("matter.contact.lead"))</p>\
                \(postForm(
                    to: .contact(file.matter.reference),
                    content: """
                        \(textField(
                            Field("reason", label: words("matter.contact.reason"), form: "contact"),
                            lengthMax: 200))\
                        \(submitButton(words("matter.contact.read"), weight: .second))
                        """))\
                \(HTML.when(mayErase(file), folded(
                    words("matter.contact.erase"),
                    content: postForm(
                        to: .contactErasure(file.matter.reference),
                        content: """
                            <p class="hint">\(words("matter.contact.erase.lead"))</p>\
                            \(submitButton(words("matter.contact.erase.submit"), weight: .grave))
                            """))))
                """)
    }

    /// Who read the contact, and why: for those who may read it too.
    private func contactReaders(_ file: MatterFile) -> HTML {
        guard !file.readings.isEmpty else { return .empty }
        let lines = HTML.each(file.readings) { line in
            """
            <li>\(times.moment(line.at)) · \(words("role.\(line.role)")) \
            \(words.name(line.body)) · \(line.reason)</li>
            """
        }
        return folded(
            words("matter.contact.readings", ["count": String(file.readings.count)]),
            content: "<ul class=\"plain-list\">\(lines)</ul>")
    }

    private func mayErase(_ file: MatterFile) -> Bool {
        visit.holding.grants(.readContact, at: file.matter.placePath, in: visit.realm.id)
    }

    /// What proves that the story was not altered.
    func proofPanel(_ file: MatterFile) -> HTML {
        let total = file.story.count
        let sealed = file.sealedLines.count
        return panel(
            words("matter.proof"),
            content: """
                <p class="hint">\(words(
                    "matter.proof.lead", ["sealed": String(sealed), "total": String(total)]))</p>\
                \(HTML.when(sealed > 0, buttonRow([
                    buttonLink(
                        words("matter.proof.download"), to: .proof(file.matter.reference),
                        icon: .seal)
                ])))
                """)
    }
}

extension Procedure.Weight {
    var button: ButtonWeight {
        switch self {
        case .primary: .first
        case .secondary: .second
        case .grave: .grave
        }
    }

    var icon: Icon {
        switch self {
        case .primary: .arrow
        case .secondary: .more
        case .grave: .warning
        }
    }
}
