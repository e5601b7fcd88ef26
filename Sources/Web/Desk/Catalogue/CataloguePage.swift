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
    let actions: HTML
    let problem: HTML
    let draft: HTML
    let tryTitle: String
    let tryForm: HTML
    let answer: HTML
    let caption: String
    let columns: [TableColumn]
    let rows: [[HTML]]
    let older: NavItem?
}

func cataloguePage(_ view: CatalogueView) -> HTML {
    """
    \(deskHead(
        title: view.title, detail: view.detail, filters: view.versions,
        filtersLabel: view.versionsLabel, actions: view.actions))\
    \(view.problem)\(view.draft)\
    <section class="panel no-print" id="try"><h2 class="panel-title">\(view.tryTitle)</h2>\
    \(view.tryForm)\(view.answer)</section>\
    \(dataTable(caption: view.caption, columns: view.columns, rows: view.rows))\
    \(pager(label: view.title, newer: nil, older: view.older))
    """
}

extension DeskFrame {
    /// How many rules one page draws.
    private static let rulesShown = 200

    /// Reads a version of the catalogue into its page.
    func catalogue(
        _ reading: Installation.CatalogueReading, places: [Place], problem: HTML, answer: HTML
    ) -> CatalogueView {
        let mayEdit =
            visit.holding.verbs.contains(.editCatalogue)
            && reading.shown == reading.versions.first?.number
        let after = ask.query["after"].flatMap { Int($0) } ?? 0
        let rest = reading.entries.filter { $0.ordinal > after }
        let shown = Array(rest.prefix(Self.rulesShown))
        return CatalogueView(
            title: words("catalogue.title"), detail: standing(reading),
            versions: reading.versions.prefix(5).map { version in
                NavItem(
                    words(
                        version.publishedAt == nil
                            ? "catalogue.version.draft" : "catalogue.version",
                        ["version": String(version.number)]),
                    .catalogue(version: version.number), isCurrent: version.number == reading.shown)
            } + [NavItem(words("catalogue.versions.all"), .catalogueVersions())],
            versionsLabel: words("catalogue.versions"),
            actions: buttonRow([
                HTML.when(
                    mayEdit,
                    buttonLink(
                        words("catalogue.add"), to: .newCatalogueRule(), weight: .first,
                        icon: .plus)), printButton(words("page.print")),
            ]), problem: problem, draft: draftPanel(reading, mayEdit),
            tryTitle: words("catalogue.try"), tryForm: tryForm(places, reading), answer: answer,
            caption: words("catalogue.rules", ["count": String(reading.entries.count)]),
            columns: ["place", "category", "lead", "basis"].map {
                TableColumn(words("catalogue.column.\($0)"))
            } + (mayEdit ? [TableColumn(words("catalogue.column.edit"))] : []),
            rows: shown.map { row($0, reading, mayEdit) },
            older: rest.count > shown.count
                ? shown.last.map {
                    NavItem(
                        words("page.older"),
                        .catalogue(version: reading.shown, after: $0.ordinal))
                } : nil)
    }

    private func standing(_ reading: Installation.CatalogueReading) -> String {
        let version = reading.versions.first { $0.number == reading.shown }
        guard let version, let at = version.publishedAt else {
            return words("catalogue.draft", ["version": String(reading.shown)])
        }
        let inForce = reading.versions.first { $0.publishedAt != nil }?.number
        return words(
            inForce == version.number ? "catalogue.inForce" : "catalogue.past",
            ["version": String(version.number), "since": times.moment(at)])
    }

    private func row(
        _ entry: Catalogues.Entry, _ reading: Installation.CatalogueReading, _ mayEdit: Bool
    ) -> [HTML] {
        var cells: [HTML] = [
            "\(reading.places[entry.place].map { words.name($0.name) })",
            "\(entry.category.map { words("category.\($0)") } ?? words("catalogue.anyCategory"))",
            leadAndAssists(entry.lead, entry.assists), "\(entry.basis)",
        ]
        if mayEdit { cells.append(rowActions(entry.ordinal)) }
        return cells
    }

    /// The leading body, with those that assist under it.
    func leadAndAssists(_ lead: Body.ID, _ assists: [Body.ID]) -> HTML {
        let names = assists.compactMap { bodyNames[$0] }.map { words.name($0.name) }
        let with = words(
            "catalogue.with", ["bodies": names.joined(separator: words("page.comma"))])
        return """
            \(bodyNames[lead].map { words.name($0.name) })\
            \(HTML.when(!names.isEmpty, "<br><span class=\"hint\">\(with)</span>"))
            """
    }

    private func rowActions(_ ordinal: Int) -> HTML {
        let moves = HTML.each(["first", "last"]) { towards in
            """
            <button class="button button-quiet icon-button" name="towards" value="\(towards)" \
            aria-label="\(words("catalogue.move.\(towards)", ["rule": String(ordinal)]))">\
            <span aria-hidden="true">\(towards == "first" ? "↑" : "↓")</span></button>
            """
        }
        return """
            <div class="row-actions no-print">\(buttonLink(
                words("catalogue.rule.change"), to: .catalogueRule(ordinal), weight: .quiet))\
            \(postForm(to: .catalogueOrder(ordinal), content: moves))</div>
            """
    }

    /// The draft's standing and ways on, above everything else.
    private func draftPanel(
        _ reading: Installation.CatalogueReading, _ mayEdit: Bool
    ) -> HTML {
        guard reading.isDraft else { return .empty }
        let published = reading.versions.first { $0.publishedAt != nil }?.number
        let compare = HTML.when(published) { number in
            buttonLink(
                words("catalogue.compare.draft"),
                to: .catalogueComparison(from: number, to: reading.shown))
        }
        guard mayEdit else {
            return noteMessage("<p>\(words("catalogue.draft.note"))</p>\(compare)", icon: .flag)
        }
        let discard = actionPanel(
            words("catalogue.discard"), icon: .warning, weight: .grave, id: "action-discard",
            form: postForm(
                to: .catalogueDiscard,
                content: """
                    <p>\(words("catalogue.discard.lead"))</p>\
                    \(submitButton(words("catalogue.discard"), weight: .grave))
                    """))
        return """
            <section class="panel no-print"><h2 class="panel-title">\
            \(words("catalogue.draft.title"))</h2><p>\(words("catalogue.draft.note"))</p>\
            \(buttonRow([
                buttonLink(
                    words("catalogue.publish.review"), to: .cataloguePublication, weight: .first,
                    icon: .check), compare,
            ]))\(discard)</section>
            """
    }
}
