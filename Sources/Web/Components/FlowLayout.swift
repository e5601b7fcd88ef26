/// Where the states of a flow stand and how its lines run, in drawing units.
///
/// Layers run downwards. A line that passes a layer gets a narrow place of its own there, so
/// that it goes round the states and not through them.
struct FlowLayout {
    struct Point: Equatable {
        var x: Double
        var y: Double
    }

    static let nodeWidth = 176.0
    static let nodeHeight = 62.0
    static let layerGap = 78.0
    static let laneWidth = 34.0
    private static let passWidth = 30.0
    private static let nodeGap = 34.0
    private static let margin = 14.0

    private struct Spot {
        /// The state that stands here; nil for a passing line.
        let state: Int?
        let layer: Int
        var x = 0.0
        var above: [Int] = []
        var below: [Int] = []
        var width: Double { state == nil ? FlowLayout.passWidth : FlowLayout.nodeWidth }
    }

    private var spots: [Spot] = []
    private var rows: [[Int]] = []
    private var chains: [[Int]] = []
    private let graph: FlowGraph
    private(set) var width = 0.0
    private(set) var height = 0.0
    private var nodesWidth = 0.0

    init(_ graph: FlowGraph) {
        self.graph = graph
        placeSpots()
        for sweep in 0..<8 { orderRows(downwards: sweep.isMultiple(of: 2)) }
        packRows()
        for sweep in 0..<12 { pullTogether(downwards: sweep.isMultiple(of: 2)) }
        measure()
    }

    func centre(of state: Int) -> Point {
        Point(x: spots[state].x, y: rowY(spots[state].layer))
    }

    /// The points of a forward line, from the bottom of one state to the top of another.
    func route(ofArc index: Int) -> [Point] {
        let chain = chains[index]
        var points = chain.map { Point(x: spots[$0].x, y: rowY(spots[$0].layer)) }
        guard let from = chain.first, let to = chain.last, chain.count > 1 else { return points }
        points[0].x += port(of: chain[1], among: spots[from].below)
        points[0].y += Self.nodeHeight / 2
        points[points.count - 1].x += port(of: chain[chain.count - 2], among: spots[to].above)
        points[points.count - 1].y -= Self.nodeHeight / 2
        return points
    }

    /// The points of an action that stays in its state: a small loop at the right side.
    func loopRoute(ofArc index: Int) -> [Point] {
        let place = centre(of: graph.arcs[index].from)
        let edge = place.x + Self.nodeWidth / 2
        return [(edge, 20), (edge + 24, 20), (edge + 24, 2), (edge, 2)].map { x, down in
            Point(x: x, y: place.y + down)
        }
    }

    /// The points of a line that leads back, along its own lane at the right side. `entry` counts
    /// the returns that already end in the same state, so that each has its own arrow.
    func returnRoute(ofArc index: Int, lane: Int, entry: Int) -> [Point] {
        let arc = graph.arcs[index]
        let rise = 22 - 8 * Double(min(entry, 4))
        let from = centre(of: arc.from)
        let to = centre(of: arc.to)
        let laneX = nodesWidth + Self.laneWidth * (Double(lane) + 0.6)
        let half = Self.nodeWidth / 2
        var points: [Point] = []
        if isRightmost(arc.from) {
            points += [Point(x: from.x + half, y: from.y + 10), Point(x: laneX, y: from.y + 10)]
        } else {
            let gap = from.y + Self.nodeHeight / 2 + 14
            points += [Point(x: from.x + half - 18, y: from.y + Self.nodeHeight / 2)]
            points += [Point(x: from.x + half - 18, y: gap), Point(x: laneX, y: gap)]
        }
        if isRightmost(arc.to) {
            points += [Point(x: laneX, y: to.y - rise), Point(x: to.x + half, y: to.y - rise)]
        } else {
            let gap = to.y - Self.nodeHeight / 2 - 16
            points += [Point(x: laneX, y: gap), Point(x: to.x + half - 18, y: gap)]
            points += [Point(x: to.x + half - 18, y: to.y - Self.nodeHeight / 2)]
        }
        return points
    }

    private func isRightmost(_ state: Int) -> Bool {
        !rows[spots[state].layer].contains { spots[$0].x > spots[state].x }
    }

    private func rowY(_ layer: Int) -> Double {
        Self.margin + Self.nodeHeight / 2 + Double(layer) * (Self.nodeHeight + Self.layerGap)
            + (hasReturnToTop ? 12 : 0)
    }

