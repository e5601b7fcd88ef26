import Foundation
import Testing

@testable import Kernel

@Suite struct InstantTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59.999Z", -1),
            ("2026-11-21T08:30:00+08:00", 1_795_221_000_000),
            ("2026-11-21 08:30+0800", 1_795_221_000_000),
            ("2026-11-21T00:30:00.25Z", 1_795_221_000_250),
            ("2026-11-20T19:30:00-05:00", 1_795_221_000_000),
        ] as [(String, Int64)])
    func aTimeWithItsZoneIsRead(text: String, milliseconds: Int64) throws {
        #expect(try Instant(iso8601: text).milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T08:30:00", "2026-11-21T24:00:00Z", "2026-11-21T08:60:00Z",
        "2026-02-30T08:30:00Z", "2026-11-21T08:30:00.Z", "2026-11-21T08:30:00+8",
        "2026-11-21T08:30:00Zx",
        "邻里邻里邻里邻里",
    ])
    func anythingElseIsRefused(text: String) {
        #expect(throws: Instant.Problem.malformed(text)) { try Instant(iso8601: text) }
    }

    @Test func everyInstantComesBackFromItsText() throws {
        var numbers = SeededNumbers(seed: 1)
        for _ in 0..<500 {
            let range: ClosedRange<Int64> = -60_000_000_000_000...250_000_000_000_000
            let instant = Instant(milliseconds: Int64.random(in: range, using: &numbers))
            #expect(try Instant(iso8601: instant.iso8601) == instant)
        }
    }

    @Test func arithmeticStopsAtTheEdges() {
        let last = Instant(milliseconds: .max)
        #expect(last.adding(seconds: 1) == last)
        #expect(last.adding(minutes: .max) == last)
        #expect(Instant(milliseconds: .min).adding(minutes: .min).milliseconds == .min)
        #expect(Instant(Date(timeIntervalSince1970: .nan)).milliseconds == 0)
        #expect(Instant(Date(timeIntervalSince1970: .infinity)) == last)
        #expect(!last.iso8601.isEmpty)
    }

    @Test func secondsAreWhole() {
        let start = Instant(milliseconds: 0)
        #expect(Instant(milliseconds: 1999).seconds(since: start) == 1)
        #expect(start.seconds(since: start.adding(minutes: 2)) == -120)
    }
}
