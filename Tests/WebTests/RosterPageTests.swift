import Actions
import Foundation
import HTTPTypes
import Kernel
import Markup
import TestSupport
import Testing

@testable import Web

/// Pages of duty rosters: from the first form to what everyone reads.
@Suite struct RosterPageTests {
    @Test func theExampleIsDrawn() {
        let text = publicDutyPage(.example).text
        #expect(text.contains("<h1>") && !text.contains("Optional(") && !text.contains("60, 47"))
    }

    @Test func aRosterIsSetUpDrawnUpAndReadByEveryoneWithoutAName() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let secretary = try await town.colleague("secretary")
            let place = try town.place("岩岭社区").id.description
            let empty = try await browser.get("/desk/rosters")
            #expect(empty.text.contains("还没有值班表"))
            var form = [
                ("place", place), ("title", "社区值班"), ("about", "一楼值班室"),
                ("phone", "13812345678"), ("spans", "00:00-24:00"), ("onDaysOff", "yes"),
                ("isPublic", "yes"),
            ]
            let wrong = try await browser.post("/desk/rosters", form)
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("个人手机号") && wrong.text.contains("一楼值班室"))
            form[3] = ("phone", "0719-000-1234")
            let sent = try await browser.post("/desk/rosters", form)
            #expect(sent.status == .seeOther)
            let path = try #require(sent.headers[.location]?.split(separator: "?").first)
                .description
            let turn = try await browser.post(
                path + "/turn",
                [("seen", "1"), ("turn", "post-\(secretary.holding.post.id)")])
            #expect(turn.status == .seeOther)
            let month = try await town.thisMonth
            for month in [month, month.next] {
                let drawn = try await browser.post(path + "/draw", [("month", "\(month)")])
                #expect(drawn.status == .seeOther)
            }
            let page = try await browser.get(path)
            #expect(page.text.contains(secretary.person.name))
            let wall = try await browser.get(path + "/paper?month=\(month.next)")
            let inside = try await browser.get(path + "/paper?month=\(month.next)&names=1")
            #expect(!wall.text.contains(secretary.person.name))
            #expect(inside.text.contains(secretary.person.name))

            town.clock.advance(days: 1)
            var neighbour = Browser(town: town, client: browser.client)
            for address in ["/checheng-road/duty", "/checheng-road/who", "/checheng-road/overview"]
            {
                let read = try await neighbour.get(address)
                #expect(read.text.contains("社区值班"), "\(address)")
                #expect(read.text.contains("0719-000-1234"), "\(address)")
                #expect(!read.text.contains(secretary.person.name), "\(address)")
            }
            try await browser.signIn("secretary")
            let today = try await browser.get("/desk/today")
            #expect(today.text.contains("现在值班：社区值班"))
            #expect(today.text.contains("我的班"))
        }
    }

    @Test func whatIsNotPublicIsNotThereForEveryone() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let secretary = try await town.colleague("secretary")
            var wish = RosterWish()
            (wish.title, wish.about, wish.spans) = ("内部值班", "值班室", "08:30-17:30")
            let roster = try await OpenRoster(
                realm: town.realm, holding: secretary.holding, place: town.place("岩岭社区").id,
                wish: wish
            ).run(in: town.installation)
            let list = try await browser.get("/checheng-road/duty")
            #expect(list.status == .ok && !list.text.contains("内部值班"))
            let page = try await browser.get("/checheng-road/duty/\(roster.id)")
            #expect(page.status == .notFound)
        }
    }
}

extension Town {
    fileprivate var thisMonth: Month {
        get async throws { Month(of: try await rulebook().day(of: clock.now)) }
    }
}
