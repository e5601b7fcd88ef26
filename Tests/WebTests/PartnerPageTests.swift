import Actions
import HTTPTypes
import Kernel
import Markup
import TestSupport
import Testing

@testable import Web

/// Agreements for both sides, needs that a visit finds, and thanks that their people agreed to.
struct PartnerPageTests {
    private static func signed(_ town: Town) async throws -> Matter {
        let secretary = try await town.secretary
        let drafted = try await secretary.opens(
            "agreement", "draft",
            [
                "title": ["与惠民医院共建协议"], "category": ["agreement.partnership"],
                "lead": [try town.body("partner-hospital").id.description],
                "place": [try town.place("岩岭社区").id.description],
            ])
        return try await secretary.does(
            "sign", drafted, ["signedOn": ["2026-11-09"], "until": ["2027-11-09"]])
    }

    @Test func theDeskSeesTheRateAndTheUnitWhatItOwes() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let agreement = try await Self.signed(town)
            try await browser.signIn("secretary")
            let desk = try await browser.get("/desk/agreements")
            #expect(desk.text.contains("1 个有生效的协议"))
            #expect(desk.text.contains("/desk/agreements/\(agreement.reference)"))
            let without = try await browser.get("/desk/agreements?show=unsigned&after=x")
            #expect(without.text.contains("车城实验小学"))
            let form = try await browser.get(
                "/desk/activities/new?agreement=\(agreement.reference)")
            #expect(form.text.contains("value=\"\(agreement.reference)\" selected"))
            try await browser.signIn("liaison")
            let own = try await browser.get("/desk/agreements")
            #expect(own.text.contains("与惠民医院共建协议"))
            let page = try await browser.get("/desk/agreements/\(agreement.reference)")
            #expect(page.status == .ok && page.text.contains("约定了什么"))
            #expect(!page.text.contains("在协议下办活动"))
            try await browser.signIn("volunteer")
            let nobody = try await browser.get("/desk/agreements")
            #expect(nobody.status == .notFound)
        }
    }

    @Test func aVisitAsksBeforeTheSameHouseholdIsEnteredTwice() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let community = try await town.community
            func visited() async throws -> Matter {
                let visit = try await community.opens(
                    "visit", "plan",
                    [
                        "category": ["facility.light"], "urgency": ["general"],
                        "lead": ["\(community.holding.post.body)"],
                    ])
                return try await community.does("met", visit, ["finding": ["看过了。"]])
            }
            let visit = try await visited()
            let path = "/desk/matters/\(visit.reference)/actions/findNeed"
            let words = [("needKind", "need.care"), ("needSpot", "二单元"), ("needed", "想有人陪。")]
            try await browser.signIn("community")
            let first = try await browser.post(path, words + [("seen", "\(visit.version)")])
            #expect(first.status == .seeOther)
            let second = try await visited()
            let other = "/desk/matters/\(second.reference)/actions/findNeed"
            let seen = ("seen", "\(second.version)")
            let asked = try await browser.post(other, words + [seen])
            #expect(asked.text.contains("就是这条，并进去") && asked.text.contains("想有人陪。"))
            let found = try await town.installation.same(
                as: "need", "need.care", at: second.place, spot: "二单元", in: town.realm,
                for: community.holding)
            let need = try #require(found.first)
            let joined = try await browser.post(
                other, words + [seen, ("same", "\(need.reference)")])
            #expect(joined.status == .seeOther)
            let page = try await browser.get("/desk/matters/\(second.reference)")
            #expect(page.text.contains("\(need.reference)"))
            let third = try await visited()
            let anyway = try await browser.post(
                "/desk/matters/\(third.reference)/actions/findNeed",
                words + [("seen", "\(third.version)"), ("different", "yes")])
            #expect(anyway.status == .seeOther)
            // Whoever verifies sees the other one beside it, with the way to merge them.
            let beside = try await browser.get("/desk/matters/\(need.reference)")
            #expect(beside.text.contains("是不是同一户？"))
        }
    }

    @Test func thanksAreAskedAnsweredShownAndTakenBack() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("community")
            let asked = try await browser.post(
                "/desk/thanks", [("volunteer", "volunteer"), ("deed", "陪楼里老人看病")])
            #expect(asked.headers[.location] == "/desk/thanks")
            let hidden = try await browser.get("/checheng-road/thanks")
            #expect(!hidden.text.contains("陪楼里老人看病"))
            let own = try await town.installation.commendations(
                of: try await town.volunteer.person.id, in: town.realm)
            let path = "/desk/service/thanks/\(try #require(own.first).id)"
            try await browser.signIn("volunteer")
            let service = try await browser.get("/desk/service")
            #expect(service.text.contains(path))
            let nameless = try await browser.post(path, [("answer", "agree"), ("words", "应该的")])
            #expect(nameless.status == .unprocessableContent)
            #expect(nameless.text.contains("应该的"))
            _ = try await browser.post(path, [("answer", "agree"), ("called", "小林")])
            let shown = try await browser.get("/checheng-road/thanks")
            #expect(shown.text.contains("小林") && shown.text.contains("陪楼里老人看病"))
            _ = try await browser.post(path, [("answer", "withdraw")])
            let gone = try await browser.get("/checheng-road/thanks")
            #expect(!gone.text.contains("小林"))
        }
    }
}
