import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Somebody sits at a venue for whoever comes: slots are taken, what is said stands nowhere.
@Suite struct SittingTests {
    private func takes(
        _ town: Town, _ sitting: Sitting, _ slot: String, phone: String = ""
    ) async throws -> BookRoom.Receipt {
        try await BookSlot(
            realm: town.realm, sitting: sitting.id, slot: slot, name: "示例居民", phone: phone
        ).run(in: town.installation)
    }

    @Test func aSlotIsTakenOnceAndComesFreeAgain() async throws {
        try await withTown { town in
            let sitting = try await town.sitting()
            let receipt = try await takes(town, sitting, "2")
            #expect(receipt.booking.startsAt == sitting.startsAt.adding(minutes: 15))
            let second = await complaints { try await takes(town, sitting, "2") }
            #expect(second == ["slot": "sittings.problem.taken"])
            let none = await complaints { try await takes(town, sitting, "5") }
            #expect(none == ["slot": "sittings.problem.gone"])
            try await CancelBooking(
                realm: town.realm, booking: receipt.booking.id, booker: .neighbour
            ).run(in: town.installation)
            _ = try await takes(town, sitting, "2")
        }
    }

    @Test func ofAConfidentialOneNobodyIsKnown() async throws {
        try await withTown { town in
            let lawyer = try await takes(town, town.sitting("lawyer"), "1", phone: "0719-000-9001")
            let knives = try await takes(town, town.sitting("knives"), "1", phone: "0719-000-9001")
            for (receipt, isKnown) in [(lawyer, false), (knives, true)] {
                let file = try await town.installation.bookingFile(
                    receipt.booking.id, in: town.realm)
                #expect(file?.isSealed == isKnown)
            }
            // One slot each, where a telephone is known.
            let sitting = try #require(
                try await town.installation.bookingFile(knives.booking.id, in: town.realm)?.sitting)
            let second = await complaints {
                try await takes(town, sitting, "2", phone: "0719 0009001")
            }
            #expect(second == ["slot": "sittings.problem.oneEach"])
        }
    }

    @Test func onlyTheNumberOfThoseWhoCameIsKept() async throws {
        try await withTown { town in
            let keeper = try await town.venueKeeper
            let sitting = try await town.sitting("doctor", room: "接待室")
            func count(_ served: String) -> CountSitting {
                CountSitting(
                    realm: town.realm, holding: keeper.holding, sitting: sitting.id,
                    served: served)
            }
            let early = await outcome { try await count("3").run(in: town.installation) }
            #expect(early == "invalid")
            town.clock.set(sitting.endsAt)
            let odd = await outcome { try await count("3000").run(in: town.installation) }
            #expect(odd == "invalid")
            try await count("7").run(in: town.installation)
            try await CountFacts().run(in: town.installation)
            let sum = try await town.database.read { db in
                try Facts.of([sitting.id.rawValue], db).filter { $0.name.event == "served" }
                    .reduce(0) { $0 + $1.amount }
            }
            #expect(sum == 7)
        }
    }

    @Test func itsRoomIsTakenAndFreedWhenItIsCalledOff() async throws {
        try await withTown { town in
            let keeper = try await town.venueKeeper
            let sitting = try await town.sitting("knives", room: "议事厅")
            let taken = await complaints {
                try await town.books("议事厅", town.bookingWish(inDays: 2))
            }
            #expect(taken == ["time": "venues.problem.taken"])
            let twice = await complaints { try await town.sitting("knives") }
            #expect(twice == ["time": "sittings.problem.twice"])
            try await CancelSitting(
                realm: town.realm, holding: keeper.holding, sitting: sitting.id, reason: "师傅病了"
            ).run(in: town.installation)
            try await town.books("议事厅", town.bookingWish(inDays: 2))
            let late = await complaints { try await takes(town, sitting, "1") }
            #expect(late == ["slot": "sittings.problem.gone"])
        }
    }

    @Test func onlyKeepersOfThePlacePlanThem() async throws {
        try await withTown { town in
            let venue = try await town.venue()
            for stranger in [try await town.volunteer, try await town.otherCommunity] {
                let outcome = await outcome {
                    try await HoldSitting(
                        realm: town.realm, holding: stranger.holding, venue: venue.id,
                        wish: SittingWish()
                    ).run(in: town.installation)
                }
                #expect(outcome == "forbidden")
            }
        }
    }
}
