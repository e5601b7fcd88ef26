/// A span of whole months that figures are asked for: a year, half a year, a quarter, a month.
package struct Period: Hashable, Sendable, CustomStringConvertible {
    package enum Length: Int, CaseIterable, Sendable {
        case month = 1
        case quarter = 3
        case half = 6
        case year = 12
    }

    package let first: Month
    package let length: Length

    /// The period of a length in which a month lies.
    package init(_ length: Length, with month: Month) {
        self.length = length
        first = Month(ordinal: month.ordinal - month.ordinal % length.rawValue)
    }

    /// Reads `2023`, `2023-H1`, `2023-Q3` or `2023-07`; nil for anything else.
    package init?(parsing text: String) {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts[0].utf8.count == 4, parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), year > 0
        else { return nil }
        let january = Month(ordinal: year * 12)
        guard parts.count == 2 else {
            self.init(.year, with: january)
            return
        }
        switch (parts[1].first, Int(parts[1].dropFirst())) {
        case ("H", let half?) where (1...2).contains(half) && parts[1].count == 2:
            self.init(.half, with: january.adding((half - 1) * 6))
        case ("Q", let quarter?) where (1...4).contains(quarter) && parts[1].count == 2:
            self.init(.quarter, with: january.adding((quarter - 1) * 3))
        default:
            guard let month = Month(parsing: text) else { return nil }
            self.init(.month, with: month)
        }
    }

    package var last: Month { first.adding(length.rawValue - 1) }
    package var months: [Month] { (0..<length.rawValue).map(first.adding) }
    package var days: ClosedRange<Day> { first.first...last.last }
    package func contains(_ month: Month) -> Bool { (first...last).contains(month) }

    /// The one before it, as long as itself.
    package var previous: Period { Period(length, with: first.adding(-1)) }
    package var next: Period { Period(length, with: last.adding(1)) }
    /// The same months a year earlier.
    package var yearBefore: Period { Period(length, with: first.adding(-12)) }
    /// Which of its kind it is within the year, from 1.
    package var number: Int { (first.month - 1) / length.rawValue + 1 }

    package var description: String {
        switch length {
        case .year: String(first.description.prefix(4))
        case .half: "\(first.description.prefix(4))-H\(number)"
        case .quarter: "\(first.description.prefix(4))-Q\(number)"
        case .month: first.description
        }
    }
}
