import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// A need that asks for a language, and how far those are who could help.
@Suite struct LanguageAndDistanceTests {
    private func declares(
        _ colleague: Colleague, _ languages: Set<String> = []
    ) async throws {
        try await DeclareHelp(
            realm: colleague.realm, holding: colleague.holding,
            place: try colleague.town.place("半山尚小区").id, kinds: ["need.care"], times: .all,
            most: 2, languages: languages
        ).run(in: colleague.town.installation)
    }

    private func need(_ town: Town, language: String?) async throws -> Matter {
        let receipt = try await town.resident.raises(
            "need", "raise",
            [
                "account": ["想有人陪着说说话。"], "category": ["need.care"],
                "place": [try town.place(Resident.home).id.description],
            ])
        var answers = ["title": ["陪着说说话"], "wanted": ["周末下午。"]]
        answers["language"] = language.map { [$0] }
        return try await town.community.does("verify", try await town.matter(receipt.id), answers)
    }

    private func proposal(_ town: Town) async throws -> MatchingProposal {
        try await town.installation.matching(
            for: try await town.community.holding, in: town.realm, MatchingWish())
    }

    @Test func onlyWhoSaysThatTheySpeakItIsProposed() async throws {
        try await withTown { town in
            let volunteer = try await town.volunteer
            try await declares(volunteer)
            let asked = try await need(town, language: "signLanguage")
            #expect(asked.language == "signLanguage")
            let none = try await proposal(town)
            #expect(none.matches.isEmpty && none.gaps.count == 1)
            try await declares(volunteer, ["signLanguage"])
            let found = try await proposal(town)
            #expect(found.matches.map(\.person) == [volunteer.person.id])
            #expect(found.matches.first?.language == "signLanguage")
            let rows = try await CheckRows(vault: town.installation.vault, now: town.clock.now)
                .run(in: town.database)
            #expect(rows.problems == [])
        }
    }

    @Test func whatTheProfileDoesNotListNobodySpeaks() async throws {
        try await withTown { town in
            let volunteer = try await town.volunteer
            let found = await complaints { try await declares(volunteer, ["klingon"]) }
            #expect(found == ["languages": "answer.notAChoice"])
            try await declares(volunteer, ["english"])
            try await TakeHelpBack(realm: town.realm, holding: volunteer.holding)
                .run(in: town.installation)
            let left = try await town.count("SELECT COUNT(*) FROM help_languages")
            #expect(left == 0)
        }
    }

    @Test func theReasonSaysMetresWhereBothAreKnown() async throws {
        try await withTown { town in
            try await declares(try await town.volunteer)
            let asked = try await need(town, language: nil)
            let (home, estate) = (asked.place, try town.place("半山尚小区").id)
            // What the founding said of the two is taken away first.
            try await town.database.write { db in
                try Positions.keep(nil, of: home, db)
                try Positions.keep(nil, of: estate, db)
            }
            let before = try await proposal(town)
            #expect(before.matches.count == 1 && before.matches.first?.metres == nil)
            func locate(_ place: Place.ID, _ north: String, _ east: String) async throws {
                let dispatcher = try await town.dispatcher
                try await LocatePlace(
                    realm: town.realm, by: .holding(dispatcher.holding), place: place,
                    latitude: north, longitude: east
                ).run(in: town.installation)
            }
            try await locate(home, "32.6145", "110.77")
            try await locate(estate, "32.6100", "110.77")
            let after = try await proposal(town)
            #expect(after.matches.first?.metres == 500)
            let same = await complaints { try await locate(home, "32.6145", "110.770") }
            #expect(same == ["latitude": "place.position.same"])
            let odd = await complaints { try await locate(home, "north", "") }
            #expect(odd == ["latitude": "place.position.unreadable"])
            let swapped = await complaints { try await locate(home, "110.77", "32.6") }
            #expect(swapped == ["latitude": "place.position.outside"])
            try await locate(home, "", "")
            let gone = try await town.database.read { db in try Positions.find(home, db) }
            #expect(gone == nil)
        }
    }

    @Test func onlyWhoEditsPlacesLocatesThem() async throws {
        try await withTown { town in
            let community = try await town.community
            let place = try town.place("半山尚小区").id
            let found = await outcome {
                try await LocatePlace(
                    realm: town.realm, by: .holding(community.holding), place: place,
                    latitude: "32.6", longitude: "110.7"
                ).run(in: town.installation)
            }
            #expect(found == "forbidden")
        }
    }
}
