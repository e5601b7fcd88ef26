import Actions
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import Web

/// The pages of cases: a whistle for a request, a round, an outage that everyone reads.
struct CasePageTests {
    @Test func aWhistleIsBlownFromThePageOfARequestAndNamesIt() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let request = try await town.request(standing: "handling")
            try await browser.signIn("dispatcher")
            let page = try await browser.get("/desk/matters/\(request.reference)")
            #expect(page.text.contains("为这件事吹哨"))
            let form = try await browser.get(
                "/desk/matters/new?procedure=whistle&under=\(request.reference)")
            #expect(form.text.contains("value=\"\(request.reference)\""))
            #expect(form.text.contains("<h1>吹哨</h1>"))
            let sent = try await browser.post(
                "/desk/matters",
                [
                    ("procedure", "whistle"), ("opening", "blow"),
                    ("request", request.reference.description),
                    ("category", "whistle.hardProblem"),
                    ("place", "\(request.place)"), ("title", "单元门"), ("account", "关不上。"),
                    ("units", "\(try town.body("city-office").id)"), ("instruction", "到场看看。"),
                ])
            #expect(sent.status == .seeOther)
            let blown = try await browser.get(try #require(sent.headers[.location]))
            #expect(blown.text.contains("应哨"))
            #expect(blown.text.contains(request.reference.description))
            let after = try await browser.get("/desk/matters/\(request.reference)")
            #expect(after.text.contains("为这件事另开了吹哨"))
            // A whistle stands under the request; nothing is opened under the whistle.
            #expect(!blown.text.contains("由这件事另开"))
        }
    }

    @Test func aRefusedWhistleKeepsWhatWasTyped() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let sent = try await browser.post(
                "/desk/matters",
                [
                    ("procedure", "whistle"), ("opening", "blow"), ("request", "26-99999-9"),
                    ("category", "whistle.hardProblem"), ("title", "早市占道"),
                    ("account", "摊子摆到车道上。"),
                    ("place", "\(try town.place(Resident.home).id)"),
                ])
            #expect(sent.status == .unprocessableContent)
            #expect(sent.text.contains("摊子摆到车道上。"))
            #expect(sent.text.contains("<h1>吹哨</h1>"))
        }
    }

    @Test func aRoundHasItsOwnFormBesideTheReport() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("grid")
            let report = try await browser.get("/desk/matters/new?procedure=hazard")
            #expect(report.text.contains("<h1>报隐患</h1>"))
            let plan = try await browser.get(
                "/desk/matters/new?procedure=hazard&opening=plan")
            #expect(plan.text.contains("<h1>安排排查</h1>"))
            #expect(plan.text.contains("name=\"opening\" value=\"plan\""))
            let none = try await browser.get(
                "/desk/matters/new?procedure=hazard&opening=found")
            #expect(none.status == .notFound)
        }
    }

    @Test func everyoneReadsAnOutageAndFindsTheQuietDoors() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let front = try await browser.get("/checheng-road")
            #expect(front.text.contains("申请调解") && front.text.contains("请人帮办"))
            #expect(!front.text.contains("现在没有停水停电"))
            let today = try await town.rulebook().day(of: town.clock.now)
            let outage = try await town.secretary.opens(
                "outage", "announce",
                [
                    "kind": ["sudden"], "category": ["outage.water"], "title": ["1至3号楼停水"],
                    "cause": ["管道破了。"], "until": ["\(today)"], "hour": ["22:00 前"],
                ])
            try await town.grid.does(
                "askDelivery", outage,
                [
                    "needKind": ["delivery.water"], "needSpot": [Resident.secretSpot],
                    "needed": ["两桶水"],
                ])
            for path in [
                "/checheng-road", "/checheng-road/boards/outage",
                "/checheng-road/matters/\(outage.reference)",
            ] {
                let page = try await browser.get(path)
                #expect(page.text.contains("1至3号楼停水"), "\(path)")
                #expect(!page.text.contains(Resident.secretSpot), "\(path)")
                #expect(!page.text.contains("两桶水") && !page.text.contains("送上门的"), "\(path)")
            }
        }
    }
}
