import Actions
import HTTPTypes
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The rows by which everyone finds matters on maps: they stand exactly while everyone may read the
/// matter, and never nearer than everyone may know.
struct PublicMatterTests {
    private func rows(_ town: Town) async throws -> [Matter.ID: (place: Place.ID, key: Int64?)] {
        let rows = try await town.database.read { db in
            try db.rows(
                """
                SELECT matter_id, place_id, map_key FROM public_matters ORDER BY matter_id LIMIT 99
                """
            ) { row in
                (
                    try row.id(0) as Matter.ID, try row.id(1) as Place.ID,
                    try row.intOrNil(2)
                )
            }
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.0, ($0.1, $0.2)) })
    }

    @Test func aMatterIsOnTheMapWhileEveryoneMayReadItAndAtItsEstate() async throws {
        try await withTown { town in
            let asked = try await town.order(standing: "asked")
            var found = try await rows(town)
            #expect(found[asked.id] == nil)
            let pooled = try await town.secretary.issues(asked)
            let estate = try town.place("半山尚小区")
            found = try await rows(town)
            #expect(found[asked.id]?.place == estate.id)
            #expect(pooled.place != estate.id)
            let position = try await town.database.read { db in try Positions.find(estate.id, db) }
            #expect(found[asked.id]?.key == position.map(MapKey.point))
            let request = try await town.request(standing: "handling")
            found = try await rows(town)
            #expect(found[request.id] == nil)
        }
    }

    @Test func mattersMoveWithTheirPlace() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "pooled")
            let estate = try town.place("半山尚小区")
            func locate(_ north: String, _ east: String) async throws -> Int64? {
                try await LocatePlace(
                    realm: town.realm, by: .holding(try await town.dispatcher.holding),
                    place: estate.id, latitude: north, longitude: east
                ).run(in: town.installation)
                return try await rows(town)[order.id]?.key
            }
            let moved = try await locate("32.62", "110.78")
            let there = try Position(latitude: "32.62", longitude: "110.78")
            #expect(moved == MapKey.point(there))
            let gone = try await locate("", "")
            #expect(gone == nil)
            let still = try await rows(town)
            #expect(still[order.id] != nil)
        }
    }

    @Test func theRowsCanBeWorkedOutAnew() async throws {
        try await withTown { town in
            _ = try await town.order(standing: "pooled")
            _ = try await town.order(standing: "done")
            _ = try await town.request(standing: "handling")
            let before = try await rows(town)
            #expect(!before.isEmpty)
            try await town.database.write { db in try db.run("DELETE FROM public_matters") }
            let looked = try await FinishPublicMatters().run(in: town.installation)
            #expect(looked >= 3)
            let after = try await rows(town)
            #expect(after.mapValues(\.place) == before.mapValues(\.place))
            #expect(after.mapValues(\.key) == before.mapValues(\.key))
            let again = try await FinishPublicMatters().run(in: town.installation)
            #expect(again == 0)
        }
    }

    @Test func aRowThatIsWrongIsCorrected() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "pooled")
            try await FinishPublicMatters().run(in: town.installation)
            let right = try await town.database.read { try PublicMatters.find(order.id, $0) }
            try await town.database.write { db in
                try db.run(
                    """
                    UPDATE public_matters SET opened_at = opened_at + 1, map_key = 5,
                        place_id = (SELECT min(id) FROM places WHERE id <> place_id)
                    """)
                try db.run("DELETE FROM settings WHERE name LIKE 'public matters %'")
            }
            try await FinishPublicMatters().run(in: town.installation)
            let corrected = try await town.database.read { try PublicMatters.find(order.id, $0) }
            #expect(right != nil)
            #expect(corrected == right)
        }
    }

    @Test(arguments: [
        (
            "UPDATE public_matters SET map_key = map_key + 1" as SQL,
            "everyone finds it elsewhere than its place is"
        ),
        ("DELETE FROM public_matters", "its state is public, but it stands on no map"),
        (
            "UPDATE public_matters SET opened_at = opened_at + 1",
            "everyone finds it as of another time"
        ),
        (
            """
            INSERT INTO public_matters (matter_id, realm_id, place_id, opened_at)
            SELECT id, realm_id, place_id, opened_at FROM matters WHERE procedure = 'request'
            """, "but its state is not public"
        ),
        (
            "UPDATE public_matters SET place_id = (SELECT place_id FROM matters LIMIT 1)",
            "everyone finds it at place"
        ),
    ])
    func rowsThatAreWrongAreNamed(_ tampering: SQL, _ told: String) async throws {
        try await withTown { town in
            _ = try await town.order(standing: "pooled")
            _ = try await town.request(standing: "handling")
            try await FinishPublicMatters().run(in: town.installation)
            let (vault, now) = (town.installation.vault, town.clock.now)
            func problems() async throws -> [String] {
                try await CheckRows(vault: vault, now: now).run(in: town.database).problems
            }
            let before = try await problems()
            #expect(before == [])
            try await town.database.write { db in try db.run(tampering) }
            let after = try await problems()
            #expect(after.contains { $0.contains(told) }, "\(after)")
        }
    }

    @Test func aWalkThroughABoxFindsEachOnceAndInPages() async throws {
        try await withTown { town in
            var all: Set<Matter.ID> = []
            for _ in 0..<5 { all.insert(try await town.order(standing: "pooled").id) }
            let estate = try town.place("半山尚小区")
            let realm = town.realm.id
            let wanted = all
            try await town.database.read { db in
                let middle = try #require(try Positions.find(estate.id, db))
                var query = PublicMatters.Query(limit: 2)
                query.boxes = [Bounds(of: middle).grown(by: 50)]
                var found: [Matter.ID] = []
                repeat {
                    let page = try PublicMatters.page(query, in: realm, db)
                    #expect(page.ids.count <= 2)
                    found += page.ids
                    query.after = page.next
                } while query.after != nil && found.count < 20
                #expect(found.count == 5 && Set(found) == wanted)
                query.after = nil
                query.boxes = [Bounds(of: middle).grown(by: 50), Bounds(of: middle)]
                #expect(try PublicMatters.page(query, in: realm, db).ids.count == 2)
                query.boxes = [try Bounds(west: 0, south: 0, east: 1, north: 1)]
                #expect(try PublicMatters.page(query, in: realm, db).ids.isEmpty)
            }
        }
    }

    @Test func aBoundaryFileDrawsPlacesByCodeOrName() async throws {
        let text = """
            {"type": "FeatureCollection", "features": [
              {"type": "Feature", "properties": {"code": "420303003002"}, "geometry":
                {"type": "Polygon", "coordinates":
                  [[[110.7, 32.6], [110.8, 32.6], [110.8, 32.7], [110.7, 32.6]]]}},
              {"type": "Feature", "properties": {"name": "湖畔家园"}, "geometry":
                {"type": "MultiPolygon", "coordinates":
                  [[[[110.7, 32.6, 5], [110.8, 32.6, 5], [110.8, 32.7, 5], [110.7, 32.6, 5]]]]}},
              {"type": "Feature", "properties": {"name": "1号楼"}, "geometry":
                {"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]]}},
              {"type": "Feature", "properties": {}, "geometry":
                {"type": "Point", "coordinates": [1, 1]}},
              {"type": "Feature", "properties": {}, "geometry":
                {"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 200], [1, 1]]]}}
            ]}
            """
        let file = try BoundaryFile(Array(text.utf8))
        #expect(file.features.count == 3)
        #expect(
            file.problems == [.otherGeometry(feature: 4, kind: "Point"), .badRing(feature: 5)])
        try await withTown { town in
            let work = ImportBoundaries(realm: town.realm, file: file, source: "test.geojson")
            let trial = try await work.run(isTrial: true, in: town.installation)
            #expect(trial.drawn == 2 && trial.unknown == ["feature 3: “1号楼”"])
            let first = try await work.run(in: town.installation)
            #expect(first == trial)
            let second = try await work.run(in: town.installation)
            #expect(second.drawn == 0 && second.unchanged == 2)
            let place = try town.place("镜潭社区")
            let (outline, position) = try await town.database.read { db in
                (try Outlines.of([place.id], db)[place.id], try Positions.find(place.id, db))
            }
            #expect(outline?.bounds.east == 110_800_000)
            #expect(position != nil)
        }
        #expect(throws: BoundaryFile.Problem.notJSON) { try BoundaryFile(Array("{".utf8)) }
        #expect(throws: BoundaryFile.Problem.notFeatures) { try BoundaryFile(Array("[]".utf8)) }
    }
}
