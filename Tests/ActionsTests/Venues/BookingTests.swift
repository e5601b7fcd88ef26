import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Rooms are booked without an account, never twice, and known by their receipt alone.
@Suite struct BookingTests {
    @Test func aNeighbourBooksWithAReceiptAndGivesItBack() async throws {
        try await withTown { town in
            let receipt = try await town.books("议事厅", town.bookingWish())
            #expect(receipt.booking.number.serial == 1)
            let found = try await TrackBooking(
                realm: town.realm, number: receipt.booking.number.description,
                word: receipt.word.text.uppercased(), address: "a"
            ).run(in: town.installation)
            #expect(found.id == receipt.booking.id)
            try await CancelBooking(realm: town.realm, booking: found.id, booker: .neighbour)
                .run(in: town.installation)
            // Whoever comes next has it.
            let next = try await town.books("议事厅", town.bookingWish(phone: "0719-000-9002"))
            #expect(next.booking.number.serial == 2)
            let again = await outcome {
                try await CancelBooking(realm: town.realm, booking: found.id, booker: .neighbour)
                    .run(in: town.installation)
            }
            #expect(again == "invalid")
        }
    }

    @Test func aWrongWordOpensNothing() async throws {
        try await withTown { town in
            let receipt = try await town.books("议事厅", town.bookingWish())
            let wrong = await complaints {
                try await TrackBooking(
                    realm: town.realm, number: receipt.booking.number.description,
                    word: "lumibako", address: "a"
                ).run(in: town.installation)
            }
            #expect(wrong == ["word": "bookings.unknown"])
            let odd = await complaints {
                try await TrackBooking(
                    realm: town.realm, number: "0001-0", word: receipt.word.text, address: "a"
                ).run(in: town.installation)
            }
            #expect(odd == ["number": "bookings.malformed.number"])
        }
    }

    @Test func ofTwoAtOnceOneGetsItAndTheOtherIsTold() async throws {
        try await withTown { town in
            let wishes = try await (1...12).asyncMap { number in
                try await town.bookingWish(
                    from: number.isMultiple(of: 2) ? "09:00" : "10:30",
                    until: number.isMultiple(of: 2) ? "11:00" : "12:00",
                    phone: "0719-000-80\(10 + number)")
            }
            let outcomes = await withTaskGroup(of: [String: String]?.self) { group in
                for wish in wishes {
                    group.addTask { await complaints { try await town.books("议事厅", wish) } }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.count { $0 == ["time": "venues.problem.taken"] } == 11)
        }
    }

    @Test func theSameFormTwiceIsOneBooking() async throws {
        try await withTown { town in
            let key = Sending.freshKey()
            let sending = Sending(
                texts: [Sending.field: [key], "day": ["x"]], photographs: 0)
            let wish = try await town.bookingWish()
            let first = try await town.books("议事厅", wish, sending: sending)
            let second = try await town.books("议事厅", wish, sending: sending)
            #expect(first.booking == second.booking && first.word == second.word)
        }
    }

    @Test func theRulesOfTheRoomAreTold() async throws {
        try await withTown { town in
            var wish = try await town.bookingWish(until: "13:00")
            wish.people = "300"
            wish.withSound = true
            wish.agrees = false
            let form = await complaints { [wish] in try await town.books("议事厅", wish) }
            #expect(form == ["agrees": "venues.problem.agrees"])
            wish.agrees = true
            let rules = await complaints { [wish] in try await town.books("议事厅", wish) }
            #expect(
                rules == [
                    "until": "venues.problem.tooLong", "time": "venues.problem.outsideHours",
                    "people": "venues.problem.tooManyPeople", "sound": "venues.problem.noSound",
                ])
            let posts = await complaints {
                try await town.books("接待室", town.bookingWish())
            }
            #expect(posts?["room"] == "venues.problem.postsAlone")
        }
    }

    @Test func theSameTelephoneHasARoomOnceADay() async throws {
        try await withTown { town in
            try await town.books("议事厅", town.bookingWish())
            let second = await complaints {
                try await town.books(
                    "议事厅",
                    town.bookingWish(from: "15:00", until: "16:00", phone: "0719 000 9001"))
            }
            #expect(second == ["day": "venues.problem.perDay"])
            try await town.books("议事厅", town.bookingWish(inDays: 2))
            // Another room has its own count.
            try await town.books("棋牌室", town.bookingWish(from: "15:00", until: "16:00"))
        }
    }

