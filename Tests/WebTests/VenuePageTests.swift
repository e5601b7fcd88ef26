import HTTPTypes
import Kernel
import Markup
import TestSupport
import Testing

@testable import Web

/// Pages of venues: each drawn from its example, and a booking from the week to its receipt.
@Suite struct VenuePageTests {
    @Test func everyExampleIsDrawn() {
        let pages = [
            venuesPage(.example), venuePage(.example), roomPage(.example), sittingPage(.example),
            bookingPage(.example), venueCard(.example), sittingCard(.example),
            canteenPage(.example),
            roomWeek(.example, freeWords: "可约"),
        ]
        for page in pages {
            #expect(page.text.contains("<h1>") || page.text.contains("<h3"))
            #expect(!page.text.contains("Optional("))
            #expect(!page.text.contains("60, 47"), "A page holds its bytes as numbers")
        }
    }

    /// The first address in a page that begins so.
    private static func link(_ start: String, in text: String) throws -> String {
        let place = try #require(text.firstRange(of: "\"\(start)"))
        return String(text[place.lowerBound...].dropFirst().prefix { $0 != "\"" })
    }

    @Test func aNeighbourFindsARoomBooksItAndGivesItBack() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let list = try await browser.get("/checheng-road/venues?function=chess")
            #expect(list.text.contains("岩岭邻里中心") && !list.text.contains("艳湖治理驿站"))
            let venue = try await browser.get(
                Self.link("/checheng-road/venues/", in: list.text.replacing("venues?", with: "-")))
            #expect(venue.text.contains("议事厅"))
            let path = try Self.link("/checheng-road/rooms/", in: venue.text)
            let room = try await browser.get(path)
            #expect(room.text.contains("room-strip"))
            let form = [
                ("day", "2026-11-10"), ("time", "09:00"), ("until", "10:30"), ("people", "5"),
                ("phone", "0719-000-9001"), ("agrees", "yes"),
            ]
            let wrong = try await browser.post(path + "/bookings", form.dropLast(2))
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("value=\"5\""))
            let sent = try await browser.post(path + "/bookings", form)
            #expect(sent.status == .seeOther)
            let receipt = try await browser.get(sent.headers[.location] ?? "")
            #expect(receipt.text.contains("receipt-word"))
            let week = try await browser.get(path)
            #expect(week.text.contains("已有人预约") && !week.text.contains("000-9001"))

            // Another device knows nothing of it; the receipt opens it.
            var stranger = Browser(town: town, client: browser.client)
            let number = "/checheng-road/bookings/0001-\(CardNumber(serial: 1).checkDigit)"
            let away = try await stranger.get(number)
            #expect(away.status == .seeOther)
            let stolen = try await stranger.post(number + "/cancellation")
            #expect(stolen.status == .notFound)
            let back = try await browser.post(number + "/cancellation")
            #expect(back.status == .seeOther)
            let gone = try await browser.get(number)
            #expect(gone.text.contains("已经退掉"))
        }
    }

    @Test func thePageOfARoomAsksTheSameForAFullWeek() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            try await browser.signIn("secretary")
            let venues = try await browser.get("/desk/venues")
            let venue = try await browser.get(
                try Self.link(
                    "/desk/venues/",
                    in: venues.text
                        .replacing("/desk/venues/new", with: "")))
            #expect(venue.text.contains("安排坐班或摊位"))
            let path = try Self.link("/desk/rooms/", in: venue.text)
            let booked = try await browser.post(
                path + "/bookings",
                [
                    ("title", "党员活动日"), ("day", "2026-11-10"), ("time", "19:00"),
                    ("until", "20:30"), ("people", "30"),
                ])
            #expect(booked.status == .seeOther)
            let again = try await browser.post(
                path + "/bookings",
                [
                    ("title", "另一个"), ("day", "2026-11-10"), ("time", "20:00"),
                    ("until", "21:00"), ("people", "3"),
                ])
            #expect(again.status == .unprocessableContent && again.text.contains("另一个"))
            let week = try await browser.get(path + "?from=2026-11-09")
            #expect(week.text.contains("党员活动日"))
        }
    }
}
