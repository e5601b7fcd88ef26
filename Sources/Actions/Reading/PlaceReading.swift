package import Kernel
import SQL
package import Storage

/// A part of the area tree: some places, and of some of them what lies under them.
package struct PlaceTree: Sendable {
    package let roots: [Place]
    /// What lies directly under a place, in reading order; no entry where it was not read.
    package var children: [Place.ID: [Place]] = [:]
    /// How many places lie directly under each; no entry is none.
    package var counts: [Place.ID: Int] = [:]
}

/// One page of a search for places.
package struct PlaceSearch: Sendable {
    package let found: [Place]
    /// The places above the ones found, by id.
    package let above: [Place.ID: Place]
    package let next: Places.Cursor?
}

/// Everything that the page of one place shows.
package struct PlaceFile: Sendable {
    package let place: Place
    /// From the root down to the place itself.
    package let line: [Place]
    package let children: [Place]
    package let childCounts: [Place.ID: Int]
    package let nextChild: Places.Cursor?
    package let closedChildren: [Place]
    package let bodies: [Body]
    /// Posts over the place itself and over those that hold it, now and before.
    package let posts: [PostLine]
    package let poster: String?
    package let position: Position?
    package let ties: Ties
    package let history: [Histories.Line]
}

extension Installation {
    /// The area tree from its roots, or what lies under one place, a level after the other until a
    /// page is full; the way down to `open` comes first.
    package func placeTree(
        in realm: Realm, under root: Place.ID? = nil, to open: Place? = nil
    ) async throws -> PlaceTree {
        let today = try await rulebook(of: realm).day(of: now())
        return try await database.glance { db in
            let roots: [Place]
            if let root {
                roots = try Places.children(
                    of: root, in: realm.id, on: today, after: nil, limit: Places.pageMax, db)
            } else {
                roots = try Places.roots(in: realm.id, limit: Places.pageMax, db)
                    .filter { $0.exists(on: today) }
            }
            return try Self.grown(
                PlaceTree(roots: roots.sorted(by: Place.stand)), spine: Set(open?.path.ids ?? []),
                in: realm.id, on: today, db)
        }
    }

    /// Reads level after level while everything under the chosen places fits on the page.
    private static func grown(
        _ tree: PlaceTree, spine: Set<Place.ID>, in realm: Realm.ID, on day: Day,
        _ db: any Reader
    ) throws -> PlaceTree {
        var tree = tree
        var left = Places.pageMax - tree.roots.count
        var level = tree.roots
        while !level.isEmpty {
            let counts = try Places.childCounts(of: level.map(\.id), on: day, db)
            tree.counts.merge(counts) { known, _ in known }
            var chosen: [Place.ID] = []
            for place in level.filter({ spine.contains($0.id) })
                + level.filter({ !spine.contains($0.id) })
            {
                guard let count = counts[place.id], count <= left else { continue }
                chosen.append(place.id)
                left -= count
            }
            guard !chosen.isEmpty else { break }
            level = try Places.children(
                of: chosen, in: realm, on: day, limit: Places.pageMax, db)
            for (parent, places) in Dictionary(grouping: level, by: \.parent) {
                guard let parent else { continue }
                tree.children[parent] = places.sorted(by: Place.stand)
            }
        }
        return tree
    }

