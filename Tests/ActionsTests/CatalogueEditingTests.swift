import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// Rules of the draft are changed, moved and compared before anyone is sent by them.
@Suite struct CatalogueEditingTests {
    private func edit(_ edit: EditCatalogue.Edit, by colleague: Colleague) async throws {
        try await EditCatalogue(realm: colleague.realm, holding: colleague.holding, edit: edit)
            .run(in: colleague.town.installation)
    }

    private func entries(in town: Town) async throws -> [Catalogues.Entry] {
        try await town.installation.catalogue(version: nil, in: town.realm)?.entries ?? []
    }

    private func rule(
        in town: Town, lead: String = "city-office", assists: [String] = []
    ) throws -> EditCatalogue.AddedRule {
        EditCatalogue.AddedRule(
            place: try town.place(Resident.home).id, category: "property.service",
            lead: try town.body(lead).id, assists: try assists.map { try town.body($0).id },
            basis: "试点协议")
    }

    @Test func aReplacedRuleKeepsItsPlaceInTheOrder() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let before = try await entries(in: town)
            let rule = try rule(in: town, assists: ["property-banshan", "city-office"])
            try await edit(.replace(ordinal: before[1].ordinal, rule), by: dispatcher)
            let after = try await entries(in: town)
            #expect(after.map(\.ordinal) == before.map(\.ordinal))
            #expect(after[1].lead == rule.lead)
            // A body does not assist itself.
            #expect(after[1].assists == [try town.body("property-banshan").id])
            let outcome = await outcome {
                try await edit(.replace(ordinal: 9_999, rule), by: dispatcher)
            }
            #expect(outcome == "notFound")
        }
    }

    @Test func aRuleMovesPastItsNeighbourAndStopsAtTheEnds() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let before = try await entries(in: town).map(\.lead)
            let ordinals = try await entries(in: town).map(\.ordinal)
            try await edit(.move(ordinal: ordinals[1], earlier: true), by: dispatcher)
            let moved = try await entries(in: town).map(\.lead)
            #expect(moved[0] == before[1] && moved[1] == before[0])
            try await edit(.move(ordinal: ordinals[0], earlier: true), by: dispatcher)
            try await edit(
                .move(ordinal: ordinals[ordinals.count - 1], earlier: false), by: dispatcher)
            #expect(try await entries(in: town).map(\.lead) == moved)
            try await edit(.move(ordinal: ordinals[0], earlier: false), by: dispatcher)
            #expect(try await entries(in: town).map(\.lead) == before)
        }
    }

    @Test func nobodyElseChangesOrMovesARule() async throws {
        try await withTown { town in
            let rule = try rule(in: town)
            for colleague in try await town.everyone() where colleague.signIn != "dispatcher" {
                for change in [
                    EditCatalogue.Edit.replace(ordinal: 1, rule), .move(ordinal: 2, earlier: true),
                ] {
                    #expect(await outcome { try await edit(change, by: colleague) } == "forbidden")
                }
            }
        }
    }

    @Test func theComparisonTellsWhatWouldGoElsewhere() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "accepted")
            let ended = try await town.request(standing: "solved")
            try await edit(.add(try rule(in: town)), by: try await town.dispatcher)
            let report = try await CompareCatalogues(realm: town.realm, from: 1, to: 2)
                .run(in: town.database)
            #expect(report.changes.added.count + report.changes.changed.count == 1)
            #expect(report.matters == 1 && report.moved == 1 && !report.isCut)
            let shift = try #require(report.shifts.first)
            #expect(shift.example == matter.reference && shift.example != ended.reference)
            #expect(shift.to == (try town.body("city-office").id))
            #expect(report.from.person == nil || report.from.publishedAt != nil)
            #expect(report.to.person == (try await town.dispatcher.person.name))
            for (from, to) in [(1, 9), (0, 1)] {
                let outcome = await outcome {
                    _ = try await CompareCatalogues(realm: town.realm, from: from, to: to)
                        .run(in: town.database)
                }
                #expect(outcome == "notFound")
            }
        }
    }

    @Test func everyEditIsOnTheRecordWithWhatWasPublished() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            try await edit(.add(try rule(in: town)), by: dispatcher)
            try await edit(.publish(remark: "试点"), by: dispatcher)
            var search = RecordSearch()
            search.query.kind = "catalogue"
            let found = try await town.installation.records(search, in: town.realm).found
            #expect(found.headers.map(\.action) == ["publishCatalogue", "editCatalogue"])
            let published = try #require(found.headers.first)
            let record = try await town.installation.record(published.sequence, in: town.realm)
            #expect(record?.payload?["remark"] == .text("试点"))
            #expect(record?.payload?["added"] == .int(1))
        }
    }

    @Test func aDraftIsTriedBeforeItIsPublished() async throws {
        try await withTown { town in
            try await edit(.add(try rule(in: town)), by: try await town.dispatcher)
            let place = try town.place(Resident.home).path
            func lead(_ version: Int?) async throws -> Body.ID? {
                try await town.installation.routing(
                    place: place, category: "property.service", version: version, in: town.realm
                ).chosen?.lead
            }
            #expect(try await lead(2) == (try town.body("city-office").id))
            #expect(try await lead(nil) == (try await lead(1)))
            #expect(try await lead(nil) != (try await lead(2)))
        }
    }
}
