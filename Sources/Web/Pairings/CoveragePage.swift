import Markup

/// How many posts each building has and would need by a ratio: counts alone.
struct CoverageView {
    let title: String
    let detail: String
    let filtersLabel: String
    let filters: [NavItem]
    let form: HTML
    let figures: [(words: String, value: String, detail: String)]
    let caption: String
    let columns: [TableColumn]
    let rows: [[HTML]]
    /// What the numbers do not say, such as that not every building is listed.
    let notes: [String]
    let none: (title: String, next: String)?
}

/// How much of what is needed is there, drawn; the words beside it say the same.
struct CoverageBar {
    let there: Int
    let needed: Int
    let words: String
}

func coveragePage(_ view: CoverageView) -> HTML {
    """
    \(deskHead(
        title: view.title, detail: view.detail, filters: view.filters,
        filtersLabel: view.filtersLabel))\
    <section class="panel coverage-form">\(view.form)</section>\
    \(HTML.when(view.none) { emptyState($0.title, next: $0.next) })\
    \(HTML.when(
        view.none == nil,
        """
        \(figureRow(view.figures.map {
            figureTile($0.words, value: $0.value, detail: $0.detail)
        }))\
        \(dataTable(caption: view.caption, columns: view.columns, rows: view.rows))\
        \(HTML.each(view.notes) { "<p class=\"hint pairings-note\">\($0)</p>" })
        """))
    """
}

func coverageBar(_ bar: CoverageBar) -> HTML {
    let whole = max(bar.there, bar.needed, 1)
    let there = bar.there * 100 / whole
    let needed = bar.needed * 100 / whole
    return """
        <span class="coverage"><svg class="coverage-bar" viewBox="0 0 100 12" \
        preserveAspectRatio="none" aria-hidden="true" focusable="false">\
        <rect class="coverage-ground" width="\(needed)" height="12" rx="2"/>\
        <rect class="coverage-there" width="\(there)" height="12" rx="2"/></svg>\
        <span>\(bar.words)</span></span>
        """
}

extension CoverageView {
    static var example: CoverageView {
        CoverageView(
            title: "覆盖测算", detail: "只有数", filtersLabel: "结对", filters: [], form: .empty,
            figures: [("还差", "7", "2 栋楼")], caption: "各楼", columns: [TableColumn("楼栋")],
            rows: [["1号楼"]], notes: ["没有名字"], none: nil)
    }
}
