import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// Rosters are set up, drawn and swapped over HTTP; days and news are read.
struct DeskRosterTests {
    @Test func aRosterIsDrawnAndTwoShiftsAreSwapped() async throws {
        try await withCaller { town, caller in
            let (secretary, worker) = (try await town.secretary, try await town.community)
            let key = try await secretary.programKey()
            let wish = """
                {"place":"\(try town.place("岩岭社区").id)","title":"社区值班","about":"一楼值班室",\
                "spans":["08:30-17:30"],"onDaysOff":true,"isPublic":false}
                """
            let opened = try await caller.desk(.post, "/rosters", key: key, wish)
            #expect(opened.status == .created, "\(opened.text)")
            let path = "/rosters/\(try #require(try opened.json()["id"] as? String))"
            let turn = """
                {"turn":["post-\(worker.holding.post.id)","post-\(secretary.holding.post.id)"]}
                """
            let stale = try await caller.desk(
                .post, path + "/turn", key: key, turn, [.ifMatch: "\"9\""])
            #expect(stale.status == .preconditionFailed)
            let set = try await caller.desk(
                .post, path + "/turn", key: key, turn, [.ifMatch: opened.tag ?? ""])
            #expect(set.status == .ok, "\(set.text)")
            let drawn = try await caller.desk(
                .post, path + "/drawing", key: key, #"{"month":"2026-11"}"#)
            let ahead = try #require(try drawn.json()["ahead"] as? [[String: Any]])
            let own = ahead.first {
                ($0["holder"] as? String)?.hasSuffix(
                    "\(secretary.holding.post.id)") == true
            }
            let other = ahead.first {
                ($0["holder"] as? String)?.hasSuffix(
                    "\(worker.holding.post.id)") == true
            }
            let given = try #require(own?["id"] as? String)
            let wanted = try #require(other?["id"] as? String)
            let asked = try await caller.desk(
                .post, path + "/swaps", key: key,
                #"{"given":"\#(given)","wanted":"\#(wanted)"}"#)
            #expect(asked.status == .created, "\(asked.text)")
            let swap = try #require(try asked.json()["id"] as? String)
            let wrongSide = try await caller.desk(
                .post, "/swaps/\(swap)/answer", key: key, #"{"answer":"agreed"}"#)
            #expect(wrongSide.status == .forbidden)
            let agreed = try await caller.desk(
                .post, "/swaps/\(swap)/answer", key: try await worker.programKey(),
                #"{"answer":"agreed"}"#)
            let shifts = try #require(try agreed.json()["ahead"] as? [[String: Any]])
            let changed = shifts.first { $0["id"] as? String == given }
            #expect(changed?["holder"] as? String == "post-\(worker.holding.post.id)")
            // Who takes no turns and reads no desk finds no such roster.
            let volunteer = try await town.volunteer.programKey()
            let hidden = try await caller.desk(path, key: volunteer)
            #expect(hidden.status == .notFound)
        }
    }

    @Test func aDayIsReadAsThePostHasIt() async throws {
        try await withCaller { town, caller in
            let matter = try await town.request(standing: "submitted")
            let key = try await town.community.programKey(mayAct: false)
            let today = try await caller.desk("/today", key: key)
            #expect(today.status == .ok, "\(today.text)")
            let news = try await caller.desk("/news", key: key)
            #expect(news.text.contains("\(matter.reference)"))
            let elsewhere = try await town.otherGrid.programKey(mayAct: false)
            for path in ["/today", "/news"] {
                let hidden = try await caller.desk(path, key: elsewhere)
                #expect(hidden.status == .ok && !hidden.text.contains("\(matter.reference)"))
            }
            let calendar = try await caller.desk("/calendar/2026", key: key).json()
            #expect(calendar["isCovered"] as? Bool == true)
            let month = try await caller.desk("/diary/2026-13", key: key)
            #expect(month.status == .notFound)
        }
    }
}

/// What somebody can help with is said by themselves, asked of them, and thanked with their leave.
struct DeskHelpTests {
    @Test func whoOffersIsProposedAskedAndThanked() async throws {
        try await withCaller { town, caller in
            _ = try await town.order(standing: "pooled")
            let volunteer = try await town.volunteer.programKey()
            let offer = """
                {"kinds":["wish.repair"],"place":"\(try town.place("半山尚小区").id)",\
                "times":[{"weekday":6,"part":"morning"}],"most":2}
                """
            let declared = try await caller.desk(.post, "/service/help", key: volunteer, offer)
            #expect(declared.status == .ok, "\(declared.text)")
            let key = try await town.secretary.programKey()
            let proposal = try await caller.desk("/matching", key: key).json()
            let match = try #require((proposal["matches"] as? [[String: Any]])?.first)
            let pair = """
                {"matter":"\(match["matter"] as? String ?? "")",\
                "person":"\(match["person"] as? String ?? "")"}
                """
            let barred = try await caller.desk(
                .post, "/matching/proposals", key: key, #"{"bars":[\#(pair)]}"#)
            #expect(try (barred.json()["matches"] as? [Any])?.isEmpty == true)
            let invited = try await caller.desk(
                .post, "/matching/invitations", key: key, #"{"pairs":[\#(pair)]}"#)
            #expect(try invited.json()["asked"] as? Int == 1, "\(invited.text)")
            let own = try await caller.desk("/service", key: volunteer).json()
            let asked = try #require((own["invitations"] as? [[String: Any]])?.first)
            let declined = try await caller.desk(
                .post, "/service/invitations/\(asked["id"] as? String ?? "")/refusal",
                key: volunteer, "{}")
            #expect(declined.status == .ok)
            let forbidden = try await caller.desk("/matching", key: volunteer)
            #expect(forbidden.status == .forbidden)
        }
    }

    @Test func nobodyIsThankedWithoutTheirLeave() async throws {
        try await withCaller { town, caller in
            let key = try await town.community.programKey()
            let wish = #"{"volunteer":"volunteer","deed":"陪楼里老人看病"}"#
            let asked = try await caller.desk(.post, "/thanks", key: key, wish)
            #expect(asked.status == .created, "\(asked.text)")
            let twice = try await caller.desk(.post, "/thanks", key: key, wish)
            #expect(twice.status == .unprocessableContent && twice.text.contains("/volunteer"))
            let id = try #require(try asked.json()["id"] as? String)
            let answer = #"{"answer":"agree","called":"小林"}"#
            let stranger = try await caller.desk(
                .post, "/service/thanks/\(id)/answer", key: key, answer)
            #expect(stranger.status == .notFound)
            let volunteer = try await town.volunteer.programKey()
            let agreed = try await caller.desk(
                .post, "/service/thanks/\(id)/answer", key: volunteer, answer)
            #expect(try agreed.json()["state"] as? String == "published", "\(agreed.text)")
            let again = try await caller.desk(
                .post, "/service/thanks/\(id)/answer", key: volunteer, answer)
            #expect(again.status == .conflict)
            let list = try await caller.desk("/thanks", key: key).items()
            #expect(list.first?["called"] as? String == "小林")
        }
    }
}
