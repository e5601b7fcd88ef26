import Foundation
import Kernel
import Profiles
import Testing

/// Rule packs of meetings: what the built-in ones say, and what a place's own may not.
@Suite struct MeetingRuleTests {
    private static let rules = """
        parley:
          article: Act, article 26
          notice: 10 calendarDays
          quorum: more than 1/2 of entitled
          majority: more than 1/2 of present
          roll: { posts: runner }
          callers: [1/10 of adults, 1/3 of representatives]
        """

    /// The small profile, whose errand is spoken about before it is finished.
    private static func files(
        rules: String = rules, own: String? = nil, _ changes: [(String, String)] = []
    ) throws -> [String: String] {
        var files = try TestSource.small()
        files["texts/en.yml"] = nil
        files["texts/zh-Hans.yml"] = nil
        files["profile.yml"] = files["profile.yml"]?
            .replacing("procedures: [errand]", with: "procedures: [errand]\nmeetings: [parley]")
        var errand = (files["procedures/errand.yml"] ?? "")
            .replacing(
                "owner: lead, limit: finish }",
                with: "owner: lead, limit: finish, meets: [parley] }"
            )
            .replacing("guards: [{ happened: { action: start, times: 1 } }]", with: "guards: [met]")
        for (find, replacement) in changes {
            #expect(errand.contains(find))
            errand = errand.replacing(find, with: replacement)
        }
        files["procedures/errand.yml"] = errand
        files["common/meetings.yml"] = rules
        files["meetings.yml"] = own
        return try TestSource.withTexts(files)
    }

    private static func problems(_ files: [String: String]) -> [String] {
        ProfileSource(files: files).read().problems.errors.map(\.description)
    }

    @Test func aRulePackIsRead() throws {
        let profile = try ProfileSource(files: Self.files()).load()
        let rule = try #require(profile.meetingRule("parley"))
        #expect(rule.article == "Act, article 26")
        #expect(rule.notice.description == "10 calendarDays")
        #expect(rule.quorum.description == "more than 1/2 of entitled")
        #expect(rule.roll == .posts("runner"))
        #expect(rule.callers.map(\.group) == [.adults, .representatives])
        #expect(profile.procedure("errand")?.state("going")?.meets == ["parley"])
    }

    /// Against 城市居民委员会组织法 (2025 revision), articles 26 to 29, as the analysis reads it.
    @Test(arguments: [
        ("residentsMeeting", 10, "more than 1/2 of entitled", "more than 1/2 of present", nil),
        (
            "representativesMeeting", 3, "at least 2/3 of entitled", "more than 1/2 of present",
            "residentRepresentative"
        ),
        ("consultation", 3, "at least 1/2 of entitled", "more than 1/2 of present", nil),
        ("allianceMeeting", 3, "more than 1/2 of entitled", "more than 1/2 of present", nil),
    ])
    func theBuiltInRulesSayWhatTheLawSays(
        id: String, days: Int, quorum: String, majority: String, role: String?
    ) throws {
        let profile = try ProfileSource(builtIn: "checheng-road").load()
        let rule = try #require(profile.meetingRule(id))
        #expect(rule.notice == (try TimeLimit(days, .calendarDays)))
        #expect(rule.quorum.description == quorum)
        #expect(rule.majority.description == majority)
        #expect(rule.roll.role == role)
        #expect(!rule.callers.isEmpty)
    }

    @Test func thereIsNoMeetingWhereAProfileListsNone() throws {
        #expect(try ProfileSource(builtIn: "boston").load().meetingRules == [])
    }

