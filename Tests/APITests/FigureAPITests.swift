import Actions
import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// What stands behind numbers: evidence, exclusions, baselines, reports, guides, the record.
struct FigureAPITests {
    @Test func aMatterIsLeftOutOfARateByTwoPeople() async throws {
        try await withCaller { town, caller in
            let matter = try await town.request(standing: "solved")
            let key = try await town.dispatcher.programKey()
            let evidence = try await caller.desk("/figures/requestsOpened/evidence", key: key)
            #expect(try evidence.items().first?["reference"] as? String == "\(matter.reference)")
            let wish = """
                {"reference":"\(matter.reference)","reason":"unreachable","words":"打过三次电话"}
                """
            let path = "/figures/onTimeRate/exclusions"
            let asked = try await caller.acts(path, key: key, wish)
            #expect(asked.status == .created, "\(asked.text)")
            let twice = try await caller.acts(path, key: key, wish)
            #expect(twice.status == .unprocessableContent)
            let answer = "/exclusions/\(try #require(try asked.text("id")))/answer"
            let own = try await caller.acts(answer, key: key, #"{"isSigned":true}"#)
            #expect(own.status == .forbidden)
            let signed = try await caller.acts(
                answer, key: try await town.supervisor.programKey(), #"{"isSigned":true}"#)
            #expect(try signed.text("state") == "signed", "\(signed.text)")
            let list = try await caller.desk(path, key: key)
            #expect(try list.items().first?["state"] as? String == "signed")
            let baseline = try await caller.acts(
                "/figures/requestsOpened/baselines", key: key,
                #"{"period":"2024","number":1039,"said":"1039 件","source":"年报"}"#)
            #expect(baseline.status == .created, "\(baseline.text)")
        }
    }

    @Test func placesStandBesideEachOther() async throws {
        try await withCaller { town, caller in
            _ = try await town.request(standing: "solved")
            let key = try await town.dispatcher.programKey(mayAct: false)
            let street = try town.place("车城路街道").id
            let told = try await caller.desk(
                "/figures/places?place=\(street)&section=requests", key: key)
            #expect(told.status == .ok, "\(told.text)")
            let lines = try #require(try told.json()["figures"] as? [[String: Any]])
            let opened = try #require(lines.first { $0["figure"] as? String == "requestsOpened" })
            let under = try #require(opened["under"] as? [[String: Any]])
            let counts = under.compactMap { ($0["value"] as? [String: Any])?["count"] as? Int }
            #expect(counts.reduce(0, +) == 1 && counts.count == under.count && counts.count > 1)
            let nowhere = try await caller.desk("/figures/places?place=999", key: key)
            #expect(nowhere.status == .notFound)
        }
    }

    @Test func aReportIsDrawnUpCheckedAndFrozenByAnother() async throws {
        try await withCaller { town, caller in
            _ = try await town.request(standing: "solved")
            let key = try await town.dispatcher.programKey()
            let year = try await town.rulebook().day(of: town.clock.now).year
            let drawn = try await caller.acts(
                "/reports", key: key, #"{"layout":"work","period":"\#(year)"}"#)
            #expect(drawn.status == .created, "\(drawn.text)")
            let report = try #require(try drawn.json()["report"] as? [String: Any])
            let path = "/reports/\(try #require(report["id"] as? String))"
            let blind = try await caller.acts(path + "/check", key: key, #"{"mark":"x"}"#)
            #expect(blind.status == .unprocessableContent && blind.text.contains("/mark"))
            let unknown = try await caller.acts(
                path + "/cells", key: key, #"{"cells":[{"place":"1","cell":"x","value":"3"}]}"#)
            #expect(unknown.status == .notFound)
            let mark = try #require(try drawn.text("mark"))
            let checked = try await caller.acts(
                path + "/check", key: key, #"{"mark":"\#(mark)"}"#)
            #expect(checked.status == .ok, "\(checked.text)")
            let early = try await caller.desk(path + "/proof", key: key)
            #expect(early.status == .notFound)
            let frozen = try await caller.acts(
                path + "/freeze", key: try await town.supervisor.programKey())
            #expect(try frozen.json()["isSealed"] as? Bool == true, "\(frozen.text)")
            let proof = try await caller.desk(path + "/proof", key: key)
            #expect(proof.status == .ok)
            let dropped = try await caller.acts(path + "/withdrawal", key: key)
            #expect(dropped.status == .conflict)
        }
    }

    @Test func aGuideIsWrittenChangedUnderItsVersionAndEnded() async throws {
        try await withCaller { town, caller in
            let key = try await town.community.programKey()
            let place = try town.place(Resident.home)
            let day = try await town.rulebook().day(of: town.clock.now).adding(days: 100)
            let said = """
                "kind":"service","title":"开证明","text":"带身份证来。","source":"街道",\
                "reviewOn":"\(day)"
                """
            let added = try await caller.acts(
                "/guides", key: key, "{\"place\":\"\(place.id)\",\(said)}")
            #expect(added.status == .created, "\(added.text)")
            let path = "/guides/\(try #require(try added.text("id")))"
            let stale = try await caller.acts(
                path + "/change", key: key, "{\(said)}", [.ifMatch: "\"7\""])
            #expect(stale.status == .preconditionFailed)
            let changed = try await caller.acts(
                path + "/change", key: key, "{\(said)}", [.ifMatch: try #require(added.tag)])
            #expect(changed.status == .ok, "\(changed.text)")
            let past = try await caller.acts(
                path + "/review", key: key, #"{"reviewOn":"2020-01-01"}"#)
            #expect(past.status == .unprocessableContent)
            let fact = try await caller.acts(
                "/places/\(place.id)/facts", key: key,
                #"{"kind":"households","said":"60 户","asOf":"2024-10-22","source":"台账"}"#)
            #expect(fact.status == .created, "\(fact.text)")
            let overview = try await caller.desk("/places/\(place.id)/overview", key: key)
            #expect(overview.text.contains("60 户"), "\(overview.text)")
            #expect(try overview.json()["commons"] as? [String] == [])
            let ended = try await caller.acts(path + "/end", key: key)
            #expect(try ended.text("endedOn") != nil, "\(ended.text)")
        }
    }

    @Test func theRecordIsSearchedCheckedAndProved() async throws {
        try await withCaller { town, caller in
            let matter = try await town.request(standing: "accepted")
            let refused = try await caller.desk(
                "/records", key: try await town.dispatcher.programKey())
            #expect(refused.status == .forbidden)
            let key = try await town.checker.programKey(mayAct: false)
            let found = try await caller.desk(
                "/records?reference=\(matter.reference)", key: key)
            let first = try #require(try found.items().first)
            #expect(first["reference"] as? String == "\(matter.reference)")
            let path = "/records/\(try #require(first["id"] as? String))"
            let record = try await caller.desk(path, key: key)
            #expect(try record.json()["said"] is NSNull, "\(record.text)")
            let verdict = try await caller.desk(path + "/check", key: key)
            #expect(["sealed", "unsealed"].contains(try verdict.text("verdict")))
            let none = try await caller.desk("/records/999999999", key: key)
            #expect(none.status == .notFound)
        }
    }
}
