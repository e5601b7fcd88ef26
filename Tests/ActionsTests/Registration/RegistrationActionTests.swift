import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// A registration from being sent to being taken back.
@Suite struct RegistrationActionTests {
    @Test func onePersonSendsItAndAnotherConfirmsIt() async throws {
        try await withTown { town in
            let sent = try await town.volunteer.enrols()
            #expect(sent.registration.state == .proposed)
            let confirmed = try await town.secretary.answers(.confirm, sent)
            #expect(confirmed.registration.state == .confirmed)
            let again = await outcome { try await town.secretary.answers(.confirm, sent) }
            #expect(again == "invalid")
            let more = await complaints { try await town.volunteer.enrols() }
            #expect(more == ["kind": "registration.problem.stands"])
            let found1 = try await VerifyRecords().run(in: town.database).problem
            #expect(found1 == nil)
        }
    }

    @Test func withoutConsentNothingIsKept() async throws {
        try await withTown { town in
            let refused = await complaints { try await town.volunteer.enrols(consents: false) }
            #expect(refused == ["consents": "registration.problem.consent"])
            let found2 = try await town.count("SELECT COUNT(*) FROM enrolments")
            #expect(found2 == 0)
        }
    }

    @Test func aReturnedOneIsChangedAndSentAgain() async throws {
        try await withTown { town in
            let sent = try await town.volunteer.enrols()
            let empty = await complaints {
                try await town.secretary.answers(.return, sent, " ")
            }
            #expect(empty == ["reason": "answer.missing"])
            let returned = try await town.secretary.answers(.return, sent)
            #expect(returned.registration.reason == "请写清单位")
            let again = try await town.volunteer.enrols()
            #expect(again.id == sent.id)
            #expect(again.registration == .proposed)
        }
    }

    @Test func twoKindsAreCountedApartAndNeverAdded() async throws {
        try await withTown { town in
            let secretary = try await town.secretary
            for colleague in [try await town.volunteer, try await town.otherVolunteer] {
                let sent = try await colleague.enrols(.reported)
                try await secretary.answers(.confirm, sent)
            }
            let here = try await town.volunteer.enrols(.here)
            try await secretary.answers(.confirm, here)
            let page = try await town.installation.registerPage(
                .here, in: town.realm, for: secretary.holding, after: nil, limit: 9)
            #expect(page.numbers.here == 1)
            #expect(page.numbers.reported == 2)
            #expect(page.lines.count == 1)
            town.clock.set(town.clock.now.adding(fullDays: 183))
            let later = try await town.installation.registerPage(
                .reported, in: town.realm, for: secretary.holding, after: nil, limit: 1)
            #expect(later.numbers.asked == 3)
            #expect(later.lines.count == 1)
            let next = try #require(later.next)
            let rest = try await town.installation.registerPage(
                .reported, in: town.realm, for: secretary.holding, after: next, limit: 1)
            #expect(rest.lines.count == 1)
            #expect(rest.next == nil)
        }
    }

    @Test func theCommunityAsksAndThePersonAnswers() async throws {
        try await withTown { town in
            let (secretary, volunteer) = (try await town.secretary, try await town.volunteer)
            let other = try await town.otherVolunteer
            try await secretary.invites("volunteer")
            try await secretary.invites("volunteer")
            try await secretary.invites("volunteer2")
            let found3 = try await town.count("SELECT COUNT(*) FROM enrolments")
            #expect(found3 == 2)
            let unknown = await complaints { try await secretary.invites("nobody") }
            #expect(unknown == ["signIn": "registration.problem.unknown"])
            // What they had sent before gives way.
            try await volunteer.keeps(
                .refusal,
                try #require(
                    try await town.installation.ownRegistrations(
                        of: volunteer.person.id, in: town.realm
                    ).all.first?.enrolment))
            let before = try await volunteer.enrols()
            #expect(before.registration == .proposed)
            let there = await complaints { try await secretary.invites("volunteer") }
            #expect(there == ["signIn": "registration.problem.here"])
            try await volunteer.keeps(.withdrawal, before)
            try await secretary.invites("volunteer")
            // A yes is the second word: it holds at once.
            let sent = try await volunteer.enrols()
            #expect(sent.registration.state == .confirmed)
            let here = await complaints { try await secretary.invites("volunteer") }
            #expect(here == ["signIn": "registration.problem.here"])
            let asked = try await town.installation.ownRegistrations(
                of: other.person.id, in: town.realm)
            let invitation = try #require(asked.all.first?.enrolment)
            try await other.keeps(.refusal, invitation)
            let found4 = try await town.count("SELECT COUNT(*) FROM enrolments")
            #expect(found4 == 1)
        }
    }

    @Test func takingTheConsentBackRemovesEverything() async throws {
        try await withTown { town in
            let own = try await town.confirmedEnrolment(.here)
            let volunteer = try await town.volunteer
            let wrong = try await volunteer.enters(in: own)
            try await volunteer.enters(in: own, corrects: wrong.id)
            _ = try await town.secretary.reads(own)
            try await volunteer.keeps(.withdrawal, own)
            for table: SQL in [
                "SELECT COUNT(*) FROM enrolments", "SELECT COUNT(*) FROM enrolment_details",
                "SELECT COUNT(*) FROM enrolment_readings", "SELECT COUNT(*) FROM handbook_entries",
            ] {
                let found5 = try await town.count(table)
                #expect(found5 == 0)
            }
            let found6 = try await VerifyRecords().run(in: town.database).problem
            #expect(found6 == nil)
            // They may come again, as if for the first time.
            let again = try await volunteer.enrols(.here)
            #expect(again.registration == .proposed)
        }
    }

    @Test func whatEndedIsReadByThePersonForAYearAndThenGoes() async throws {
        try await withTown { town in
            let own = try await town.confirmedEnrolment(.here)
            let volunteer = try await town.volunteer
            try await volunteer.enters(in: own)
            try await volunteer.keeps(.closure, own)
            let found7 = try await volunteer.handbook()?.entries.count
            #expect(found7 == 1)
            let file = try await town.installation.enrolmentFile(
                own.id, in: town.realm, for: try await town.secretary.holding)
            #expect(file == nil)
            let write = await outcome { try await volunteer.enters(in: own) }
            #expect(write == "notFound")
            try await town.secretary.invites("volunteer2")
            town.clock.set(town.clock.now.adding(fullDays: 368))
            let report = try await EraseExpired().run(in: town.installation)
            #expect(report.enrolments == 2)
            let found8 = try await town.count("SELECT COUNT(*) FROM enrolments")
            #expect(found8 == 0)
        }
    }

    @Test func whereNoRegisterIsKeptNobodyRegisters() async throws {
        try await withTown { town in
            let volunteer = try await town.volunteer
            let nowhere = await complaints { try await volunteer.enrols(at: "公园社区") }
            #expect(nowhere == ["place": "answer.notAChoice"])
        }
    }
}

