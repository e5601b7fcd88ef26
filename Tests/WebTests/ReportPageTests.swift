import Actions
import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import Web

/// Reports on their pages: drawn up, filled, checked by one, frozen by another, printed and sent.
struct ReportDeskTests {
    private func drawUp(
        _ layout: String, at place: String, _ town: Town, _ browser: inout Browser
    ) async throws -> String {
        let sent = try await browser.post(
            "/desk/reports",
            [
                ("layout", layout), ("place", try town.place(place).id.description),
                ("period", "2026"),
            ])
        return try #require(sent.headers[.location])
    }

    private func mark(_ page: String) throws -> String {
        let match = try #require(page.firstMatch(of: /name="seen" value="([0-9a-f]{64})"/))
        return String(match.1)
    }

    @Test func aReportIsDrawnUpCheckedAndFrozen() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let solved = try await town.request(standing: "solved")
            try await browser.signIn("dispatcher")
            let path = try await drawUp("work", at: "车城路街道", town, &browser)
            let draft = try await browser.get(path)
            #expect(draft.text.contains("共登记诉求 1 件"))
            // Every number opens what it counts.
            #expect(draft.text.contains("/desk/figures/requestsOpened?"))
            let none = try await browser.get(path + "/paper")
            #expect(none.status == .notFound)
            let early = try await browser.post(path + "/freeze", [])
            #expect(early.status == .forbidden)
            let checked = try await browser.post(
                path + "/check", [("seen", try mark(draft.text))])
            #expect(checked.headers[.location] == path)
            try await browser.signIn("supervisor")
            let waiting = try await browser.get(path)
            #expect(waiting.text.contains("定稿，不再改"))
            let frozen = try await browser.post(path + "/freeze", [])
            #expect(frozen.headers[.location] == path)
            let page = try await browser.get(path)
            #expect(page.text.contains("封存指纹"))
            let paper = try await browser.get(path + "/paper")
            #expect(paper.text.contains("共登记诉求 1 件") && !paper.text.contains("/desk/figures/"))
            let csv = try await browser.get(path + "/file?format=csv")
            #expect(csv.text.contains("收到诉求,1,"))
            for format in ["xlsx", "html", "json"] {
                let file = try await browser.get(path + "/file?format=\(format)")
                #expect(file.status == .ok, "\(format)")
                #expect(file.headers[.contentDisposition]?.contains(".\(format)") == true)
            }
            let odd = try await browser.get(path + "/file?format=docx")
            #expect(odd.status == .notFound)
            let evidence = try await browser.get("/desk/figures/requestsOpened?period=2026")
            #expect(evidence.text.contains("\(solved.reference)"))
        }
    }

    @Test func aSealedPageIsCheckedByItselfAndOneChangedDigitIsFound() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            _ = try await town.request(standing: "solved")
            try await browser.signIn("dispatcher")
            let path = try await drawUp("work", at: "车城路街道", town, &browser)
            let draft = try await browser.get(path)
            _ = try await browser.post(path + "/check", [("seen", try mark(draft.text))])
            try await browser.signIn("supervisor")
            _ = try await browser.post(path + "/freeze", [])
            let file = try await browser.get(path + "/file?format=html").text
            let texts = try SiteWords().texts
            func verified(_ page: String) throws {
                _ = try SealedReport.verified(Array(page.utf8), texts: texts) { _ in nil }
            }
            try verified(file)
            let shown = "共登记诉求 1 件"
            #expect(file.contains(shown))
            let page = file.replacing("<p class=\"report-sentence\">", with: "<p>")
            #expect(throws: SealedReport.Problem.otherPage) { try verified(page) }
            let words = file.replacing(shown, with: "共登记诉求 2 件")
            #expect(throws: (any Error).self) { try verified(words) }
            #expect(throws: SealedReport.Problem.noProof) {
                try verified("<!DOCTYPE html><p>报表")
            }
        }
    }

    @Test func whatNobodyCanCountIsTypedAndNothingTypedIsLost() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("community")
            let path = try await drawUp("quarterly", at: "岩岭社区", town, &browser)
            let page = try await browser.get(path)
            let estate = try town.place("半山尚小区").id
            let field = "cell-\(estate)-funds"
            #expect(page.text.contains("name=\"\(field)\""))
            #expect(!page.text.contains("cell-\(estate)-requests"))
            let wrong = try await browser.post(
                path + "/cells", [(field, "两万"), ("source", "财政通知")])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("value=\"两万\"") && wrong.text.contains("财政通知"))
            let sent = try await browser.post(
                path + "/cells", [(field, "20000"), ("source", "财政通知")])
            #expect(sent.headers[.location] == path)
            let kept = try await browser.get(path)
            #expect(kept.text.contains("value=\"20000\"") && kept.text.contains("依据 财政通知"))
            let gaps = try await browser.post(
                path + "/check", [("seen", try mark(kept.text))])
            #expect(gaps.status == .unprocessableContent)
            #expect(gaps.text.contains("个格子没有填"))
        }
    }

    @Test func thoseBeyondReachSeeNothing() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("community")
            let path = try await drawUp("work", at: "岩岭社区", town, &browser)
            try await browser.signIn("community2")
            let other = try await browser.get(path)
            #expect(other.status == .notFound)
            try await browser.signIn("grid")
            let grid = try await browser.post("/desk/reports", [("layout", "work")])
            #expect(grid.status == .forbidden)
        }
    }
}

