/// Looks a plan over before it is approved: whether every place is in a grid and none in two,
/// whether every grid lies where its kind belongs, and whether any is larger or smaller than it
/// should be.
package struct GridCheck: Hashable, Sendable {
    package enum Finding: Hashable, Sendable {
        /// A place, with all under it, that no grid holds.
        case gap(Place.ID)
        /// A place that two grids hold, neither lying in the other.
        case overlap(Place.ID, Grid.ID, Grid.ID)
        /// A grid that lies in none, though its kind lies in another.
        case orphan(Grid.ID, within: GridKind.ID)
        /// A grid without a place, and without grids in it.
        case empty(Grid.ID)
        /// A grid with fewer or more households than its kind should have.
        case size(Grid.ID, households: Int, ClosedRange<Int>)

        /// Whether the plan may not be approved with it.
        package var isGrave: Bool { if case .size = self { false } else { true } }
    }

    package let findings: [Finding]

    package var mistakes: [Finding] { findings.filter(\.isGrave) }
    package var warnings: [Finding] { findings.filter { !$0.isGrave } }

    /// - Parameters:
    ///   - holdings: the places that each grid names; what lies under one is held with it.
    ///   - places: all places of the realm on the day of the plan, each with its path.
    package init(
        kinds: [GridKind], grids: [Grid], holdings: [(grid: Grid.ID, place: PlacePath)],
        places: [Place]
    ) {
        let cut = Cut(kinds: kinds, grids: grids, holdings: holdings)
        findings =
            cut.orphans + cut.sizes + cut.overlaps + Gaps(places: places, held: cut.held).found
    }

    /// The plan as lookups.
    private struct Cut {
        let kinds: [GridKind.ID: GridKind]
        let grids: [Grid]
        let byID: [Grid.ID: Grid]
        let holdings: [(grid: Grid.ID, place: PlacePath)]
        let held: Set<PlacePath>

        init(
            kinds: [GridKind], grids: [Grid], holdings: [(grid: Grid.ID, place: PlacePath)]
        ) {
            self.kinds = Dictionary(kinds.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
            self.grids = grids.sorted { $0.code < $1.code }
            byID = Dictionary(grids.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
            self.holdings = holdings.sorted { ($0.place, $0.grid) < ($1.place, $1.grid) }
            held = Set(holdings.map(\.place))
        }

        var orphans: [Finding] {
            let named = Set(holdings.map(\.grid)).union(grids.compactMap(\.parent))
            return grids.flatMap { grid -> [Finding] in
                var found: [Finding] = []
                if let within = kinds[grid.kind]?.within,
                    grid.parent.flatMap({ byID[$0] })?.kind != within
                {
                    found.append(.orphan(grid.id, within: within))
                }
                if !named.contains(grid.id) { found.append(.empty(grid.id)) }
                return found
            }
        }

        var sizes: [Finding] {
            grids.compactMap { grid in
                guard let bounds = kinds[grid.kind]?.households, let count = grid.households,
                    !bounds.contains(count)
                else { return nil }
                return .size(grid.id, households: count, bounds)
            }
        }

        /// Each holding against those of the places above it, and of the same place: in the order
        /// of paths those above come first.
        var overlaps: [Finding] {
            var above: [(grid: Grid.ID, place: PlacePath)] = []
            var found: [Finding] = []
            for holding in holdings {
                while let last = above.last, !last.place.contains(holding.place) {
                    above.removeLast()
                }
                if let other = above.last(where: { !mayShare($0.grid, holding.grid) }) {
                    found.append(
                        .overlap(
                            holding.place.ids.last ?? Place.ID(0), other.grid, holding.grid))
                }
                above.append(holding)
            }
            return found
        }

        /// A grid and one that lies in it hold the same ground, and so do a carved one and another
        /// kind; two carved ones, or the same place twice in one grid, do not.
        private func mayShare(_ one: Grid.ID, _ other: Grid.ID) -> Bool {
            guard one != other else { return false }
            let carved = [one, other].filter {
                byID[$0].flatMap { kinds[$0.kind] }?.isCarved ?? false
            }
            if carved.count == 1 { return true }
            return lies(one, in: other) || lies(other, in: one)
        }

        private func lies(_ grid: Grid.ID, in other: Grid.ID) -> Bool {
            var at = byID[grid]?.parent
            for _ in 0..<Body.depthMax {
                guard let here = at else { return false }
                if here == other { return true }
                at = byID[here]?.parent
            }
            return false
        }
    }

    /// The widest places that no grid holds.
    private struct Gaps {
        let children: [Place.ID?: [Place]]
        let held: Set<PlacePath>

        init(places: [Place], held: Set<PlacePath>) {
            let known = Set(places.map(\.id))
            children = Dictionary(grouping: places.sorted { $0.path < $1.path }) { place in
                place.parent.flatMap { known.contains($0) ? $0 : nil }
            }
            self.held = held
        }

        var found: [Finding] {
            (children[nil] ?? []).flatMap { gaps(in: $0) ?? [.gap($0.id)] }
        }

        /// Nil where nothing of the place is held.
        private func gaps(in place: Place) -> [Finding]? {
            if held.contains(place.path) { return [] }
            let parts = (children[place.id] ?? []).map { ($0, gaps(in: $0)) }
            guard parts.contains(where: { $0.1 != nil }) else { return nil }
            return parts.flatMap { $0.1 ?? [.gap($0.0.id)] }
        }
    }
}
