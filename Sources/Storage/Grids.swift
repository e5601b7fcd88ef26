package import Kernel
package import SQL

/// Rows of the grids of a plan and of the places that they hold.
package enum Grids {
    private static let columns: SQL = """
        grids.id, grids.plan_id, grids.code, grids.kind, grids.name, grids.parent_id,
        grids.body_id, grids.households
        """

    /// Every grid of a plan, by code.
    package static func all(of plan: GridPlan.ID, _ db: any Reader) throws -> [Grid] {
        try db.rows(
            """
            SELECT \(columns) FROM grids WHERE plan_id = \(plan)
            ORDER BY code LIMIT \(GridPlan.gridsMax)
            """, decode)
    }

    /// Which places each grid of a plan names.
    package static func holdings(
        of plan: GridPlan.ID, _ db: any Reader
    ) throws -> [(grid: Grid.ID, place: PlacePath)] {
        try db.rows(
            """
            SELECT grid_id, path FROM grid_places JOIN places ON places.id = place_id
            WHERE plan_id = \(plan) ORDER BY place_id, grid_id LIMIT \(GridPlan.placesMax)
            """
        ) { (try $0.id(0), try $0.path(1)) }
    }

    /// How many grids of each kind each plan has.
    package static func counts(
        of plans: [GridPlan.ID], _ db: any Reader
    ) throws -> [GridPlan.ID: [GridKind.ID: Int]] {
        let rows = try db.rows(
            """
            SELECT plan_id, kind, COUNT(*) FROM grids WHERE plan_id IN \(list: plans)
            GROUP BY plan_id, kind ORDER BY plan_id, kind LIMIT \(plans.count * 20)
            """
        ) { (try $0.id(0) as GridPlan.ID, try $0.text(1), Int(try $0.int(2))) }
        var counts: [GridPlan.ID: [GridKind.ID: Int]] = [:]
        for (plan, kind, count) in rows { counts[plan, default: [:]][kind] = count }
        return counts
    }

    /// The finest grid of a plan at each of some places, by the places themselves.
    package static func at(
        _ paths: [PlacePath], in plan: GridPlan.ID, _ db: any Reader
    ) throws -> [PlacePath: Grid] {
        let ids = Set(paths.flatMap(\.ids)).sorted()
        let cut = try cut(of: plan, where: "AND grid_places.place_id IN \(list: ids)", db)
        return Dictionary(
            paths.compactMap { path in cut.grid(at: path).map { (path, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// The finest grid of a plan at every place that it names.
    package static func cut(of plan: GridPlan.ID, _ db: any Reader) throws -> GridCut {
        try cut(of: plan, where: "", db)
    }

    private static func cut(
        of plan: GridPlan.ID, where some: SQL, _ db: any Reader
    ) throws -> GridCut {
        let held = try db.rows(
            """
            SELECT grid_places.place_id, \(columns)
            FROM grid_places JOIN grids ON grids.id = grid_places.grid_id
            WHERE grid_places.plan_id = \(plan) \(some)
            ORDER BY grid_places.place_id, grids.id LIMIT \(GridPlan.placesMax)
            """
        ) { (try $0.id(0) as Place.ID, try decode($0, from: 1)) }
        return GridCut(
            byPlace: Dictionary(grouping: held, by: \.0).mapValues { finest($0.map(\.1)) })
    }

    /// Of grids that name the same place, the one that lies in the others.
    private static func finest(_ grids: [Grid]) -> Grid {
        let parents = Set(grids.compactMap(\.parent))
        return grids.first { !parents.contains($0.id) } ?? grids[0]
    }

    package static func replace(
        _ grids: [Grid], homes: [Grid.ID: PlacePath],
        holdings: [(grid: Grid.ID, place: PlacePath)], of plan: GridPlan.ID, _ db: any Writer
    ) throws {
        try db.run("DELETE FROM grid_places WHERE plan_id = \(plan)")
        try db.run("UPDATE grids SET parent_id = NULL WHERE plan_id = \(plan)")
        try db.run("DELETE FROM grids WHERE plan_id = \(plan)")
        for grid in parentsFirst(grids) {
            try db.run(
                """
                INSERT INTO grids (id, plan_id, code, kind, name, parent_id, body_id, households,
                    home_path)
                VALUES (\(grid.id), \(plan), \(grid.code), \(grid.kind), \(grid.name),
                    \(grid.parent), \(grid.body), \(grid.households),
                    \(homes[grid.id] ?? PlacePath.root))
                """)
        }
        for holding in holdings {
            guard let place = holding.place.ids.last else { continue }
            try db.run(
                """
                INSERT INTO grid_places (plan_id, place_id, grid_id)
                VALUES (\(plan), \(place), \(holding.grid))
                """)
        }
    }

    /// The same grids, each after the one that it lies in; none that lies in itself.
    private static func parentsFirst(_ grids: [Grid]) -> [Grid] {
        let children = Dictionary(grouping: grids, by: \.parent)
        var ordered = children[nil] ?? []
        var next = 0
        while next < ordered.count {
            ordered += children[ordered[next].id] ?? []
            next += 1
        }
        return ordered
    }

    private static func decode(_ row: any Row) throws -> Grid { try decode(row, from: 0) }

    private static func decode(_ row: any Row, from first: Int) throws -> Grid {
        Grid(
            id: try row.id(first), plan: try row.id(first + 1), code: try row.text(first + 2),
            kind: try row.text(first + 3), name: try row.text(first + 4),
            parent: try row.idOrNil(first + 5), body: try row.idOrNil(first + 6),
            households: try row.intOrNil(first + 7).map(Int.init))
    }
}
