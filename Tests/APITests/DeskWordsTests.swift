import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// Problems are told in the language of whoever calls, in the words of the pages.
struct DeskWordsTests {
    private static let english: HTTPFields = [.acceptLanguage: "en", .ifMatch: "*"]
    private static let chinese: HTTPFields = [.ifMatch: "*"]

    @Test func aProblemIsToldInTheLanguageOfTheCall() async throws {
        try await withCaller { town, caller in
            let key = try await town.dispatcher.programKey()
            let matter = try await town.request(standing: "accepted")
            let path = "/matters/\(matter.reference)/actions/accept"
            let deed = """
                {"answers":{"title":"门","category":"property.service","urgency":"general",\
                "triage":"onSite","message":"已受理。"}}
                """
            let here = try await caller.desk(.post, path, key: key, deed, Self.chinese)
            #expect(here.status == .conflict)
            #expect(try here.json()["title"] as? String == "有规则不允许，或者情况已经变了。")
            let there = try await caller.desk(.post, path, key: key, deed, Self.english)
            let told = try #require(try there.json()["detail"] as? String)
            #expect(told.hasPrefix("The matter now stands at "), "\(told)")
            let missing = try await caller.desk(
                .post, path + "?lang=en", key: key, #"{"answers":{"triage":7}}"#, Self.chinese)
            #expect(!missing.text.contains("。"), "\(missing.text)")
        }
    }

    @Test func whatTheSchemaRefusesIsToldInBothLanguages() async throws {
        try await withCaller { town, caller in
            let key = try await town.dispatcher.programKey()
            let body = #"{"procedure":7}"#
            let here = try await caller.desk(.post, "/matters", key: key, body)
            #expect(here.text.contains("类型不对：这里应是文字。"))
            #expect(here.text.contains("缺少这一项。"))
            let there = try await caller.desk(.post, "/matters", key: key, body, Self.english)
            #expect(there.text.contains("is of the wrong kind: a text belongs here."))
            let nowhere = try await caller.desk(.get, "/no/such", key: key, nil, Self.english)
            #expect(nowhere.text.contains("There is no such thing"))
        }
    }
}

/// Whoever holds an answer already is told so.
struct DeskTagTests {
    @Test func whatIsHeldAlreadyIsNotSentAgain() async throws {
        try await withCaller { town, caller in
            let key = try await town.dispatcher.programKey()
            let matter = try await town.request(standing: "submitted")
            for path in ["/matters/\(matter.reference)", "/places", "/matters?view=places"] {
                let first = try await caller.desk(path, key: key)
                let tag = try #require(first.tag)
                let held = try await caller.desk(
                    .get, path, key: key, nil, [.ifNoneMatch: "\"other\", W/\(tag)"])
                #expect(held.status == .notModified && held.text.isEmpty && held.tag == tag)
                let english = try await caller.desk(
                    .get, path, key: key, nil, [.ifNoneMatch: tag, .acceptLanguage: "en"])
                #expect(path == "/places" || english.status == .ok)
                let other = try await caller.desk(
                    .get, path, key: key, nil, [.ifNoneMatch: "\"0\""])
                #expect(other.status == .ok && other.text == first.text)
            }
        }
    }

    @Test func ofATagTheVersionCountsForWhoActs() {
        #expect(DeskCall.version(in: "\"3\"") == 3)
        #expect(DeskCall.version(in: "\"12.0f1e2d3c4b5a6978\"") == 12)
        #expect(DeskCall.version(in: "\"0f1e2d3c4b5a6978\"") == nil)
        #expect(DeskCall.version(in: "3") == nil)
    }
}
