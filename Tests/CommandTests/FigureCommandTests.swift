import Foundation
import Testing

@Suite struct FigureCommandTests {
    @Test func figuresArePrintedForAPeriodAndAPlace() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "checheng-road")
            let year = await line.run("figures", "--period", "2026")
            #expect(year.code == 0, "\(year.complaint)")
            #expect(year.output.contains("requestsOpened"))
            #expect(year.output.contains("车城路街道, 2026"))
            let estate = await line.run(
                "figures", "--period", "2026-Q4", "--place", "半山尚小区")
            #expect(estate.output.contains("2026-Q3"))
        }
    }

    @Test func wrongInputIsAnsweredWithWhatToDo() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "checheng-road")
            let period = await line.run("figures", "--period", "lately")
            #expect(period.code == 1)
            #expect(period.complaint.contains("Write 2023, 2023-H1, 2023-Q3 or 2023-07."))
            let place = await line.run("figures", "--period", "2026", "--place", "月球")
            #expect(place.complaint.contains("There is no place “月球”"))
            let none = await line.run("replay", "boston")
            #expect(none.code == 1)
            #expect(none.complaint.contains("has no scenario.yml"))
            let nothing = await line.run("replay")
            #expect(nothing.code == 64)
            #expect(nothing.complaint.contains("Name the places to play, or write --all."))
            let unknown = await line.run("replay", "atlantis")
            #expect(unknown.complaint.contains("atlantis"))
        }
    }

    /// Every number that was published comes out of the record, and the record stands.
    @Test(arguments: [
        ("huifeng", "2023"), ("bayan-gaole", "2023"), ("jinchuan", "2023"),
        ("checheng-road", "2023"), ("mingshui", "2022"), ("suyala", "2024"), ("hongmiao", "2023"),
    ])
    func aReportedYearComesOutOfItsRecord(place: String, year: String) async throws {
        try await withCommandLine { line in
            let played = await line.run("replay", place)
            #expect(played.code == 0, "\(played.output) \(played.complaint)")
            #expect(!played.output.contains("DIFFERS"))
            let rows = await line.run("verify", "--rows")
            #expect(rows.code == 0, "\(rows.output) \(rows.complaint)")
            try await theReportIsFrozenAndChecked(of: place, year, line)
        }
    }

    private func theReportIsFrozenAndChecked(
        of place: String, _ year: String, _ line: CommandLineFixture
    ) async throws {
        let draft = await line.run("report", place, "--period", year)
        #expect(draft.output.contains("工作情况"), "\(draft.complaint)")
        let file = line.folder.appendingPathComponent("year.html").path
        let frozen = await line.run(
            "report", place, "--period", year, "--freeze", "--format", "html", "--out", file)
        #expect(frozen.code == 0, "\(frozen.complaint)")
        let checked = await line.run("verify", "--report", file)
        #expect(checked.code == 0, "\(checked.complaint)")
        #expect(checked.output.contains("stands unaltered"))
        let words = try String(contentsOfFile: file, encoding: .utf8)
        let forged = try line.file(
            "forged.html", words.replacingOccurrences(of: "共登记诉求 ", with: "共登记诉求 1"))
        let found = await line.run("verify", "--report", forged)
        #expect(found.code == 1)
        #expect(found.complaint.contains("was changed"))
        let again = await line.run("report", place, "--period", year, "--freeze")
        #expect(again.complaint.contains("is frozen already"))
        let book = line.folder.appendingPathComponent("year.xlsx").path
        let sheet = await line.run(
            "report", place, "--period", year, "--format", "xlsx", "--out", book)
        #expect(sheet.code == 0, "\(sheet.complaint)")
        let early = await line.run("report", place, "--period", "2021", "--freeze")
        #expect(early.complaint.contains("Nobody has checked"))
    }

    @Test func aRealmWithoutFiguresSaysSo() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let none = await line.run("figures", "--period", "2026")
            #expect(none.code == 1)
            #expect(none.complaint.contains("lists no figures"))
        }
    }
}
