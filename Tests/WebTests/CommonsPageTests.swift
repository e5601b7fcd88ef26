import HTTPTypes
import Kernel
import TestSupport
import Testing
import Web

/// What a place has in common: boards behind one door, no name before its consent, and targets
/// beside what was reached.
struct CommonsPageTests {
    private static let nominee = "二单元修水管的老吴"

    private func nominated(_ town: Town) async throws -> Matter {
        try await town.community.opens(
            "honour", "enter",
            [
                "onBehalf": ["counter"], "category": ["honour.neighbour"], "who": ["person"],
                "nominee": [Self.nominee], "account": ["谁家水龙头坏了都找他。"],
            ])
    }

    @Test func everyBoardStandsBehindOneDoor() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            let page = try await browser.get("/checheng-road/commons")
            #expect(page.status == .ok)
            for title in ["居民公约", "实事工程", "表彰", "老街坊说事堂", "工作法", "公共收益账"] {
                #expect(page.text.contains(title), "\(title)")
            }
            #expect(try await browser.get("/boston/commons").status == .notFound)
            try await browser.signIn("community")
            #expect(try await browser.get("/desk/commons").text.contains("起草一份公约"))
        }
    }

    @Test func noNameIsPublicBeforeItsConsentAndNoneAfterItWasTakenBack() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let honour = try await nominated(town)
            let (community, secretary) = (try await town.community, try await town.secretary)
            let path = "/checheng-road/matters/\(honour.reference)"
            #expect(try await browser.get(path).status == .notFound)
            _ = try await community.does(
                "consent", honour,
                ["called": ["修水管的师傅"], "deed": ["帮邻居修了三年水龙头。"], "way": ["oral"]])
            #expect(try await browser.get(path).status == .notFound)
            _ = try await secretary.does("show", honour)
            for page in [path, "/checheng-road/boards/honour", "/checheng-road/commons"] {
                let text = try await browser.get(page).text
                #expect(text.contains("修水管的师傅"), "\(page)")
                #expect(!text.contains(Self.nominee) && !text.contains("老吴"), "\(page)")
            }
            _ = try await community.does("takeBack", honour)
            #expect(try await browser.get(path).status == .notFound)
            let board = try await browser.get("/checheng-road/boards/honour").text
            #expect(!board.contains("修水管的师傅"))
        }
    }

    @Test func aTargetStandsBesideWhatTheProgramCountsOrWhatWasTypedWithItsSource() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let community = try await town.community
            let programme = try await community.opens(
                "programme", "set",
                [
                    "category": ["programme.drive"], "title": ["百场惠民"],
                    "lead": [try town.body("yanling-committee").id.description],
                ])
            _ = try await community.does(
                "plan", programme,
                ["itemBody": [try town.body("yanling-committee").id.description]])
            _ = try await community.does(
                "aimFigure", programme, ["figure": ["activitiesHeld"], "target": ["100"]])
            _ = try await community.does(
                "aim", programme, ["measure": ["义诊场次"], "target": ["12"]])
            _ = try await town.secretary.does("begin", programme)
            _ = try await community.does(
                "reach", programme,
                ["measure": ["义诊场次"], "actual": ["3"], "source": ["医院登记表"]])
            let page = try await browser.get("/checheng-road/matters/\(programme.reference)").text
            for shown in ["活动场次", "系统统计，2026 年", "100", "义诊场次", "医院登记表"] {
                #expect(page.contains(shown), "\(shown)")
            }
        }
    }

    @Test func aFigureThatIsNotForEveryoneIsNoTarget() async throws {
        try await withBrowser { town, _ in
            let community = try await town.community
            let programme = try await community.opens(
                "programme", "set",
                [
                    "category": ["programme.drive"], "title": ["百场惠民"],
                    "lead": [try town.body("yanling-committee").id.description],
                ])
            let refused = await refusal {
                try await community.does(
                    "aimFigure", programme, ["figure": ["requestsAtCounter"], "target": ["1"]])
            }
            #expect(refused == .answers(["figure": .notAChoice]))
        }
    }
}