    @Test func aPlaceMayAskForMoreAndNeverForLess() throws {
        let stricter = Self.rules
            .replacing("10 calendarDays", with: "15 calendarDays")
            .replacing("quorum: more than 1/2", with: "quorum: at least 2/3")
        let profile = try ProfileSource(files: Self.files(own: stricter)).load()
        #expect(profile.meetingRule("parley")?.notice.amount == 15)
        let looser = Self.rules
            .replacing("10 calendarDays", with: "9 calendarDays")
            .replacing("quorum: more than", with: "quorum: at least")
            .replacing(
                "majority: more than 1/2 of present", with: "majority: more than 1/2 of votes")
        #expect(
            Self.problems(try Self.files(own: looser)) == [
                "meetings.yml:1: the majority of “parley” is looser than Act, article 26 allows: "
                    + "ask for “more than 1/2 of present” or more",
                "meetings.yml:1: the notice of “parley” is looser than Act, article 26 allows: ask "
                    + "for “10 calendarDays” or more",
                "meetings.yml:1: the quorum of “parley” is looser than Act, article 26 allows: ask "
                    + "for “more than 1/2 of entitled” or more",
            ])
    }

    @Test func everyMistakeGetsItsSentence() throws {
        func problems(_ find: String, _ replacement: String) throws -> [String] {
            #expect(Self.rules.contains(find))
            return Self.problems(
                try Self.files(rules: Self.rules.replacing(find, with: replacement)))
        }
        #expect(
            try problems("parley:", "party:") == [
                "profile.yml:10: there is no meeting “parley”: did you mean “party”?"
            ])
        #expect(
            try problems("10 calendarDays", "10 workingDays") == [
                "common/meetings.yml:3: “10 workingDays” is not a notice: write whole days, such "
                    + "as 10 calendarDays"
            ])
        #expect(
            try problems("quorum: more than 1/2 of entitled", "quorum: more than 1/2 of present")
                == [
                    "common/meetings.yml:4: a quorum is counted of those entitled, not of present"
                ])
        #expect(
            try problems("majority: more than 1/2 of present", "majority: half of present") == [
                "common/meetings.yml:5: “half of present” is not a share. Write “more than 1/2 of "
                    + "present” or “at least 2/3 of entitled”; a share is of entitled, present, "
                    + "votes."
            ])
        #expect(
            try problems("posts: runner", "posts: runers") == [
                "common/meetings.yml:6: “runers” is not a role: did you mean “runner”?"
            ])
        #expect(
            try problems("{ posts: runner }", "everybody") == [
                "common/meetings.yml:6: a roll is counted, members or { posts: ROLE }, not "
                    + "“everybody”"
            ])
        #expect(
            try problems("{ posts: runner }", "members") == [
                "common/meetings.yml:6: member units are called, but no kind of body has members: "
                    + "name some in alliances:"
            ])
        #expect(
            try problems("1/10 of adults", "1/10 of dogs") == [
                "common/meetings.yml:7: “1/10 of dogs” does not say who may call: write 1/10 of "
                    + "one of adults, householdRepresentatives, representatives, members"
            ])
    }

    @Test func aStateNamesMeetingsThatExistAndARuleWaitsWhereOneMayBeCalled() throws {
        #expect(
            Self.problems(try Self.files([("meets: [parley]", "meets: [party]")])) == [
                "procedures/errand.yml:19: there is no meeting “party”: use parley",
                "procedures/errand.yml:29: action “finish” waits for a meeting, but none may be "
                    + "called in the state “going”: add meets: [MEETING] there",
            ])
        #expect(
            Self.problems(try Self.files([(", meets: [parley]", "")])) == [
                "procedures/errand.yml:29: action “finish” waits for a meeting, but none may be "
                    + "called in the state “going”: add meets: [MEETING] there"
            ])
        #expect(
            Self.problems(
                try Self.files([
                    ("stage: over, ending: done", "stage: over, ending: done, meets: [parley]")
                ])
            ) == [
                "procedures/errand.yml:20: state “done” is an end, where nobody has to act: take "
                    + "meets: away"
            ])
    }

    // MARK: - Worked examples

    private static func failures(_ steps: String) throws -> [String] {
        var files = try files()
        files["examples/errand.yml"] = """
            procedure: errand
            usual: { ask: { title: 灯 }, start: { how: walk } }
            examples:
              - name: a parley
                start: 2026-11-09T09:00+08:00
                category: street.light
                place: block
                steps:
                  - { by: anyone, does: ask }
                  - { at: +10m, by: "clerk#ann@office", does: start }
            \(steps)
            """
        let source = ProfileSource(files: files)
        let profile = try source.load()
        let keeper = Timekeeper(
            calendar: WorkingCalendar(national: [:], coveredYears: [2026]), hours: profile.hours,
            zone: profile.zone)
        return try source.examples(for: profile).flatMap {
            ExampleRun(profile: profile, timekeeper: keeper).failures(of: $0).map(\.description)
        }
    }

    @Test func anExampleSaysThatAMeetingWasHeld() throws {
        let waits = """
                  - { at: +10m, by: "runner#bob@office", does: finish, refused: notYours }
                  - { at: +10m, meets: parley, entitled: 60, present: 30 }
            """
        #expect(try Self.failures(waits) == [])
        let early = """
                  - { at: -10m, meets: parley, entitled: 60, present: 61 }
            """
        #expect(throws: (any Error).self) { try Self.failures(early) }
        let impossible = """
                  - { at: +10m, meets: parley, entitled: 60, present: 40, inFavour: 41 }
            """
        #expect(
            try Self.failures(impossible) == [
                "examples/errand.yml:11: “a parley”: more hands were counted than people are "
                    + "present or entitled"
            ])
    }
}
