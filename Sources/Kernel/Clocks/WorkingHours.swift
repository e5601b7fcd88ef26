/// The hours of a working day, the same every day: 08:30–12:00 and 14:00–17:30.
package struct WorkingHours: Sendable, Hashable, Codable {
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case noSpans
        case malformed(String)
        case emptySpan(String)
        case overlap(String, String)

        package var description: String {
            switch self {
            case .noSpans:
                "Working hours need at least one span such as 08:30-12:00."
            case .malformed(let text):
                "“\(text)” is not a span of working hours. Write it like 08:30-12:00."
            case .emptySpan(let text):
                "The working hours “\(text)” end before they begin."
            case .overlap(let first, let second):
                "The working hours \(first) and \(second) overlap."
            }
        }
    }

    /// Minutes of the day, 0 to 1440; the end is not worked any more.
    package struct Span: Hashable, Sendable, CustomStringConvertible {
        package let from: Int
        package let to: Int

        package var description: String { "\(Self.text(from))-\(Self.text(to))" }

        private static func text(_ minute: Int) -> String {
            "\(String(minute / 60 + 100).dropFirst()):\(String(minute % 60 + 100).dropFirst())"
        }
    }

    /// In the order of the day; at least one, none overlapping.
    package let spans: [Span]

    /// Reads `["08:30-12:00", "14:00-17:30"]` in any order; 24:00 is allowed as an end.
    package init(parsing texts: [String]) throws(Problem) {
        var spans: [Span] = []
        for text in texts { spans.append(try Self.span(text)) }
        spans.sort { $0.from < $1.from }
        guard !spans.isEmpty else { throw .noSpans }
        for (earlier, later) in zip(spans, spans.dropFirst()) where later.from < earlier.to {
            throw .overlap(earlier.description, later.description)
        }
        self.spans = spans
    }

    package init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode([String].self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(spans.map(\.description))
    }

    /// 1 to 1440.
    package var minutesPerDay: Int { spans.reduce(0) { $0 + $1.to - $1.from } }

    /// The minute of the day at which work ends.
    package var lastMinute: Int { spans.last?.to ?? 1440 }

    /// Milliseconds worked from the start of the day until a moment of it.
    func worked(until millisecondOfDay: Int64) -> Int64 {
        spans.reduce(0) { sum, span in
            let from = Int64(span.from) * 60_000
            return sum + min(max(millisecondOfDay - from, 0), Int64(span.to) * 60_000 - from)
        }
    }

    /// The earliest moment of the day at which so many milliseconds have been worked.
    func moment(worked milliseconds: Int64) -> Int64 {
        var left = milliseconds
        for span in spans {
            let length = Int64(span.to - span.from) * 60_000
            if left <= length { return Int64(span.from) * 60_000 + left }
            left -= length
        }
        return Int64(lastMinute) * 60_000
    }

    private static func span(_ text: String) throws(Problem) -> Span {
        let parts = text.halfWidth.filter { !$0.isWhitespace }
            .split(omittingEmptySubsequences: false) { "-–—~".contains($0) }
        guard parts.count == 2, let from = minute(parts[0]), let to = minute(parts[1]) else {
            throw .malformed(text)
        }
        guard from < to else { throw .emptySpan(text) }
        return Span(from: from, to: to)
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            text.utf8.allSatisfy({ (0x30...0x3A).contains($0) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60
        else { return nil }
        return hour * 60 + minute <= 1440 ? hour * 60 + minute : nil
    }
}
