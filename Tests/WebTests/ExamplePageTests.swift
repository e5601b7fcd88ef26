import Markup
import Testing

@testable import Web

/// Every public page draws itself from its own example, whatever the database holds.
struct ExamplePageTests {
    @Test func everyExampleIsDrawnWithAHeading() {
        let pages: [(String, HTML)] = [
            ("front", frontPage(.example)), ("report", reportPage(.example)),
            ("emergency", emergencyPage(.example)), ("similar", similarPage(.example)),
            ("receipt", receiptPage(.example)), ("track", trackPage(.example)),
            ("story", storyPage(.example)), ("who", whoPage(.example)),
            ("notices", noticesPage(.example)), ("commons", commonsPage(.example)),
            ("your data", yourDataPage(.example)),
            ("seals", sealsPage(.example)),
            ("calendar", calendarPage(.example)), ("imports", importsPage(.example)),
            ("import", importPage(.example)),
        ]
        for (name, page) in pages {
            #expect(page.text.contains("<h1") || page.text.contains("<h2"), "\(name)")
            #expect(!page.text.contains("Optional("), "\(name)")
        }
    }
}
