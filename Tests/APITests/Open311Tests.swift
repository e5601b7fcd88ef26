import Actions
import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// Open311 GeoReport v2: the standard's own names, through the real actions.
struct Open311Tests {
    private static let base = "/api/open311/v2"
    private static let here = "jurisdiction_id=checheng-road"

    private static func key(
        _ town: Town, scopes: Set<AccessKey.Scope> = [.report], days: Int = 30
    ) async throws -> String {
        try await IssueAccessKey(
            realm: town.realm, by: .operator, name: "12345", scopes: scopes, channel: .hotline,
            days: days
        ).run(in: town.installation).text
    }

    private static func report(
        _ key: String, _ more: [(String, String)] = [], without: Set<String> = []
    ) -> [(String, String)] {
        let usual = [
            ("api_key", key), ("jurisdiction_id", "checheng-road"),
            ("service_code", "facility.light"), ("lat", "32.61421234"), ("long", "110.7706"),
            ("description", "三号楼一单元的路灯不亮了。"), ("first_name", "演示"),
            ("phone", "13800001234"),
        ]
        return usual.filter { !without.contains($0.0) } + more
    }

    @Test func discoveryAndServicesComeAsXMLUnlessJSONIsAskedFor() async throws {
        try await withCaller { _, caller in
            let discovery = try await caller.get("/api/open311/discovery")
            #expect(discovery.type.hasPrefix("text/xml"))
            #expect(discovery.text.contains("<url>http://localhost/api/open311/v2</url>"))
            let json = try await caller.get("/api/open311/discovery.json").json()
            #expect((json["endpoints"] as? [[String: Any]])?.count == 1)
            let services = try await caller.get("\(Self.base)/services?\(Self.here)")
            #expect(services.type.hasPrefix("text/xml"))
            #expect(services.text.contains("<service_code>facility.light</service_code>"))
            let list = try await caller.get("\(Self.base)/services.json?\(Self.here)&lang=en")
                .list()
            let light = try #require(
                list.first { $0["service_code"] as? String == "facility.light" })
            #expect(light["type"] as? String == "realtime")
            #expect((light["service_name"] as? String)?.isEmpty == false)
            // What is for the desk alone is no service.
            #expect(!list.contains { $0["service_code"] as? String == "agreement.partnership" })
        }
    }

    @Test func aServiceIsDefinedByTheQuestionsOfItsOpening() async throws {
        try await withCaller { _, caller in
            let path = "\(Self.base)/services/common.space"
            let xml = try await caller.get("\(path).xml?\(Self.here)")
            #expect(xml.text.contains("<service_code>common.space</service_code>"))
            let json = try await caller.get("\(path).json?\(Self.here)").json()
            #expect(json["attributes"] is [Any])
            let none = try await caller.get("\(Self.base)/services/nothing.json?\(Self.here)")
            #expect(none.status == .notFound)
            #expect(try none.list().first?["code"] as? Int == 404)
        }
    }

    @Test func aReportGoesTheWayOfAResidentsOwn() async throws {
        try await withCaller { town, caller in
            let key = try await Self.key(town)
            let sent = try await caller.post("\(Self.base)/requests.json", Self.report(key))
            #expect(sent.status == .created)
            let answer = try #require(try sent.list().first)
            let id = try #require(answer["service_request_id"] as? String)
            #expect((answer["service_notice"] as? String)?.contains("查询词") == true)
            let matter = try await town.matter(try Reference(parsing: id))
            #expect(matter.procedure.name == "request" && matter.channel == .hotline)
            #expect(matter.category == "facility.light")
            #expect(matter.spot == "32.614212, 110.7706")
            // The building that is nearest, since it has a position of its own.
            let place = try #require(town.places.first { $0.id == matter.place })
            #expect(place.level == "building")
        }
    }

    @Test func privateMattersAreNeverListedButTheirSenderMayAsk() async throws {
        try await withCaller { town, caller in
            let key = try await Self.key(town)
            let other = try await Self.key(town)
            let sent = try await caller.post("\(Self.base)/requests.json", Self.report(key)).list()
            let id = try #require(sent.first?["service_request_id"] as? String)
            let list = try await caller.get("\(Self.base)/requests.json?\(Self.here)")
            #expect(!list.text.contains(id))
            let path = "\(Self.base)/requests/\(id).json?\(Self.here)"
            let unkeyed = try await caller.get(path).status
            #expect(unkeyed == .notFound)
            let otherKey = try await caller.get(path + "&api_key=\(other)").status
            #expect(otherKey == .notFound)
            let own = try await caller.get(path + "&api_key=\(key)").list()
            #expect(own.first?["status"] as? String == "open")
            #expect(own.first?["expected_datetime"] is String)
            for secret in ["13800001234", "演示"] {
                #expect(!list.text.contains(secret))
            }
        }
    }

    @Test func publicMattersAreListedWithTheirRealState() async throws {
        try await withCaller { town, caller in
            let pooled = try await town.order(standing: "pooled")
            let done = try await town.order(standing: "done")
            let list = try await caller.get("\(Self.base)/requests.json?\(Self.here)").list()
            let byID = Dictionary(
                list.map { ($0["service_request_id"] as? String ?? "", $0) },
                uniquingKeysWith: { first, _ in first })
            let open = try #require(byID["\(pooled.reference)"])
            #expect(open["status"] as? String == "open")
            #expect(open["status_notes"] as? String == "待接单")
            #expect(open["address"] as? String == "半山尚小区")
            #expect(open["lat"] is NSNumber)
            #expect(byID["\(done.reference)"]?["status"] as? String == "closed")
            for secret in [Resident.secretWish, Resident.secretSpot, "1号楼"] {
                let page = try await caller.get("\(Self.base)/requests.xml?\(Self.here)")
                #expect(!page.text.contains(secret))
            }
            func ids(_ query: String) async throws -> [String] {
                try await caller.get("\(Self.base)/requests.json?\(Self.here)&" + query).list()
                    .compactMap { $0["service_request_id"] as? String }
            }
            let closedOnes = try await ids("status=closed")
            #expect(closedOnes == ["\(done.reference)"])
            let noGifts = try await ids("service_code=wish.gift").isEmpty
            #expect(noGifts)
            let named = try await ids("service_request_id=\(done.reference)").count
            #expect(named == 1)
            let onPage = try await ids("page_size=1").count
            #expect(onPage == 1)
            let firstPage = try await ids("page_size=1")
            let secondPage = try await ids("page_size=1&page=2")
            #expect(firstPage != secondPage)
            let longAgo = try await ids("end_date=2001-01-01T00:00:00Z").isEmpty
            #expect(longAgo)
            let updates = try await caller.get(
                "\(Self.base)/servicerequestupdates.json?\(Self.here)"
            ).list()
            #expect(updates.contains { $0["service_request_id"] as? String == "\(done.reference)" })
            #expect(updates.contains { $0["status"] as? String == "CLOSED" })
        }
    }

    @Test func aTokenIsTheReceiptOfAMatter() async throws {
        try await withCaller { town, caller in
            let receipt = try await town.resident.raises(
                "request", "report",
                [
                    "account": ["路灯不亮"], "category": ["facility.light"],
                    "place": [try town.place(Resident.home).id.description],
                ])
            let token = "\(receipt.reference).\(receipt.word.text)"
            let path = "\(Self.base)/tokens/"
            let found = try await caller.get("\(path)\(token).json?\(Self.here)").list()
            #expect(found.first?["service_request_id"] as? String == "\(receipt.reference)")
            let wrong = try await caller.get("\(path)\(receipt.reference).aaaaaaaa?\(Self.here)")
            #expect(wrong.status == .notFound)
        }
    }

    @Test(arguments: [
        ("service_code", 400, "service_code"),
        ("api_key", 403, "api_key"), ("lat", 400, "location"),
    ])
    func whatIsMissingIsSaid(_ field: String, _ code: Int, _ said: String) async throws {
        try await withCaller { town, caller in
            let key = try await Self.key(town)
            let reply = try await caller.post(
                "\(Self.base)/requests.json", Self.report(key, without: [field]))
            #expect(reply.status.code == code)
            let problem = try #require(try reply.list().first)
            #expect(problem["code"] as? Int == code)
            #expect((problem["description"] as? String)?.contains(said) == true)
            let xml = try await caller.post(
                "\(Self.base)/requests.xml", Self.report(key, without: [field]))
            #expect(xml.text.contains("<errors><error><code>\(code)</code>"))
        }
    }

    @Test func onlyAGoodKeyOfTheRealmReports() async throws {
        try await withCaller { town, caller in
            let metrics = try await Self.key(town, scopes: [.metrics])
            let short = try await Self.key(town, days: 1)
            let issued = try await IssueAccessKey(
                realm: town.realm, by: .operator, name: "gone", scopes: [.report], days: 9
            ).run(in: town.installation)
            try await RevokeAccessKey(realm: town.realm, by: .operator, key: issued.key.id)
                .run(in: town.installation)
            let elsewhere = try await IssueAccessKey(
                realm: town.boston, by: .operator, name: "boston", scopes: [.report], days: 9
            ).run(in: town.installation).text
            let path = "\(Self.base)/requests.json"
            for bad in ["linli-none", metrics, issued.text, elsewhere] {
                let reply = try await caller.post(path, Self.report(bad))
                #expect(reply.status == .forbidden)
            }
            let inTime = try await caller.post(path, Self.report(short)).status
            #expect(inTime == .created)
            town.clock.advance(minutes: 24 * 60)
            let ended = try await caller.post(path, Self.report(short)).status
            #expect(ended == .forbidden)
        }
    }

    @Test func anAddressInWordsFindsItsPlace() async throws {
        try await withCaller { town, caller in
            let key = try await Self.key(town)
            func place(_ address: String) async throws -> Place? {
                let sent = try await caller.post(
                    "\(Self.base)/requests.json",
                    Self.report(
                        key, [("address_string", address)], without: ["lat", "long"])
                ).list()
                let id = try #require(sent.first?["service_request_id"] as? String)
                let matter = try await town.matter(try Reference(parsing: id))
                return town.places.first { $0.id == matter.place }
            }
            let building = try await place("半山尚小区 3号楼 门口")?.name.zh
            #expect(building == "3号楼")
            let community = try await place("镜潭社区居委会对面")?.name.zh
            #expect(community == "镜潭社区")
            let unsure = try await place("3号楼门口")?.level
            #expect(unsure == "street")
        }
    }

    @Test func aJurisdictionIsNamedWhereThereAreSeveral() async throws {
        try await withCaller { _, caller in
            let unknown = try await caller.get("\(Self.base)/services.json?jurisdiction_id=x")
            #expect(unknown.status == .notFound)
            let bad = try await caller.get("\(Self.base)/requests.json?\(Self.here)&status=half")
            #expect(bad.status == .badRequest)
            let wide = try await caller.get(
                "\(Self.base)/requests.json?\(Self.here)&start_date=2020-01-01T00:00:00Z"
                    + "&end_date=2026-01-01T00:00:00Z")
            #expect(wide.status == .badRequest)
        }
    }
}
