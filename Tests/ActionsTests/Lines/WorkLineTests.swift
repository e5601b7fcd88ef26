import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// Lines of work: a closed list of the place, put on matters and activities, counted and listed.
@Suite struct WorkLineTests {
    private func tag(
        _ town: Town, _ who: Colleague, _ matter: Matter, _ lines: Set<String>
    ) async throws {
        try await SetWorkLines(
            realm: town.realm, holding: who.holding, subject: .matter(matter.id), lines: lines
        ).run(in: town.installation)
    }

    @Test func whatBelongsToALineIsListedAndCounted() async throws {
        try await withTown { town in
            let (community, year) = (try await town.community, 2026)
            let matter = try await town.project()
            try await tag(town, community, matter, ["decideTogether", "shareTogether"])
            try await tag(town, community, matter, ["decideTogether"])
            let own = try await town.installation.workLines(of: .matter(matter.id))
            #expect(own == ["decideTogether"])
            let counts = try await town.installation.workLineCounts(of: year, in: town.realm)
            #expect(counts == ["decideTogether": ["matter": 1]])
            let page = try await town.installation.workLine(
                "decideTogether", of: year, after: nil, limit: 9, in: town.realm,
                for: community.holding)
            #expect(page.items.count == 1 && page.older == nil)
            // The figure counts what stands, not what was taken away again.
            try await CountFacts().run(in: town.installation)
            let sheet = try await town.installation.figureSheet(
                at: town.places[0].id, for: Period(.year, with: town.thisMonth), in: town.realm)
            #expect(sheet.lines.first { $0.figure.id == "linesTagged" }?.value == .number(1))
        }
    }

    @Test func onlyWhatThePlaceDeclaresAndOnlyWhoOrganisesThere() async throws {
        try await withTown { town in
            let community = try await town.community
            let matter = try await town.project()
            let unknown = await complaints { try await tag(town, community, matter, ["elsewhere"]) }
            #expect(unknown == ["lines": "answer.notAChoice"])
            let many = Set(try await town.rulebook().profile.lines)
            let tooMany = await complaints { try await tag(town, community, matter, many) }
            #expect(tooMany == ["lines": "answer.tooMany"])
            let other = try await town.colleague("community2")
            let word = await outcome { try await tag(town, other, matter, ["decideTogether"]) }
            #expect(word == "forbidden")
        }
    }
}
