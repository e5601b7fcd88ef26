import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The queries that pages wait for go through an index, however many rows there are.
@Suite(.enabled(if: TownHall.isEmbedded, "plans are those of the embedded engine"))
struct QueryPlanTests {
    private func scans(
        in town: Town, _ work: @escaping @Sendable (any Reader) throws -> Void
    ) async throws -> [String] {
        try await town.database.read { db in
            let explaining = ExplainingReader(db)
            try work(explaining)
            return explaining.scans
        }
    }

    @Test(arguments: InboxQuery.Scope.allCases)
    func noViewOfTheInboxReadsEveryMatter(_ scope: InboxQuery.Scope) async throws {
        try await withTown { town in
            let now = town.clock.now
            let cursor = InboxQuery.Cursor(due: now, id: town.installation.newID())
            let queries = [
                InboxQuery(scope: scope), InboxQuery(scope: scope, after: cursor),
                InboxQuery(scope: scope, light: .red),
                InboxQuery(scope: scope, category: "facility"),
                InboxQuery(scope: scope, text: "路灯"),
                InboxQuery(scope: scope, text: Reference(year: 26, serial: 1).description),
            ]
            for colleague in [try await town.dispatcher, try await town.property] {
                let holding = colleague.holding
                let awaited = try await town.rulebook().awaited(by: holding)
                for query in queries {
                    let found = try await scans(in: town) { db in
                        _ = try Inbox.page(
                            query, for: holding, awaited: awaited, at: now,
                            kept: KeptLines(), names: TownNames(town), db)
                        _ = try Inbox.count(query, for: holding, awaited: awaited, at: now, db)
                    }
                    #expect(found == [])
                }
            }
        }
    }

