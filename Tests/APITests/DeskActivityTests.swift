import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// An activity is announced, signed up for, and gives hours; the hours give a certificate.
struct DeskActivityTests {
    private static func wish(_ town: Town, until: String = "11:00") throws -> String {
        """
        {"place":"\(try town.place("岩岭社区").id)","kind":"cleaning","title":"理花坛",\
        "about":"带手套","day":"2026-11-12","from":"09:00","until":"\(until)","venue":"东门",\
        "places":3,"risk":"ordinary"}
        """
    }

    @Test func whoServedGetsHoursAndACertificate() async throws {
        try await withCaller { town, caller in
            let key = try await town.community.programKey()
            let announced = try await caller.desk(
                .post, "/activities", key: key, try Self.wish(town))
            #expect(announced.status == .created, "\(announced.text)")
            let id = try #require(try announced.json()["id"] as? String)
            let path = "/activities/\(id)"
            let own = try await town.volunteer
            let volunteer = try await own.programKey()
            let signed = try await caller.desk(.post, path + "/place", key: volunteer, "{}")
            #expect(signed.status == .ok && signed.text.contains(#""standing":"placed""#))
            #expect(try (signed.json()["roll"] as? [Any])?.isEmpty == true)
            town.clock.advance(days: 4)
            let roll = """
                {"minutes":[{"person":"\(own.person.id)","minutes":90}],"visitors":12}
                """
            let forbidden = try await caller.desk(
                .post, path + "/roll", key: volunteer, roll, [.ifMatch: "*"])
            #expect(forbidden.status == .forbidden)
            let missing = try await caller.desk(
                .post, path + "/roll", key: key, #"{"minutes":[]}"#, [.ifMatch: "*"])
            #expect(missing.status == .unprocessableContent, "\(missing.text)")
            let kept = try await caller.desk(
                .post, path + "/roll", key: key, roll, [.ifMatch: announced.tag ?? ""])
            #expect(kept.status == .ok && kept.text.contains(#""minutes":90"#), "\(kept.text)")
            let hours = try await caller.desk("/service", key: volunteer).json()
            #expect(hours["minutes"] as? Int == 90)
            let span = #"{"from":"2026-11-01","until":"2026-11-30"}"#
            let certificate = try await caller.desk(
                .post, "/service/certificates", key: volunteer, span)
            let code = try #require(try certificate.json()["code"] as? String)
            let sheet = try await caller.desk("/service/certificates/\(code)", key: volunteer)
            #expect(try sheet.json()["minutes"] as? Int == 90)
            let stranger = try await caller.desk("/service/certificates/\(code)", key: key)
            #expect(stranger.status == .notFound)
            let counts = try await caller.desk("/activity-counts/2026-11", key: key).json()
            #expect(counts["people"] as? Int == 1)
        }
    }

    @Test func hoursAreToldByTheMembersThatWereSent() async throws {
        try await withCaller { town, caller in
            let key = try await town.community.programKey()
            let wrong = try await caller.desk(
                .post, "/activities", key: key, try Self.wish(town, until: "08:00"))
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("/until"))
            let clock = try await caller.desk(
                .post, "/activities", key: key, try Self.wish(town, until: "24:10"))
            #expect(clock.status == .unprocessableContent && clock.text.contains("/until"))
        }
    }

    /// Lines of work stand on activities and matters, for those who organise there.
    @Test func aLineOfWorkIsPutOnWhatBelongsToIt() async throws {
        try await withCaller { town, caller in
            let key = try await town.community.programKey()
            let matter = try await town.request(standing: "accepted")
            let path = "/matters/\(matter.reference)/lines"
            let set = try await caller.desk(
                .post, path, key: key, #"{"lines":["manageTogether"]}"#)
            #expect(set.status == .ok, "\(set.text)")
            let read = try await caller.desk(path, key: key).json()
            #expect(read["lines"] as? [String] == ["manageTogether"])
            let counts = try await caller.desk("/lines?year=2026", key: key).items()
            #expect(counts.contains { $0["matters"] as? Int == 1 })
            let items = try await caller.desk("/lines/manageTogether", key: key).items()
            #expect(items.count == 1)
            let unknown = try await caller.desk(.post, path, key: key, #"{"lines":["none"]}"#)
            #expect(unknown.status == .unprocessableContent && unknown.text.contains("/lines"))
            let elsewhere = try await town.otherCommunity.programKey()
            let hidden = try await caller.desk(.post, path, key: elsewhere, #"{"lines":[]}"#)
            #expect(hidden.status == .notFound || hidden.status == .forbidden)
        }
    }
}
