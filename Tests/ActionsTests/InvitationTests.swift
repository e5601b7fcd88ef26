import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// AidOffers say what they can do, are proposed with reasons, are asked, and decide themselves.
@Suite struct InvitationTests {
    private func declares(
        _ volunteer: Colleague, at place: String = "半山尚小区",
        kinds: Set<Kernel.Category.ID> = ["wish.repair"], most: Int = 2
    ) async throws {
        try await DeclareHelp(
            realm: volunteer.realm, holding: volunteer.holding,
            place: try volunteer.town.place(place).id, kinds: kinds, times: .on(6, .morning),
            most: most
        ).run(in: volunteer.town.installation)
    }

    private func proposal(
        _ colleague: Colleague, _ wish: MatchingWish = MatchingWish()
    ) async throws -> MatchingProposal {
        try await colleague.town.installation.matching(
            for: colleague.holding, in: colleague.realm, wish)
    }

    private func invites(_ colleague: Colleague, _ pairs: [Matching.Bar]) async throws -> Int {
        try await InviteToHelp(
            realm: colleague.realm, holding: colleague.holding, pairs: pairs
        ).run(in: colleague.town.installation)
    }

    private func pairs(_ proposal: MatchingProposal) -> [Matching.Bar] {
        proposal.matches.map { Matching.Bar(matter: $0.line.id, person: $0.person) }
    }

    @Test func aWaitingOrderFindsWhoOffersItAndIsTakenByThemselves() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "pooled")
            let volunteer = try await town.volunteer
            let secretary = try await town.secretary
            let nobody = try await proposal(secretary)
            #expect(nobody.matches.isEmpty)
            #expect(nobody.gaps.map(\.line.id) == [order.id])

            try await declares(volunteer)
            let found = try await proposal(secretary)
            #expect(pairs(found) == [Matching.Bar(matter: order.id, person: volunteer.person.id)])
            #expect(found.matches.first?.near?.name.zh == "半山尚小区")
            let sent = try await invites(secretary, pairs(found))
            let again = try await invites(secretary, pairs(found))
            #expect(sent == 1 && again == 0)
            let asked = try await town.installation.invitations(
                of: volunteer.person.id, in: town.realm)
            #expect(asked.map(\.line.id) == [order.id])
            // Whoever is asked is not proposed again while the question stands.
            let waiting = try await proposal(secretary)
            #expect(waiting.matches.isEmpty && waiting.asked.count == 1)
            // Nothing is assigned: the matter waits until they take it themselves.
            let untouched = try await town.matter(order.id)
            #expect(untouched.taker == nil && untouched.state == "pooled")
            let taken = try await volunteer.does("take", order)
            #expect(taken.taker == volunteer.person.id)
            let left = try await town.installation.invitations(
                of: volunteer.person.id, in: town.realm)
            #expect(left.isEmpty)
        }
    }

    @Test func whoeverDeclinesIsNotAskedForItAgain() async throws {
        try await withTown { town in
            _ = try await town.order(standing: "pooled")
            let volunteer = try await town.volunteer
            let secretary = try await town.secretary
            try await declares(volunteer)
            _ = try await invites(secretary, pairs(try await proposal(secretary)))
            let asked = try await town.installation.invitations(
                of: volunteer.person.id, in: town.realm)
            let invitation = try #require(asked.first?.invitation)
            let other = try await town.otherVolunteer
            let stranger = await outcome {
                try await DeclineInvitation(
                    realm: town.realm, holding: other.holding, invitation: invitation.id
                ).run(in: town.installation)
            }
            #expect(stranger == "notFound")
            try await DeclineInvitation(
                realm: town.realm, holding: volunteer.holding, invitation: invitation.id
            ).run(in: town.installation)
            town.clock.advance(days: 1)
            let after = try await proposal(secretary)
            #expect(after.matches.isEmpty && after.asked.isEmpty)
            let gap = try #require(after.gaps.first)
            #expect("\(gap.gap)" == "nobodyIsFree")
        }
    }

    @Test func pinsHoldAndBarsKeepApart() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "pooled")
            let (near, far) = (try await town.volunteer, try await town.otherVolunteer)
            let secretary = try await town.secretary
            try await declares(near)
            try await declares(far, at: "工艺新村社区")
            var wish = MatchingWish()
            wish.pins = [Matching.Bar(matter: order.id, person: far.person.id)]
            let pinned = try await proposal(secretary, wish)
            #expect(pairs(pinned) == wish.pins)
            #expect(pinned.matches.first?.isPinned == true)
            wish.pins = []
            wish.bars = [Matching.Bar(matter: order.id, person: near.person.id)]
            let apart = try await proposal(secretary, wish)
            #expect(apart.matches.map(\.person) == [far.person.id])
        }
    }

    @Test func onlyWhoMayInviteDoesAndOnlyForOneself() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "pooled")
            let volunteer = try await town.volunteer
            try await declares(volunteer)
            let pair = Matching.Bar(matter: order.id, person: volunteer.person.id)
            let stranger = await outcome { try await invites(volunteer, [pair]) }
            let elsewhere = try await town.otherCommunity
            let far = await outcome { try await invites(elsewhere, [pair]) }
            let secretary = try await town.secretary
            let none = await outcome { try await invites(secretary, []) }
            #expect(stranger == "forbidden" && far == "notFound" && none == "invalid")
            let wrong = await complaints {
                try await declares(volunteer, kinds: ["property.fee"], most: 11)
            }
            #expect(wrong?.keys.sorted() == ["kinds", "most"])
            try await TakeHelpBack(realm: town.realm, holding: volunteer.holding)
                .run(in: town.installation)
            let after = try await proposal(secretary)
            #expect(after.helpers == 0)
        }
    }
}
