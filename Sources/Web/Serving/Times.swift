import Actions
import Foundation
import Kernel

/// How this page writes days, times and spans.
struct Times: Sendable {
    let zone: TimeZone
    let now: Instant
    let words: Words

    /// `11月21日 14:05`, with the year only where it is not the present one.
    func moment(_ instant: Instant) -> String {
        let minutes = minuteOfDay(instant)
        let clock = "\(minutes / 60):" + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60)"
        return day(Day(of: instant, in: zone)) + " " + clock
    }

    /// `2026-11-21 14:05`, for tables that programs read.
    func plain(_ instant: Instant) -> String {
        let minutes = minuteOfDay(instant)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(Day(of: instant, in: zone)) \(two(minutes / 60)):\(two(minutes % 60))"
    }

    func day(_ day: Day) -> String {
        let isThisYear = day.year == Day(of: now, in: zone).year
        return words(isThisYear ? "time.day" : "time.dayOfYear", parts(of: day))
    }

    /// `2026年11月21日`, for papers that outlive the year.
    func wholeDay(_ day: Day) -> String {
        words("time.dayOfYear", parts(of: day))
    }

    private func parts(of day: Day) -> [String: String] {
        [
            "year": String(day.year), "day": String(day.day),
            "monthName": words("month.\(day.month)"),
        ]
    }

    /// The value of `<time datetime>`.
    func machine(_ instant: Instant) -> String { instant.iso8601 }

    /// `还剩 3 小时` before a deadline, `已超 2 天` after it.
    func until(_ due: Instant) -> String {
        due >= now
            ? words("time.left", "span", span(seconds: due.seconds(since: now)))
            : words("time.over", "span", span(seconds: now.seconds(since: due)))
    }

    /// `3 小时前`.
    func since(_ instant: Instant) -> String {
        let seconds = max(now.seconds(since: instant), 0)
        // Nobody counts hundreds of days.
        if seconds >= 100 * 86_400 { return wholeDay(Day(of: instant, in: zone)) }
        return seconds < 60
            ? words("time.justNow") : words("time.ago", "span", span(seconds: seconds))
    }

    /// The largest fitting unit: minutes, hours below two days, then days.
    func span(seconds: Int64) -> String {
        switch seconds {
        case ..<3_600: words("time.minutes", "count", String(max(seconds / 60, 1)))
        case ..<172_800: words("time.hours", "count", String(seconds / 3_600))
        default: words("time.days", "count", String(seconds / 86_400))
        }
    }

    private func minuteOfDay(_ instant: Instant) -> Int {
        Int(instant.milliseconds(since: Day(of: instant, in: zone).start(in: zone)) / 60_000)
    }
}

extension Ask {
    func times(_ book: Rulebook, _ words: Words) -> Times {
        Times(zone: book.profile.zone, now: now, words: words)
    }
}
