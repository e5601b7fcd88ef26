import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The roll of an activity: hours confirmed, doubted, contested, corrected, certified.
@Suite struct ServiceTests {
    /// What was doubted; nothing where it was taken, nil for another error.
    private func doubts(_ work: () async throws -> Activity) async -> [HoursDoubt]? {
        let failure = await failure(of: work)
        if case ActionError.implausible(let doubts)? = failure { return doubts }
        return failure == nil ? [] : nil
    }

    @Test func confirmedMinutesStandInTheLedgerAndACorrectionReversesThem() async throws {
        try await withTown { town in
            let community = try await town.community
            let (first, second) = (try await town.volunteer, try await town.otherVolunteer)
            let activity = try await community.announces()
            for volunteer in [first, second] { try await volunteer.signsUp(for: activity) }
            let early = await outcome {
                try await community.keepsRoll(of: activity, [(first, 120), (second, 0)])
            }
            #expect(early == "invalid")

            town.clock.set(activity.endsAt)
            let held = try await community.keepsRoll(
                of: activity, [(first, 120), (second, 0)], walkIns: ["secretary"], visitors: 40)
            #expect(held.state == .held && held.visitors == 40)
            let walkIn = try await town.secretary
            let served = [
                try await first.minutesServed(), try await second.minutesServed(),
                try await walkIn.minutesServed(),
            ]
            #expect(served == [120, 0, 120])

            try await second.contests(activity, "我来了，晚到半小时。")
            let contested = try await second.file(of: activity)
            #expect(contested?.own?.contest != nil)
            try await community.keepsRoll(of: activity, [(first, 60), (second, 90)])
            let corrected = [try await first.minutesServed(), try await second.minutesServed()]
            #expect(corrected == [60, 90])
            let settled = try await second.file(of: activity)
            #expect(settled?.own?.contest == nil)
            let (realm, person) = (town.realm.id, Holder.person(first.person.id))
            let lines = try await town.database.read { db in
                try Ledgers.statement(of: person, .minutes, in: realm, limit: 10, db)
            }
            #expect(lines.map(\.amount) == [60, -120, 120])
        }
    }

    @Test func implausibleHoursNeedAReason() async throws {
        try await withTown { town in
            let community = try await town.community
            let volunteer = try await town.volunteer
            let morning = try await community.announces(from: "08:00", until: "20:00")
            let evening = try await community.announces("晚上", from: "19:00", until: "21:00")
            for activity in [morning, evening] { try await volunteer.signsUp(for: activity) }
            town.clock.set(evening.endsAt)
            try await community.keepsRoll(of: morning, [(volunteer, 720)])
            let doubts = await doubts {
                try await community.keepsRoll(of: evening, [(volunteer, 60)])
            }
            let person = volunteer.person.id
            #expect(doubts == [.overlap(person: person), .longDay(person: person, minutes: 780)])
            try await community.keepsRoll(
                of: evening, [(volunteer, 60)], reason: "上午那场下午六点就走了，已电话核实。")
            let minutes = try await volunteer.minutesServed()
            #expect(minutes == 780)
        }
    }

    @Test func whatIsEnteredLateNeedsAReason() async throws {
        try await withTown { town in
            let community = try await town.community
            let volunteer = try await town.volunteer
            let activity = try await community.announces()
            try await volunteer.signsUp(for: activity)
            town.clock.set(activity.endsAt.adding(fullDays: HoursDoubt.lateDays))
            let doubts = await doubts {
                try await community.keepsRoll(of: activity, [(volunteer, 120)])
            }
            #expect(doubts == [.late(days: HoursDoubt.lateDays)])
        }
    }

    @Test func nobodyServesLongerThanItTook() async throws {
        try await withTown { town in
            let community = try await town.community
            let volunteer = try await town.volunteer
            let activity = try await community.announces()
            try await volunteer.signsUp(for: activity)
            town.clock.set(activity.endsAt)
            for minutes: Int64 in [-1, 121] {
                let refused = await outcome {
                    try await community.keepsRoll(of: activity, [(volunteer, minutes)])
                }
                #expect(refused == "invalid")
            }
            let unknown = await outcome {
                try await community.keepsRoll(
                    of: activity, [(volunteer, 120)], walkIns: ["nobody-here"])
            }
            #expect(unknown == "invalid")
        }
    }

    @Test func aCertificateSumsUpAndIsFoundByItsCodeAlone() async throws {
        try await withTown { town in
            let community = try await town.community
            let volunteer = try await town.volunteer
            let activity = try await community.announces()
            try await volunteer.signsUp(for: activity)
            town.clock.set(activity.endsAt)
            let today = try await town.rulebook().day(of: town.clock.now)
            func certify(until: Day) async throws -> Certificate {
                try await IssueCertificate(
                    realm: town.realm, holding: volunteer.holding, from: today, until: until
                ).run(in: town.installation)
            }
            let nothing = await outcome { try await certify(until: today) }
            #expect(nothing == "invalid")
            try await community.keepsRoll(of: activity, [(volunteer, 100)])
            let backwards = await outcome { try await certify(until: today.adding(days: -1)) }
            #expect(backwards == "invalid")
            let certificate = try await certify(until: today)
            #expect(certificate.code.wholeMatch(of: /[a-z]{8}-[a-z]{8}/) != nil)
            #expect(certificate.minutes == 100 && certificate.activities == 1)
            let found = try await town.installation.certificate(certificate.code, in: town.realm)
            #expect(found?.certificate == certificate && found?.name == volunteer.person.name)
            let elsewhere = try await town.installation.certificate(
                certificate.code, in: town.boston)
            #expect(elsewhere == nil)
        }
    }

    @Test func aMonthCountsTimesPeopleAndMinutesApart() async throws {
        try await withTown { town in
            let community = try await town.community
            let (first, second) = (try await town.volunteer, try await town.otherVolunteer)
            let one = try await community.announces()
            let two = try await community.announces("第二次", inDays: 3)
            for activity in [one, two] { try await first.signsUp(for: activity) }
            try await second.signsUp(for: two)
            town.clock.set(two.endsAt)
            try await community.keepsRoll(of: one, [(first, 120)], visitors: 30)
            try await community.keepsRoll(of: two, [(first, 60), (second, 60)], visitors: 12)
            let day = try await town.rulebook().day(of: one.startsAt)
            let month = day.adding(days: 1 - day.day)
            let counts = try await town.installation.activityCounts(
                in: town.realm, from: month, before: month.adding(days: 31))
            #expect(
                counts
                    == ActivityCounts(
                        activities: 2, personTimes: 3, people: 2, minutes: 240, visitors: 42))
        }
    }
}