/// A unit and the community, both ways.
@Suite struct UnitRegistrationTests {
    @Test func aUnitRegistersIsConfirmedAndBothSidesWrite() async throws {
        try await withTown { town in
            let (liaison, secretary) = (try await town.liaison, try await town.secretary)
            let sent = try await liaison.registersUnit()
            let early = await complaints { try await liaison.keeps(.note, sent) }
            #expect(early == ["words": "registration.problem.notConfirmed"])
            let confirmed = try await secretary.keeps(.confirmation, sent)
            try await secretary.keeps(.note, confirmed, "想请一位医生")
            try await liaison.keeps(.note, confirmed, "来两位")
            let file = try await town.installation.unitFile(
                sent.id, in: town.realm, for: liaison.holding)
            #expect(file?.notes.map(\.note) == ["来两位", "想请一位医生"])
            let twice = await outcome { try await liaison.registersUnit() }
            #expect(twice == "invalid")
            try await liaison.keeps(.reaffirmation, confirmed)
            try await liaison.keeps(.closure, confirmed)
            let again = try await liaison.registersUnit()
            #expect(again.id != sent.id)
        }
    }

    @Test func neitherSideDoesWhatIsTheOthers() async throws {
        try await withTown { town in
            let (liaison, secretary) = (try await town.liaison, try await town.secretary)
            let sent = try await liaison.registersUnit()
            let own = await outcome { try await liaison.keeps(.confirmation, sent) }
            #expect(own == "forbidden")
            try await secretary.keeps(.confirmation, sent)
            let other = await outcome { try await secretary.keeps(.reaffirmation, sent) }
            #expect(other == "forbidden")
            for colleague in [try await town.community, try await town.volunteer] {
                let write = await outcome { try await colleague.keeps(.note, sent) }
                #expect(write == "forbidden")
                let register = await outcome { try await colleague.registersUnit() }
                #expect(register == "forbidden")
            }
        }
    }

    @Test func aLetterTellsFactsAndNamesOnlyWhoAgrees() async throws {
        try await withTown { town in
            let unit = try await town.confirmedUnit()
            let secretary = try await town.secretary
            func write() async throws -> HomeLetter {
                let today = try await town.rulebook().day(of: town.clock.now)
                return try await WriteHomeLetter(
                    realm: town.realm, holding: secretary.holding, unit: unit.id,
                    from: "\(today.adding(days: -30))", until: "\(today)"
                ).run(in: town.installation)
            }
            let own = try await town.confirmedEnrolment(unit: unit.body, isNamed: true)
            let second = try await town.otherVolunteer.enrols(unit: unit.body)
            try await secretary.answers(.confirm, second)
            let none = await complaints { try await write() }
            #expect(none == ["from": "registration.problem.nothing"])
            let (volunteer, other) = (try await town.volunteer, try await town.otherVolunteer)
            let activity = try await secretary.announces(places: 5)
            for colleague in [volunteer, other] { try await colleague.signsUp(for: activity) }
            town.clock.advance(days: 3)
            try await secretary.keepsRoll(of: activity, [(volunteer, 120), (other, 60)])
            let letter = try await write()
            #expect(
                letter.facts == HomeFacts(people: 2, times: 2, activities: 1, minutes: 180))
            func named() async throws -> [String] {
                try await town.installation.homeLetter(letter.code, in: town.realm)?
                    .named.map(\.name) ?? []
            }
            let found9 = try await named()
            #expect(found9 == [volunteer.person.name])
            // Whoever takes the agreement back stands on no paper that is printed afterwards.
            try await volunteer.keeps(.naming, own)
            let found10 = try await named()
            #expect(found10 == [])
            let kept = try await town.installation.homeLetter(letter.code, in: town.realm)
            #expect(kept?.letter.facts == letter.facts)
        }
    }
}
