import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// The responsibility catalogue: edited as a draft, in force only once it is published.
@Suite struct CatalogueTests {
    private func edit(
        _ edit: EditCatalogue.Edit, by colleague: Colleague
    ) async throws {
        try await EditCatalogue(realm: colleague.realm, holding: colleague.holding, edit: edit)
            .run(in: colleague.town.installation)
    }

    private func rule(
        in town: Town, category: String? = "property.service", basis: String = "试点协议"
    ) throws -> EditCatalogue.Edit {
        .add(
            EditCatalogue.AddedRule(
                place: try town.place(Resident.home).id, category: category,
                lead: try town.body("city-office").id, assists: [], basis: basis))
    }

    private func lead(in town: Town) async throws -> Body.ID? {
        try await town.installation.routing(
            place: try town.place(Resident.home).path, category: "property.service",
            in: town.realm
        ).chosen?.lead
    }

    @Test func aRuleRoutesOnlyOnceItIsPublished() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let before = try await lead(in: town)
            try await edit(try rule(in: town), by: dispatcher)
            #expect(try await lead(in: town) == before)
            let draft = try #require(
                try await town.installation.catalogue(version: nil, in: town.realm))
            #expect(draft.isDraft && draft.shown == 2)
            try await edit(.publish(remark: "试点"), by: dispatcher)
            #expect(try await lead(in: town) == (try town.body("city-office").id))
            let first = try #require(
                try await town.installation.catalogue(version: 1, in: town.realm))
            #expect(first.entries.count == draft.entries.count - 1)
            #expect(first.versions.map(\.number) == [2, 1])
        }
    }

    @Test func aDiscardedDraftLeavesNoTrace() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let before = try await town.installation.catalogue(version: nil, in: town.realm)
            try await edit(.remove(ordinal: 1), by: dispatcher)
            try await edit(.discard, by: dispatcher)
            let after = try await town.installation.catalogue(version: nil, in: town.realm)
            #expect(after?.shown == 1)
            #expect(after?.entries.count == before?.entries.count)
            for nothing in [EditCatalogue.Edit.discard, .publish(remark: "无")] {
                let outcome = await outcome { try await edit(nothing, by: dispatcher) }
                #expect(outcome == "notFound")
            }
        }
    }

    @Test func aRuleIsRemovedByItsNumber() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            try await edit(.remove(ordinal: 2), by: dispatcher)
            for ordinal in [2, 0, -1, 10_000] {
                let outcome = await outcome {
                    try await edit(.remove(ordinal: ordinal), by: dispatcher)
                }
                #expect(outcome == "notFound")
            }
            try await edit(.publish(remark: "删一条"), by: dispatcher)
            let now = try #require(
                try await town.installation.catalogue(version: 2, in: town.realm))
            #expect(!now.entries.map(\.ordinal).contains(2))
        }
    }

    @Test func onlyTheDispatcherOfTheStreetEdits() async throws {
        try await withTown { town in
            for colleague in try await town.everyone() where colleague.signIn != "dispatcher" {
                let outcome = await outcome { try await edit(try rule(in: town), by: colleague) }
                #expect(outcome == "forbidden", "\(colleague.signIn)")
            }
        }
    }

    @Test(arguments: [
        ("", "property.service"), (String(repeating: "据", count: 201), "property.service"),
        ("依\0据", "property.service"), ("依据", "nonsense"), ("依据", "property.serv"),
        ("依据", "property.service.x"), ("依据", "\0"),
    ])
    func aRuleNeedsAGroundAndAKnownCategory(_ basis: String, _ category: String) async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let outcome = await outcome {
                try await edit(
                    try rule(in: town, category: category, basis: basis), by: dispatcher)
            }
            #expect(outcome == "invalid")
            #expect(try await town.installation.catalogue(version: nil, in: town.realm)?.shown == 1)
        }
    }

    @Test(arguments: ["property", nil] as [String?])
    func aRuleMayCoverAWiderCategoryOrAll(_ category: String?) async throws {
        try await withTown { town in
            try await edit(
                try rule(in: town, category: category), by: try await town.dispatcher)
        }
    }
}
