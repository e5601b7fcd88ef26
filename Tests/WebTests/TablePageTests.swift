import Actions
import HTTPTypes
import NIOCore
import TestSupport
import Testing

/// Tables in and lists out, as the desk's pages do it.
struct TablePageTests {
    /// A form with a file, as a browser sends it.
    private func send(
        _ noun: String, _ table: String, _ browser: inout Browser
    ) async throws -> Browser.Page {
        let mark = "linliTestBoundary"
        let body = """
            --\(mark)\r
            Content-Disposition: form-data; name="noun"\r
            \r
            \(noun)\r
            --\(mark)\r
            Content-Disposition: form-data; name="file"; filename="a.csv"\r
            Content-Type: text/csv\r
            \r
            \(table)\r
            --\(mark)--\r

            """
        return try await browser.ask(
            "/desk/imports", .post,
            headers: [.contentType: "multipart/form-data; boundary=\(mark)"],
            body: ByteBuffer(string: body))
    }

    @Test func aTableIsMappedLookedAtWrittenAndTakenBack() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let sent = try await send(
                "places", "名称,上级,民族\n表格小区,岩岭社区,汉族\n,岩岭社区,汉族\n", &browser)
            let address = try #require(sent.headers[.location])
            let page = try await browser.get(address)
            #expect(page.text.contains("<strong>A3</strong>"))
            #expect(page.text.contains("民族不记") && !page.text.contains("汉族"))
            let mapped = try await browser.post(
                "\(address)/mapping",
                [
                    ("version", "1"), ("column-0", "name"), ("column-1", "parent"),
                    ("all-level", "estate"),
                ])
            #expect(mapped.status == .seeOther)
            let stale = try await browser.post(
                "\(address)/mapping", [("version", "1"), ("column-0", "name")])
            #expect(stale.status == .conflict)
            let twice = try await browser.post(
                "\(address)/mapping",
                [("version", "2"), ("column-0", "name"), ("column-1", "name")])
            #expect(twice.status == .unprocessableContent)
            #expect(twice.text.contains("只能选一列"))
            let written = try await browser.post("\(address)/acceptance", [("version", "2")])
            #expect(written.headers[.location]?.hasSuffix("said=taken") == true)
            let undone = try await browser.post("\(address)/undoing")
            #expect(undone.headers[.location]?.hasSuffix("said=undone") == true)
            let last = try await browser.get(address)
            #expect(last.text.contains("已撤销") || last.text.contains("结果"))
        }
    }

    @Test func aLongTableShowsHowFarItCame() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("dispatcher")
            let rows = (1...307).map { "\($0)号铺,岩岭社区,estate" }.joined(separator: "\n")
            let sent = try await send("places", "名称,上级,层级\n\(rows)\n", &browser)
            let address = try #require(sent.headers[.location])
            let begun = try await browser.post("\(address)/acceptance", [("version", "1")])
            #expect(begun.headers[.location]?.hasSuffix("said=taking") == true)
            let page = try await browser.get(address)
            #expect(page.text.contains("写到第 300 行，共 307 行"))
            #expect(page.text.contains("data-progress=\"\(address)/progress\""))
            let part = try await browser.get("\(address)/progress")
            #expect(part.text.contains("data-going") && part.text.contains("value=\"300\""))
            try await FinishTables().run(in: town.installation)
            let over = try await browser.get("\(address)/progress")
            #expect(over.text.isEmpty)
            let last = try await browser.get(address)
            #expect(last.text.contains("撤销导入") && !last.text.contains("写到第"))
        }
    }

    @Test func whoeverTakesInNothingSeesNoPageForIt() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("checker")
            let page = try await browser.get("/desk/imports")
            #expect(page.status == .forbidden)
            let refused = try await send("places", "名称\n甲\n", &browser)
            #expect(refused.status == .forbidden)
        }
    }

    @Test func aListIsTakenAwayWithItsFiltersAndNothingMore() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            _ = try await town.resident.reports(
                "=HYPERLINK 路灯坏了", category: "facility.light",
                answers: ["reporterPhone": ["13800000000"], "reporterName": ["甲"]])
            _ = try await town.resident.reports("垃圾没人收", category: "environment.litter")
            try await browser.signIn("dispatcher")
            let path = "/desk/exports/matters?view=places&format=csv"
            let all = try await browser.get(path)
            #expect(all.text.hasPrefix("\u{FEFF}编号,"))
            #expect(all.text.contains("'=HYPERLINK") && all.text.contains("垃圾没人收"))
            #expect(!all.text.contains("13800000000"))
            let narrow = try await browser.get(path + "&category=facility.light")
            #expect(narrow.text.split(separator: "\r\n").count == 2)
            let workbook = try await browser.get(
                "/desk/exports/matters?view=places&format=xlsx")
            #expect(workbook.text.hasPrefix("PK"))
            #expect(workbook.headers[.contentDisposition]?.contains("matters.xlsx") == true)
            let people = try await browser.get("/desk/exports/people?format=csv")
            #expect(people.status == .forbidden)
        }
    }
}
