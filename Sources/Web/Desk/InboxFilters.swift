import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// The filters that most days nobody needs, and keeping them under a name.
    func narrowing(_ filters: InboxLink) async throws -> HTML {
        let isOpen =
            filters.procedure != nil || filters.category != nil || filters.place != nil
        let choices = try await choices(filters)
        let narrowing = getForm(
            to: .desk,
            content: """
                \(filters.hidden(without: ["procedure", "category", "place"]))\
                <div class="filter-fields">\(choices)</div>\
                \(buttonRow([
                    submitButton(words("inbox.filter.apply"), weight: .first),
                    HTML.when(
                        filters.isNarrowed,
                        buttonLink(
                            words("inbox.filter.clear"), to: InboxLink(scope: filters.scope).link,
                            weight: .quiet)),
                ]))
                """)
        return folded(
            words("inbox.filter"), isOpen: isOpen,
            content: "<div class=\"narrowing\">\(narrowing)\(keeping(filters))</div>")
    }

    /// The lists to choose from: the same for every page of every post over a place.
    private func choices(_ filters: InboxLink) async throws -> HTML {
        let key = FragmentKey(
            chosen: [filters.procedure, filters.category, filters.place?.description],
            realm: visit.realm.id, profileVersion: visit.book.profile.version,
            edition: try await ask.installation.edition(of: visit.realm),
            reach: visit.holding.post.reach, language: words.language)
        return try await ask.site.filters.piece(key) {
            let places = try await ask.installation.filterPlaces(for: visit)
            return """
                \(procedures(filters))\(categories(filters))\
                \(groupedSelect(
                    Field("place", label: words("inbox.filter.place"), isRequired: false),
                    groups: placeGroups(places, chosen: filters.place, words: words),
                    emptyWords: words("inbox.filter.any")))
                """
        }
    }

    private func procedures(_ filters: InboxLink) -> HTML {
        let choices = visit.book.profile.procedures.map { procedure in
            Choice(
                procedure.key.name, label: words("\(procedure.key.name).name"),
                isChosen: procedure.key.name == filters.procedure)
        }
        return selectField(
            Field("procedure", label: words("inbox.filter.procedure"), isRequired: false),
            choices: choices, emptyWords: words("inbox.filter.any"))
    }

    /// The categories, each wide one before its parts.
    private func categories(_ filters: InboxLink) -> HTML {
        var groups = categoryGroups(
            visit.book.profile.categories, chosen: filters.category, words: words)
        for (index, group) in groups.enumerated() {
            guard let label = group.label,
                let wide = group.choices.first?.value.split(separator: ".").first
            else { continue }
            let whole = Choice(
                String(wide), label: words("inbox.filter.whole", ["category": label]),
                isChosen: String(wide) == filters.category)
            if group.choices.first?.value != String(wide) {
                groups[index].choices.insert(whole, at: 0)
            }
        }
        return groupedSelect(
            Field("category", label: words("inbox.filter.category"), isRequired: false),
            groups: groups, emptyWords: words("inbox.filter.any"))
    }

    private func keeping(_ filters: InboxLink) -> HTML {
        // The pages of kept views are open to posts that read matters.
        guard visit.holding.verbs.contains(.read) else { return .empty }
        guard filters.isNarrowed, filters.saved == nil else {
            return "<p class=\"hint\">\(words("saved.hint"))</p>"
        }
        return keepForm(filters, name: "")
    }

    func keepForm(_ filters: InboxLink, name: String, problem: String? = nil) -> HTML {
        postForm(
            to: .savedViews, hidden: filters.hidden(),
            content: """
                \(textField(
                    Field("name", label: words("saved.name"), problem: problem, form: "keep"),
                    value: name, lengthMax: KeepView.nameCharactersMax, isNarrow: true))\
                \(submitButton(words("saved.keep"), weight: .second))
                """)
    }
}

/// A form that only asks: its answers stand in the address.
func getForm(to link: Link, content: HTML) -> HTML {
    "<form class=\"form\" method=\"get\" action=\"\(link)\">\(content)</form>"
}
