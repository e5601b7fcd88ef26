package import Markup

/// A procedure as a picture: states in layers, actions as lines, returns dashed at the side.
/// `sentence` puts an edge into words for those who do not see the picture.
package func flowDrawing(
    title: String, states: [FlowState], edges: [FlowEdge],
    sentence: (_ from: String, _ action: String, _ to: String) -> String
) -> HTML {
    let graph = FlowGraph(states: states, edges: edges)
    let layout = FlowLayout(graph)
    let names = Dictionary(
        states.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
    let spoken = HTML.each(edges) { edge in
        "<li>\(sentence(names[edge.from] ?? edge.from, edge.label, names[edge.to] ?? edge.to))</li>"
    }
    var pen = FlowPen()
    let lines = HTML.each(returnsLast(graph)) { pen.line(ofArc: $0, in: graph, layout) }
    let nodes = HTML.each(graph.states.indices) {
        flowNode(graph.states[$0], at: layout.centre(of: $0))
    }
    let (width, height) = (rounded(layout.width), rounded(layout.height))
    return """
        <figure class="flow-frame" tabindex="0" aria-label="\(title)"><svg class="flow" \
        viewBox="0 0 \(width) \(height)" \
        width="\(width)" height="\(height)" aria-hidden="true" focusable="false">\
        <defs>\(arrowTip("flow-tip"))\(arrowTip("flow-tip-back"))</defs>\
        \(lines)\(nodes)\(pen.labels)</svg><ul class="visually-hidden">\(spoken)</ul></figure>
        """
}

private func returnsLast(_ graph: FlowGraph) -> [Int] {
    graph.arcs.indices.filter { !graph.arcs[$0].isBack }
        + graph.arcs.indices.filter { graph.arcs[$0].isBack }.sorted { first, second in
            span(graph.arcs[first], graph) < span(graph.arcs[second], graph)
        }
}

private func span(_ arc: FlowGraph.Arc, _ graph: FlowGraph) -> Int {
    graph.layers[arc.from] - graph.layers[arc.to]
}

private func rounded(_ number: Double) -> Int { Int(number.rounded()) }

private func arrowTip(_ name: StaticString) -> HTML {
    let name = HTML(stringLiteral: name)
    return """
        <marker id="\(name)" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" \
        markerHeight="7" orient="auto"><path class="\(name)" d="M0 0 10 5 0 10z"/></marker>
        """
}

private func flowNode(_ state: FlowState, at centre: FlowLayout.Point) -> HTML {
    let (x, y) = (rounded(centre.x), rounded(centre.y))
    let (width, height) = (rounded(FlowLayout.nodeWidth), rounded(FlowLayout.nodeHeight))
    let isOwned = state.owner != nil
    let owner = HTML.when(state.owner) { words in
        "<text class=\"flow-owner\" x=\"\(x)\" y=\"\(y + 18)\">\(shortened(words, 12))</text>"
    }
    return """
        <g class="flow-\(state.kind.rawValue)\(HTML.when(state.isCurrent, " flow-at"))">\
        <rect class="flow-node" x="\(x - width / 2)" y="\(y - height / 2)" width="\(width)" \
        height="\(height)" rx="\(state.kind == .middle ? 10 : 31)"/>\
        <text class="flow-name" x="\(x)" y="\(y + (isOwned ? -4 : 6))">\
        \(shortened(state.label, 10))</text>\(owner)\(HTML.when(state.count) {
            flowCount($0, x: x + width / 2 - 6, y: y - height / 2 + 2)
        })</g>
        """
}

/// A count on the corner of its box: round when it is short, with a mark when some are late.
private func flowCount(_ count: FlowCount, x: Int, y: Int) -> HTML {
    let words = count.isLate ? count.words + " !" : count.words
    let width = max(28, rounded(textWidth(words, size: 14)) + 16)
    return """
        <a href="\(count.link)" tabindex="-1" class="flow-count\
        \(HTML.when(count.isLate, " flow-count-late"))"><rect x="\(x - width / 2)" y="\(y - 14)" \
        width="\(width)" height="28" rx="14"/><text x="\(x)" y="\(y + 5)">\(words)</text></a>
        """
}

/// A label of more than `signs` wide signs ends in an ellipsis; the spoken list has it whole.
private func shortened(_ text: String, _ signs: Int) -> String {
    if textWidth(text, size: 1) <= Double(signs) { return text }
    var kept = ""
    for sign in text {
        if textWidth(kept, size: 1) > Double(signs) - 2 { break }
        kept.append(sign)
    }
    return kept + "…"
}

/// A guess that serves every system font: a Han sign is square, others are a little over half.
private func textWidth(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 0.57 : 1) * size }
}

