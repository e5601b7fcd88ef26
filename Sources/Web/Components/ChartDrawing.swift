package import Markup

/// A box of an organisation chart: a body, and under it its own bodies by kind.
package struct ChartBox: Sendable {
    package let words: String
    package let link: Link
    package let detail: String
    package let note: String?
    package let groups: [ChartGroup]

    package init(
        words: String, link: Link, detail: String, note: String? = nil, groups: [ChartGroup] = []
    ) {
        self.words = words
        self.link = link
        self.detail = detail
        self.note = note
        self.groups = groups
    }
}

/// Boxes of one kind that stand under the same box.
package struct ChartGroup: Sendable {
    package let title: String
    package let boxes: [ChartBox]

    package init(title: String, boxes: [ChartBox]) {
        self.title = title
        self.boxes = boxes
    }
}

/// An organisation chart: nested lists drawn as boxes with lines, so that it reads aloud in order,
/// folds onto a phone and prints.
package func chartDrawing(label: String, _ boxes: [ChartBox]) -> HTML {
    let drawn = HTML.each(boxes) { chartBox($0, depth: 0) }
    return "<ul class=\"chart\" aria-label=\"\(label)\">\(drawn)</ul>"
}

private func chartBox(_ box: ChartBox, depth: Int) -> HTML {
    let groups = HTML.each(box.groups) { chartGroup($0, depth: depth) }
    return """
        <li class="chart-item"><div class="chart-box chart-box-\(min(depth, 2))">\
        <a href="\(box.link)">\(box.words)</a><span class="chart-detail">\(box.detail)</span>\
        \(HTML.when(box.note) { "<span class=\"chart-note\">\($0)</span>" })</div>\
        \(HTML.when(!box.groups.isEmpty, "<ul class=\"chart-groups\">\(groups)</ul>"))</li>
        """
}

private func chartGroup(_ group: ChartGroup, depth: Int) -> HTML {
    """
    <li class="chart-group"><p class="chart-title">\(group.title)</p>\
    <ul class="chart-boxes">\(HTML.each(group.boxes) { chartBox($0, depth: depth + 1) })</ul></li>
    """
}
