import Kernel
import Storage

extension GridTable {
    /// What a table comes to in a realm.
    struct Grids {
        var grids: [Grid] = []
        var homes: [Grid.ID: PlacePath] = [:]
        var holdings: [(grid: Grid.ID, place: PlacePath)] = []
    }

    /// What the words of a table mean in a realm.
    struct Meanings {
        let kinds: [String: GridKind.ID]
        let places: PlaceNames
        let bodies: [String: Body.ID]
    }

    /// - Throws: `ActionError.invalid` for `table`: the first line that is wrong, and how many
    ///   others are.
    func read(
        for plan: GridPlan.ID, _ meanings: Meanings, newID: () -> Grid.ID
    ) throws -> Grids {
        var problems: [(line: Int, complaint: ActionError.Complaint)] = []
        func refuse(_ row: Row, _ key: String, _ value: String) {
            problems.append((row.line, .init(key, ["line": String(row.line), "value": value])))
        }
        var ids: [String: Grid.ID] = [:]
        for row in rows {
            if row.code.isEmpty || row.code.count > Grid.codeCharactersMax {
                refuse(row, "grids.table.code", row.code)
            } else if ids.updateValue(newID(), forKey: row.code) != nil {
                refuse(row, "grids.table.twice", row.code)
            }
        }
        var read = Grids()
        for row in rows {
            guard let id = ids[row.code] else { continue }
            if row.name.isEmpty || row.name.count > Grid.nameCharactersMax {
                refuse(row, "grids.table.name", row.name)
            }
            guard let kind = meanings.kinds[row.kind] else {
                refuse(row, "grids.table.kind", row.kind)
                continue
            }
            let parent = row.parent.isEmpty ? nil : ids[row.parent]
            if parent == nil, !row.parent.isEmpty { refuse(row, "grids.table.parent", row.parent) }
            let body = row.body.isEmpty ? nil : meanings.bodies[row.body]
            if body == nil, !row.body.isEmpty { refuse(row, "grids.table.body", row.body) }
            let households = Int(row.households.halfWidth)
            if !row.households.isEmpty,
                !(households.map { (0...Grid.householdsMax).contains($0) } ?? false)
            {
                refuse(row, "grids.table.households", row.households)
            }
            for name in Set(row.places).sorted() {
                guard let path = meanings.places.path(of: name) else {
                    refuse(row, "grids.table.place", name)
                    continue
                }
                read.holdings.append((id, path))
            }
            read.grids.append(
                Grid(
                    id: id, plan: plan, code: row.code, kind: kind, name: row.name,
                    parent: parent, body: body, households: households))
        }
        if let circle = Self.circle(in: read.grids) {
            throw Self.problem("grids.table.circle", ["value": circle])
        }
        guard problems.isEmpty else { throw Self.told(problems) }
        guard read.holdings.count <= GridPlan.placesMax else {
            throw Self.problem("grids.table.tooManyPlaces", ["max": String(GridPlan.placesMax)])
        }
        read.homes = Self.homes(of: read)
        return read
    }

    private static func told(
        _ problems: [(line: Int, complaint: ActionError.Complaint)]
    ) -> ActionError {
        let first = problems.min { $0.line < $1.line }?.complaint
        let what = first?.key.split(separator: ".").last ?? ""
        var gaps = first?.gaps ?? [:]
        guard problems.count > 1 else { return problem("grids.table.\(what)", gaps) }
        gaps["more"] = String(problems.count - 1)
        return problem("grids.table.\(what).more", gaps)
    }

    /// The code of a grid that would lie in itself.
    private static func circle(in grids: [Grid]) -> String? {
        let parents = Dictionary(
            grids.compactMap { grid in grid.parent.map { (grid.id, $0) } },
            uniquingKeysWith: { first, _ in first })
        return grids.first { grid in
            var at = parents[grid.id]
            for _ in 0..<Body.depthMax {
                guard let here = at else { return false }
                if here == grid.id { return true }
                at = parents[here]
            }
            return true
        }?.code
    }

    /// The narrowest place that holds all that a grid and the grids in it hold.
    private static func homes(of read: Grids) -> [Grid.ID: PlacePath] {
        let parents = Dictionary(
            read.grids.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
        var homes: [Grid.ID: PlacePath] = [:]
        for holding in read.holdings {
            var at: Grid.ID? = holding.grid
            while let grid = at {
                homes[grid] = homes[grid].map { $0.common(with: holding.place) } ?? holding.place
                at = parents[grid] ?? nil
            }
        }
        return homes
    }
}

/// The places of a realm by what a table calls them: a code, or names from any place above down,
/// parted by strokes.
struct PlaceNames {
    private let byID: [Place.ID: Place]
    private let byName: [String: [Place]]
    private let byCode: [String: Place]

    init(_ places: [Place]) {
        byID = Dictionary(places.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        byName = Dictionary(grouping: places) { $0.name.zh }
        byCode = Dictionary(
            places.compactMap { place in place.code.map { ($0, place) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// Nil where no place is called so, or several are.
    func path(of text: String) -> PlacePath? {
        if let coded = byCode[text] { return coded.path }
        let names = text.split { "/／›".contains($0) }.map { String($0).trimmingCharacters() }
        guard let last = names.last else { return nil }
        let found = (byName[last] ?? []).filter { place in
            let above = place.path.ids.dropLast().compactMap { byID[$0]?.name.zh }
            var rest = above[...]
            return names.dropLast().allSatisfy { name in
                guard let at = rest.firstIndex(of: name) else { return false }
                rest = rest[(at + 1)...]
                return true
            }
        }
        return found.count == 1 ? found[0].path : nil
    }

    /// Names from the first place below the root down.
    func words(of path: PlacePath) -> String {
        let line = path.ids.compactMap { byID[$0]?.name.zh }
        return line.dropFirst(line.count > 1 ? 1 : 0).joined(separator: "/")
    }
}
