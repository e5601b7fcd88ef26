import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Agreements with partner units: how many have signed, and what was done under each.
@Suite struct AgreementTests {
    private func signed(_ town: Town, with unit: String = "partner-school") async throws -> Matter {
        let secretary = try await town.secretary
        let drafted = try await secretary.opens(
            "agreement", "draft",
            [
                "title": ["与车城实验小学共建协议"], "category": ["agreement.partnership"],
                "lead": [try town.body(unit).id.description],
                "place": [try town.place("岩岭社区").id.description],
            ])
        let today = try await town.rulebook().day(of: town.clock.now)
        return try await secretary.does(
            "sign", drafted,
            ["signedOn": ["\(today)"], "until": ["\(today.adding(days: 365))"]])
    }

    private func announced(
        _ town: Town, under agreement: Matter, _ title: String = "一起理花坛"
    ) async throws -> Activity {
        let secretary = try await town.secretary
        var wish = try await secretary.wish(title)
        wish.agreement = agreement.reference.description
        return try await AnnounceActivity(
            realm: town.realm, holding: secretary.holding, place: try town.place("岩岭社区").id,
            wish: wish
        ).run(in: town.installation)
    }

    private func file(_ town: Town, _ agreement: Matter, _ who: Colleague) async throws
        -> AgreementFile?
    {
        try await town.installation.agreementFile(
            of: agreement.reference, in: town.realm, for: who.acting)
    }

    @Test func theRateIsUnitsInForceOverRegisteredUnits() async throws {
        try await withTown { town in
            func signing(_ isSigned: Bool) async throws -> SigningList {
                try await town.installation.signing(
                    isSigned: isSigned, in: town.realm, after: nil, limit: 50)
            }
            let before = try await signing(false)
            #expect(before.signed == 0 && before.registered >= 2)
            #expect(before.lines.count == before.registered)
            let agreement = try await signed(town)
            // A second one with the same unit makes no second unit.
            _ = try await signed(town)
            let (with, without) = (try await signing(true), try await signing(false))
            #expect(with.signed == 1 && with.registered == before.registered)
            #expect(with.lines.map(\.unit.id) == [try town.body("partner-school").id])
            #expect(with.lines.first?.agreements.count == 2)
            #expect(without.lines.count == before.registered - 1)
            let secretary = try await town.secretary
            try await secretary.does("end", agreement, ["result": ["到期"]])
            let after = try await signing(true)
            #expect(after.signed == 1 && after.lines.first?.agreements.count == 1)
        }
    }

    @Test func whatIsHeldUnderItAddsUp() async throws {
        try await withTown { town in
            let agreement = try await signed(town)
            let (secretary, volunteer) = (try await town.secretary, try await town.volunteer)
            let activity = try await announced(town, under: agreement)
            var found = try #require(try await file(town, agreement, secretary))
            #expect(found.counts.activities == 0 && found.activities.map(\.id) == [activity.id])
            try await volunteer.signsUp(for: activity)
            town.clock.advance(minutes: 3 * 1_440)
            try await secretary.keepsRoll(of: activity, [(volunteer, 90)], visitors: 20)
            found = try #require(try await file(town, agreement, secretary))
            #expect(found.counts.activities == 1 && found.counts.personTimes == 1)
            #expect(found.counts.minutes == 90 && found.counts.visitors == 20)
            let unit = try town.body("partner-school").id
            let own = try await town.installation.agreementsInForce(of: unit, in: town.realm)
            #expect(own.map(\.counts.minutes) == [90])
            let other = try await town.installation.agreementsInForce(
                of: try town.body("partner-hospital").id, in: town.realm)
            #expect(other.isEmpty)
            #expect(try await town.figure("jointActivities") == .number(1))
        }
    }

    @Test func anActivityNamesOnlyAnAgreementInForce() async throws {
        try await withTown { town in
            let agreement = try await signed(town)
            let secretary = try await town.secretary
            try await secretary.does("end", agreement, ["result": ["到期"]])
            let ended = await complaints { try await announced(town, under: agreement) }
            #expect(ended == ["agreement": "answer.notAChoice"])
            let need = try await town.need()
            let other = await complaints { try await announced(town, under: need) }
            #expect(other == ["agreement": "answer.notAChoice"])
        }
    }

    @Test func itsTeamAndItsDaysAreTheLastThatWereNamed() async throws {
        try await withTown { town in
            let agreement = try await signed(town)
            let secretary = try await town.secretary
            let none = try #require(try await file(town, agreement, secretary))
            #expect(none.team == nil)
            let team = try town.body("volunteers-yanling").id
            try await secretary.does("nameTeam", agreement, ["team": ["\(team)"]])
            let found = try #require(try await file(town, agreement, secretary))
            #expect(found.team?.body.id == team && (found.team?.members ?? 0) >= 1)
            let today = try await town.rulebook().day(of: town.clock.now)
            #expect(found.file.lastDay(of: "until") == today.adding(days: 365))
        }
    }

    @Test func aDraftIsNobodysButTheStaffs() async throws {
        try await withTown { town in
            let secretary = try await town.secretary
            let drafted = try await secretary.opens(
                "agreement", "draft",
                [
                    "title": ["草稿"], "category": ["agreement.partnership"],
                    "lead": [try town.body("partner-hospital").id.description],
                ])
            let liaison = try await file(town, drafted, try await town.liaison)
            #expect(liaison == nil)
            let open = try await signed(town)
            let shown = try await file(town, open, try await town.liaison)
            #expect(shown != nil)
        }
    }
}
