import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// What whoever looks in on somebody finds: a need at the place that tells of nobody.
@Suite struct FollowUpVisitTests {
    private func follows(
        _ colleague: Colleague, _ pairing: Pairing, _ words: String = "楼道的灯坏了好久，天黑走不了。",
        joining: Reference? = nil, isDifferent: Bool = false
    ) async throws -> FollowUpVisit.Outcome {
        try await FollowUpVisit(
            realm: colleague.realm, holding: colleague.holding, pairing: pairing.id,
            category: "need.surroundings", words: words, joining: joining,
            isDifferent: isDifferent
        ).run(in: colleague.town.installation)
    }

    @Test func aNeedNamesNeitherWhoIsHelpedNorWhoHelps() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing()
            let helper = try await town.volunteer
            guard case .asked(let reference) = try await follows(helper, pairing) else {
                Issue.record("nothing was asked")
                return
            }
            let need = try await town.matter(reference)
            #expect(need.state == "raised" && need.place == pairing.place && need.spot == nil)
            let line = try #require(try await town.lines(of: need).first)
            #expect(line.person == nil && line.action == "found")
            let file = try #require(
                try await town.installation.pairingFile(
                    pairing.id, in: town.realm, for: helper.holding))
            #expect(file.followUps.map(\.reference) == [reference])
        }
    }

    @Test func wordsThatGiveSomebodyAwayAreRefused() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing()
            let helper = try await town.volunteer
            let name = await complaints {
                try await follows(helper, pairing, "请帮帮\(Colleague.helpedName)")
            }
            #expect(name == ["words": "pairings.problem.givenAway"])
            // A door and a telephone are found in any text.
            let door = await complaints {
                try await follows(helper, pairing, "\(Colleague.helpedDoor)漏水")
            }
            #expect(door?["words"] != nil)
            let number = await complaints {
                try await follows(helper, pairing, "打\(Colleague.helpedPhone)")
            }
            #expect(number?["words"] != nil)
        }
    }

    @Test func theSameOneIsShownAndJoinedOrSaidToBeAnother() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing()
            let helper = try await town.volunteer
            _ = try await follows(helper, pairing)
            guard case .same(let same) = try await follows(helper, pairing) else {
                Issue.record("the same one was not shown")
                return
            }
            let first = try #require(same.first)
            guard
                case .asked(let joined) = try await follows(
                    helper, pairing, joining: first.reference)
            else { return }
            #expect(joined == first.reference)
            guard case .asked(let second) = try await follows(helper, pairing, isDifferent: true)
            else { return }
            #expect(second != joined)
        }
    }

    @Test func nobodyElseFindsThePairing() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing()
            let secretary = try await town.secretary
            let found = await outcome { try await follows(secretary, pairing) }
            #expect(found == "notFound")
        }
    }
}
