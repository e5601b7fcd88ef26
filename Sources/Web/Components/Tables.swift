package import Markup

/// Facts as term and value, such as the place and the kind of a matter.
package func definitionList(_ facts: [(term: String, value: HTML)]) -> HTML {
    let rows = HTML.each(facts) { "<div><dt>\($0.term)</dt><dd>\($0.value)</dd></div>" }
    return "<dl class=\"facts\">\(rows)</dl>"
}

package struct TableColumn: Sendable {
    let title: String
    let isNumber: Bool

    package init(_ title: String, isNumber: Bool = false) {
        self.title = title
        self.isNumber = isNumber
    }
}

/// A table whose first cell of a row names the row. On a phone every row becomes a card, and
/// each cell shows its column's title.
package func dataTable(caption: String, columns: [TableColumn], rows: [[HTML]]) -> HTML {
    let heads = HTML.each(columns) { column in
        """
        <th scope="col"\(attribute: "class", column.isNumber ? "number" : nil)>\
        \(column.title)</th>
        """
    }
    return """
        <table class="table"><caption>\(caption)</caption>
        <thead><tr>\(heads)</tr></thead>
        <tbody>\(HTML.each(rows) { tableRow($0, columns: columns) })</tbody></table>
        """
}

private func tableRow(_ cells: [HTML], columns: [TableColumn]) -> HTML {
    let drawn = HTML.each(columns.indices.prefix(cells.count)) { index in
        let (cell, column) = (cells[index], columns[index])
        if index == 0 { return "<th scope=\"row\">\(cell)</th>" }
        return """
            <td data-title="\(column.title)"\
            \(attribute: "class", column.isNumber ? "number" : nil)>\(cell)</td>
            """
    }
    return "<tr>\(drawn)</tr>"
}

/// A number that was counted from records, with what it is a part of.
package func figureTile(
    _ words: String, value: String, detail: String? = nil, link: Link? = nil
) -> HTML {
    let inside: HTML = """
        <span class="figure-value">\(value)</span><span class="figure-words">\(words)</span>\
        \(HTML.when(detail) { "<span class=\"figure-detail\">\($0)</span>" })
        """
    guard let link else { return "<div class=\"figure\">\(inside)</div>" }
    return "<a class=\"figure\" href=\"\(link)\">\(inside)</a>"
}

/// Lists are read by their own order, so there are no page numbers: only newer and older.
package func pager(label: String, newer: NavItem?, older: NavItem?) -> HTML {
    if newer == nil && older == nil { return .empty }
    let toNewer = HTML.when(newer) { item in
        """
        <a class="button button-second" rel="prev" href="\(item.link)">\(icon(.back))\
        <span>\(item.words)</span></a>
        """
    }
    let toOlder = HTML.when(older) { item in
        """
        <a class="button button-second" rel="next" href="\(item.link)">\
        <span>\(item.words)</span>\(icon(.arrow))</a>
        """
    }
    return "<nav class=\"pager\" aria-label=\"\(label)\">\(toNewer)\(toOlder)</nav>"
}
