package import Markup

/// A state of a procedure, as it is drawn.
package struct FlowState: Sendable {
    package enum Kind: String, Sendable { case start, middle, end }

    package let id: String
    package let label: String
    package let kind: Kind
    package let owner: String?
    /// Where the matter at hand stands now.
    package let isCurrent: Bool
    /// How many matters stand here now.
    package let count: FlowCount?

    package init(
        id: String, label: String, kind: Kind, owner: String? = nil, isCurrent: Bool = false,
        count: FlowCount? = nil
    ) {
        self.id = id
        self.label = label
        self.kind = kind
        self.owner = owner
        self.isCurrent = isCurrent
        self.count = count
    }
}

/// The matters that stand in a state, at the corner of its box.
package struct FlowCount: Sendable {
    /// `12` or `99+`.
    package let words: String
    /// Whether some of them are past their deadline.
    package let isLate: Bool
    /// Their list; the drawing's links are for the pointer, the table under it has them for all.
    package let link: Link

    package init(_ words: String, isLate: Bool, link: Link) {
        self.words = words
        self.isLate = isLate
        self.link = link
    }
}

/// An action that leads from one state to another.
package struct FlowEdge: Sendable {
    package let from: String
    package let to: String
    package let label: String

    package init(from: String, to: String, label: String) {
        self.from = from
        self.to = to
        self.label = label
    }
}

/// States and actions with places in layers: every action but a return leads downwards.
struct FlowGraph {
    struct Arc {
        let from: Int
        let to: Int
        var label: String
        var isBack = false
    }

    /// What is beyond these is left out of the drawing; the list beside it has everything.
    static let statesMax = 60
    static let arcsMax = 160

    let states: [FlowState]
    private(set) var arcs: [Arc] = []
    private(set) var layers: [Int]

    init(states: [FlowState], edges: [FlowEdge]) {
        self.states = Array(states.prefix(Self.statesMax))
        layers = Array(repeating: 0, count: self.states.count)
        let indexes = Dictionary(
            self.states.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        for edge in edges {
            guard let from = indexes[edge.from], let to = indexes[edge.to] else { continue }
            addArc(from: from, to: to, label: edge.label)
        }
        markReturns()
        sinkToLayers()
    }

    /// Two actions between the same states share one line and both their names.
    private mutating func addArc(from: Int, to: Int, label: String) {
        if let known = arcs.firstIndex(where: { $0.from == from && $0.to == to }) {
            arcs[known].label += " / " + label
        } else if arcs.count < Self.arcsMax {
            arcs.append(Arc(from: from, to: to, label: label))
        }
    }

    /// An arc to a state that is still open on the way here leads back.
    private mutating func markReturns() {
        var isOpen = Array(repeating: false, count: states.count)
        var isDone = isOpen
        let starts = states.indices.filter { states[$0].kind == .start }
        for start in starts + Array(states.indices) where !isDone[start] {
            visit(start, isOpen: &isOpen, isDone: &isDone)
        }
    }

    private mutating func visit(_ state: Int, isOpen: inout [Bool], isDone: inout [Bool]) {
        isOpen[state] = true
        for index in arcs.indices where arcs[index].from == state {
            let next = arcs[index].to
            if isOpen[next] {
                arcs[index].isBack = true
            } else if !isDone[next] {
                visit(next, isOpen: &isOpen, isDone: &isDone)
            }
        }
        isOpen[state] = false
        isDone[state] = true
    }

    /// Longest path: a state lies one layer below the lowest state that leads to it.
    private mutating func sinkToLayers() {
        for _ in states {
            var changed = false
            for arc in arcs where !arc.isBack && layers[arc.to] <= layers[arc.from] {
                layers[arc.to] = layers[arc.from] + 1
                changed = true
            }
            if !changed { return }
        }
    }
}
