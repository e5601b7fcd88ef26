import Actions
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// Feeds, calendars, and what those who run the program ask.
struct FeedTests {
    @Test func feedsHoldWhatEveryoneMayRead() async throws {
        try await withCaller { town, caller in
            let pooled = try await town.order(standing: "pooled")
            let asked = try await town.order(standing: "asked")
            let estate = try town.place("半山尚小区").id
            for path in ["boards/order", "places/\(estate)"] {
                let feed = try await caller.get("/api/feeds/checheng-road/\(path)")
                #expect(feed.type.hasPrefix("application/atom+xml"), "\(path)")
                #expect(feed.text.contains("\(pooled.reference)"), "\(path)")
                for secret in ["\(asked.reference)", Resident.secretWish, Resident.secretSpot] {
                    #expect(!feed.text.contains(secret), "\(path)")
                }
            }
            let notices = try await caller.get("/api/feeds/checheng-road/notices")
            #expect(notices.status == .ok && notices.text.contains("<entry>"))
            for missing in ["boards/request", "boards/x", "places/1"] {
                let reply = try await caller.get("/api/feeds/checheng-road/\(missing)")
                #expect(reply.status == .notFound, "\(missing)")
            }
        }
    }

    @Test func calendarsFoldTheirLinesAndEndThemWell() async throws {
        try await withCaller { _, caller in
            let days = try await caller.get("/api/calendars/checheng-road/working-days.ics")
            #expect(days.type.hasPrefix("text/calendar"))
            #expect(days.text.hasPrefix("BEGIN:VCALENDAR\r\n"))
            #expect(days.text.hasSuffix("END:VCALENDAR\r\n"))
            #expect(days.text.contains("DTSTART;VALUE=DATE:"))
            let lines = days.text.split(separator: "\r\n")
            #expect(lines.allSatisfy { $0.utf8.count <= 75 })
            let events = try await caller.get("/api/calendars/checheng-road/events.ics")
            #expect(events.status == .ok)
        }
    }

    @Test func anOwnCalendarIsOpenedByItsSecretUntilThatIsRevoked() async throws {
        try await withCaller { town, caller in
            let volunteer = try await town.volunteer
            let session = try await SignIn(
                name: "volunteer", password: Town.password, address: "-"
            ).run(in: town.installation)
            let visit = try #require(
                try await town.installation.visit(token: session.text))
            #expect(visit.person.id == volunteer.holding.post.person)
            let first = try await MakeCalendarLink(visit: visit).run(in: town.installation)
            let path = "/api/own-calendar/"
            let own = try await caller.get(path + first + ".ics")
            #expect(own.status == .ok && own.type.hasPrefix("text/calendar"))
            #expect(own.headers[.cacheControl] == "private, no-store")
            let second = try await MakeCalendarLink(visit: visit).run(in: town.installation)
            let replaced = try await caller.get(path + first + ".ics")
            #expect(replaced.status == .notFound)
            try await RevokeCalendarLink(visit: visit).run(in: town.installation)
            let revoked = try await caller.get(path + second + ".ics")
            #expect(revoked.status == .notFound)
        }
    }

    @Test func theProgramSaysHowItIsAndItsNumbersAreForThoseWithAKey() async throws {
        try await withCaller { town, caller in
            let health = try await caller.get("/healthz").status
            #expect(health == .ok)
            let ready = try await caller.get("/readyz")
            #expect(ready.status == .ok)
            let id = HTTPField.Name("X-Request-Id") ?? .eTag
            #expect(ready.headers[id] != nil)
            let keyless = try await caller.get("/metrics").status
            #expect(keyless == .unauthorized)
            let key = try await IssueAccessKey(
                realm: town.realm, by: .operator, name: "prometheus", scopes: [.metrics], days: 9
            ).run(in: town.installation).text
            _ = try await caller.get("/checheng-road/track/26-00001-1")
            let metrics = try await caller.get(
                "/metrics", headers: [.authorization: "Bearer \(key)"])
            #expect(metrics.status == .ok)
            #expect(metrics.text.contains("route=\"/healthz\",status=\"200\"} 1"))
            #expect(
                metrics.text.contains("/track/:reference")
                    || metrics.text.contains("/track/{reference}"))
            #expect(!metrics.text.contains("26-00001"))
        }
    }

    @Test func everyEndpointIsDeclaredOnceAndSaysWhoMayAsk() {
        let names = Doors.endpoints.map { "\($0.method.rawValue) \($0.path)" }
        #expect(Set(names).count == names.count)
        // Whatever changes something asks for a key.
        let open = Doors.endpoints.filter { $0.method != .get && $0.access == .everyone }
        #expect(open.isEmpty)
    }
}
