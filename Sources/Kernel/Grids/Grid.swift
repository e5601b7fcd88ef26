/// A responsibility area (网格) in one version of the plan: a code, the places that it holds and
/// the body that looks after them.
package struct Grid: Hashable, Sendable {
    package typealias ID = Identifier<Grid>

    package let id: ID
    package let plan: GridPlan.ID
    /// Given once in a plan; what a matter was told stays readable after the plan has gone.
    package let code: String
    package let kind: GridKind.ID
    package let name: String
    /// The grid that it lies in.
    package let parent: ID?
    /// Who looks after it; open matters that this body leads move with the grid.
    package let body: Body.ID?
    /// About how many households it holds; nil where nobody said.
    package let households: Int?

    package init(
        id: ID, plan: GridPlan.ID, code: String, kind: GridKind.ID, name: String, parent: ID?,
        body: Body.ID?, households: Int?
    ) {
        self.id = id
        self.plan = plan
        self.code = code
        self.kind = kind
        self.name = name
        self.parent = parent
        self.body = body
        self.households = households
    }

    package static let codeCharactersMax = 30
    package static let nameCharactersMax = 60
    package static let householdsMax = 100_000
}

/// How a plan cuts the realm: the finest grid at each place that it names.
package struct GridCut: Sendable {
    private let byPlace: [Place.ID: Grid]

    package init(byPlace: [Place.ID: Grid]) {
        self.byPlace = byPlace
    }

    /// The grid in which a place lies: of the nearest place above it, or itself, that is named.
    package func grid(at path: PlacePath) -> Grid? {
        path.ids.reversed().lazy.compactMap { byPlace[$0] }.first
    }
}

/// A version of how the realm is cut into grids (网格划分方案). It is drafted, approved by somebody
/// else to begin on a day, and holds until the next one begins; it is never changed after that.
package struct GridPlan: Hashable, Sendable {
    package typealias ID = Identifier<GridPlan>

    package enum State: String, Sendable, CaseIterable {
        case draft, approved, dropped
    }

    package let id: ID
    package let realm: Realm.ID
    package let name: String
    package let state: State
    package let draftedAt: Instant
    /// Nil where the command line drafted it.
    package let drafter: Person.ID?
    package let approvedAt: Instant?
    /// The first day on which it holds.
    package let from: Day?
    /// Whether open matters have been moved to its grids.
    package let isTakenUp: Bool
    /// Counts up with every change of the draft.
    package let version: Int

    package init(
        id: ID, realm: Realm.ID, name: String, state: State, draftedAt: Instant,
        drafter: Person.ID?, approvedAt: Instant? = nil, from: Day? = nil,
        isTakenUp: Bool = false, version: Int = 1
    ) {
        self.id = id
        self.realm = realm
        self.name = name
        self.state = state
        self.draftedAt = draftedAt
        self.drafter = drafter
        self.approvedAt = approvedAt
        self.from = from
        self.isTakenUp = isTakenUp
        self.version = version
    }

    package static let nameCharactersMax = 60
    /// How many grids one plan may have.
    package static let gridsMax = 3_000
    /// How many places one plan may name.
    package static let placesMax = 10_000

    /// Of approved plans, the one that holds on a day: the last that has begun.
    package static func inForce(on day: Day, of plans: [GridPlan]) -> GridPlan? {
        plans.filter { plan in
            plan.state == .approved && plan.from.map { $0 <= day } ?? false
        }.max { ($0.from ?? day, $0.id) < ($1.from ?? day, $1.id) }
    }

    /// The first day on which an approved plan no longer holds: when the next one begins.
    package func until(of plans: [GridPlan]) -> Day? {
        guard let from else { return nil }
        return plans.filter { $0.state == .approved }.compactMap(\.from).filter { $0 > from }.min()
    }
}