    @Test func noPageOfAMatterReadsEveryRow() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "solved")
            let vault = town.installation.vault
            let holding = try await town.property.holding
            let found = try await scans(in: town) { db in
                let keys = try Matters.stored(matter.reference, in: matter.realm, db)?.keys
                _ = try Matters.history(of: matter.id, db)
                _ = try Matters.children(of: matter.id, db)
                _ = try keys.map {
                    try Stories.of(
                        matter.id, keys: $0, vault: vault, names: TownNames(town), db)
                }
                _ = try Inbox.related(
                    to: matter, for: holding, isOpenToAll: true, db)
                _ = try PersonalFields.held(of: matter.id, db)
                _ = try ReadingLog.ofMatters.lines(of: matter.id, limit: 50, db)
                _ = try Seals.covering(1, db)
                _ = try Seals.covering([1, 2, 3], db)
            }
            #expect(found == [])
        }
    }

    @Test func noPublicPageReadsEveryRow() async throws {
        try await withTown { town in
            let home = try town.place(Resident.home)
            let day = try await town.rulebook().day(of: town.clock.now)
            let realm = town.realm.id
            let found = try await scans(in: town) { db in
                _ = try Inbox.similar(
                    to: "路灯坏了", under: home.path, in: realm, category: nil,
                    procedure: "request", limit: 3, db)
                _ = try Inbox.recentlySolved(of: ["request"], in: realm, limit: 6, db)
                _ = try Notices.hanging(in: realm, on: day, limit: 6, db)
                _ = try Catalogues.current(of: realm, db)
                _ = try Bodies.all(in: realm, db)
                _ = try Places.under(.root, in: realm, limit: 2_000, db)
                _ = try Seals.last(db)
            }
            #expect(found == [])
        }
    }

    @Test func noListAndNoLinkReadsEveryRow() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "submitted")
            let holding = try await town.community.holding
            let realm = town.realm.id
            var query = ListQuery("need", place: holding.post.reach)
            query.states = ["listed", "claimed"]
            query.category = "need.care"
            query.after = ListQuery.Cursor(isMatched: false, id: matter.id)
            let asked = query
            let found = try await scans(in: town) { db in
                _ = try Inbox.listed(asked, in: realm, limit: 20, db)
                _ = try Inbox.count(asked, in: realm, db)
                _ = try MatterLinks.of(matter.id, db)
                _ = try MatterLinks.made(by: matter.id, db)
                _ = try Inbox.linked(
                    with: matter, for: holding, open: [("need", ["listed"])], db)
            }
            #expect(found == [])
        }
    }

    @Test func noPageOfMeetingsReadsEveryRow() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "submitted")
            let home = try town.place(Resident.home)
            let day = try await town.rulebook().day(of: town.clock.now)
            let (realm, now) = (town.realm.id, town.clock.now)
            let cursor = Meetings.Cursor(startsAt: now, id: Meeting.ID(1))
            let found = try await scans(in: town) { db in
                _ = try Meetings.find(Meeting.ID(1), in: realm, db)
                _ = try Meetings.of(matter.id, db)
                _ = try Meetings.upcoming(in: realm, from: now, after: cursor, limit: 9, db)
                _ = try Meetings.past(in: realm, before: now, after: cursor, limit: 9, db)
                _ = try Meetings.between(now, and: now, in: realm, limit: 9, db)
                _ = try Rolls.holders(
                    of: "residentRepresentative", under: home.path, in: realm, on: day, db)
                _ = try Rolls.kept(of: Meeting.ID(1), db)
                _ = try MeetingStories.of(Meeting.ID(1), db)
            }
            #expect(found == [])
        }
    }

    @Test func noPageOfPairingsReadsEveryRow() async throws {
        try await withTown { town in
            let home = try town.place(Resident.home)
            let day = try await town.rulebook().day(of: town.clock.now)
            let (realm, now) = (town.realm.id, town.clock.now)
            let (worker, vault) = (try await town.community, town.installation.vault)
            let (one, who) = (Pairing.ID(1), Supporter.Who.person(worker.person.id))
            let found = try await scans(in: town) { db in
                _ = try Pairings.find(one, in: realm, db)
                _ = try Pairings.helped(by: worker.holding, as: .accepted, db)
                let keepers = try Pairings.keepers(for: worker.holding.post, on: day, db)
                for view in Pairings.View.allCases {
                    _ = try Pairings.kept(by: keepers, view, under: home.path, on: day, db)
                }
                _ = try Pairings.numbers(under: home.path, in: realm, on: day, db)
                _ = try Pairings.cells(under: home.path, in: realm, db)
                _ = try Pairings.areaBodies(under: home.path, in: realm, db)
                _ = try LightVisits.of(one, db)
                _ = try LightVisits.counts(of: [one], db)
                _ = try ReadingLog.ofPairings.lines(of: one, limit: 9, db)
                _ = try PairingStories.of(one, db)
                _ = try PairingSecrets.cards(of: [one], vault: vault, db)
                _ = try PairingSecrets.due(endedBy: now, in: realm, limit: 9, db)
                _ = try PairingSecrets.unconsented(
                    proposedBy: now, in: realm, limit: 9, db)
                _ = try Pledges.of(who, in: realm, db)
                _ = try Pledges.near(home.path, in: realm, db)
                _ = try Pledges.loads([who], db)
                _ = try Posts.counts(
                    of: ["gridWorker"], under: home.path, in: realm, on: day, db)
            }
            #expect(found == [])
        }
    }

    @Test func noPageOfTheAppraisalReadsEveryRow() async throws {
        try await withTown { town in
            let home = try town.place(Resident.home)
            let day = try await town.rulebook().day(of: town.clock.now)
            let (realm, round) = (town.realm.id, AppraisalRound.ID(1))
            let found = try await scans(in: town) { db in
                _ = try Appraisals.inForce(in: realm, db)
                _ = try Appraisals.inForce(at: home.id, in: realm, db)
                _ = try Appraisals.holdAnywhere(in: realm, db)
                _ = try Appraisals.versions(at: home.id, in: realm, limit: 9, db)
                _ = try Appraisals.buildings(
                    under: home.path, level: "building", in: realm, on: day, db)
                _ = try AppraisalRounds.newest(along: home.path, in: realm, limit: 9, db)
                _ = try AppraisalRounds.of(home.id, in: realm, limit: 9, db)
                _ = try AppraisalRounds.find(ids: [round], in: realm, db)
                _ = try AppraisalRounds.buildings(of: round, db)
                _ = try AppraisalSheets.of(round, db)
                _ = try AppraisalSheets.find(AppraisalSheet.ID(1), db)
                _ = try AppraisalSheets.progress(of: [round], db)
                _ = try AppraisalFlags.awards(of: round, db)
                _ = try AppraisalFlags.given(in: round, db)
                _ = try AppraisalFlags.of(round, db)
                _ = try AppraisalFlags.history(at: home.id, in: realm, limit: 9, db)
                _ = try AppraisalFlags.held(by: home.id, limit: 9, db)
                _ = try AppraisalBulletins.find(of: round, db)
                _ = try AppraisalBulletins.released(of: [round], db)
                _ = try AppraisalStories.of(round, db)
            }
            #expect(found == [])
        }
    }

    @Test func noWorkBehindThePagesReadsEveryRow() async throws {
        try await withTown { town in
            let realm = town.realm.id
            let now = town.clock.now
            let found = try await scans(in: town) { db in
                _ = try Clocks.elapsed(
                    clock: "answer", procedure: "request", in: realm, at: now, limit: 200, db)
                _ = try Clocks.runningMatters(in: realm, after: nil, limit: 200, db)
                _ = try Matters.endedBefore(now, in: realm, limit: 500, db)
                _ = try Records.search(RecordQuery(), of: realm, db)
                _ = try Records.lastSequence(db)
            }
            #expect(found == [])
        }
    }

    @Test func noRegisterReadsEveryRow() async throws {
        try await withTown { town in
            let realm = town.realm.id
            let now = town.clock.now
            let matter = try await town.request(standing: "accepted")
            let procedure = try #require(
                try await town.rulebook().profile.procedure("request"))
            var queries = [RecordQuery(), RecordQuery(), RecordQuery()]
            queries[0].matter = matter.id
            queries[1].people = [try await town.dispatcher.person.id]
            queries[1].body = try await town.dispatcher.body
            queries[2].action = "accept"
            queries[2].from = now.adding(minutes: -60)
            queries[2].after = RecordQuery.Cursor(at: now, sequence: 9)
            let searches = queries
            let found = try await scans(in: town) { db in
                for query in searches { _ = try Records.search(query, of: realm, db) }
                _ = try Records.recentNames(of: realm, db)
                _ = try Records.stored(1, of: realm, db)
                _ = try Matters.openByState(
                    of: procedure.states.map { ("request", $0.id) }, under: .root, in: realm,
                    at: now, db)
                _ = try Matters.openForRouting(in: realm, limit: 100, db)
                _ = try Clocks.runningMatters(
                    in: realm, from: now, through: now, limit: 100, db)
                _ = try RecordNames.matters([matter.id], in: realm, db)
                _ = try Seals.page(before: 5, limit: 10, db)
            }
            #expect(found == [])
        }
    }

    /// Whatever is asked of the map is found by where it is, or by when.
    @Test func noMapReadsEveryRow() async throws {
        try await withTown { town in
            let realm = town.realm.id
            let box = try Bounds(
                west: 110_770_000, south: 32_610_000, east: 110_780_000, north: 32_620_000)
            let open = try await town.rulebook().profile.procedures.map { procedure in
                (procedure.key.name, procedure.states.filter(\.isPublic).map(\.id))
            }
            let reach = try await town.community.holding.post.reach
            let found = try await scans(in: town) { db in
                var query = PublicMatters.Query(limit: 100)
                query.boxes = [box]
                _ = try PublicMatters.page(query, in: realm, db)
                query.after = Outlines.Cursor(
                    key: MapKey.pointRanges(within: box)[0].lowerBound, id: 1)
                _ = try PublicMatters.page(query, in: realm, db)
                query.boxes = []
                query.from = town.clock.now
                query.isNewestFirst = true
                _ = try PublicMatters.page(query, in: realm, db)
                _ = try PublicMatters.candidates(in: realm, after: "", limit: 500, db)
                _ = try Outlines.touching(
                    [box], in: realm, after: nil, limit: 100, readMax: 1_000, db)
                _ = try Outlines.frame(of: realm, db)
                _ = try Inbox.onMap(open, in: realm, limit: 100, db)
                _ = try Inbox.onMap(under: reach, in: realm, limit: 100, db)
                _ = try Inbox.board(of: open, under: reach, in: realm, limit: 8, db)
            }
            #expect(found == [])
        }
    }
}
