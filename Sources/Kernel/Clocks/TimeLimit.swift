/// How long a body has to act: an amount and the unit in which the rule counts it.
package struct TimeLimit: Hashable, Sendable, Codable, CustomStringConvertible {
    package enum Unit: String, CaseIterable, Codable, Sendable {
        /// Run at once and around the clock (Civil Code, article 201).
        case minutes, hours
        /// Run only inside the working hours of working days.
        case workingMinutes, workingHours
        /// Days after the day of the event; end with the last day's working hours (article 203).
        case workingDays
        /// Days after the day of the event; end at 24:00, and move off a day without work.
        case calendarDays

        /// The largest amount: ten years (of days, where the unit counts working time).
        package var amountMax: Int {
            switch self {
            case .minutes, .workingMinutes: 5_270_400
            case .hours, .workingHours: 87_840
            case .workingDays, .calendarDays: 3660
            }
        }
    }

    package enum Problem: Error, Hashable, CustomStringConvertible {
        case notPositive(amount: Int)
        case tooLong(amount: Int, amountMax: Int)
        case malformed(String)

        package var description: String {
            switch self {
            case .notPositive(let amount):
                "A time limit must be 1 or more, not \(amount)."
            case .tooLong(let amount, let amountMax):
                "A time limit of \(amount) is too long; the most is \(amountMax)."
            case .malformed(let text):
                "“\(text)” is not a time limit. Write an amount and a unit,"
                    + " such as “7 calendarDays”; units: "
                    + "\(Unit.allCases.map(\.rawValue).joined(separator: ", "))."
            }
        }
    }

    /// 1 to `unit.amountMax`.
    package let amount: Int
    package let unit: Unit

    /// - Throws: `.notPositive` or `.tooLong`.
    package init(_ amount: Int, _ unit: Unit) throws(Problem) {
        guard amount > 0 else { throw .notPositive(amount: amount) }
        guard amount <= unit.amountMax else {
            throw .tooLong(amount: amount, amountMax: unit.amountMax)
        }
        self.amount = amount
        self.unit = unit
    }

    /// Reads `7 calendarDays`.
    package init(parsing text: String) throws(Problem) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let amount = Int(parts[0]),
            let unit = Unit(rawValue: String(parts[1]))
        else { throw .malformed(text) }
        try self.init(amount, unit)
    }

    package init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var description: String { "\(amount) \(unit.rawValue)" }
}