/// Draws lines, and remembers where labels already stand so that none covers another.
private struct FlowPen {
    private struct Box {
        let x: Double
        let y: Double
        let width: Double

        func meets(_ other: Box) -> Bool {
            abs(x - other.x) * 2 < width + other.width && abs(y - other.y) < 21
        }
    }

    private(set) var labels = HTML.empty
    private var taken: [Box] = []
    private var lane = 0
    private var entries: [Int: Int] = [:]

    mutating func line(ofArc index: Int, in graph: FlowGraph, _ layout: FlowLayout) -> HTML {
        let arc = graph.arcs[index]
        if arc.isBack { return back(ofArc: index, in: graph, layout) }
        let points = layout.route(ofArc: index)
        guard points.count > 1 else { return .empty }
        write(
            arc.label, x: points[0].x + (points[1].x - points[0].x) / 2,
            y: points[0].y + min(points[1].y - points[0].y, FlowLayout.layerGap) / 2,
            isBack: false)
        return "<path class=\"flow-edge\" marker-end=\"url(#flow-tip)\" d=\"\(flowing(points))\"/>"
    }

    private mutating func back(
        ofArc index: Int, in graph: FlowGraph, _ layout: FlowLayout
    ) -> HTML {
        let arc = graph.arcs[index]
        let points: [FlowLayout.Point]
        if arc.from == arc.to {
            points = layout.loopRoute(ofArc: index)
        } else {
            points = layout.returnRoute(
                ofArc: index, lane: lane, entry: entries[arc.to, default: 0])
            lane += 1
            entries[arc.to, default: 0] += 1
        }
        let middle = (points.map(\.y).max() ?? 0) / 2 + (points.map(\.y).min() ?? 0) / 2
        let side = points.map(\.x).max() ?? 0
        let shift = arc.from == arc.to ? textWidth(shortened(arc.label, 12), size: 13) / 2 + 8 : 0
        write(arc.label, x: min(side + shift, layout.width - 40), y: middle, isBack: true)
        return """
            <path class="flow-edge flow-back" marker-end="url(#flow-tip-back)" \
            d="\(angular(points))"/>
            """
    }

    private mutating func write(_ label: String, x: Double, y: Double, isBack: Bool) {
        if label.isEmpty { return }
        let words = shortened(label, 12)
        let width = textWidth(words, size: 13) + 10
        var box = Box(x: x, y: y, width: width)
        for step in 1...8 where taken.contains(where: box.meets) {
            let move = Double((step + 1) / 2) * 22 * (step.isMultiple(of: 2) ? -1 : 1)
            box = Box(x: x, y: y + move, width: width)
        }
        taken.append(box)
        labels.append(
            """
            <rect class="flow-label-ground" x="\(rounded(x - width / 2))" \
            y="\(rounded(box.y) - 10)" \
            width="\(rounded(width))" height="20" rx="4"/><text class="flow-label\
            \(HTML.when(isBack, " flow-label-back"))" x="\(rounded(x))" y="\(rounded(box.y) + 5)">\
            \(words)</text>
            """)
    }

    /// Straight down, then across in an S, from point to point.
    private func flowing(_ points: [FlowLayout.Point]) -> String {
        var path = "M\(rounded(points[0].x)) \(rounded(points[0].y))"
        for (from, to) in zip(points, points.dropFirst()) {
            let middle = rounded((from.y + to.y) / 2)
            path += "C\(rounded(from.x)) \(middle) \(rounded(to.x)) \(middle) "
            path += "\(rounded(to.x)) \(rounded(to.y))"
        }
        return path
    }

    /// Straight lines with round corners.
    private func angular(_ points: [FlowLayout.Point]) -> String {
        var path = "M\(rounded(points[0].x)) \(rounded(points[0].y))"
        for index in points.indices.dropFirst().dropLast() {
            let corner = points[index]
            let before = near(corner, towards: points[index - 1])
            let after = near(corner, towards: points[index + 1])
            path += "L\(rounded(before.x)) \(rounded(before.y))"
            path +=
                "Q\(rounded(corner.x)) \(rounded(corner.y)) \(rounded(after.x)) \(rounded(after.y))"
        }
        if let last = points.last { path += "L\(rounded(last.x)) \(rounded(last.y))" }
        return path
    }

    private func near(_ corner: FlowLayout.Point, towards other: FlowLayout.Point)
        -> FlowLayout.Point
    {
        let (across, down) = (other.x - corner.x, other.y - corner.y)
        let length = max(abs(across), abs(down), 1)
        let reach = min(10, length / 2)
        return .init(x: corner.x + across / length * reach, y: corner.y + down / length * reach)
    }
}
