import Kernel
import Profiles
import Testing

/// A worked example that is wrong must not pass unnoticed.
@Suite struct ExampleTests {
    private func failures(_ steps: String) throws -> [String] {
        var files = try TestSource.small()
        files["examples/errand.yml"] = """
            procedure: errand
            cast: { clerk: clerk#Chen@office/yanhu, runner: runner#Li@office }
            usual: { ask: { title: 灯 } }
            examples:
              - name: An errand
                start: 2026-11-09T09:00+08:00
                category: street.light
                place: yanhu/court
                steps:
            \(steps.split(separator: "\n").map { "      - \($0)" }.joined(separator: "\n"))
            """
        let source = ProfileSource(files: files)
        let profile = try source.load()
        let keeper = Timekeeper(
            calendar: WorkingCalendar(national: [:], coveredYears: [2026]), hours: profile.hours,
            zone: profile.zone)
        let run = ExampleRun(profile: profile, timekeeper: keeper)
        return try source.examples(for: profile).flatMap(run.failures).map(\.description)
    }

    private let asking = "{ by: anyone, does: ask, leads: asked }\n"

    @Test func aRightExampleHasNoFailures() throws {
        let steps = "{ at: +1h, by: clerk, does: start, answers: { how: walk }, leads: going }"
        #expect(try failures(asking + steps) == [])
    }

    @Test(arguments: [
        (
            "{ by: clerk, does: start, answers: { how: walk }, leads: done }",
            "“start” leads to “going”, not to “done”"
        ),
        (
            "{ by: clerk, does: start, answers: { how: walk }, refused: notYours }",
            "“start” was done, but should be refused with notYours"
        ),
        (
            "{ by: runner, does: join, refused: answers }",
            "“join” was refused with notYours(\"join\"), not with answers"
        ),
        (
            "{ by: clerk, does: join, answers: { other: ended }, refused: guardFailed, rule: led }",
            "“join” was refused by otherMatterOpen, not by led"
        ),
        ("{ at: +31m, light: { start: green } }", "the light of “start” is red, not green"),
        ("{ light: { finish: green } }", "the light of “finish” is off, not green"),
        (
            "{ due: { start: 2026-11-09T09:31+08:00 } }",
            "“start” is due at 2026-11-09T01:30:00Z, not at 2026-11-09T01:31:00Z"
        ),
        ("{ ended: done }", "the matter ended as nothing yet, not done"),
    ])
    func aWrongExampleSaysWhatCameInstead(_ step: String, _ sentence: String) throws {
        #expect(
            try failures(asking + step) == ["examples/errand.yml:11: “An errand”: \(sentence)"])
    }

    @Test func whatAnExampleNamesMustExist() throws {
        let problems = #expect(throws: ProfileProblems.self) {
            try failures(
                """
                { at: later, by: anyone, does: ask }
                { by: anyone, does: aks, leads: asked }
                { by: klerk, does: start, leads: gone }
                { by: cleric#A@office, does: start, refused: no }
                { light: { begin: green } }
                """)
        }
        #expect(
            problems?.list.map(\.description) == [
                "examples/errand.yml:10: “later” is not a time: write 2026-11-21T08:30+08:00, or "
                    + "+30m, +3h, +2d after the step before",
                "examples/errand.yml:11: “aks” is not an action: did you mean “ask”?",
                "examples/errand.yml:12: “klerk” is not an actor: write ROLE#name@body or one of "
                    + "anyone, reporter, clock, clerk, runner",
                "examples/errand.yml:13: “cleric” is not a role: did you mean “clerk”?",
                "examples/errand.yml:14: “begin” is not a clock: use one of start, finish",
            ])
    }
}