    /// Places by a part of their name, by names from the top down, or by the beginning of a code.
    package func places(
        matching text: String, in realm: Realm, after cursor: Places.Cursor?, limit: Int
    ) async throws -> PlaceSearch {
        let terms = text.split { $0.isWhitespace || "/／›".contains($0) }.prefix(4)
            .map { String($0.filter { $0 != "\0" }.prefix(40)).halfWidth }
        guard let last = terms.last else { return PlaceSearch(found: [], above: [:], next: nil) }
        return try await database.glance { db in
            var found: [Place] = []
            if cursor == nil, terms.count == 1, last.allSatisfy(\.isNumber), last.count > 1 {
                found = try Places.coded(last, in: realm.id, limit: limit, db)
            }
            var paths: [PlacePath]?
            for term in terms.dropLast() {
                paths = try Places.search(
                    term, under: paths, in: realm.id, after: nil, limit: 50, db
                ).map(\.path)
            }
            let named = try Places.search(
                last, under: paths, in: realm.id, after: cursor, limit: limit + 1, db)
            let page = Array(named.prefix(limit))
            let coded = Set(found.map(\.id))
            found += page.filter { !coded.contains($0.id) }
            let ids = Set(found.flatMap { $0.path.ids.dropLast() })
            let above = try Places.find(ids: ids.sorted(), in: realm.id, db)
            return PlaceSearch(
                found: found,
                above: Dictionary(above.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a }),
                next: named.count > limit ? page.last.map(Places.Cursor.init(after:)) : nil)
        }
    }

    /// A place by its id, by its code, or by a name that only one place of today bears.
    package func place(named text: String, in realm: Realm) async throws -> Place? {
        let today = try await rulebook(of: realm).day(of: now())
        let text = text.trimmingCharacters()
        guard !text.contains("\0") else { return nil }
        return try await database.glance { db in
            if let id = Place.ID(text), let place = try Places.find(id, in: realm.id, db) {
                return place
            }
            if let place = try Places.find(code: text, in: realm.id, db) { return place }
            let called = try Places.called(text, in: realm.id, limit: 50, db)
                .filter { $0.exists(on: today) }
            return called.count == 1 ? called[0] : nil
        }
    }

    /// The page of a place; nil when the realm has no such place.
    package func placeFile(
        _ id: Place.ID, in realm: Realm, childrenAfter cursor: Places.Cursor?, before: Int64?
    ) async throws -> PlaceFile? {
        let today = try await rulebook(of: realm).day(of: now())
        return try await database.glance { db in
            guard let place = try Places.find(id, in: realm.id, db) else { return nil }
            let limit = Places.pageMax / 2
            let children = try Places.children(
                of: id, in: realm.id, on: today, after: cursor, limit: limit + 1, db)
            let shown = Array(children.prefix(limit))
            let isWhole = cursor == nil && children.count <= limit
            return PlaceFile(
                place: place, line: try Places.find(ids: place.path.ids, in: realm.id, db),
                children: isWhole ? shown.sorted(by: Place.stand) : shown,
                childCounts: try Places.childCounts(of: shown.map(\.id), on: today, db),
                nextChild: isWhole || children.count <= limit
                    ? nil : shown.last.map(Places.Cursor.init(after:)),
                closedChildren: try Places.children(
                    of: id, in: realm.id, on: today, closed: true, after: nil, limit: limit, db),
                bodies: try Bodies.at(place.path.ids, in: realm.id, limit: 100, db)
                    .filter { $0.exists(on: today) },
                posts: try Posts.lines(over: place.path.ids, in: realm.id, db),
                poster: try Places.poster(of: id, db),
                position: try Positions.find(id, db),
                ties: try Ties.of(place, on: today, db),
                history: try Histories.page(
                    of: "place", id.rawValue, in: realm.id, before: before, db))
        }
    }
}

extension Place {
    /// The order in which people read places that stand side by side: by code where there are
    /// codes, then with numbers as numbers, so that building 2 stands before building 10.
    package static func stand(_ a: Place, _ b: Place) -> Bool {
        let codes = (a.code ?? "~", b.code ?? "~")
        if codes.0 != codes.1 { return codes.0 < codes.1 }
        let names = (NumberedName(a.name.zh), NumberedName(b.name.zh))
        return names.0 == names.1 ? a.id < b.id : names.0 < names.1
    }
}

/// A name cut into runs of digits and of other signs.
struct NumberedName: Comparable {
    private let parts: [(number: Int, text: String)]

    init(_ name: String) {
        var parts: [(number: Int, text: String)] = []
        var run = ""
        func end() {
            guard !run.isEmpty else { return }
            parts.append((Int(run) ?? Int.max, run))
            run = ""
        }
        for character in name {
            let isDigit = character.isASCII && character.isNumber
            if let last = run.last, (last.isASCII && last.isNumber) != isDigit { end() }
            run.append(character)
        }
        end()
        self.parts = parts
    }

    static func < (a: NumberedName, b: NumberedName) -> Bool {
        for (left, right) in zip(a.parts, b.parts) where left != right {
            return left.number == right.number ? left.text < right.text : left.number < right.number
        }
        return a.parts.count < b.parts.count
    }

    static func == (a: NumberedName, b: NumberedName) -> Bool {
        a.parts.map(\.text) == b.parts.map(\.text)
    }
}

extension Installation {
    /// Some places of a realm in tree order with those above them, for a file of the whole tree.
    package func placesInOrder(
        in realm: Realm, after id: Place.ID?, limit: Int
    ) async throws -> PlaceSearch {
        try await database.glance { db in
            let last = try id.flatMap { try Places.find($0, in: realm.id, db) }
            if id != nil, last == nil { throw ActionError.notFound }
            let found = try Places.inOrder(
                in: realm.id, after: last?.path, limit: limit, db)
            let ids = Set(found.flatMap { $0.path.ids.dropLast() })
            let above = try Places.find(ids: ids.sorted(), in: realm.id, db)
            return PlaceSearch(
                found: found,
                above: Dictionary(above.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a }),
                next: nil)
        }
    }
}
