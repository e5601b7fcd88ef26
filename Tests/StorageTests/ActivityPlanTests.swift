import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What pages of activities, service and matching ask goes through an index.
@Suite(.enabled(if: TownHall.isEmbedded, "plans are those of the embedded engine"))
struct ActivityPlanTests {
    @Test func noPageOfActivitiesReadsEveryRow() async throws {
        try await withTown { town in
            let (realm, now) = (town.realm.id, town.clock.now)
            let (activity, person) = (Activity.ID(1), Person.ID(1))
            let later = now.adding(fullDays: 30)
            let scans = try await town.database.read { db in
                let db = ExplainingReader(db)
                _ = try Activities.find(activity, in: realm, db)
                _ = try Activities.upcoming(in: realm, from: now, limit: 9, db)
                _ = try Activities.past(in: realm, before: now, limit: 9, db)
                _ = try Activities.counts(from: now, until: later, in: realm, db)
                _ = try SignUps.of(activity, db)
                _ = try SignUps.counts(of: [activity], db)
                _ = try SignUps.waiting(for: activity, limit: 9, db)
                _ = try SignUps.of(person, in: realm, limit: 9, db)
                _ = try SignUps.served(
                    by: [person], from: now, until: later, except: activity, db)
                for whose in [person, nil] {
                    _ = try Certificates.served(
                        of: whose, from: now, until: later, in: realm, limit: 9, db)
                }
                _ = try Certificates.find("a", in: realm, db)
                _ = try Certificates.of(person, in: realm, limit: 9, db)
                _ = try Ledgers.statement(of: .person(person), .minutes, in: realm, limit: 9, db)
                return db.scans
            }
            #expect(scans == [])
        }
    }

    @Test func noProposalReadsEveryRow() async throws {
        try await withTown { town in
            let (realm, now) = (town.realm.id, town.clock.now)
            let day = try await town.rulebook().day(of: now)
            let pools = ["order": Set(["pooled"])]
            let home = try town.place(Resident.home).path
            let scans = try await town.database.read { db in
                let db = ExplainingReader(db)
                _ = try Inbox.waiting(in: pools, under: home, in: realm, limit: 9, db)
                _ = try AidOffers.under(home, in: realm, on: day, db)
                _ = try AidOffers.find(Person.ID(1), db)
                _ = try Invitations.of([Matter.ID(1)], db)
                _ = try Invitations.standing(for: Person.ID(1), since: now, limit: 9, db)
                _ = try Invitations.loads(
                    of: [Person.ID(1)], takenSince: now, askedSince: now, db)
                return db.scans
            }
            #expect(scans == [])
        }
    }
}
