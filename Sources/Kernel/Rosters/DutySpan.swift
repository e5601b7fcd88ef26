/// A shift of any day, such as `18:00-08:30`: one that ends no later than it begins ends on the day
/// after.
package struct DutySpan: Hashable, Sendable, CustomStringConvertible {
    /// Minutes after midnight, 0 to 1,439.
    package let from: Int
    /// Minutes that it lasts, 30 to 1,440.
    package let minutes: Int

    package static let minutesRange = 30...1_440

    package init?(from: Int, minutes: Int) {
        guard (0..<1_440).contains(from), Self.minutesRange.contains(minutes) else { return nil }
        self.from = from
        self.minutes = minutes
    }

    /// - Returns: nil for anything but two times of day, at least half an hour apart.
    package init?(parsing text: String) {
        let sides = text.filter { $0 != " " }.split { "-–—~".contains($0) }
        guard sides.count == 2, let from = Self.minute(sides[0]), let to = Self.minute(sides[1]),
            from < 1_440
        else { return nil }
        self.init(from: from, minutes: to > from ? to - from : to + 1_440 - from)
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]),
            let minute = Int(parts[1])
        else { return nil }
        let isClock = (0...23).contains(hour) && (0...59).contains(minute)
        guard isClock || (hour, minute) == (24, 0) else { return nil }
        return hour * 60 + minute
    }

    package var description: String {
        "\(Self.clock(from))-\(Self.clock((from + minutes) % 1_440))"
    }

    private static func clock(_ minute: Int) -> String {
        let (hour, rest) = (minute / 60, minute % 60)
        return (hour < 10 ? "0" : "") + "\(hour):" + (rest < 10 ? "0" : "") + "\(rest)"
    }

    /// Whether the shifts of a day follow one another without two at once, the last one and the
    /// first of the day after included.
    package static func areApart(_ spans: [DutySpan]) -> Bool {
        let sorted = spans.sorted { $0.from < $1.from }
        guard let first = sorted.first, let last = sorted.last else { return true }
        let inOrder = zip(sorted, sorted.dropFirst()).allSatisfy { $0.from + $0.minutes <= $1.from }
        return inOrder && last.from + last.minutes <= first.from + 1_440
    }
}
