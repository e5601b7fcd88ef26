import HTTPTypes
import Kernel
import TestSupport
import Testing

/// Orders and deliberations at the desk: what a volunteer reads, what the branch hands out.
struct OrderDeskPageTests {
    @Test func aVolunteerReadsNoDoorAtTheDeskBeforeTakingItOn() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let order = try await town.order(standing: "pooled")
            let path = "/desk/matters/\(order.reference)"
            try await browser.signIn("volunteer")
            for address in ["/desk", "/desk/inbox", path, path + "/story"] {
                let page = try await browser.get(address)
                #expect(page.status == .ok || page.status == .seeOther, "\(address)")
                BoardPageTests.expectNoSecret(page, address)
            }
            let denied = try await browser.post(path + "/contact", [("reason", "看看")])
            #expect(denied.status == .forbidden)
            BoardPageTests.expectNoSecret(denied, "the refusal")
            let taken = try await browser.post(
                path + "/actions/take",
                [
                    ("seen", "\(order.version)"), ("introduction", "志愿者小林"),
                    ("coming", "2026-11-10"),
                ])
            #expect(taken.status == .seeOther)
            let page = try await browser.get(path)
            for shown in [Resident.secretWish, Resident.secretSpot, "1号楼"] {
                #expect(page.text.contains(shown), "\(shown)")
            }
            #expect(!page.text.contains(Resident.secretPhone))
            let read = try await browser.post(path + "/contact", [("reason", "约时间")])
            #expect(read.text.contains(Resident.secretPhone))
            try await browser.signIn("volunteer2")
            BoardPageTests.expectNoSecret(try await browser.get(path), "the other volunteer's page")
            let late = try await browser.post(
                path + "/actions/take",
                [
                    ("seen", "\(order.version)"), ("introduction", "志愿者小方"),
                    ("coming", "2026-11-10"),
                ])
            #expect(late.status == .conflict)
            #expect(late.text.contains("已经有人接下了"))
        }
    }

    @Test func aVolunteersInboxHasNoDeadControl() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            _ = try await town.order(standing: "pooled")
            _ = try await town.order(standing: "taken")
            try await browser.signIn("volunteer")
            let inbox = try await browser.get("/desk")
            #expect(inbox.text.contains("换两个灯泡"))
            // Several at once, and views kept under a name, are for posts that read matters.
            #expect(!inbox.text.contains("data-bulk"))
            #expect(!inbox.text.contains("name=\"matter\""))
            #expect(!inbox.text.contains("还没有派单"), "nobody is ever sent an order")
            let narrowed = try await browser.get("/desk?procedure=order")
            #expect(!narrowed.text.contains("action=\"/desk/views\""))
            try await browser.signIn("secretary")
            let branch = try await browser.get("/desk?procedure=order&view=places")
            #expect(branch.text.contains("action=\"/desk/views\""))
        }
    }

    @Test func theBranchChoosesTheBodyOfATaskAtTheDesk() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let matter = try await town.deliberation(standing: "doing")
            let body = try town.body("property-banshan").id
            try await browser.signIn("secretary")
            let path = "/desk/matters/\(matter.reference)"
            let page = try await browser.get(path)
            #expect(page.text.contains("<option value=\"\(body)\""))
            let done = try await browser.post(
                path + "/actions/assign",
                [
                    ("seen", "\(matter.version)"), ("taskTitle", "平整场地"),
                    ("taskWords", "两周内平整。"), ("taskBody", "\(body)"),
                ])
            #expect(done.status == .seeOther)
            #expect(try await town.children(of: matter).map(\.title) == ["平整场地"])
        }
    }
}
