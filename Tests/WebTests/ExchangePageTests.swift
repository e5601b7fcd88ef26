import Actions
import HTTPTypes
import Kernel
import Storage
import TestSupport
import Testing

@testable import Web

/// What could not be taken from a centre stands at the desk, with its reason and what to do.
struct ExchangePageTests {
    private func send(_ town: Town, _ parts: [String: String]) async throws {
        let found = try await town.rulebook().profile.exchange("hotline")
        let exchange = try #require(found)
        let usual = [
            "工单编号": "T-1", "诉求内容": "路灯三天没亮。", "诉求类别": "路灯", "联系电话": "13800001234",
        ]
        _ = try await TakeTickets(
            realm: town.realm, exchange: exchange,
            tickets: [SentTicket(values: usual.merging(parts) { $1 })]
        ).run(in: town.installation)
    }

    @Test func aTicketIsSeenTriedAgainAndSetAside() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let empty = try await browser.get("/desk/exchanges")
            #expect(empty.status == .ok && empty.text.contains("没有收不下的工单"))
            try await send(town, ["工单状态": "挂起"])
            let overview = try await browser.get("/desk/exchanges")
            #expect(overview.text.contains("没收下的 1 件"))
            let queue = try await browser.get("/desk/exchanges/hotline")
            #expect(queue.text.contains("状态：对应表里没有这个词"))
            #expect(queue.text.contains("<q>挂起</q>"))
            #expect(!queue.text.contains("13800001234") && !queue.text.contains("路灯三天"))
            let found = try await town.installation.exchangeFailures(
                of: "hotline", isSetAside: false, in: town.realm, limit: 9)
            let id = try #require(found.first?.id.description)
            let again = try await browser.post(
                "/desk/exchanges/hotline/retry", [("failure", id)])
            #expect(again.headers[.location] == "/desk/exchanges/hotline?taken=0&failed=1")
            let told = try await browser.get("/desk/exchanges/hotline?taken=0&failed=1")
            #expect(told.text.contains("还有 1 件没收下"))
            _ = try await browser.post("/desk/exchanges/hotline/aside", [("failure", id)])
            let open = try await browser.get("/desk/exchanges/hotline")
            #expect(open.text.contains("这里没有工单"))
            let aside = try await browser.get("/desk/exchanges/hotline?aside=1")
            #expect(aside.text.contains("挂起"))
        }
    }

    @Test func aMatterIsFoundByTheNumberOfTheCentre() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await send(town, [:])
            try await browser.signIn("dispatcher")
            let found = try await browser.get("/desk/exchanges?exchange=hotline&number=T-1")
            #expect(found.headers[.location]?.hasPrefix("/desk/matters/26-") == true)
            let none = try await browser.get("/desk/exchanges?exchange=hotline&number=T-9")
            #expect(none.text.contains("没有收过编号为“T-9”的工单"))
            let other = try await browser.get("/desk/exchanges/none")
            #expect(other.status == .notFound)
            try await browser.signIn("volunteer")
            let forbidden = try await browser.get("/desk/exchanges")
            #expect(forbidden.status == .forbidden)
        }
    }
}
