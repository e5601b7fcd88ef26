import Foundation
import Testing

@testable import Kernel

@Suite struct WorkingCalendarTests {
    @Test func everyQuestionOfTheOracleIsAnsweredAsTheOracleDoes() throws {
        struct Case: Decodable {
            let id, op: String
            let date, from, to: String?
            let n: Int?
        }
        struct Expected: Decodable {
            let id: String
            let expected: Payload

            enum CodingKeys: CodingKey { case id, expected }

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                id = try container.decode(String.self, forKey: .id)
                if let answer = try? container.decode(Bool.self, forKey: .expected) {
                    expected = .text(answer ? "yes" : "no")
                } else if let number = try? container.decode(Int64.self, forKey: .expected) {
                    expected = .text(String(number))
                } else if let text = try? container.decode(String.self, forKey: .expected) {
                    expected = .text(text)
                } else {
                    expected = .null
                }
            }
        }
        let decoder = JSONDecoder()
        let cases = try decoder.decode(
            [Case].self, from: OfficialCalendar.fixture("workday_cases.json"))
        let answers = try decoder.decode(
            [Expected].self, from: OfficialCalendar.fixture("workday_expected.json"))
        let byID = Dictionary(uniqueKeysWithValues: answers.map { ($0.id, $0.expected) })
        let calendar = try OfficialCalendar.calendar()
        #expect(cases.count == 40)
        for one in cases {
            let line =
                switch one.op {
                case "is_workday": "is \(one.date ?? "")"
                case "add": "add \(one.date ?? "") \(one.n ?? -1)"
                default: "count \(one.from ?? "") \(one.to ?? "")"
                }
            let answer = CalendarQuestion.answer(line: line, by: calendar)
            let found: Payload = answer.hasPrefix("error: The year") ? .null : .text(answer)
            #expect(found == byID[one.id], "\(one.id): \(line)")
        }
    }

    @Test func theCalendarOf2026IsTheOneTheStateCouncilPublished() throws {
        let calendar = try OfficialCalendar.calendar()
        for text in [
            "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
        ] {
            #expect(try calendar.isWorkday(Day(parsing: text)), "\(text)")
        }
        for text in ["2026-01-01", "2026-02-23", "2026-04-06", "2026-10-07", "2026-11-21"] {
            #expect(try !calendar.isWorkday(Day(parsing: text)), "\(text)")
        }
    }

    @Test func addingAndCountingAgreeWithLookingAtEachDay() throws {
        let calendar = try OfficialCalendar.calendar()
        var numbers = SeededNumbers(seed: 278)
        for _ in 0..<400 {
            let day = try randomDay(2007...2025, using: &numbers)
            let n = Int.random(in: 1...60, using: &numbers)
            let result = try calendar.adding(n, to: day)
            #expect(try calendar.isWorkday(result))
            #expect(try calendar.count(after: day, through: result) == n)
            #expect(try calendar.count(after: day, through: result.adding(days: -1)) == n - 1)
            var looked = 0
            for ordinal in (day.ordinal + 1)...result.ordinal
            where try calendar.isWorkday(Day(ordinal: ordinal)) {
                looked += 1
            }
            #expect(looked == n)
            #expect(try calendar.adding(-n, to: result.adding(days: 1)) > day)
        }
    }

    @Test func noughtIsTheFirstWorkingDayOnOrAfter() throws {
        let calendar = try OfficialCalendar.calendar()
        #expect(try calendar.adding(0, to: Day(parsing: "2026-10-01")).description == "2026-10-08")
        #expect(try calendar.adding(0, to: Day(parsing: "2026-10-08")).description == "2026-10-08")
        #expect(try calendar.adding(-1, to: Day(parsing: "2026-10-08")).description == "2026-09-30")
        #expect(
            try calendar.count(
                after: Day(parsing: "2026-10-08"), through: Day(parsing: "2026-10-01")) == 0)
    }

    @Test func aYearWithoutANoticeIsNotGuessed() throws {
        let calendar = try OfficialCalendar.calendar()
        let lastDay = try Day(parsing: "2026-12-31")
        #expect(try calendar.isWorkday(lastDay))
        #expect(try calendar.adding(0, to: lastDay) == lastDay)
        let refusal = WorkingCalendar.NotCovered(year: 2027)
        #expect(throws: refusal) { try calendar.adding(1, to: lastDay) }
        #expect(throws: refusal) { try calendar.isWorkday(lastDay.adding(days: 1)) }
        #expect(throws: refusal) {
            try calendar.count(after: lastDay, through: lastDay.adding(days: 1))
        }
        #expect(throws: WorkingCalendar.NotCovered(year: 2003)) {
            try calendar.adding(-1, to: Day(parsing: "2004-01-01"))
        }
        // A year missing between others is refused as well.
        #expect(throws: WorkingCalendar.NotCovered(year: 2005)) {
            try OfficialCalendar.calendar(withoutYear: 2005).count(
                after: Day(parsing: "2004-12-01"), through: Day(parsing: "2006-02-01"))
        }
        #expect(refusal.description.contains("2027") && refusal.description.contains("Import"))
    }

    @Test func theProvisionalAnswerTakesMondayToFridayAndSaysSo() throws {
        let calendar = try OfficialCalendar.calendar().provisional
        let answer = calendar.adding(1, to: try Day(parsing: "2026-12-31"))
        #expect(answer == (try Day(parsing: "2027-01-01"), true))
        #expect(calendar.adding(0, to: try Day(parsing: "2026-11-30")).provisional == false)
        #expect(calendar.adding(0, to: try Day(parsing: "2026-12-31")).provisional)
        let empty = WorkingCalendar(national: [:], coveredYears: []).provisional
        var numbers = SeededNumbers(seed: 7)
        for _ in 0..<200 {
            let day = try randomDay(1500...2500, using: &numbers)
            let n = Int.random(in: 1...500, using: &numbers)
            for calendar in [calendar, empty] {
                let result = calendar.adding(n, to: day).value
                #expect(calendar.isWorkday(result).value)
                #expect(calendar.count(after: day, through: result).value == n)
            }
            #expect(empty.isWorkday(day) == (day.weekday <= 5, true))
        }
        #expect(calendar.adding(.max, to: Day.latest).value == Day.latest)
        #expect(calendar.adding(.min, to: Day.earliest).value == Day.earliest)
    }

    @Test func theLocalNoticeWinsOverTheNationalOne() throws {
        let naadam = try Day(parsing: "2026-08-17")
        let makeUp = try Day(parsing: "2026-10-10")
        let calendar = try OfficialCalendar.calendar(local: [naadam: .off, makeUp: .off])
        #expect(try !calendar.isWorkday(naadam))
        #expect(try !calendar.isWorkday(makeUp))
        #expect(try calendar.adding(1, to: naadam.adding(days: -1)) == naadam.adding(days: 1))
        #expect(try calendar != OfficialCalendar.calendar())
    }
}
