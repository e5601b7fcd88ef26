import Actions
import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// Opening and acting: the same actions as at the desk, under versions and keys of sendings.
struct DeskActingTests {
    private static let idempotency = DeskEndpoint.idempotencyKey

    private static func entered(_ town: Town, account: String = "楼道灯不亮。") throws -> String {
        let place = try town.place(Resident.home).id
        return """
            {"procedure":"request","answers":{"onBehalf":"phone","category":"facility.light",\
            "place":"\(place)","account":"\(account)","reporterPhone":"13800001234"}}
            """
    }

    private static let acceptance = """
        {"answers":{"title":"门","category":"property.service","urgency":"general",\
        "triage":"onSite","message":"已受理。"}}
        """

    @Test func aMatterIsOpenedOnceUnderOneKey() async throws {
        try await withCaller { town, caller in
            let key = try await town.community.programKey()
            let sent = try Self.entered(town)
            let headers: HTTPFields = [Self.idempotency: "\"8e03978e-40d5-43e8\""]
            let first = try await caller.desk(.post, "/matters", key: key, sent, headers)
            #expect(first.status == .created, "\(first.text)")
            let reference = try #require(try first.json()["reference"] as? String)
            #expect(first.headers[.location] == "/api/v1/checheng-road/matters/\(reference)")
            let again = try await caller.desk(.post, "/matters", key: key, sent, headers)
            #expect(again.status == .created && again.text == first.text)
            let other = try Self.entered(town, account: "另一件事。")
            let mistaken = try await caller.desk(.post, "/matters", key: key, other, headers)
            #expect(mistaken.status == .unprocessableContent)
            let stranger = try await town.dispatcher.programKey()
            let own = try await caller.desk(.post, "/matters", key: stranger, sent, headers)
            #expect(own.status == .created && own.text != first.text)
            let matter = try await town.matter(try Reference(parsing: reference))
            #expect(matter.channel == .phone && matter.state == "submitted")
        }
    }

    @Test func aStaleVersionMovesNothing() async throws {
        try await withCaller { town, caller in
            let matter = try await town.request(standing: "submitted")
            let key = try await town.dispatcher.programKey()
            let path = "/matters/\(matter.reference)/actions/accept"
            let blind = try await caller.desk(.post, path, key: key, Self.acceptance)
            #expect(blind.status == .preconditionRequired)
            let stale = try await caller.desk(
                .post, path, key: key, Self.acceptance, [.ifMatch: "\"9\""])
            #expect(stale.status == .preconditionFailed)
            let untouched = try await town.matter(matter.id).state
            #expect(untouched == "submitted")
            let tag = "\"\(matter.version)\""
            let done = try await caller.desk(
                .post, path, key: key, Self.acceptance, [.ifMatch: tag, Self.idempotency: "k1"])
            #expect(done.status == .ok, "\(done.text)")
            #expect(try done.json()["state"] as? String == "accepted")
            #expect(done.tag == "\"\(matter.version + 1)\"")
            // The answer was lost: the same call comes again and is answered the same.
            let again = try await caller.desk(
                .post, path, key: key, Self.acceptance, [.ifMatch: tag, Self.idempotency: "k1"])
            #expect(again.status == .ok && again.text == done.text)
            // Without the key it is another attempt, at what is no longer so.
            let late = try await caller.desk(
                .post, path, key: key, Self.acceptance, [.ifMatch: "*"])
            #expect(late.status == .conflict)
            let story = try await town.story(of: matter)
            #expect(story.filter { $0 == "accept" }.count == 1)
        }
    }

    @Test func whoMayNotActIsTold() async throws {
        try await withCaller { town, caller in
            let matter = try await town.request(standing: "submitted")
            let path = "/matters/\(matter.reference)/actions/accept"
            let supervisor = try await town.supervisor.programKey()
            let forbidden = try await caller.desk(
                .post, path, key: supervisor, Self.acceptance, [.ifMatch: "*"])
            #expect(forbidden.status == .forbidden)
            let readOnly = try await town.dispatcher.programKey(mayAct: false)
            let refused = try await caller.desk(
                .post, path, key: readOnly, Self.acceptance, [.ifMatch: "*"])
            #expect(refused.status == .forbidden)
            let key = try await town.dispatcher.programKey()
            let missing = try await caller.desk(
                .post, path, key: key, #"{"answers":{"title":"门"}}"#, [.ifMatch: "*"])
            #expect(missing.status == .unprocessableContent)
            #expect(missing.text.contains("/answers/message"))
            let unknown = try await caller.desk(
                .post, path, key: key, #"{"answers":{"colour":"red"}}"#, [.ifMatch: "*"])
            #expect(unknown.text.contains("/answers/colour"))
            let nothing = try await caller.desk(
                .post, "/matters/\(matter.reference)/actions/fly", key: key, "{}",
                [.ifMatch: "*"])
            #expect(nothing.status == .notFound)
        }
    }

    @Test func aPhotographGoesAlongWithWhoSentIt() async throws {
        try await withCaller { town, caller in
            let key = try await town.community.programKey()
            let none = try await caller.desk(
                .post, "/photographs", key: key, "no picture", [.contentType: "image/jpeg"])
            #expect(none.status == .unprocessableContent)
            let text = try await caller.desk(
                .post, "/photographs", key: key, "no picture", [.contentType: "text/plain"])
            #expect(text.status == .unsupportedMediaType)
            let place = try town.place(Resident.home).id
            let strange = try await caller.desk(
                .post, "/matters", key: key,
                """
                {"procedure":"request","answers":{"onBehalf":"phone","category":"facility.light",\
                "place":"\(place)","account":"灯","photos":["123.abc"]}}
                """)
            #expect(strange.status == .unprocessableContent)
            #expect(strange.text.contains("/answers/photos"))
        }
    }
}
