import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The area tree stays quick and short, however many places there are.
@Suite struct PlaceTreeTests {
    /// Fills a realm with one city of 60 districts, each with 50 committees of three buildings.
    private func fill(_ town: Town) async throws -> Realm {
        let realm = town.boston
        let installation = town.installation
        try await town.database.write { db in
            func add(_ name: String, _ level: String, under parent: Place?) throws -> Place {
                let id: Place.ID = installation.newID()
                let place = Place(
                    id: id, realm: realm.id, parent: parent?.id,
                    path: (parent?.path ?? .root).appending(id), code: nil, level: level,
                    name: LocalName(zh: name))
                try Places.insert(place, poster: nil, db)
                return place
            }
            let root = try add("大市", "city", under: nil)
            for district in 1...60 {
                let above = try add("第\(district)区", "neighborhood", under: root)
                for committee in 1...50 {
                    let middle = try add(
                        "第\(district)区\(committee)社区", "neighborhood", under: above)
                    for building in 1...3 {
                        _ = try add("\(building)号楼", "neighborhood", under: middle)
                    }
                }
            }
        }
        return realm
    }

    private func size(_ tree: PlaceTree) -> Int {
        tree.roots.count + tree.children.values.reduce(0) { $0 + $1.count }
    }

    @Test func aPageNeverHoldsMoreThanItsPlacesAndTheWayDownComesFirst() async throws {
        try await withTown { town in
            let realm = try await fill(town)
            let whole = try await town.installation.placeTree(in: realm)
            #expect(size(whole) <= Places.pageMax)
            #expect(size(whole) > 60, "the first levels are there at once")

            let found = try await town.installation.places(
                matching: "第57区 第57区44社区 2号楼", in: realm, after: nil, limit: 50)
            let building = try #require(found.found.first)
            #expect(found.found.count == 1)
            let open = try await town.installation.placeTree(in: realm, to: building)
            #expect(size(open) <= Places.pageMax)
            let parent = try #require(building.parent)
            #expect(open.children[parent]?.contains { $0.id == building.id } == true)
        }
    }

    @Test func aBranchThatIsNotThereSaysHowManyLieUnderIt() async throws {
        try await withTown { town in
            let realm = try await fill(town)
            let tree = try await town.installation.placeTree(in: realm)
            let root = try #require(tree.roots.first { $0.name.zh == "大市" })
            let districts = try #require(tree.children[root.id])
            let unread = try #require(districts.last { tree.children[$0.id] == nil })
            #expect(tree.counts[unread.id] == 50)
            let branch = try await town.installation.placeTree(in: realm, under: unread.id)
            #expect(branch.roots.count == 50)
            #expect(branch.roots.map(\.name.zh)[1].hasSuffix("区2社区"))
        }
    }

    @Test func aSearchGoesOnWhereItStopped() async throws {
        try await withTown { town in
            let realm = try await fill(town)
            var seen: Set<Place.ID> = []
            var cursor: Places.Cursor?
            var pages = 0
            repeat {
                let page = try await town.installation.places(
                    matching: "号楼", in: realm, after: cursor, limit: 2_000)
                #expect(seen.isDisjoint(with: page.found.map(\.id)))
                seen.formUnion(page.found.map(\.id))
                cursor = page.next
                pages += 1
            } while cursor != nil && pages < 10
            #expect(seen.count == 9_000)
            #expect(pages == 5)
        }
    }

    @Test(.enabled(if: TownHall.isEmbedded, "plans are those of the embedded engine"))
    func searchesAndHistoriesGoThroughTheirIndexes() async throws {
        try await withTown { town in
            let (realm, home) = (town.realm.id, try town.place("半山尚小区"))
            let day = try await town.rulebook().day(of: town.clock.now)
            let plans = try await town.database.read { db in
                func plan(_ work: (any Reader) throws -> Void) throws -> [String] {
                    let reader = PlanReader(db)
                    try work(reader)
                    return reader.steps
                }
                return [
                    try plan {
                        _ = try Places.search(
                            "山尚", in: realm,
                            after: Places.Cursor(after: home), limit: 50, $0)
                    },
                    try plan { _ = try Places.coded("4203", in: realm, limit: 50, $0) },
                    try plan {
                        _ = try Places.children(
                            of: [home.id], in: realm, on: day, limit: 200, $0)
                    },
                    try plan { _ = try Places.childCounts(of: [home.id], on: day, $0) },
                    try plan {
                        _ = try Histories.page(
                            of: "place", home.id.rawValue, in: realm, before: nil, $0)
                    },
                    try plan { _ = try Posts.lines(over: [home.id], in: realm, $0) },
                    try plan { _ = try Ties.of(home, on: day, $0) },
                ]
            }
            for plan in plans {
                #expect(!plan.isEmpty)
                let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.contains("found") }
                #expect(scans == [], "\(plan)")
            }
            #expect(plans[0].contains { $0.contains("places_by_name") }, "\(plans[0])")
            #expect(plans[4].contains { $0.contains("records_by_subject") }, "\(plans[4])")
            #expect(plans[5].contains { $0.contains("posts_by_place") }, "\(plans[5])")
        }
    }

    @Test func aPercentSignFindsNothingByItself() async throws {
        try await withTown { town in
            for text in ["%", "_", "", "  ", "\u{0}"] {
                let found = try await town.installation.places(
                    matching: text, in: town.realm, after: nil, limit: 50)
                #expect(found.found.isEmpty, "“\(text)”")
            }
        }
    }
}

/// Collects how the engine would run each query.
private final class PlanReader: Reader {
    private let db: any Reader
    private(set) var steps: [String] = []

    init(_ db: any Reader) { self.db = db }

    var dialect: Dialect { db.dialect }

    func rows<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> [T] {
        steps += try db.rows("EXPLAIN QUERY PLAN \(sql)") { try $0.text(3) }
        return try db.rows(sql, decode)
    }

    func first<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> T? {
        steps += try db.rows("EXPLAIN QUERY PLAN \(sql)") { try $0.text(3) }
        return try db.first(sql, decode)
    }

    func forEach(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
        try db.forEach(sql, body)
    }
}
