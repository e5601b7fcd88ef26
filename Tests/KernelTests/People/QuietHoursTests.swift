import Kernel
import Testing

/// The hours in which nothing is announced, at their edges.
@Suite struct QuietHoursTests {
    @Test func theUsualHoursPassMidnight() {
        let usual = QuietHours.usual
        #expect(!usual.contains(minute: 20 * 60 + 59))
        #expect(usual.contains(minute: 21 * 60))
        #expect(usual.contains(minute: 1_439))
        #expect(usual.contains(minute: 0))
        #expect(usual.contains(minute: 7 * 60 + 29))
        #expect(!usual.contains(minute: 7 * 60 + 30))
        #expect(!usual.contains(minute: 12 * 60))
    }

    @Test func hoursOfOneDayAndNoneAtAll() {
        let noon = QuietHours(from: 12 * 60, until: 14 * 60)
        #expect(!noon.contains(minute: 12 * 60 - 1))
        #expect(noon.contains(minute: 12 * 60))
        #expect(!noon.contains(minute: 14 * 60))
        let never = QuietHours(from: 600, until: 600)
        #expect((0..<1_440).allSatisfy { !never.contains(minute: $0) })
    }

    @Test func minutesOutsideADayAreBroughtIntoIt() {
        #expect(QuietHours(from: -5, until: 5_000) == QuietHours(from: 0, until: 1_439))
    }
}
