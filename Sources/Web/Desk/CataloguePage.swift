import Actions
import Kernel
import Markup
import Storage

/// The responsibility catalogue as the desk draws it.
struct CatalogueView {
    let title: String
    let detail: String
    let versions: [NavItem]
    let versionsLabel: String
    let problem: HTML
    let tryTitle: String
    let tryForm: HTML
    let answer: HTML
    let caption: String
    let columns: [TableColumn]
    let rows: [[HTML]]
    let editing: [HTML]
}

func cataloguePage(_ view: CatalogueView) -> HTML {
    """
    \(deskHead(
        title: view.title, detail: view.detail, filters: view.versions,
        filtersLabel: view.versionsLabel))\
    \(view.problem)\(panel(view.tryTitle, content: "\(view.tryForm)\(view.answer)"))\
    \(view.editing)\
    \(dataTable(caption: view.caption, columns: view.columns, rows: view.rows))
    """
}

extension DeskFrame {
    /// Reads a version of the catalogue into its page.
    func catalogue(
        _ reading: Installation.CatalogueReading, places: [Place], problem: HTML, answer: HTML
    ) -> CatalogueView {
        let mayEdit =
            visit.holding.verbs.contains(.editCatalogue)
            && reading.shown == reading.versions.first?.number
        let published = reading.versions.first { $0.number == reading.shown }?.publishedAt
        return CatalogueView(
            title: words("catalogue.title"),
            detail: published.map {
                words(
                    "catalogue.inForce",
                    ["version": String(reading.shown), "since": times.moment($0)])
            } ?? words("catalogue.draft", ["version": String(reading.shown)]),
            versions: reading.versions.prefix(8).map { version in
                NavItem(
                    words(
                        version.publishedAt == nil
                            ? "catalogue.version.draft" : "catalogue.version",
                        ["version": String(version.number)]),
                    .catalogue(version: version.number), isCurrent: version.number == reading.shown)
            }, versionsLabel: words("catalogue.versions"), problem: problem,
            tryTitle: words("catalogue.try"), tryForm: tryForm(places), answer: answer,
            caption: words("catalogue.rules", ["count": String(reading.entries.count)]),
            columns: ["place", "category", "lead", "basis"].map {
                TableColumn(words("catalogue.column.\($0)"))
            } + (mayEdit ? [TableColumn(words("catalogue.column.edit"))] : []),
            rows: reading.entries.map { row($0, reading, mayEdit) },
            editing: mayEdit ? editing(reading, places) : [])
    }

    private func row(
        _ entry: Catalogues.Entry, _ reading: Installation.CatalogueReading, _ mayEdit: Bool
    ) -> [HTML] {
        let assists = entry.assists.compactMap { bodyNames[$0] }.map { words.name($0.name) }
        let with = words(
            "catalogue.with", ["bodies": assists.joined(separator: words("page.comma"))])
        var cells: [HTML] = [
            "\(reading.places[entry.place].map { words.name($0.name) })",
            "\(entry.category.map { words("category.\($0)") } ?? words("catalogue.anyCategory"))",
            """
            \(bodyNames[entry.lead].map { words.name($0.name) })\
            \(HTML.when(!assists.isEmpty, "<br><span class=\"hint\">\(with)</span>"))
            """,
            "\(entry.basis)",
        ]
        if mayEdit {
            cells.append(
                postForm(
                    to: .catalogueRemoval(entry.ordinal),
                    content: submitButton(words("catalogue.remove"), weight: .quiet)))
        }
        return cells
    }

    private func placeChoices(_ places: [Place]) -> [Choice] {
        places.map { place in
            let indent = String(repeating: "　", count: max(place.path.depth - 1, 0))
            return Choice(place.id.description, label: indent + words.name(place.name))
        }
    }

