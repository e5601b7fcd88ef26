import HTTPTypes
import Kernel
import TestSupport
import Testing
import Web

/// Notices: published by those who may, never with a personal number, taken down again.
struct NoticePageTests {
    @Test func aNoticeHangsOnTheFrontPageUntilItIsTakenDown() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let sent = try await browser.post(
                "/desk/notices",
                [("title", "周六大扫除"), ("text", "上午九点，小区门口集合。"), ("days", "3")])
            #expect(sent.status == .seeOther)
            #expect(try await browser.get("/checheng-road").text.contains("周六大扫除"))
            let desk = try await browser.get("/desk/notices")
            let path = try #require(
                desk.text.firstMatch(of: /action="(\/desk\/notices\/\d+\/end)"/)?.1)
            #expect(try await browser.post(String(path)).status == .seeOther)
            #expect(!(try await browser.get("/checheng-road").text.contains("周六大扫除")))
        }
    }

    @Test(arguments: [
        "联系人电话 138 0000 0000", "身份证 420303199001010011", "身份证４２０３０３１９９００１０１００１Ｘ",
        "卡号 6222-0000-0000-0000-000",
    ])
    func aPersonalNumberIsNotPublished(text: String) async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let page = try await browser.post(
                "/desk/notices", [("title", "名单"), ("text", text), ("days", "15")])
            #expect(page.status == .unprocessableContent)
            #expect(!(try await browser.get("/checheng-road").text.contains("名单")))
        }
    }

    @Test func anOfficeNumberAndADateMayBePublished() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let page = try await browser.post(
                "/desk/notices",
                [
                    ("title", "停水"), ("text", "2026-11-23 8:00 至 18:00，电话 0719-000-1005"),
                    ("days", "15"),
                ])
            #expect(page.status == .seeOther)
        }
    }

    @Test func whoeverMayNotPublishIsRefused() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("checker")
            let page = try await browser.post(
                "/desk/notices", [("title", "x"), ("text", "y"), ("days", "1")])
            #expect(page.status == .forbidden)
        }
    }
}
