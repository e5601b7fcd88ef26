import Testing

@Suite struct CalendarCommandTests {
    @Test func questionsAreAnsweredLineByLineWithoutAnInstallation() async {
        let outcome = await CommandLineFixture.run(
            ["calendar", "query"],
            input: """
                is 2026-10-10
                add 2026-09-28 5

                when is dinner
                add 2026-12-28 50
                """)
        #expect(outcome.code == 0)
        let answers = outcome.output.split(separator: "\n").map(String.init)
        #expect(answers.count == 4)
        #expect(answers.prefix(2) == ["yes", "2026-10-10"])
        #expect(answers[2].hasPrefix("error: “when is dinner”"))
        #expect(answers[3].hasPrefix("error: The year 2027"))
    }

    @Test func anImportedYearIsAnsweredAndABadFileChangesNothing() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let bad = try line.file(
                "bad.csv", "date,kind,name\n2027-02-30,off,x\n2027-01-01,rest,x\n")
            let refused = await line.run("calendar", "import", bad)
            #expect(refused.code == 1)
            #expect(refused.complaint.contains("line 2"))
            #expect(refused.complaint.contains("nothing was changed"))
            let good = try line.file("2027.csv", "date,kind,name\n2027-01-01,off,New Year\n")
            #expect(await line.run("calendar", "import", good).code == 0)
            let answer = await line.run("calendar", "query", input: "is 2027-01-01\nis 2027-01-04")
            #expect(answer.output == "no\nyes\n")
        }
    }

    @Test func aNamedInstallationThatIsNotThereIsNotReplacedByTheBuiltInCalendar() async throws {
        try await withCommandLine { line in
            let outcome = await line.run("calendar", "query", input: "is 2026-10-10")
            #expect(outcome.code == 1)
            #expect(outcome.output.isEmpty)
        }
    }
}
