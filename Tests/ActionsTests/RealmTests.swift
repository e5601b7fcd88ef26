import Actions
import Kernel
import Profiles
import SQL
import Storage
import TestSupport
import Testing

/// Nobody sees across realms: every action with a post of one on a matter of the other.
@Suite struct RealmTests {
    @Test(arguments: WhoMayTests.rows)
    func aPostOfAnotherRealmFindsNothing(_ row: WhoMayTests.Row) async throws {
        try await withTown { town in
            let matter = try await town.request(standing: row.state)
            let stranger = try await town.bostonian
            let supervisor = try await town.colleague("boston", post: 1, of: town.boston)
            for colleague in [stranger, supervisor] {
                for realm in [town.realm, town.boston] {
                    let outcome = await outcome {
                        try await ActOnMatter(
                            realm: realm, matter: matter.id, action: row.action,
                            acting: colleague.acting, seen: nil
                        ).run(in: town.installation)
                    }
                    #expect(outcome == "notFound")
                }
            }
        }
    }

    @Test func noReadingLeaksAcross() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "handling")
            let stranger = try await town.bostonian
            #expect(try await stranger.file(of: matter) == nil)
            for realm in [town.realm, town.boston] {
                let file = try await town.installation.file(
                    of: matter.reference, in: realm, for: stranger.acting)
                #expect(file == nil)
                let contact = await outcome {
                    try await ReadContact(
                        realm: realm, matter: matter.id, holding: stranger.holding, reason: "x"
                    ).run(in: town.installation)
                }
                #expect(contact == "notFound")
            }
            #expect(try await town.installation.matter(matter.id, in: town.boston) == nil)
            for scope in [InboxScope.mine, .bodies, .places, .ended] {
                #expect(try await stranger.inbox(scope.query).lines.isEmpty)
            }
            let page = try await town.installation.records(RecordSearch(), in: town.boston).found
            #expect(page.headers.allSatisfy { $0.realm == town.boston.id.rawValue })
            let proof = await outcome {
                try await ProveMatter(realm: town.boston, reference: matter.reference)
                    .run(in: town.database)
            }
            #expect(proof == "notFound")
        }
    }

    @Test func placesAndBodiesOfAnotherRealmAreNoChoice() async throws {
        try await withTown { town in
            let foreign = try #require(try await town.installation.places(in: town.boston).first)
            let body = try #require(try await town.installation.bodies(in: town.boston).first)
            let report = await refusal {
                try await town.resident.reports(
                    "灯坏了。", answers: ["place": [foreign.id.description]])
            }
            #expect(report == .answers(["place": .notAChoice]))
            let matter = try await town.request(standing: "accepted")
            let dispatch = await refusal {
                try await town.dispatcher.does(
                    "dispatch", matter,
                    ["lead": [body.id.description], "assists": [body.id.description]])
            }
            #expect(dispatch == .answers(["lead": .notAChoice, "assists": .notAChoice]))
        }
    }

    @Test func aMatterOfAnotherRealmIsNotMergedInto() async throws {
        try await withTown { town in
            let here = try await town.resident.reports("灯坏了。").matter
            // The same reference stands in both realms, each for its own matter.
            let there = try await town.requestInBoston()
            #expect(there.reference == here.reference)
            let refused = await refusal {
                try await town.dispatcher.does(
                    "merge", here, ["other": [there.reference.description]])
            }
            #expect(refused == .guardFailed(.otherMatterOpen))
            #expect(try await town.matter(there.id).title == "A street light is out.")
        }
    }

    @Test func theCatalogueOfAnotherRealmIsNotEdited() async throws {
        try await withTown { town in
            let stranger = try await town.bostonian
            let outcome = await outcome {
                try await EditCatalogue(
                    realm: town.realm, holding: stranger.holding, edit: .remove(ordinal: 1)
                ).run(in: town.installation)
            }
            #expect(outcome == "forbidden")
        }
    }

    @Test(arguments: ["desk", "A", "x", "", "../etc", "车城路", String(repeating: "a", count: 41)])
    func aRealmNeedsANameForAddresses(_ slug: String) async throws {
        try await withTown { town in
            let outcome = await outcome {
                try await FoundRealm(
                    slug: slug, name: town.realm.name,
                    source: try ProfileSource(builtIn: "boston"), isPublic: true
                ).run(in: town.installation)
            }
            #expect(outcome.hasPrefix("failed"))
            let realms = try await town.count("SELECT COUNT(*) FROM realms")
            #expect(realms == 2)
        }
    }
}
