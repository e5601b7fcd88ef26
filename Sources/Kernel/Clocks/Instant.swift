package import Foundation

/// A moment, in milliseconds since 1970-01-01 00:00 UTC. A calendar date is a `Day`, never this.
///
/// Arithmetic that would leave 64 bits stops at the edge. In JSON it is the plain number.
package struct Instant: Hashable, Comparable, Codable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Rounds to the nearest millisecond. A date that is not a number counts as 1970.
    package init(_ date: Date) {
        let exact = (date.timeIntervalSince1970 * 1000).rounded()
        if let milliseconds = Int64(exactly: exact) {
            self.init(milliseconds: milliseconds)
        } else {
            self.init(milliseconds: exact > 0 ? .max : exact < 0 ? .min : 0)
        }
    }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    package func adding(milliseconds more: Int64) -> Instant {
        let (sum, overflow) = milliseconds.addingReportingOverflow(more)
        return Instant(milliseconds: overflow ? (more > 0 ? .max : .min) : sum)
    }

    package func adding(seconds: Int64) -> Instant {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return adding(milliseconds: overflow ? (seconds > 0 ? .max : .min) : product)
    }

    package func adding(minutes: Int64) -> Instant {
        let (product, overflow) = minutes.multipliedReportingOverflow(by: 60_000)
        return adding(milliseconds: overflow ? (minutes > 0 ? .max : .min) : product)
    }

    /// Adds days of 24 hours, whatever the calendar says of them.
    package func adding(fullDays: Int) -> Instant {
        adding(minutes: Int64(fullDays) * 1_440)
    }

    /// Whole seconds since an earlier instant; negative when that one is later.
    package func seconds(since earlier: Instant) -> Int64 {
        milliseconds(since: earlier) / 1000
    }

    /// Milliseconds since an earlier instant; negative when that one is later.
    package func milliseconds(since earlier: Instant) -> Int64 {
        let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        return overflow ? (milliseconds > 0 ? .max : .min) : difference
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
