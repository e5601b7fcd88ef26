import Actions
import HTTPTypes
import Kernel
import Markup
import Storage

/// A rule of the catalogue as its form holds it.
struct RuleForm {
    var place: String
    var category: String
    var lead: String
    var assists: Set<String>
    var basis: String

    init(_ form: SentForm) {
        place = form["place"] ?? ""
        category = form["category"] ?? ""
        lead = form["lead"] ?? ""
        assists = Set(form.texts["assists"] ?? [])
        basis = form["basis"] ?? ""
    }

    init(_ entry: Catalogues.Entry) {
        place = entry.place.description
        category = entry.category ?? ""
        lead = entry.lead.description
        assists = Set(entry.assists.map(\.description))
        basis = entry.basis
    }

    /// - Throws: `.invalid` when place or lead is missing.
    var rule: EditCatalogue.AddedRule {
        get throws {
            guard let place = Place.ID(place), let lead = Body.ID(lead) else {
                throw ActionError.invalid(["lead": .init("catalogue.incomplete")])
            }
            return EditCatalogue.AddedRule(
                place: place, category: category.isEmpty ? nil : category, lead: lead,
                assists: assists.compactMap { Body.ID($0) }, basis: basis)
        }
    }
}

extension Site {
    /// One rule with everything that can be changed about it; `new` is an empty one, or a copy.
    static func catalogueRule(
        _ ask: Ask, form: RuleForm? = nil, problem: Failure? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard
            let reading = try await ask.installation.catalogue(
                version: nil, in: frame.visit.realm)
        else { throw ActionError.notFound }
        let ordinal = ask.parameters["ordinal"].flatMap { Int($0) }
        let like = ordinal ?? ask.query["like"].flatMap { Int($0) }
        let entry = reading.entries.first { $0.ordinal == like }
        if ordinal != nil || ask.parameters["ordinal"].map({ $0 != "new" }) ?? false {
            guard entry != nil, ordinal != nil else { throw ActionError.notFound }
        }
        let shown = form ?? entry.map { RuleForm($0) } ?? RuleForm(SentForm())
        let places = try await ask.installation.places(in: frame.visit.realm)
        let words = frame.words
        let title = words(ordinal == nil ? "catalogue.add" : "catalogue.rule.edit")
        let told = HTML.when(problem) { alertMessage($0.title, detail: "<p>\($0.detail)</p>") }
        var reply = frame.page(
            title, current: .catalogue(),
            content: """
                \(deskHead(
                    title: title, detail: words("catalogue.add.hint"),
                    actions: buttonLink(
                        words("catalogue.back"), to: .catalogue(), icon: .back)))\
                \(told)\(storyAndActions(
                    story: panel(
                        words("catalogue.rule"),
                        content: frame.ruleForm(shown, reading, places, ordinal: ordinal)),
                    actions: frame.ruleSide(ordinal, entry, reading),
                    actionsLabel: words("catalogue.rule.more")))
                """)
        if let problem { reply.status = problem.status }
        return reply
    }
}

extension DeskFrame {
    fileprivate func ruleForm(
        _ form: RuleForm, _ reading: Installation.CatalogueReading, _ places: [Place],
        ordinal: Int?
    ) -> HTML {
        func bodies(_ chosen: (String) -> Bool) -> [Choice] {
            reading.bodies.map {
                Choice(
                    $0.id.description, label: words.name($0.name),
                    isChosen: chosen($0.id.description))
            }
        }
        return postForm(
            to: ordinal.map { .catalogueRule($0) } ?? .catalogueRules,
            content: """
                \(selectField(
                    Field("place", label: words("matter.place")),
                    choices: placeChoices(places, chosen: form.place),
                    emptyWords: words("form.choose")))\
                \(selectField(
                    Field(
                        "category", label: words("matter.category"), isRequired: false,
                        mark: words("form.optional")),
                    choices: categoryChoices(wide: true, chosen: form.category),
                    emptyWords: words("catalogue.anyCategory")))\
                \(selectField(
                    Field("lead", label: words("catalogue.column.lead")),
                    choices: bodies { $0 == form.lead }, emptyWords: words("form.choose")))\
                \(textField(
                    Field(
                        "basis", label: words("catalogue.column.basis"),
                        hint: words("catalogue.basis.hint")), value: form.basis, lengthMax: 200))\
                <details class="fold"\(flag: "open", !form.assists.isEmpty)>\
                <summary>\(words("catalogue.assists.choose"))</summary>\(checkCards(
                    Field(
                        "assists", label: words("catalogue.assists"),
                        hint: words("catalogue.assists.hint"), isRequired: false,
                        mark: words("form.optional")),
                    choices: bodies { form.assists.contains($0) }))</details>\
                \(submitButton(words("catalogue.rule.save"), weight: .first))
                """)
    }

    /// What else can be done with a rule that is there already.
    fileprivate func ruleSide(
        _ ordinal: Int?, _ entry: Catalogues.Entry?, _ reading: Installation.CatalogueReading
    ) -> HTML {
        guard let ordinal, let entry else {
            return noteMessage("<p>\(words("catalogue.rule.note"))</p>", icon: .flag)
        }
        let place = reading.places[entry.place].map { words.name($0.name) } ?? ""
        let removal = actionPanel(
            words("catalogue.remove"), icon: .warning, weight: .grave, id: "action-removal",
            form: postForm(
                to: .catalogueRemoval(ordinal),
                content: """
                    <p>\(words("catalogue.remove.lead", ["place": place]))</p>\
                    \(submitButton(words("catalogue.remove"), weight: .grave))
                    """))
        return """
            \(noteMessage("<p>\(words("catalogue.rule.note"))</p>", icon: .flag))\
            \(actionList([
                buttonLink(
                    words("catalogue.copy"), to: .newCatalogueRule(like: ordinal), icon: .plus),
                removal,
            ]))
            """
    }

    func placeChoices(_ places: [Place], chosen: String = "") -> [Choice] {
        places.map { place in
            let indent = String(repeating: "　", count: max(place.path.depth - 1, 0))
            return Choice(
                place.id.description, label: indent + words.name(place.name),
                isChosen: place.id.description == chosen)
        }
    }

    func categoryChoices(wide: Bool, chosen: String = "") -> [Choice] {
        let ids = visit.book.profile.categories(of: Raising.usual).map(\.id)
        let wider =
            wide
            ? Array(Set(ids.compactMap { $0.split(separator: ".").first.map(String.init) }))
                .sorted() : []
        return wider.map { Choice($0, label: words("category.\($0)"), isChosen: $0 == chosen) }
            + ids.map { id in
                let part = id.split(separator: ".").first.map(String.init) ?? id
                return Choice(
                    id, label: words("category.\(part)") + " · " + words("category.\(id)"),
                    isChosen: id == chosen)
            }
    }
}
