import Actions
import Foundation
import HTTPTypes
import Kernel
import Markup
import TestSupport
import Testing

@testable import Web

/// The three lists: at the desk, for everyone, and how linked matters stand on each other's pages.
struct ListPageTests {
    @Test func theDeskShowsTheListsSideBySideWithWhatNothingAnswersFirst() async throws {
        try await withBrowser { town, browser in
            let need = try await town.need()
            let answered = try await town.need("有人写作业的地方")
            let resource = try await town.resource()
            let project = try await town.project()
            let community = try await town.community
            try await community.does("joinNeed", project, naming: "need", answered)
            var browser = browser
            try await browser.signIn("community")
            let page = try await browser.get("/desk/lists")
            #expect(page.status == .ok)
            for shown in [need, answered, resource, project] {
                #expect(page.text.contains("/desk/matters/\(shown.reference)"))
            }
            for title in ["需求清单", "资源清单", "服务项目清单", "共驻共建协议"] {
                #expect(page.text.contains(title), "\(title)")
            }
            #expect(page.text.contains("共 2 项，1 项还没对上"))
            let first = try #require(page.text.range(of: "\(need.reference)"))
            let second = try #require(page.text.range(of: "\(answered.reference)"))
            #expect(first.lowerBound < second.lowerBound)
            let narrowed = try await browser.get("/desk/lists?category=need.health")
            #expect(!narrowed.text.contains("/desk/matters/\(need.reference)"))
            #expect(narrowed.text.contains("/desk/matters/\(resource.reference)"))
            let far = try town.place("工艺新村社区").id
            // A place that the post does not reach narrows nothing.
            let other = try await browser.get("/desk/lists?place=\(far)")
            #expect(other.text.contains("/desk/matters/\(need.reference)"))
            let odd = try await browser.get("/desk/lists?after=need.9.x~nothing&category=%00")
            #expect(odd.status == .ok)
        }
    }

    @Test func everyoneReadsTheListsBehindOneDoor() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let need = try await town.need()
            let page = try await browser.get("/checheng-road/lists")
            #expect(page.status == .ok)
            #expect(page.text.contains("白天有人照看老人的地方"))
            #expect(page.text.contains("/checheng-road/matters/\(need.reference)"))
            BoardPageTests.expectNoSecret(page, "the page of the lists")
            #expect(!page.text.contains("老人没处去"))
            let front = try await browser.get("/checheng-road")
            let nav = front.text.components(separatedBy: "</nav>").first ?? ""
            #expect(nav.contains("/checheng-road/lists"))
            for name in ["need", "resource", "project", "agreement"] {
                #expect(!nav.contains("/boards/\(name)"), "\(name)")
                let board = try await browser.get("/checheng-road/boards/\(name)")
                #expect(board.status == .ok)
                #expect(board.text.contains("aria-current=\"page\""))
            }
            let boston = try await browser.get("/boston/lists")
            #expect(boston.status == .notFound)
        }
    }

    @Test func linkedMattersStandOnEachOthersPages() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let need = try await town.need()
            let project = try await town.project()
            let community = try await town.community
            try await community.does("joinNeed", project, naming: "need", need)
            // The project is only planned: everyone reads that there is one, and nothing of it.
            let early = try await browser.get("/checheng-road/matters/\(need.reference)")
            #expect(early.text.contains("列入服务项目"))
            #expect(!early.text.contains("\(project.reference)"))
            #expect(!early.text.contains("老人日间照看"))
            _ = try await community.does("agree", project)
            let later = try await browser.get("/checheng-road/matters/\(need.reference)")
            #expect(later.text.contains("老人日间照看"))
            #expect(later.text.contains("/checheng-road/matters/\(project.reference)"))
            let of = try await browser.get("/checheng-road/matters/\(project.reference)")
            #expect(of.text.contains("/checheng-road/matters/\(need.reference)"))
            BoardPageTests.expectNoSecret(of, "the page of the project")
            try await browser.signIn("community")
            let desk = try await browser.get("/desk/matters/\(need.reference)")
            #expect(desk.text.contains("连在一起的"))
            #expect(desk.text.contains("/desk/matters/\(project.reference)"))
        }
    }

    @Test func whoeverRaisedItReadsWhatItBecamePartOf() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let receipt = try await town.resident.raises(
                "need", "raise",
                [
                    "account": ["想有人照看老人"], "category": ["need.care"],
                    "place": [try town.place(Resident.home).id.description],
                ])
            let community = try await town.community
            let need = try await community.does("verify", try await town.matter(receipt.id))
            let project = try await town.project()
            try await community.does("joinNeed", project, naming: "need", need)
            let opened = try await browser.post(
                "/checheng-road/track",
                [("reference", "\(receipt.reference)"), ("word", receipt.word.text)])
            #expect(opened.status == .seeOther)
            let story = try await browser.get("/checheng-road/track/\(receipt.reference)")
            #expect(story.text.contains("您的事列入了服务项目（\(project.reference)）"))
            _ = try await community.does("agree", project)
            let later = try await browser.get("/checheng-road/track/\(receipt.reference)")
            #expect(later.text.contains("\(project.reference) 老人日间照看"))
        }
    }

    @Test func aPartnerUnitOffersAtItsOwnDeskAndEntersNothingForOthers() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("liaison")
            let form = try await browser.get("/desk/offers/new")
            #expect(form.status == .ok)
            #expect(form.text.contains("procedure=project"))
            #expect(!form.text.contains("procedure=request"))
            let place = try town.place("半山尚小区").id
            let sent = try await browser.post(
                "/desk/offers",
                [
                    ("procedure", "resource"), ("title", "每月义诊"), ("account", "两名医生。"),
                    ("category", "resource.people"), ("place", "\(place)"), ("amount", "12"),
                    ("unit", "次"),
                ])
            #expect(sent.status == .ok)
            let inbox = try await browser.get("/desk?view=bodies")
            #expect(inbox.text.contains("每月义诊"))
            let requests = try await browser.post(
                "/desk/offers", [("procedure", "request"), ("account", "路灯坏了")])
            #expect(requests.status == .notFound)
            let entering = try await browser.get("/desk/matters/new")
            #expect(entering.status == .forbidden)
            let lists = try await browser.get("/desk/lists")
            #expect(lists.status == .forbidden)
        }
    }

    @Test func thePagesDrawThemselvesFromTheirExamples() {
        for page in [listsPage(.example), publicListsPage(.example)] {
            #expect(page.text.contains("<h1") && page.text.contains("<h2"))
            #expect(!page.text.contains("Optional("))
        }
    }
}
