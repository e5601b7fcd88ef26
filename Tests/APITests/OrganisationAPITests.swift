import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

extension Caller {
    /// Acts as a program, and says what came back.
    func acts(
        _ path: String, key: String, _ json: String = "{}", _ more: HTTPFields = [:]
    ) async throws -> Reply { try await desk(.post, path, key: key, json, more) }
}

extension Caller.Reply {
    func text(_ name: String) throws -> String? { try json()[name] as? String }
}

/// Places, bodies, duty lists, the catalogue and grids, kept by programs as at the desk.
struct OrganisationAPITests {
    @Test func aPlaceIsAddedRenamedLocatedAndClosed() async throws {
        try await withCaller { town, caller in
            let key = try await town.dispatcher.programKey()
            let parent = "/places/\(try town.place("半山尚小区").id)"
            let sent = #"{"level":"building","name":"九号楼","nameEnglish":"Building 9"}"#
            let refused = try await caller.acts(
                parent + "/children", key: try await town.community.programKey(), sent)
            #expect(refused.status == .forbidden)
            let added = try await caller.acts(parent + "/children", key: key, sent)
            #expect(added.status == .created, "\(added.text)")
            let path = "/places/\(try #require(try added.text("id")))"
            #expect(added.headers[.location]?.hasSuffix(path) == true)
            let twice = try await caller.acts(parent + "/children", key: key, sent)
            #expect(twice.status == .unprocessableContent && twice.text.contains("/name"))
            let named = try await caller.acts(path + "/name", key: key, #"{"name":"十号楼"}"#)
            #expect(try named.text("name") == "十号楼")
            let nowhere = try await caller.acts(
                path + "/position", key: key, #"{"latitude":"95","longitude":"1"}"#)
            #expect(nowhere.status == .unprocessableContent)
            let located = try await caller.acts(
                path + "/position", key: key, #"{"latitude":"32.6","longitude":"110.8"}"#)
            #expect(located.text.contains("110.8"), "\(located.text)")
            let found = try await caller.desk("/places?text=%E5%8D%81%E5%8F%B7%E6%A5%BC", key: key)
            #expect(try found.items().count == 1)
            let tied = try await caller.acts(parent + "/closure", key: key)
            #expect(tied.status == .unprocessableContent)
            let history = try await caller.desk(path + "/history", key: key)
            let actions = try history.items().compactMap { $0["action"] as? String }
            #expect(actions == ["locatePlace", "renamePlace", "addPlace"])
            let none = try await caller.acts("/places/1/name", key: key, #"{"name":"x"}"#)
            #expect(none.status == .notFound)
        }
    }

    @Test func aBodyIsAddedWithItsDutyListAndEnded() async throws {
        try await withCaller { town, caller in
            let key = try await town.dispatcher.programKey()
            let kind = try town.body("property-banshan").kind
            let sent = #"{"kind":"\#(kind)","name":"新来物业","phone":"0719-8888888"}"#
            let added = try await caller.acts("/bodies", key: key, sent)
            #expect(added.status == .created, "\(added.text)")
            let path = "/bodies/\(try #require(try added.text("id")))"
            let mobile = try await caller.acts(
                path + "/particulars", key: key, #"{"name":"新来物业","phone":"13800001234"}"#)
            #expect(mobile.status == .unprocessableContent && mobile.text.contains("/phone"))
            let clause = try await caller.acts(
                path + "/clauses", key: key, #"{"code":"1","text":"修门","stance":"own"}"#)
            #expect(clause.status == .created, "\(clause.text)")
            let retired = try await caller.acts(
                "/clauses/\(try #require(try clause.text("id")))/retirement", key: key)
            #expect(try retired.text("until") != nil)
            let again = try await caller.acts(
                "/clauses/\(try #require(try clause.text("id")))/retirement", key: key)
            #expect(again.status == .conflict)
            town.clock.advance(minutes: 24 * 60)
            let ended = try await caller.acts(path + "/end", key: key)
            #expect(try ended.text("until") != nil, "\(ended.text)")
        }
    }

    @Test func theCatalogueIsEditedComparedAndPublished() async throws {
        try await withCaller { town, caller in
            let key = try await town.dispatcher.programKey()
            let none = try await caller.acts("/catalogue/discard", key: key)
            #expect(none.status == .notFound)
            let place = try town.place(Resident.home).id
            let lead = try town.body("grid-banshanshang").id
            let rule = """
                {"place":"\(place)","lead":"\(lead)","category":"facility.light","basis":"街道定的"}
                """
            let added = try await caller.acts("/catalogue/rules", key: key, rule)
            #expect(try added.json()["isDraft"] as? Bool == true, "\(added.text)")
            let difference = try await caller.desk("/catalogue/comparison", key: key)
            #expect((try difference.json()["added"] as? [Any])?.count == 1)
            let unknown = try await caller.acts(
                "/catalogue/rules/99999/removal", key: key)
            #expect(unknown.status == .notFound)
            let published = try await caller.acts(
                "/catalogue/publication", key: key, #"{"remark":"试一试"}"#)
            #expect(try published.json()["isDraft"] as? Bool == false, "\(published.text)")
            let routing = try await caller.desk(
                "/routing?place=\(place)&category=facility.light", key: key)
            #expect(try routing.text("lead") == lead.description)
        }
    }

    @Test func aGridPlanIsApprovedBySomebodyElse() async throws {
        try await withCaller { town, caller in
            let key = try await town.dispatcher.programKey()
            let drafted = try await caller.acts("/grid-plans", key: key, #"{"name":"新方案"}"#)
            #expect(drafted.status == .created, "\(drafted.text)")
            let path = "/grid-plans/\(try #require(try drafted.text("id")))"
            let table = #"编码,种类,名称,上级,区域,负责组织,户数\nA1,社区网格,全域,,车城路街道,,\n"#
            let sent = #"{"name":"新方案","table":"\#(table)"}"#
            let blind = try await caller.acts(path + "/content", key: key, sent)
            #expect(blind.status == .preconditionRequired)
            let stale = try await caller.acts(
                path + "/content", key: key, sent, [.ifMatch: "\"9\""])
            #expect(stale.status == .preconditionFailed)
            let written = try await caller.acts(
                path + "/content", key: key, sent, [.ifMatch: try #require(drafted.tag)])
            #expect(written.status == .ok, "\(written.text)")
            #expect((try written.json()["grids"] as? [Any])?.count == 1)
            let own = try await caller.acts(path + "/approval", key: key, "{}", [.ifMatch: "*"])
            #expect(own.status == .unprocessableContent)
            let approved = try await caller.acts(
                path + "/approval", key: try await town.admin.programKey(), "{}",
                [.ifMatch: try #require(written.tag)])
            #expect(try approved.text("state") == "approved", "\(approved.text)")
        }
    }
}
