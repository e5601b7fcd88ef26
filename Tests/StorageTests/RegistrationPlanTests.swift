import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What pages of registrations, handbooks and call-ups ask goes through an index.
@Suite(.enabled(if: TownHall.isEmbedded, "plans are those of the embedded engine"))
struct RegistrationPlanTests {
    @Test func noPageOfRegistrationsReadsEveryRow() async throws {
        try await withTown { town in
            let (realm, now) = (town.realm.id, town.clock.now)
            let day = try await town.rulebook().day(of: now)
            let home = try town.place("岩岭社区")
            let (person, body) = (Person.ID(1), Body.ID(1))
            let unit = UnitRegistration(
                id: UnitRegistration.ID(1), realm: realm, body: body, place: home.id,
                placePath: home.path, proposedAt: now, hands: 1, offers: "x")
            let vault = town.installation.vault
            let scans = try await town.database.read { db in
                let db = ExplainingReader(db)
                _ = try UnitRegistrations.find(unit.id, in: realm, db)
                _ = try UnitRegistrations.standing(of: body, at: home.id, db)
                _ = try UnitRegistrations.standing(of: body, db)
                _ = try UnitRegistrations.standing(under: home.path, in: realm, db)
                _ = try UnitRegistrations.bodies(in: realm, db)
                _ = try UnitNotes.of(unit.id, db)
                _ = try HomeLetters.find("a", in: realm, db)
                _ = try HomeLetters.of(unit.id, limit: 9, db)
                _ = try HomeLetters.facts(of: unit, from: now, until: now, db)
                _ = try HomeLetters.named(of: unit, from: now, until: now, db)
                let one = Enrolment.ID(1)
                _ = try Enrolments.find(one, in: realm, db)
                _ = try Enrolments.of(person, in: realm, db)
                for view in Enrolments.View.allCases {
                    _ = try Enrolments.kept(view, under: home.path, in: realm, limit: 9, db)
                }
                for kind in Enrolment.Kind.allCases {
                    _ = try Enrolments.standing(of: person, kind, db)
                    _ = try Enrolments.invitation(of: person, kind, at: home.id, db)
                }
                _ = try Enrolments.invited(under: home.path, in: realm, db)
                _ = try Enrolments.numbers(under: home.path, in: realm, on: day, db)
                _ = try Enrolments.toErase(
                    endedBy: day, askedBefore: now, in: realm, limit: 9, db)
                _ = try EnrolmentSecrets.details(of: one, vault: vault, db)
                _ = try ReadingLog.ofEnrolments.lines(of: one, limit: 9, db)
                _ = try HandbookEntries.of(one, from: day, until: day, vault: vault, db)
                _ = try HandbookEntries.waiting(of: one, vault: vault, db)
                _ = try HandbookEntries.count(of: one, from: day, until: day, db)
                _ = try CallUps.open(in: realm, db)
                _ = try CallUps.closed(in: realm, limit: 9, db)
                _ = try CallUps.shifts(of: [CallUp.ID(1)], db)
                _ = try CallUps.answers(to: CallUp.ID(1), db)
                _ = try SignUps.of(person, among: [Activity.ID(1)], db)
                return db.scans
            }
            #expect(scans == [])
        }
    }
}
