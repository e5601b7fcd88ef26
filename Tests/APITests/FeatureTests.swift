import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// OGC API Features over places, organisations and public matters.
struct FeatureTests {
    private static let base = "/api/features/checheng-road"

    @Test func theServiceLeadsFromItsLandingPageToItsItems() async throws {
        try await withCaller { _, caller in
            let landing = try await caller.get(Self.base).json()
            let links = try #require(landing["links"] as? [[String: Any]])
            let relations = Set(links.compactMap { $0["rel"] as? String })
            #expect(relations == ["self", "service-desc", "conformance", "data"])
            let classes = try await caller.get(Self.base + "/conformance").json()
            #expect((classes["conformsTo"] as? [String])?.count == 3)
            let collections = try await caller.get(Self.base + "/collections").json()
            let list = try #require(collections["collections"] as? [[String: Any]])
            #expect(
                list.compactMap { $0["id"] as? String } == [
                    "places", "grids", "facilities", "organisations", "matters",
                ])
            let places = try await caller.get(Self.base + "/collections/places/items?limit=2")
            #expect(places.type.hasPrefix("application/geo+json"))
            #expect(places.headers[.accessControlAllowOrigin] == "*")
            let page = try places.json()
            #expect((page["features"] as? [Any])?.count == 2)
        }
    }

    @Test func nextLinksWalkThroughEverythingOnce() async throws {
        try await withCaller { _, caller in
            var seen: [String] = []
            var path: String? = Self.base + "/collections/places/items?limit=3"
            while let here = path, seen.count < 100 {
                let page = try await caller.get(here).json()
                let features = try #require(page["features"] as? [[String: Any]])
                seen += features.compactMap { $0["id"] as? String }
                let links = page["links"] as? [[String: Any]] ?? []
                let next = links.first { $0["rel"] as? String == "next" }?["href"] as? String
                path = next.flatMap { URL(string: $0) }.map { $0.path + "?" + ($0.query ?? "") }
            }
            #expect(seen.count == Set(seen).count)
            // The street, its communities and estates; no building.
            #expect(seen.count == 24)
        }
    }

    @Test func privateMattersAndNearPlacesAreNeverAmongThem() async throws {
        try await withCaller { town, caller in
            let request = try await town.request(standing: "handling")
            let asked = try await town.order(standing: "asked")
            let pooled = try await town.order(standing: "pooled")
            let items = try await caller.get(Self.base + "/collections/matters/items")
            #expect(items.text.contains("\(pooled.reference)"))
            for secret in [
                "\(request.reference)", "\(asked.reference)", Resident.secretWish,
                Resident.secretSpot, "1号楼", Resident.secretName,
            ] {
                #expect(!items.text.contains(secret), "\(secret)")
            }
            let one = Self.base + "/collections/matters/items/"
            let shown = try await caller.get(one + "\(pooled.reference)").status
            #expect(shown == .ok)
            let ofRequest = try await caller.get(one + "\(request.reference)").status
            #expect(ofRequest == .notFound)
            let ofAsked = try await caller.get(one + "\(asked.reference)").status
            #expect(ofAsked == .notFound)
            let building = try town.place("1号楼").id
            let place = Self.base + "/collections/places/items/\(building)"
            let ofBuilding = try await caller.get(place).status
            #expect(ofBuilding == .notFound)
        }
    }

    @Test func boxesAndTimesNarrowWhatIsFound() async throws {
        try await withCaller { town, caller in
            _ = try await town.order(standing: "pooled")
            func count(_ collection: String, _ query: String) async throws -> Int? {
                let page = try await caller.get(
                    Self.base + "/collections/\(collection)/items?" + query
                ).json()
                return page["numberReturned"] as? Int
            }
            let here = "bbox=110.77,32.614,110.772,32.616"
            let matters = try await count("matters", here)
            #expect(matters == 1)
            let farAway = try await count("matters", "bbox=0,0,1,1")
            #expect(farAway == 0)
            let before = try await count("matters", here + "&datetime=1990-01-01/1990-12-31")
            #expect(before == 0)
            let since = try await count("matters", here + "&datetime=1990-01-01/..")
            #expect(since == 1)
            // The estate, its community and the street.
            let places = try await count("places", here)
            #expect(places == 3)
            let organisations = try await count("organisations", "bbox=0,0,1,1")
            #expect(organisations == 0)
        }
    }

    @Test(arguments: [
        "limit=0", "limit=x", "bbox=1,2,3", "bbox=a", "datetime=soon",
        "datetime=2026-02-01/2026-01-01",
        "after=x", "colour=red", "f=html",
    ])
    func whatCannotBeAskedIsRefusedAsAProblem(_ query: String) async throws {
        try await withCaller { _, caller in
            let reply = try await caller.get(Self.base + "/collections/matters/items?" + query)
            #expect(reply.status == .badRequest)
            #expect(reply.type.hasPrefix("application/problem+json"))
            let problem = try reply.json()
            #expect(problem["status"] as? Int == 400)
        }
    }

    @Test func noRealmAndNoCollectionIsNotFound() async throws {
        try await withCaller { _, caller in
            for path in [
                "/api/features/nowhere", Self.base + "/collections/cars",
                Self.base + "/collections/cars/items", Self.base + "/collections/places/items/x",
                "/api/features/boston",
            ] {
                let reply = try await caller.get(path)
                #expect(reply.status == .notFound, "\(path)")
            }
        }
    }

    @Test(arguments: [
        ("2026-11-01T00:00:00Z", true), ("2026-11-01", true), ("2026-11-01/..", true),
        ("../2026-11-01", true), ("/2026-11-01", true), ("2026-11-01/2026-11-02", true),
        ("..", false),
        ("2026-11-02/2026-11-01", false), ("", false), ("1/2/3", false), ("2026-13-01", false),
    ])
    func spansOfTimeAreReadAsTheStandardSays(_ text: String, _ isSpan: Bool) throws {
        let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        #expect((TimeSpan(text, in: zone) != nil) == isSpan)
    }
}
