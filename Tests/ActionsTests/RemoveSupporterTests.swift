import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// A supporter who is gone is taken out, and who is helped hears of it first.
@Suite struct RemoveSupporterTests {
    private func removes(
        _ keeper: Colleague, _ pairing: Pairing, _ who: Supporter.Who?, reason: String = "moved",
        told: Bool = true
    ) async throws -> Pairing {
        try await RemoveSupporter(
            realm: keeper.realm, holding: keeper.holding, pairing: pairing.id,
            seen: try await keeper.town.pairing(pairing.id).version, supporter: who,
            reason: reason, isTold: told
        ).run(in: keeper.town.installation)
    }

    @Test func withNobodyLeftItWaitsForAnother() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing()
            let (keeper, helper) = (try await town.community, try await town.volunteer)
            let who = Supporter.Who.person(helper.person.id)
            let silent = await complaints { try await removes(keeper, pairing, who, told: false) }
            #expect(silent == ["told": "pairings.told.missing"])
            let mute = await complaints { try await removes(keeper, pairing, nil, reason: "") }
            #expect(mute == ["leaving": "answer.missing", "parting": "answer.missing"])
            let after = try await removes(keeper, pairing, who)
            #expect(after.state == .proposed && after.dueOn == nil && after.consent != nil)
            #expect(after.supporters.map(\.state) == [.left])
            let gone = await outcome { try await helper.visits(pairing) }
            #expect(gone == "notFound")
            let again = await complaints { try await removes(keeper, pairing, who) }
            #expect(again == ["leaving": "answer.missing"])
        }
    }

    @Test func onlyWhoKeepsItTakesAnybodyOut() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing()
            let secretary = try await town.secretary
            let who = Supporter.Who.person(try await town.volunteer.person.id)
            let found = await outcome { try await removes(secretary, pairing, who) }
            #expect(found == "notFound")
        }
    }

    @Test func aPlaceIsNotClosedWhilePairingsStandThere() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing()
            let dispatcher = try await town.dispatcher
            let place = pairing.place
            func close() async throws {
                try await ClosePlace(
                    realm: town.realm, by: .holding(dispatcher.holding), place: place, until: nil
                ).run(in: town.installation)
            }
            guard case ActionError.invalid(let fields)? = await failure(of: close) else {
                Issue.record("it was closed")
                return
            }
            #expect(fields["until"]?.key == "place.close.tied")
            #expect(fields["until"]?.gaps["pairings"] == "1")
            try await town.community.ends(pairing)
            try await close()
        }
    }
}
