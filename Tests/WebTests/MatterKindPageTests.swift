import Actions
import Kernel
import TestSupport
import Testing
import Web

/// Entering something at the desk: the usual kinds first, all of them in groups.
@Suite struct MatterKindPageTests {
    @Test func theMostOpenedKindsStandFirstAndAllStandInGroups() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            for _ in 0..<3 { _ = try await town.order(standing: "pooled") }
            _ = try await town.request(standing: "submitted")
            try await CountFacts().run(in: town.installation)
            try await browser.signIn("community")
            let page = try await browser.get("/desk/matters/new?procedure=visit").text
            let row = try #require(page.split(separator: "<nav class=\"filters\"").last)
                .prefix(4_000)
            let order = try #require(row.firstRange(of: "procedure=order"))
            let request = try #require(row.firstRange(of: "procedure=request"))
            #expect(order.lowerBound < request.lowerBound)
            #expect(page.contains("href=\"#kinds\""))
            for group in ["asked", "own", "lists", "together"] {
                #expect(page.contains("href=\"#kinds-\(group)\""))
                #expect(page.contains("<h3 id=\"kinds-\(group)\">"))
            }
            // What is shown is marked in the row and in its group.
            #expect(page.split(separator: "aria-current").count >= 3)
        }
    }

    @Test func fewKindsStandInOneRow() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("liaison")
            let page = try await browser.get("/desk/offers/new").text
            #expect(page.contains("<nav class=\"filters\""))
            #expect(!page.contains("id=\"kinds\""))
        }
    }
}
