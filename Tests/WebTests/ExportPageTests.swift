import HTTPTypes
import TestSupport
import Testing

/// Every list of the desk is taken away through one door, by whoever reads its page.
struct ExportPageTests {
    /// A list, who reads it, its page, and the first column of its file.
    struct List: CustomTestStringConvertible {
        let name: String
        let person: String
        let page: String
        let first: String
        var query = ""

        var testDescription: String { "\(name) for \(person)" }
    }

    static let lists = [
        List(name: "agreements", person: "secretary", page: "/desk/agreements", first: "单位"),
        List(
            name: "agreements", person: "secretary", page: "/desk/agreements?show=unsigned",
            first: "单位,电话", query: "&show=unsigned"),
        List(name: "alliances", person: "secretary", page: "/desk/alliances", first: "名称"),
        List(name: "units", person: "secretary", page: "/desk/units", first: "单位"),
        List(name: "callUps", person: "volunteer", page: "/desk/call-ups", first: "名称"),
        List(name: "pairings", person: "community", page: "/desk/pairings/kept", first: "哪一对"),
        List(
            name: "responsibilities", person: "community", page: "/desk/pairings/matrix",
            first: "在哪里"),
        List(name: "appraisals", person: "secretary", page: "/desk/appraisals", first: "月份"),
        List(name: "venues", person: "grid", page: "/desk/venues", first: ""),
        List(name: "sittings", person: "grid", page: "/desk/sittings", first: "种类"),
        List(name: "rosters", person: "secretary", page: "/desk/rosters", first: ""),
        List(name: "guides", person: "volunteer", page: "/desk/guides", first: "标题"),
        List(name: "lines", person: "secretary", page: "/desk/lines", first: "条线"),
        List(
            name: "lineItems", person: "secretary", page: "/desk/lines/decideTogether",
            first: "日期", query: "&line=decideTogether"),
        List(name: "rules", person: "secretary", page: "/desk/catalogue", first: ""),
        List(name: "funds", person: "secretary", page: "/desk/funds", first: "来源"),
        List(
            name: "fundLines", person: "secretary", page: "/desk/funds/sources/fiscal",
            first: "日期", query: "&source=fiscal"),
    ]

    @Test(arguments: lists) func itsPageOffersItAndTheFileHasItsColumns(_ list: List) async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn(list.person)
            let page = try await browser.get(list.page)
            #expect(page.text.contains("/desk/exports/\(list.name)?format=xlsx"))
            let file = try await browser.get(
                "/desk/exports/\(list.name)?format=csv\(list.query)")
            #expect(file.status == .ok)
            #expect(file.text.hasPrefix("\u{FEFF}\(list.first)"), "\(file.text.prefix(80))")
            let workbook = try await browser.get(
                "/desk/exports/\(list.name)?format=xlsx\(list.query)")
            #expect(workbook.text.hasPrefix("PK"))
        }
    }

    @Test(arguments: [
        "agreements", "pairings", "responsibilities", "funds", "notices", "lines", "rules",
        "tickets",
    ])
    func whoeverMayNotReadAPageGetsNoFileOfIt(_ list: String) async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("volunteer")
            let file = try await browser.get("/desk/exports/\(list)?format=csv")
            #expect(file.status == .forbidden)
        }
    }

    @Test func aListThatNamesNothingIsNotFound() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let paths = [
                "bookings", "bookings?room=7", "fundLines", "lineItems?line=none",
                "appraisalPoints?round=7",
            ]
            for path in paths {
                let mark = path.contains("?") ? "&" : "?"
                let file = try await browser.get("/desk/exports/\(path)\(mark)format=xlsx")
                #expect(file.status == .notFound, "\(path)")
            }
        }
    }
}
