import Actions
import HTTPTypes
import Kernel
import Markup
import TestSupport
import Testing

@testable import Web

/// The money of a project on its pages: kept at the desk, read by everyone, printed.
struct FundPageTests {
    @Test func aLineIsEnteredReadTakenBackAndPrinted() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let project = try await town.project()
            try await town.secretary.does("agree", project)
            let path = "/desk/funds/\(project.reference)"
            try await browser.signIn("community")
            let empty = try await browser.get(path)
            #expect(empty.text.contains("还没有记过账"))
            let wrong = try await browser.post(
                path,
                [
                    ("kind", "received"), ("source", "donation"), ("amount", "一百"),
                    ("day", "2026-11-09"), ("words", "学校捐的图书"),
                ])
            #expect(wrong.status == .unprocessableContent)
            // What was typed stands there still, with what is wrong beside it.
            #expect(wrong.text.contains("学校捐的图书") && wrong.text.contains("value=\"一百\""))
            #expect(wrong.text.contains("最多两位小数"))
            let sent = try await browser.post(
                path,
                [
                    ("kind", "received"), ("source", "donation"), ("amount", "1,200.5"),
                    ("day", "2026-11-09"), ("words", "学校捐的图书"),
                ])
            #expect(sent.headers[.location] == path)
            let page = try await browser.get(path)
            #expect(page.text.contains("1,200.50") && page.text.contains("冲销"))
            let paper = try await browser.get(path + "/paper")
            #expect(paper.text.contains("经手人") && paper.text.contains("1,200.50"))
            let statement = try await browser.get("/desk/funds/sources/donation?from=2026-11-01")
            #expect(statement.text.contains("+1,200.50"))
            let printed = try await browser.get("/desk/funds/sources/donation/paper")
            #expect(printed.text.contains("期末结余"))
            let odd = try await browser.get("/desk/funds/sources/gold")
            #expect(odd.status == .notFound)
            try await browser.signIn("volunteer")
            let others = try await browser.post(
                path,
                [
                    ("kind", "received"), ("source", "own"), ("amount", "1"),
                    ("day", "2026-11-09"), ("words", "不行"),
                ])
            #expect(others.status == .forbidden)
        }
    }

    @Test func everyoneReadsThePublicOneByOfficeAndNotByPerson() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let project = try await town.project()
            let community = try await town.community
            try await EnterFund(
                realm: town.realm, holding: community.holding, project: project.reference,
                kind: "received", source: "fiscal", amount: "300", day: "2026-11-09", words: "台灯"
            ).run(in: town.installation)
            let path = "/checheng-road/funds/\(project.reference)"
            let planned = try await browser.get(path)
            #expect(planned.status == .notFound)
            try await town.secretary.does("agree", project)
            let page = try await browser.get(path)
            #expect(page.status == .ok && page.text.contains("台灯"))
            #expect(!page.text.contains(community.person.name))
            let open = try await browser.get("/checheng-road/matters/\(project.reference)")
            #expect(open.text.contains(path))
        }
    }

    @Test func examplesAreDrawn() {
        for page in [
            fundPage(.example), publicFundPage(.example), fundStatementPage(.example),
            agreementsPage(.example), agreementPage(.example), thanksPage(.example),
        ] {
            #expect(page.text.contains("<h1") || page.text.contains("<h2"))
        }
    }
}
