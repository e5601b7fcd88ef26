import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// The description is drawn from the endpoints; what they answer is held against it here.
struct DescriptionTests {
    @Test func everyEndpointIsDescribed() async throws {
        try await withCaller { _, caller in
            let described = try await caller.get("/api/v1/openapi.json").json()
            #expect(described["openapi"] as? String == "3.1.0")
            let paths = try #require(described["paths"] as? [String: [String: Any]])
            let operations = paths.values.flatMap { $0.keys.filter { $0 != "parameters" } }
            #expect(operations.count == DeskEndpoint.all.count)
            let ids = DeskEndpoint.all.map(\.id)
            #expect(Set(ids).count == ids.count)
            for endpoint in DeskEndpoint.all {
                for part in endpoint.path.split(separator: "/") where part.first == ":" {
                    #expect(DeskEndpoint.parts[String(part.dropFirst())] != nil, "\(part)")
                }
                #expect((endpoint.method == .post) == (endpoint.scope == .act))
            }
        }
    }

    /// Every name that a schema refers to is there, and no two shapes share one.
    @Test func everySchemaThatIsNamedIsThere() async throws {
        try await withCaller { _, caller in
            let text = try await caller.get("/api/v1/openapi.json").text
            let described = try #require(
                JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let components = try #require(described["components"] as? [String: [String: Any]])
            for match in text.matches(of: /"#\/components\/(\w+)\/([\w-]+)"/) {
                #expect(
                    components[String(match.1)]?[String(match.2)] != nil, "\(match.1) \(match.2)")
            }
        }
    }

    /// By the same check that is held against what programs send.
    @Test func whatIsAnsweredIsAsDescribed() async throws {
        try await withCaller { town, caller in
            let matter = try await town.request(standing: "solved")
            var keys = Keys(town: town)
            let place = try town.place(Resident.home).id
            for endpoint in DeskEndpoint.all {
                guard endpoint.method == .get, !endpoint.path.contains(":id"),
                    !Self.needingMore.contains(endpoint.id),
                    case .json(let schema, let status) = endpoint.result
                else { continue }
                let key = try await keys.granting(endpoint.verb)
                var path = endpoint.path.replacing(":reference", with: "\(matter.reference)")
                    .replacing(":figure", with: "requestsOpened")
                    .replacing(":source", with: "donation")
                path = path.replacing(
                    ":procedure", with: path.hasPrefix("/lists") ? "need" : "request")
                path = path.replacing(":month", with: "2026-11").replacing(":year", with: "2026")
                    .replacing(":line", with: "manageTogether")
                if path == "/routing" { path += "?place=\(place)&category=facility.light" }
                if path == "/matters" { path += "?view=ended" }
                let reply = try await caller.desk(path, key: key)
                #expect(reply.status == status, "\(path): \(reply.text)")
                let payload = try Payload(parsing: reply.text)
                #expect(schema.findings(in: payload).isEmpty, "\(path)")
            }
        }
    }

    /// What only answers once something stands that a town does not begin with.
    private static let needingMore: Set<String> = [
        "getCertificate", "getProfileFile", "listFailedTickets", "getTicketMatter", "getFund",
        "listFundLines", "getAgreement", "getOwnHandbook",
    ]

    /// Keys that read, each of the first colleague with a right.
    private struct Keys {
        let town: Town
        private var known: [Verb?: String] = [:]

        init(town: Town) { self.town = town }

        mutating func granting(_ verb: Verb?) async throws -> String {
            if let key = known[verb] { return key }
            let first = try await town.dispatcher
            var holder = first
            if let verb, !first.holding.verbs.contains(verb) {
                holder = try #require(
                    try await town.everyone().first { $0.holding.verbs.contains(verb) }, "\(verb)")
            }
            let key = try await holder.programKey(mayAct: false, maySet: verb == .manage)
            known[verb] = key
            return key
        }
    }

    @Test func whatIsNotThereIsToldAsAProblem() async throws {
        try await withCaller { town, caller in
            let key = try await town.dispatcher.programKey()
            let method = try await caller.desk(.delete, "/matters", key: key, nil)
            #expect(method.status == .methodNotAllowed && method.headers[.allow] == "GET, POST")
            let address = try await caller.desk("/no/such/thing", key: key)
            #expect(try address.problem == "not-found")
        }
    }
}
