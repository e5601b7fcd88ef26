import Actions
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import Web

/// The pages of figures: at the desk with what they count, for everyone without.
struct FigurePageTests {
    @Test func theDeskOpensEveryFigure() async throws {
        try await withBrowser { town, browser in
            let solved = try await town.request(standing: "solved")
            var browser = browser
            try await browser.signIn("secretary")
            let page = try await browser.get("/desk/figures")
            #expect(page.status == .ok)
            for figure in try await town.rulebook().profile.figures {
                #expect(page.text.contains("/desk/figures/\(figure.id)?"), "\(figure.id)")
                let own = try await browser.get("/desk/figures/\(figure.id)")
                #expect(own.status == .ok, "\(figure.id)")
            }
            let opened = try await browser.get("/desk/figures/requestsOpened")
            #expect(opened.text.contains("/desk/matters/\(solved.reference)"))
            #expect(opened.text.contains("数的是这些"))
            let before = try await browser.get("/desk/figures/requestsOpened?period=2020-Q1")
            #expect(!before.text.contains("/desk/matters/\(solved.reference)"))
            #expect(before.text.contains("2020年第1季度"))
        }
    }

    @Test func onesOwnDutyAndALineOfWorkAreSeenAlone() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("department")
            let own = try await browser.get("/desk/figures?view=duty")
            #expect(own.text.contains("/desk/figures/requestsOpened?"))
            #expect(!own.text.contains("/desk/figures/meetingsHeld?"))
            #expect(!own.text.contains("/desk/figures/volunteers?"))
            let line = try await browser.get("/desk/figures?view=deciding")
            #expect(line.text.contains("/desk/figures/meetingsHeld?"))
            #expect(!line.text.contains("/desk/figures/requestsOpened?"))
            let odd = try await browser.get("/desk/figures?view=weather")
            #expect(odd.status == .ok)
        }
    }

    @Test func placesStandBesideEachOtherAndEveryNumberOpens() async throws {
        try await withBrowser { town, browser in
            _ = try await town.request(standing: "solved")
            var browser = browser
            try await browser.signIn("secretary")
            let figures = try await browser.get("/desk/figures")
            #expect(figures.text.contains("/desk/figures/places?"))
            let street = try town.place("车城路街道").id
            let page = try await browser.get("/desk/figures/places?place=\(street)&view=requests")
            #expect(page.status == .ok)
            for (name, isShown) in [("岩岭社区", true), ("工艺新村社区", false)] {
                let place = try town.place(name).id
                let link = "/desk/figures/requestsOpened?place=\(place)&amp;period="
                #expect(page.text.contains(link) == isShown, "\(name)")
            }
            #expect(page.text.contains(" 处没有。"))
            // Of which there was nothing is said in one line, without cards.
            #expect(page.text.contains("这段时间没有："))
            #expect(!page.text.contains("/desk/figures/requestsByHotline?"))
            // What stands on registers is no matter of months.
            #expect(!page.text.contains("view=organisation"))
            for query in ["view=weather", "period=never", "place=x"] {
                let odd = try await browser.get("/desk/figures/places?\(query)")
                #expect(odd.status == .ok, "\(query)")
            }
            let home = try town.place(Resident.home).id
            let leaf = try await browser.get("/desk/figures/places?place=\(home)")
            #expect(leaf.text.contains("这里没有可以放在一起看的"))
            let nowhere = try await browser.get("/desk/figures/places?place=999")
            #expect(nowhere.status == .notFound)
        }
    }

    @Test func oddAddressesDoNoHarm() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("secretary")
            for query in ["period=never", "period=2026-Q9", "place=x", "after=2026-99-99.1.1"] {
                let page = try await browser.get("/desk/figures/requestsOpened?\(query)")
                #expect(page.status == .ok, "\(query)")
            }
            let none = try await browser.get("/desk/figures/none")
            #expect(none.status == .notFound)
            let nowhere = try await browser.get("/desk/figures?place=999")
            #expect(nowhere.status == .notFound)
        }
    }

    @Test func everyoneReadsWhatIsPublicWithItsMeaning() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let solved = try await town.request(standing: "solved")
            let page = try await browser.get("/checheng-road/figures")
            #expect(page.status == .ok)
            let figures = try await town.rulebook().profile.figures
            let words = try await town.rulebook().profile.texts
            for figure in figures {
                let name = words.text("figure.\(figure.id).means", in: .zh)
                #expect(page.text.contains(name) == figure.isPublic, "\(figure.id)")
            }
            #expect(!page.text.contains("\(solved.reference)"))
            let boston = try await browser.get("/boston/figures")
            #expect(boston.status == .notFound)
        }
    }
}
