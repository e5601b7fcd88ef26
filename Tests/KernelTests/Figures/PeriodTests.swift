import Kernel
import Testing

/// Months and the periods that are made of them.
@Suite struct PeriodTests {
    @Test(arguments: [
        ("2023", "2023-01-01", "2023-12-31", "2022"),
        ("2023-H2", "2023-07-01", "2023-12-31", "2023-H1"),
        ("2024-Q1", "2024-01-01", "2024-03-31", "2023-Q4"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-01"),
        ("0001", "0001-01-01", "0001-12-31", "0001"),
        ("9999-12", "9999-12-01", "9999-12-31", "9999-11"),
    ])
    func aPeriodHoldsItsDays(text: String, first: String, last: String, before: String) throws {
        let period = try #require(Period(parsing: text))
        #expect(period.description == text)
        #expect("\(period.days.lowerBound)" == first)
        #expect("\(period.days.upperBound)" == last)
        #expect("\(period.previous)" == before)
        #expect(period.months.count == period.length.rawValue)
    }

    @Test(arguments: [
        "", "23", "20233", "2023-", "2023-Q5", "2023-Q0", "2023-H3", "2023-13", "2023-1", "0000",
        "2023-Q12", "2023-01-01", "+023", "２０２３",
    ])
    func otherTextsAreNone(text: String) {
        #expect(Period(parsing: text) == nil)
    }

    @Test func aMonthLiesInOnePeriodOfEachLength() throws {
        let november = try #require(Month(parsing: "2026-11"))
        let shown = Period.Length.allCases.map { "\(Period($0, with: november))" }
        #expect(shown == ["2026-11", "2026-Q4", "2026-H2", "2026"])
        #expect("\(november.adding(2))" == "2027-01")
        #expect("\(november.adding(-11))" == "2025-12")
    }

    @Test func aShareIsRoundedHalfUpAndSmallOnesAreMarked() {
        func tenths(_ part: Int64, _ whole: Int64) -> Int64? {
            FigureValue.share(part: part, whole: whole).tenthsOfPercent
        }
        #expect(tenths(56, 116) == 483)
        #expect(tenths(1, 2_000) == 1)
        #expect(tenths(0, 5) == 0)
        #expect(tenths(5, 5) == 1_000)
        #expect(tenths(0, 0) == nil)
        #expect(FigureValue.share(part: 1, whole: 29).isSmall)
        #expect(!FigureValue.share(part: 1, whole: 30).isSmall)
        #expect(!FigureValue.number(1).isSmall)
    }
}