/// What stands beside a figure: matters left out of a rate, numbers that were reported.
struct FigureExtraTests {
    @Test func oneAsksAnotherSignsAndEveryoneSeesTheCount() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let solved = try await town.request(standing: "solved")
            let place = try town.place("岩岭社区").id
            let path = "/desk/figures/onTimeRate"
            try await browser.signIn("community")
            let wrong = try await browser.post(
                path + "/exclusions",
                [
                    ("place", "\(place)"), ("period", "2026"), ("reference", "26-1"),
                    ("reason", "unreachable"), ("words", "打过三次电话"),
                ])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("打过三次电话") && wrong.text.contains("没有这个编号"))
            let sent = try await browser.post(
                path + "/exclusions",
                [
                    ("place", "\(place)"), ("period", "2026"),
                    ("reference", "\(solved.reference)"), ("reason", "unreachable"),
                    ("words", "打过三次电话"),
                ])
            #expect(sent.headers[.location]?.hasPrefix(path) == true)
            let asked = try await browser.get(path + "?period=2026")
            #expect(asked.text.contains("1 / 1") && asked.text.contains("还没有人签字"))
            #expect(!asked.text.contains("签字，剔除"))
            try await browser.signIn("secretary")
            let page = try await browser.get(path + "?period=2026").text
            let link = try #require(page.firstMatch(of: /action="(\/desk\/exclusions\/\d+)"/))
            _ = try await browser.post(String(link.1), [("answer", "sign")])
            let signed = try await browser.get(path + "?period=2026")
            #expect(signed.text.contains("剔除 1 件") && signed.text.contains("0 / 0"))
        }
    }

    @Test func aReportedNumberStandsApart() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let place = try town.place("车城路街道").id
            try await browser.signIn("dispatcher")
            let path = "/desk/figures/requestsByHotline"
            let sent = try await browser.post(
                path + "/baselines",
                [
                    ("place", "\(place)"), ("period", "2026"), ("of", "2025"),
                    ("number", "18000"), ("said", "每月1500余件"), ("source", "2025年工作总结"),
                ])
            #expect(sent.status == .seeOther)
            let page = try await browser.get(path + "?period=2026")
            #expect(page.text.contains("每月1500余件") && page.text.contains("2025年工作总结"))
            let odd = try await browser.post(
                path + "/baselines",
                [("place", "\(place)"), ("of", "lately"), ("number", "many"), ("said", "很多")])
            #expect(odd.status == .unprocessableContent)
            #expect(odd.text.contains("value=\"many\""))
        }
    }
}
