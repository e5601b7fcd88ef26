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
        "huifeng", "bayan-gaole", "jinchuan", "checheng-road", "mingshui", "suyala", "hongmiao",
    ])
    func aReportedYearComesOutOfItsRecord(place: String) async throws {
        try await withCommandLine { line in
            let played = await line.run("replay", place)
            #expect(played.code == 0, "\(played.output) \(played.complaint)")
            #expect(!played.output.contains("DIFFERS"))
            let rows = await line.run("verify", "--rows")
            #expect(rows.code == 0, "\(rows.output) \(rows.complaint)")
        }
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