    private var hasReturnToTop: Bool {
        graph.arcs.contains { $0.isBack && graph.layers[$0.to] == 0 }
    }

    /// Lines leave and enter side by side, in the order of where they go.
    private func port(of spot: Int, among neighbours: [Int]) -> Double {
        let ordered = neighbours.sorted { spots[$0].x < spots[$1].x }
        guard let place = ordered.firstIndex(of: spot), ordered.count > 1 else { return 0 }
        let step = min(26.0, (Self.nodeWidth - 48) / Double(ordered.count - 1))
        return (Double(place) - Double(ordered.count - 1) / 2) * step
    }

    private mutating func placeSpots() {
        spots = graph.states.indices.map { Spot(state: $0, layer: graph.layers[$0]) }
        for arc in graph.arcs {
            chains.append(arc.isBack ? [] : chain(for: arc))
        }
        for chain in chains {
            for (upper, lower) in zip(chain, chain.dropFirst()) {
                spots[upper].below.append(lower)
                spots[lower].above.append(upper)
            }
        }
        rows = Array(repeating: [], count: (graph.layers.max() ?? 0) + 1)
        for index in spots.indices { rows[spots[index].layer].append(index) }
    }

    private mutating func chain(for arc: FlowGraph.Arc) -> [Int] {
        let first = graph.layers[arc.from] + 1
        var chain = [arc.from]
        for layer in first..<max(first, graph.layers[arc.to]) {
            chain.append(spots.count)
            spots.append(Spot(state: nil, layer: layer))
        }
        return chain + [arc.to]
    }

    /// A spot moves to the middle of its neighbours in the row before, so that lines cross less.
    private mutating func orderRows(downwards: Bool) {
        var place = Array(repeating: 0.0, count: spots.count)
        for row in rows { for (index, spot) in row.enumerated() { place[spot] = Double(index) } }
        for layer in downwards ? Array(rows.indices) : rows.indices.reversed() {
            let wish = rows[layer].map { spot in
                mean(of: downwards ? spots[spot].above : spots[spot].below, in: place)
                    ?? place[spot]
            }
            let order = rows[layer].indices.sorted {
                wish[$0] == wish[$1] ? $0 < $1 : wish[$0] < wish[$1]
            }
            rows[layer] = order.map { rows[layer][$0] }
            for (index, spot) in rows[layer].enumerated() { place[spot] = Double(index) }
        }
    }

    private func mean(of neighbours: [Int], in place: [Double]) -> Double? {
        if neighbours.isEmpty { return nil }
        return neighbours.reduce(0) { $0 + place[$1] } / Double(neighbours.count)
    }

    private mutating func packRows() {
        for row in rows {
            var x = 0.0
            for spot in row {
                spots[spot].x = x + spots[spot].width / 2
                x += spots[spot].width + Self.nodeGap
            }
            for spot in row { spots[spot].x -= x / 2 }
        }
    }

    /// Every spot moves towards its neighbours; those of a row keep their order and distance.
    private mutating func pullTogether(downwards: Bool) {
        for layer in downwards ? Array(rows.indices) : rows.indices.reversed() {
            let places = spots.map(\.x)
            let row = rows[layer]
            let wishes = row.map { spot in
                mean(of: downwards ? spots[spot].above : spots[spot].below, in: places)
                    ?? places[spot]
            }
            settle(row, wishes: wishes)
        }
    }

    private mutating func settle(_ row: [Int], wishes: [Double]) {
        var x = -Double.infinity
        var drift = 0.0
        for (spot, wish) in zip(row, wishes) {
            let half = spots[spot].width / 2
            spots[spot].x = max(wish, x + half)
            drift += spots[spot].x - wish
            x = spots[spot].x + half + Self.nodeGap
        }
        for spot in row { spots[spot].x -= drift / Double(max(row.count, 1)) }
    }

    private mutating func measure() {
        let left = spots.map { $0.x - $0.width / 2 }.min() ?? 0
        for index in spots.indices { spots[index].x += Self.margin - left }
        nodesWidth = (spots.map { $0.x + $0.width / 2 }.max() ?? 0) + Self.margin
        let lanes = graph.arcs.count { $0.isBack && $0.from != $0.to }
        let hasLoop = graph.arcs.contains { $0.from == $0.to }
        let side = lanes == 0 ? 0 : Self.laneWidth * Double(lanes) + 50
        width = nodesWidth + max(side, hasLoop ? 80 : 0)
        height = rowY(rows.count - 1) + Self.nodeHeight / 2 + Self.margin + (lanes == 0 ? 0 : 10)
    }
}
