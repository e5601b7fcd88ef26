import Testing

@testable import Kernel

@Suite struct CalendarFileTests {
    @Test func theOfficialFileCoversItsYears() throws {
        let file = try OfficialCalendar.file()
        #expect(file.coveredYears == Set(2004...2026))
        #expect(file.days.count == 772)
        let unsure = file.days.filter { $0.value == .unsure }
        #expect(unsure.keys.map(\.description) == [OfficialCalendar.unsureDay])
        #expect(file.names[try Day(parsing: "2026-10-10")] != nil)
    }

    @Test func everyProblemIsReportedAtOnceWithItsLine() {
        let text = """
            date,kind,name
            2027-01-01,off,New Year
            2027-02-30,off,No such day
            2027-01-02,holiday,Wrong kind

            2027-01-01,work,Again
            2027-01-03,off
            """
        let problems = #expect(throws: CalendarFile.Problems.self) {
            try CalendarFile(parsing: text)
        }
        #expect(problems?.list.map(\.line) == [3, 4, 6, 7])
        #expect(problems?.description.contains("line 3: There is no day 30 of month 2") == true)
        #expect(
            problems?.description.contains("line 6: 2027-01-01 was already listed in line 2")
                == true)
    }

    @Test(arguments: ["", "date,kind,name\n", "day;kind\n2027-01-01,off,x"])
    func anEmptyOrForeignFileIsRefused(text: String) {
        #expect(throws: CalendarFile.Problems.self) { try CalendarFile(parsing: text) }
    }

    @Test(arguments: [("1948-12-31", 1948), ("2200-01-01", 2200), ("9999-12-31", 9999)])
    func aDayOfAnotherAgeIsRefused(day: String, year: Int) {
        let problems = #expect(throws: CalendarFile.Problems.self) {
            try CalendarFile(parsing: "date,kind,name\n2027-01-01,off,x\n\(day),off,x\n")
        }
        #expect(problems?.list == [CalendarFile.Problem(line: 3, reason: .year(year))])
    }

    @Test func theFirstAndTheLastYearAreTaken() throws {
        let text = "date,kind,name\n1949-10-01,off,x\n2199-01-01,off,x\n"
        #expect(try CalendarFile(parsing: text).coveredYears == [1949, 2199])
    }

    @Test func aDayOfDecemberAloneDoesNotCoverItsYear() throws {
        let file = try CalendarFile(
            parsing:
                "\u{FEFF}date,kind,name\r\n2027-12-31,off,New Year\r\n2028-01-01, off ,\"a, b\"\r\n"
        )
        #expect(file.coveredYears == [2028])
        #expect(file.days.count == 2)
        #expect(file.names[try Day(parsing: "2028-01-01")] == "a, b")
    }

    @Test func anUnsureDayAloneDoesNotCoverItsYear() throws {
        let file = try CalendarFile(parsing: "date,kind,name\n2028-05-01,unsure,rumours")
        #expect(file.coveredYears.isEmpty)
        #expect(file.days == [try Day(parsing: "2028-05-01"): .unsure])
    }

    @Test(arguments: [
        ("is 2026-10-10", "yes"), ("is 2026-10-01", "no"), ("add 2026-09-28 5", "2026-10-10"),
        ("  count 2026-09-30   2026-10-10 ", "3"), ("count 2026-10-10 2026-09-30", "0"),
    ])
    func aQuestionIsAnsweredInOneLine(line: String, answer: String) throws {
        #expect(CalendarQuestion.answer(line: line, by: try OfficialCalendar.calendar()) == answer)
    }

    @Test(arguments: [
        ("is 2027-01-04", "2027 is not covered"), ("is", "not a question"), ("", "not a question"),
        ("is 2026-02-30", "no day 30"), ("add 2026-01-01 x", "not a number"),
        ("add 2026-01-01 -1", "not a number"),
        ("add 2026-01-01 99999999999999999999", "not a number"),
        ("add 2026-01-01 100000", "2027 is not covered"), ("is 01.02.2026", "not a date"),
        ("is 2005-12-31", "disagree about 2005-12-31"),
        ("add 2005-12-30 1", "disagree about 2005-12-31"),
        ("count 2005-12-01 2006-02-01", "`linli calendar import`"),
    ])
    func aQuestionThatCannotBeAnsweredSaysWhy(line: String, why: String) throws {
        let answer = CalendarQuestion.answer(line: line, by: try OfficialCalendar.calendar())
        #expect(answer.hasPrefix("error: ") && answer.contains(why), "\(answer)")
        #expect(!answer.contains("\n"))
    }
}
