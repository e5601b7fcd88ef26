import Kernel
import Testing

extension Identifier: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int64) { self.init(value) }
}

/// What is found in a plan before it is approved: gaps, overlaps, orphans and sizes.
@Suite struct GridCheckTests {
    private static let kinds = [
        GridKind(id: "general"),
        GridKind(id: "micro", within: "general", households: 30...100),
        GridKind(id: "exclusive", isCarved: true),
    ]
    private static let root = PlacePath.root.appending(1)

    private static func place(_ id: Int64, under parent: Int64? = 1) -> Place {
        let above = parent.map { $0 == 1 ? root : root.appending(Place.ID($0)) } ?? .root
        return Place(
            id: Place.ID(id), realm: 1, parent: parent.map { Place.ID($0) },
            path: above.appending(Place.ID(id)), code: nil, level: "estate",
            name: LocalName(zh: "\(id)"))
    }

    /// A street with the estates 2 and 3; the buildings 20 and 21 lie in 2.
    private static let places = [
        place(1, under: nil), place(2), place(3), place(20, under: 2), place(21, under: 2),
    ]

    private static func path(_ id: Int64) -> PlacePath {
        places.first { $0.id == Place.ID(id) }?.path ?? .root
    }

    private static func grid(
        _ id: Int64, _ kind: String, in parent: Int64? = nil, households: Int? = nil
    ) -> Grid {
        Grid(
            id: Grid.ID(id), plan: 1, code: "G\(id)", kind: kind, name: "Grid \(id)",
            parent: parent.map { Grid.ID($0) }, body: nil, households: households)
    }

    private static func found(
        _ grids: [Grid], _ holdings: [(Int64, Int64)]
    ) -> [GridCheck.Finding] {
        GridCheck(
            kinds: kinds, grids: grids,
            holdings: holdings.map { (grid: Grid.ID($0.0), place: path($0.1)) }, places: places
        ).findings
    }

    @Test func aPlanThatHoldsEverythingOnceIsGood() {
        let grids = [
            Self.grid(1, "general"), Self.grid(2, "micro", in: 1, households: 30),
            Self.grid(3, "micro", in: 1, households: 100),
        ]
        #expect(Self.found(grids, [(2, 2), (3, 3)]) == [])
        // A grid and one that lies in it hold the same ground.
        #expect(Self.found(grids, [(1, 1), (2, 2), (3, 3)]) == [])
    }

    @Test func whatNoGridHoldsIsNamedAtItsWidest() {
        let grids = [Self.grid(1, "general")]
        #expect(Self.found(grids, [(1, 2)]) == [.gap(3)])
        #expect(Self.found(grids, [(1, 3), (1, 20)]) == [.gap(21)])
        #expect(Self.found(grids, []).contains(.gap(1)))
    }

    @Test func whatTwoGridsHoldIsNamed() {
        let grids = [Self.grid(1, "general"), Self.grid(2, "general")]
        #expect(
            Self.found(grids, [(1, 2), (1, 3), (2, 20)]) == [.overlap(20, 1, 2)])
        #expect(Self.found(grids, [(1, 2), (2, 2), (1, 3)]) == [.overlap(2, 1, 2)])
    }

    @Test func aCarvedGridLiesInAnotherAndTwoCarvedOnesDoNot() {
        let grids = [
            Self.grid(1, "general"), Self.grid(2, "exclusive"), Self.grid(3, "exclusive"),
        ]
        #expect(Self.found(Array(grids.prefix(2)), [(1, 1), (2, 20)]) == [])
        #expect(Self.found(grids, [(1, 1), (2, 2), (3, 20)]) == [.overlap(20, 2, 3)])
    }

    @Test func aGridWithoutItsPlaceIsAnOrphan() {
        let grids = [Self.grid(1, "general"), Self.grid(2, "micro"), Self.grid(3, "micro", in: 2)]
        let found = Self.found(grids, [(1, 1), (3, 20)])
        #expect(found.contains(.orphan(2, within: "general")))
        #expect(found.contains(.orphan(3, within: "general")))
        #expect(
            Self.found([Self.grid(1, "general"), Self.grid(2, "general")], [(1, 1)])
                == [.empty(2)])
    }

    @Test(arguments: [(29, false), (30, true), (100, true), (101, false)])
    func sizesWarnAndNoMore(households: Int, isFit: Bool) {
        let grids = [
            Self.grid(1, "general"), Self.grid(2, "micro", in: 1, households: households),
        ]
        let check = GridCheck(
            kinds: Self.kinds, grids: grids, holdings: [(grid: 2, place: Self.root)],
            places: Self.places)
        #expect(check.mistakes == [])
        #expect(
            check.warnings == (isFit ? [] : [.size(2, households: households, 30...100)]))
    }

    @Test func thePlanInForceIsTheLastThatHasBegun() throws {
        func plan(_ id: Int64, from: String?, _ state: GridPlan.State = .approved) throws
            -> GridPlan
        {
            GridPlan(
                id: GridPlan.ID(id), realm: 1, name: "Plan \(id)", state: state,
                draftedAt: Instant(milliseconds: 0), drafter: nil,
                from: try from.map { try Day(parsing: $0) })
        }
        let plans = [
            try plan(1, from: "2023-01-01"), try plan(2, from: "2023-03-01"),
            try plan(3, from: nil, .draft), try plan(4, from: "2023-02-01", .dropped),
        ]
        let day = { (text: String) in try Day(parsing: text) }
        #expect(GridPlan.inForce(on: try day("2022-12-31"), of: plans) == nil)
        #expect(GridPlan.inForce(on: try day("2023-02-28"), of: plans)?.id == 1)
        #expect(GridPlan.inForce(on: try day("2023-03-01"), of: plans)?.id == 2)
        let until = try day("2023-03-01")
        #expect(plans[0].until(of: plans) == until)
        #expect(plans[1].until(of: plans) == nil)
    }

    @Test func onlyWhatTheOldBodyLedGoesToTheNewOne() {
        func grid(_ code: String, _ body: Body.ID?) -> Grid {
            Grid(
                id: 1, plan: 1, code: code, kind: "micro", name: code, parent: nil, body: body,
                households: nil)
        }
        #expect(Rehoming(1, from: grid("A", 5), to: grid("A", 5)) == nil)
        let moved = Rehoming(1, from: grid("A", 5), to: grid("B", 6))
        #expect(moved?.newLead(insteadOf: 5) == 6)
        #expect(moved?.newLead(insteadOf: 7) == nil)
        #expect(moved?.newLead(insteadOf: nil) == nil)
        #expect(Rehoming(1, from: grid("A", 5), to: grid("B", nil))?.newLead(insteadOf: 5) == nil)
    }
}