    private func categoryChoices(wide: Bool) -> [Choice] {
        let ids = visit.book.profile.categories.map(\.id)
        let wider =
            wide
            ? Array(Set(ids.compactMap { $0.split(separator: ".").first.map(String.init) }))
                .sorted() : []
        return wider.map { Choice($0, label: words("category.\($0)")) }
            + ids.map { id in
                let part = id.split(separator: ".").first.map(String.init) ?? id
                return Choice(
                    id, label: words("category.\(part)") + " · " + words("category.\(id)"))
            }
    }

    /// Tries the catalogue on a place and a category.
    private func tryForm(_ places: [Place]) -> HTML {
        """
        <form class="form form-row" method="get" action="\(Link.catalogueRouting)">\
        \(selectField(
            Field("place", label: words("matter.place"), form: "try"),
            choices: placeChoices(places), emptyWords: words("form.choose")))\
        \(selectField(
            Field("category", label: words("matter.category"), form: "try"),
            choices: categoryChoices(wide: false), emptyWords: words("form.choose")))\
        \(submitButton(words("catalogue.try.submit"), weight: .second))</form>
        """
    }

    private func editing(
        _ reading: Installation.CatalogueReading, _ places: [Place]
    ) -> [HTML] {
        let bodies = reading.bodies.map {
            Choice($0.id.description, label: words.name($0.name))
        }
        let add = actionPanel(
            words("catalogue.add"), hint: words("catalogue.add.hint"), icon: .plus,
            id: "action-add",
            form: postForm(
                to: .catalogueRules,
                content: """
                    \(selectField(
                        Field("place", label: words("matter.place"), form: "add"),
                        choices: placeChoices(places), emptyWords: words("form.choose")))\
                    \(selectField(
                        Field(
                            "category", label: words("matter.category"), isRequired: false,
                            mark: words("form.optional"), form: "add"),
                        choices: categoryChoices(wide: true),
                        emptyWords: words("catalogue.anyCategory")))\
                    \(selectField(
                        Field("lead", label: words("catalogue.column.lead"), form: "add"),
                        choices: bodies, emptyWords: words("form.choose")))\
                    \(textField(
                        Field(
                            "basis", label: words("catalogue.column.basis"),
                            hint: words("catalogue.basis.hint"), form: "add"), lengthMax: 200))\
                    \(submitButton(words("catalogue.add"), weight: .first))
                    """))
        guard reading.isDraft else { return [panel(words("catalogue.edit"), content: add)] }
        let publish = actionPanel(
            words("catalogue.publish"), icon: .check, weight: .first, id: "action-publish",
            form: postForm(
                to: .cataloguePublication,
                content: """
                    \(textField(
                        Field("remark", label: words("catalogue.remark"), form: "publish"),
                        lengthMax: 200))\
                    \(submitButton(words("catalogue.publish"), weight: .first))
                    """))
        let discard = postForm(
            to: .catalogueDiscard,
            content: submitButton(words("catalogue.discard"), weight: .grave))
        return [panel(words("catalogue.edit"), content: actionList([publish, add, discard]))]
    }

    /// Why the catalogue sends something where it does.
    func explanation(_ routing: Routing) -> HTML {
        let shown = routing.weighed.filter {
            $0.verdict != .otherCategory && $0.verdict != .otherPlace
        }
        guard let chosen = routing.chosen, let body = bodyNames[chosen.lead] else {
            return alertMessage(words("catalogue.unrouted"))
        }
        let rows = shown.prefix(8).map { weighed -> [HTML] in
            [
                "\(bodyNames[weighed.rule.lead].map { words.name($0.name) })",
                "\(words("catalogue.verdict.\(weighed.verdict)"))", "\(weighed.rule.basis)",
            ]
        }
        return """
            \(statusMessage(words(
                "catalogue.routed", ["body": words.name(body.name), "basis": chosen.basis])))\
            \(dataTable(
                caption: words("catalogue.weighed"),
                columns: ["lead", "verdict", "basis"].map {
                    TableColumn(words("catalogue.column.\($0)"))
                },
                rows: rows))
            """
    }
}
