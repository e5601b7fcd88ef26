import Markup
import Testing

@testable import Web

/// Pages of activities, service and matching, each drawn from its example.
@Suite struct ActivityPageTests {
    @Test func everyExampleIsDrawn() {
        let pages = [
            activitiesPage(.example), activityPage(.example), activityCard(.example),
            publicActivityPage(.example), ownServicePage(.example), ownHelpPage(.example),
            certificateCheckPage(.example), matchingPage(.example),
        ]
        for page in pages {
            #expect(page.text.contains("<h1>") || page.text.contains("<h3"))
        }
    }

    @Test func aFullListIsDrawnFull() {
        let meter = placesMeter(PlacesMeter(words: "满了", taken: (20, 20)))
        #expect(meter.text.contains("max=\"20\" value=\"20\""))
        #expect(!placesMeter(PlacesMeter(words: "不限", taken: nil)).text.contains("<meter"))
    }

    @Test func oneListServesTwoForms() {
        let view = MatchingView.example
        #expect(matchingPage(view).text.contains("name=\"pin\" value=\"1.2\""))
        #expect(matchingPage(view).text.contains("name=\"pair\" value=\"1.2\" checked"))
    }
}
