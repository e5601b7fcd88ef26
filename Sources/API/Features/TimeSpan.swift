import Foundation
import Kernel

/// A span of time with open or closed ends, as OGC API Features writes it: an instant, a day, or
/// two of them with a slash between.
struct TimeSpan: Equatable {
    let from: Instant?
    let until: Instant?

    /// - Parameter zone: where a day begins that is given without a time.
    /// - Returns: nil for what is none, or ends before it begins.
    init?(_ text: String, in zone: TimeZone) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(parts.count) else { return nil }
        func isOpen(_ part: String) -> Bool { parts.count == 2 && (part.isEmpty || part == "..") }
        func read(_ part: String) -> (first: Instant, last: Instant)? {
            if let instant = try? Instant(iso8601: part) { return (instant, instant) }
            guard let day = try? Day(parsing: part) else { return nil }
            let next = Day(ordinal: day.ordinal + 1).start(in: zone)
            return (day.start(in: zone), next.adding(milliseconds: -1))
        }
        let (start, end) = (parts[0], parts[parts.count - 1])
        let (first, last) = (read(start), read(end))
        guard isOpen(start) || first != nil, isOpen(end) || last != nil else { return nil }
        from = isOpen(start) ? nil : first?.first
        until = isOpen(end) ? nil : last?.last
        if let from, let until, until < from { return nil }
    }
}
