package import Foundation

/// What the wall clock of a zone shows at an instant, and back.
extension Day {
    /// The date that the wall clock of `zone` shows.
    package init(of instant: Instant, in zone: TimeZone) {
        self = WallClock(at: instant, in: zone).day
    }

    /// The instant at which the wall clock shows this minute of this day.
    ///
    /// Where summer time skips that minute, the instant lies as much later as the skip is long;
    /// where the clock goes back and shows it twice, the first time counts.
    ///
    /// - Parameter minuteOfDay: 0 to 1440; 1440 is the end of the day.
    package func instant(minuteOfDay: Int, in zone: TimeZone) -> Instant {
        WallClock(day: self, millisecondOfDay: Int64(minuteOfDay) * 60_000).instant(in: zone)
    }

    /// The first millisecond of the day.
    package func start(in zone: TimeZone) -> Instant {
        instant(minuteOfDay: 0, in: zone)
    }

    /// The last millisecond of the day, one before 24:00.
    package func end(in zone: TimeZone) -> Instant {
        instant(minuteOfDay: 1440, in: zone).adding(milliseconds: -1)
    }
}

/// A date and a time of day as a clock on the wall shows them.
struct WallClock: Hashable, Sendable {
    let day: Day
    /// 0 to 86,400,000.
    let millisecondOfDay: Int64

    init(day: Day, millisecondOfDay: Int64) {
        self.day = day
        self.millisecondOfDay = millisecondOfDay
    }

    init(at instant: Instant, in zone: TimeZone) {
        let offset = Int64(zone.secondsFromGMT(for: instant.date)) * 1000
        let local = instant.adding(milliseconds: offset).milliseconds
        let (days, rest) = local.quotientAndFloorRemainder(by: 86_400_000)
        self.init(day: Day(ordinal: Int(days)), millisecondOfDay: rest)
    }

    func instant(in zone: TimeZone) -> Instant {
        let local = Int64(day.ordinal) * 86_400_000 + millisecondOfDay
        func offset(at milliseconds: Int64) -> Int64 {
            Int64(zone.secondsFromGMT(for: Instant(milliseconds: milliseconds).date)) * 1000
        }
        // A day before and after: no zone changes its clock twice in so short a time.
        let before = offset(at: local - 86_400_000)
        let after = offset(at: local + 86_400_000)
        if before == after { return Instant(milliseconds: local - before) }
        if offset(at: local - before) == before { return Instant(milliseconds: local - before) }
        if offset(at: local - after) == after { return Instant(milliseconds: local - after) }
        return Instant(milliseconds: local - before)
    }
}

extension Instant {
    /// `2026-11-26 08:05:09` as the clock on a wall shows it.
    package func wall(in zone: TimeZone) -> String {
        let clock = WallClock(at: self, in: zone)
        let second = clock.millisecondOfDay / 1_000
        let parts = [second / 3_600, second / 60 % 60, second % 60]
        let time = parts.map { String(String(100 + $0).dropFirst()) }.joined(separator: ":")
        return "\(clock.day) \(time)"
    }
}
