import HTTPTypes
import Kernel
import Markup
import TestSupport
import Testing

@testable import Web

/// What everyone reads of orders and deliberations: that something is wanted or talked over, and
/// nothing of whoever wanted it.
struct BoardPageTests {
    static let secrets = [
        Resident.secretWish, "灯泡不亮", Resident.secretSpot, "90917", Resident.secretPhone,
        Resident.secretName, "1号楼", "老吴",
    ]

    static func path(_ matter: Matter) -> String {
        "/checheng-road/matters/\(matter.reference)"
    }

    static func expectNoSecret(_ page: Browser.Page, _ what: String) {
        for secret in secrets { #expect(!page.text.contains(secret), "\(what) holds \(secret)") }
    }

    @Test func aBoardShowsTitleKindAndEstateAndNothingOfAnybody() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let asked = try await town.order(standing: "asked")
            let pooled = try await town.order(standing: "pooled")
            let board = try await browser.get("/checheng-road/boards/order")
            #expect(board.status == .ok)
            for shown in ["换两个灯泡", "小修小补", "半山尚小区", "待接单", "\(pooled.reference)"] {
                #expect(board.text.contains(shown), "\(shown)")
            }
            #expect(!board.text.contains("\(asked.reference)"))
            Self.expectNoSecret(board, "the board")
            let english = try await browser.get("/checheng-road/boards/order?lang=en")
            #expect(english.text.contains("Banshanshang Estate"))
            #expect(!english.text.contains("Building 1"))
        }
    }

    @Test(arguments: ["pooled", "taken", "served", "done"])
    func thePageOfAnOrderNamesNobody(_ state: String) async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let order = try await town.order(standing: state)
            let page = try await browser.get(Self.path(order))
            #expect(page.status == .ok)
            #expect(page.text.contains("换两个灯泡") && page.text.contains("半山尚小区"))
            Self.expectNoSecret(page, "the page of what is \(state)")
            // Nor who took it on, in person or by the name that they gave.
            #expect(!page.text.contains("演示·") && !page.text.contains("志愿者小林"))
            // Whoever knows the number may not get at it by the way of the reporter either.
            let tracked = try await browser.get("/checheng-road/track/\(order.reference)")
            Self.expectNoSecret(tracked, "the way to track")
        }
    }

    @Test func whatIsNotIssuedOrAdmittedIsNotThere() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let order = try await town.order(standing: "asked")
            let deliberation = try await town.deliberation(standing: "raised")
            let request = try await town.request(standing: "handling")
            for matter in [order, deliberation, request] {
                let page = try await browser.get(Self.path(matter))
                #expect(page.status == .notFound)
                Self.expectNoSecret(page, "the answer")
                for action in ["speak", "take", "issue", "admit", "withdraw"] {
                    let said = try await browser.post(
                        Self.path(matter) + "/\(action)",
                        [("stance", "favour"), ("opinion", "好")])
                    #expect(said.status == .notFound, "\(action)")
                }
                #expect(try await town.matter(matter.id) == matter)
            }
            let boards = try await browser.get("/checheng-road/boards/deliberation")
            #expect(!boards.text.contains("\(deliberation.reference)"))
            for odd in ["request", "visit", "nothing", "assistance"] {
                let board = try await browser.get("/checheng-road/boards/\(odd)")
                #expect(board.status == .notFound, "\(odd)")
            }
        }
    }

    @Test func anotherRealmHasNeitherBoardNorPage() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let matter = try await town.deliberation(standing: "hearing")
            for path in [
                "/boston/matters/\(matter.reference)", "/boston/boards/deliberation",
                "/boston/boards/order", "/nowhere/matters/\(matter.reference)",
                "/checheng-road/matters/26-99999-9", "/checheng-road/matters/x",
            ] {
                let page = try await browser.get(path)
                #expect(page.status.code >= 400 && page.status.code < 500, "\(path)")
                #expect(!page.text.contains("东门空地"))
            }
            let said = try await browser.post(
                "/boston/matters/\(matter.reference)/speak",
                [("stance", "favour"), ("opinion", "好")])
            #expect(said.status == .notFound)
            #expect(!(try await town.story(of: matter)).contains("speak"))
        }
    }

    @Test func anyoneSpeaksWithoutScriptsAndNothingTypedIsLost() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let matter = try await town.deliberation(standing: "hearing")
            let path = Self.path(matter)
            let page = try await browser.get(path)
            #expect(page.text.contains("action=\"\(path)/speak\""))
            let half = try await browser.post(
                path + "/speak", [("stance", ""), ("opinion", "建个凉亭，老人有地方坐。")])
            #expect(half.status == .unprocessableContent)
            #expect(half.text.contains("建个凉亭，老人有地方坐。"))
            #expect(half.text.contains("role=\"alert\""))
            let other = try await browser.post(
                path + "/speak", [("stance", "against"), ("opinion", "  ")])
            #expect(other.status == .unprocessableContent)
            #expect(other.text.contains(/value="against"[^>]* checked/))
            #expect(!(try await town.story(of: matter)).contains("speak"))
            let said = try await browser.post(
                path + "/speak", [("stance", "favour"), ("opinion", "建个凉亭，老人有地方坐。")])
            #expect(said.status == .seeOther)
            let after = try await browser.get(try #require(said.headers[.location]))
            #expect(after.text.contains("收到了：说一句我的想法"))
            // How many are in favour is for everyone, their words are for the branch.
            #expect(after.text.contains("1 人说了"))
            #expect(!after.text.contains("老人有地方坐"))
        }
    }

    @Test func theSixthSameWordFromOneAddressWaits() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let matter = try await town.deliberation(standing: "hearing")
            let path = Self.path(matter) + "/speak"
            for time in 1...6 {
                let said = try await browser.post(
                    path, [("stance", "favour"), ("opinion", "第\(time)句")])
                #expect(said.status == (time <= 5 ? .seeOther : .tooManyRequests), "\(time)")
                guard time == 6 else { continue }
                let wait = try #require(said.headers[.retryAfter].flatMap { Int($0) })
                #expect((1...86_401).contains(wait))
                #expect(said.text.contains("第6句"), "what was typed is still there")
            }
            #expect(try await town.story(of: matter).filter { $0 == "speak" }.count == 5)
            // Another matter is another word, and the next day is another day.
            let second = try await town.deliberation(standing: "hearing")
            let other = try await browser.post(
                Self.path(second) + "/speak", [("stance", "favour"), ("opinion", "好")])
            #expect(other.status == .seeOther)
            town.clock.advance(days: 1)
            let next = try await browser.post(path, [("stance", "favour"), ("opinion", "好")])
            #expect(next.status == .seeOther)
        }
    }

    @Test func whatAnyoneMayNotDoIsRefusedInWords() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let order = try await town.order(standing: "pooled")
            for action in ["take", "withdraw", "issue", "lapse", "thank"] {
                let done = try await browser.post(
                    Self.path(order) + "/\(action)",
                    [("introduction", "我"), ("coming", "2026-11-20"), ("thanks", "谢")])
                #expect(done.status.code >= 400 && done.status.code < 500, "\(action)")
            }
            #expect(
                try await browser.post(Self.path(order) + "/nothing").status == .notFound)
            #expect(try await town.matter(order.id) == order)
        }
    }

    @Test func theStepsTheMeetingsAndTheTasksAreForEveryone() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let matter = try await town.deliberation(standing: "doing")
            _ = try await town.secretary.assigns("平整场地", on: matter)
            let page = try await browser.get(Self.path(matter))
            #expect(page.text.contains("到会 10 人，赞成 8 人"))
            #expect(page.text.contains("到会 12 人，赞成 9 人"))
            #expect(page.text.contains("平整场地"))
            #expect(page.text.contains("物业"))
            // The minutes and the names of who came are not.
            #expect(!page.text.contains("演示·"))
            Self.expectNoSecret(page, "the page of a deliberation")
        }
    }

    @Test func thanksAreReadFromTheirReleaseToTheirWithdrawal() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let order = try await town.order(standing: "done")
            func isShown() async throws -> Bool {
                try await browser.get(Self.path(order)).text.contains("屋里亮堂了")
            }
            for (by, action, shown) in [
                ("resident", "thank", false), ("resident", "allowThanks", false),
                ("branch", "releaseThanks", true), ("resident", "takeThanksBack", false),
                ("resident", "allowThanks", false), ("branch", "releaseThanks", true),
            ] {
                let answers = action == "thank" ? ["thanks": ["谢谢，屋里亮堂了。"]] : [:]
                if by == "branch" {
                    try await town.secretary.does(action, order)
                } else {
                    try await town.resident.does(action, order, answers)
                }
                #expect(try await isShown() == shown, "after \(action)")
            }
        }
    }

    private static let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"

    @Test func whatAnyoneTypesIsTextAndNothingElse() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let matter = try await town.deliberation(standing: "hearing")
            try await town.secretary.does("summarise", matter, ["heard": [Self.hostile]])
            let path = Self.path(matter)
            let half = try await browser.post(
                path + "/speak", [("stance", Self.hostile), ("opinion", Self.hostile)])
            #expect(half.status == .unprocessableContent)
            let query = "done=%3Cscript%3Ealert(1)%3C/script%3E&after=%3Cscript%3E"
            for page in [
                half, try await browser.get(path), try await browser.get(path + "?" + query),
                try await browser.get("/checheng-road/boards/deliberation?" + query),
            ] {
                #expect(!page.text.contains("<script>alert"))
                #expect(!page.text.contains("<img src=x"))
            }
            #expect(try await browser.get(path).text.contains("&lt;script&gt;alert(1)"))
            // A word that is no action of the procedure is thanked for by nobody.
            let odd = try await browser.get(path + "?done=admit")
            #expect(!odd.text.contains("收到了"))
        }
    }

    @Test func aLongBoardGoesOnWithoutLosingAnything() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            var all: Set<String> = []
            for _ in 1...25 {
                all.insert("\(try await town.order(standing: "pooled").reference)")
            }
            let first = try await browser.get("/checheng-road/boards/order")
            let next = try #require(first.text.firstMatch(of: /boards\/order\?after=([0-9.]+)"/)?.1)
            let second = try await browser.get("/checheng-road/boards/order?after=\(next)")
            func found(_ page: Browser.Page) -> Set<String> {
                Set(page.text.matches(of: /matters\/(\d\d-\d+-\d)"/).map { String($0.1) })
            }
            #expect(found(first).count == 24)
            #expect(found(second).count == 1)
            #expect(found(first).union(found(second)) == all)
        }
    }
}