    @Test func meetingsAndActivitiesTakeTheirRoom() async throws {
        try await withTown { town in
            let keeper = try await town.venueKeeper
            let room = try await town.room("议事厅")
            try await town.books("议事厅", town.bookingWish(inDays: 2))
            var wish = try await keeper.wish("读书会", inDays: 2)
            wish.room = room.id.description
            wish.venue = ""
            let place = try town.place("岩岭社区").id
            let taken = await complaints { [wish] in
                try await AnnounceActivity(
                    realm: town.realm, holding: keeper.holding, place: place, wish: wish
                ).run(in: town.installation)
            }
            #expect(taken == ["room": "venues.problem.taken"])
            (wish.time, wish.until) = ("14:30", "16:00")
            let activity = try await AnnounceActivity(
                realm: town.realm, holding: keeper.holding, place: place, wish: wish
            ).run(in: town.installation)
            #expect(activity.venue == "岩岭邻里中心 · 议事厅")
            let late = await complaints {
                try await town.books(
                    "议事厅",
                    town.bookingWish(
                        inDays: 2, from: "15:30", until: "16:30", phone: "0719-000-9005"))
            }
            #expect(late == ["time": "venues.problem.taken"])
            _ = try await CancelActivity(
                realm: town.realm, holding: keeper.holding, activity: activity.id, seen: 1,
                reason: "下雨"
            ).run(in: town.installation)
            try await town.books(
                "议事厅",
                town.bookingWish(
                    inDays: 2, from: "15:30", until: "16:30", phone: "0719-000-9005"))
        }
    }

    @Test func whoBookedIsReadOnPurposeAndForgottenAWeekAfter() async throws {
        try await withTown { town in
            let receipt = try await town.books("议事厅", town.bookingWish())
            let (keeper, stranger) = (
                try await town.venueKeeper, try await town.otherCommunity
            )
            func reading(_ colleague: Colleague, _ reason: String) -> ReadBooker {
                ReadBooker(
                    realm: town.realm, holding: colleague.holding, booking: receipt.booking.id,
                    reason: reason)
            }
            let forbidden = await outcome {
                try await reading(stranger, "好奇").run(in: town.installation)
            }
            #expect(forbidden == "forbidden")
            let noReason = await outcome {
                try await reading(keeper, " ").run(in: town.installation)
            }
            #expect(noReason == "invalid")
            let told = try await reading(keeper, "房间漏水").run(in: town.installation)
            #expect(told == BookerDetails(name: "示例居民", phone: "0719-000-9001"))
            let file = try await town.installation.bookingFile(
                receipt.booking.id, in: town.realm)
            #expect(file?.readings.map(\.reason) == ["房间漏水"])

            town.clock.advance(days: 8)
            let early = try await EraseExpired().run(in: town.installation)
            #expect(early.bookings == 0)
            town.clock.advance(days: 1)
            let report = try await EraseExpired().run(in: town.installation)
            #expect(report.bookings == 1)
            let gone = try await reading(keeper, "房间漏水").run(in: town.installation)
            #expect(gone == nil)
        }
    }

    @Test func onlyWhoeverKeepsTheVenueCallsOffWithAReason() async throws {
        try await withTown { town in
            let receipt = try await town.books("议事厅", town.bookingWish())
            let (keeper, volunteer) = (try await town.venueKeeper, try await town.volunteer)
            func cancelling(_ colleague: Colleague, _ reason: String) -> CancelBooking {
                CancelBooking(
                    realm: town.realm, booking: receipt.booking.id,
                    booker: .post(colleague.holding), reason: reason)
            }
            let stranger = await outcome {
                try await cancelling(volunteer, "x").run(in: town.installation)
            }
            #expect(stranger == "forbidden")
            let silent = await outcome {
                try await cancelling(keeper, "").run(in: town.installation)
            }
            #expect(silent == "invalid")
            try await cancelling(keeper, "屋顶漏水，换到下周").run(in: town.installation)
            let file = try await town.installation.bookingFile(
                receipt.booking.id, in: town.realm)
            #expect(file?.booking.reason == "屋顶漏水，换到下周")
            // What a post booked it gives back without one.
            var wish = try await town.bookingWish(from: "06:00", until: "07:00")
            wish.title = "晨练"
            let own = try await BookRoom(
                realm: town.realm, room: try await town.room("接待室").id,
                booker: .post(volunteer.holding), wish: wish
            ).run(in: town.installation)
            try await CancelBooking(
                realm: town.realm, booking: own.booking.id, booker: .post(volunteer.holding)
            ).run(in: town.installation)
        }
    }
}

extension Sequence where Element: Sendable {
    fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var all: [T] = []
        for element in self { all.append(try await transform(element)) }
        return all
    }
}
