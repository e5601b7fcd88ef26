import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The register of venues: what they say of themselves, when they are open, and their rooms.
@Suite struct VenueTests {
    private func wish(_ name: String = "车城驿站") -> VenueWish {
        var wish = VenueWish()
        wish.name = name
        wish.model = "station"
        wish.functions = ["riders", "agency", "unheard"]
        wish.spot = "南门"
        wish.about = "歇歇脚"
        wish.weekdays = ["08:30-12:00 14:30-17:30", "", "", "", "", "", "09:00—11:00"]
        wish.onHolidays = "closed"
        wish.quiet = "12:00-14:00"
        return wish
    }

    private func opening(_ town: Town, _ who: Colleague, _ wish: VenueWish) throws -> OpenVenue {
        OpenVenue(
            realm: town.realm, holding: who.holding, place: try town.place("岩岭社区").id,
            wish: wish)
    }

    @Test func aVenueIsWhatItsFormSays() async throws {
        try await withTown { town in
            let keeper = try await town.venueKeeper
            let venue = try await opening(town, keeper, wish()).run(in: town.installation)
            let file = try #require(
                try await town.installation.venueFile(venue.id, in: town.realm))
            // Functions that the profile does not declare are none.
            #expect(file.venue.functions == ["riders", "agency"])
            #expect(file.venue.hours.weekdays.map(\.count) == [2, 0, 0, 0, 0, 0, 1])
            #expect(file.venue.quiet.map(\.description) == ["12:00-14:00"])
            #expect(file.week.first?.spans.count == 2)
            let twice = await complaints {
                try await opening(town, keeper, wish()).run(in: town.installation)
            }
            #expect(twice == ["name": "venues.problem.twice"])
        }
    }

    @Test func wrongFormsAreNamedFieldByField() async throws {
        try await withTown { town in
            let keeper = try await town.venueKeeper
            var odd = VenueWish()
            odd.model = "castle"
            odd.weekdays = ["8 to 12"]
            odd.quiet = "14:00-12:00"
            odd.about = "请打 13800009999"
            let fields = await complaints { [odd] in
                try await opening(town, keeper, odd).run(in: town.installation)
            }
            #expect(
                fields?.keys.sorted() == [
                    "about", "model", "name", "onHolidays", "quiet", "spot", "weekday1",
                ])
            let stranger = try await town.otherCommunity
            let forbidden = await outcome {
                try await opening(town, stranger, wish()).run(in: town.installation)
            }
            #expect(forbidden == "forbidden")
        }
    }

    @Test func oneDayMayBeDifferentAndIsTakenBack() async throws {
        try await withTown { town in
            let keeper = try await town.venueKeeper
            let venue = try await town.venue()
            let today = try await town.rulebook().day(of: town.clock.now)
            func day(_ hours: String, _ reason: String) async throws {
                try await KeepVenueDay(
                    realm: town.realm, holding: keeper.holding, venue: venue.id,
                    day: today.adding(days: 1).description, hours: hours, reason: reason
                ).run(in: town.installation)
            }
            try await day("", "消防演练")
            let closed = await complaints {
                try await town.books("议事厅", town.bookingWish())
            }
            #expect(closed == ["time": "venues.problem.outsideHours"])
            let file = try await town.installation.venueFile(venue.id, in: town.realm)
            #expect(file?.week[1].reason == .said("消防演练"))
            try await day("", "")
            try await town.books("议事厅", town.bookingWish())
            let nothing = await outcome { try await day("", "") }
            #expect(nothing == "invalid")
        }
    }

    @Test func aVenueWithBookingsDoesNotClose() async throws {
        try await withTown { town in
            let keeper = try await town.venueKeeper
            let venue = try await town.venue()
            let receipt = try await town.books("议事厅", town.bookingWish())
            let closing = CloseVenue(
                realm: town.realm, holding: keeper.holding, venue: venue.id, seen: 1)
            let booked = await complaints { try await closing.run(in: town.installation) }
            #expect(booked == ["venue": "venues.problem.booked"])
            try await CancelBooking(
                realm: town.realm, booking: receipt.booking.id, booker: .neighbour
            ).run(in: town.installation)
            try await closing.run(in: town.installation)
            let list = try await town.installation.venues(in: town.realm)
            #expect(!list.venues.contains { $0.id == venue.id })
        }
    }

    @Test func aRoomIsChangedOnlyAsItWasSeen() async throws {
        try await withTown { town in
            let keeper = try await town.venueKeeper
            let room = try await town.room("棋牌室")
            var wish = RoomWish()
            wish.name = "棋牌室"
            wish.capacity = "12"
            wish.access = "everyone"
            (wish.minutesMax, wish.perDay, wish.aheadDays) = ("60", "1", "7")
            let sent = wish
            func changing(seen: Int) -> ChangeRoom {
                ChangeRoom(
                    realm: town.realm, holding: keeper.holding, room: room.id, seen: seen,
                    wish: sent)
            }
            try await changing(seen: 1).run(in: town.installation)
            let stale = await outcome { try await changing(seen: 1).run(in: town.installation) }
            #expect(stale == "conflict")
            let changed = try await town.room("棋牌室")
            #expect(changed.capacity == 12 && changed.minutesMax == 60)
        }
    }
}
