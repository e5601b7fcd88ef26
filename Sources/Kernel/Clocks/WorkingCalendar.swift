/// Which days are worked: Monday to Friday, except as the yearly State Council notice moves days,
/// except as a local government's notice moves them again (holidays of ethnic autonomous areas,
/// national holiday regulation, article 4).
///
/// A year whose notice was not imported is not covered, and a day about which the sources disagree
/// is not settled. The throwing questions refuse both when the answer depends on them; the
/// `provisional` ones take them as plain Monday to Friday and say so.
package struct WorkingCalendar: Sendable, Equatable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// No work on this day.
        case off
        /// Work on this day, although it may be a weekend.
        case work
        /// The sources disagree about this day, so nobody may rest on it until it is settled.
        case unsure
    }

    package let national: [Day: Kind]
    package let local: [Day: Kind]
    package let coveredYears: Set<Int>
    /// The days that are still unsure after the local layer had its say, in their order.
    let unsureDays: [Day]
    /// Covered years whose following year is not: the next notice may still move their December.
    let openEndedYears: [Int]

    /// Day 0 of `worked`: 1 January of the first year that is covered or has a listed day.
    private let first: Int
    /// `worked[i]`: working days from day 0 through day i. Makes counting one subtraction.
    private let worked: [Int32]

    package init(national: [Day: Kind], local: [Day: Kind] = [:], coveredYears: Set<Int>) {
        self.national = national
        self.local = local
        self.coveredYears = coveredYears
        let listed = national.merging(local) { _, local in local }
        unsureDays = listed.filter { $0.value == .unsure }.keys.sorted()
        openEndedYears = coveredYears.filter { !coveredYears.contains($0 + 1) }.sorted()
        let years = coveredYears.filter { (1...9999).contains($0) }.union(listed.keys.map(\.year))
        guard let firstYear = years.min(), let lastYear = years.max() else {
            (first, worked) = (0, [])
            return
        }
        first = Day.first(ofYear: firstYear).ordinal
        // Plain weeks first, then the few days that the notices list.
        let weekday = Day(ordinal: first).weekday
        var isWorked = (0...Day.last(ofYear: lastYear).ordinal - first).map {
            (weekday - 1 + $0) % 7 < 5
        }
        for (day, kind) in listed where kind != .unsure {
            isWorked[day.ordinal - first] = kind == .work
        }
        var total: Int32 = 0
        worked = isWorked.map { isWorked in
            total += isWorked ? 1 : 0
            return total
        }
    }

    /// - Throws: `NotCovered` when the day is unsure or lies in a year without a calendar.
    package func isWorkday(_ day: Day) throws(NotCovered) -> Bool {
        try refuseGap(from: day, through: day)
        return isWorked(day)
    }

    /// The n-th working day strictly after a day; for n = 0 the first working day on or after it;
    /// for negative n the n-th working day strictly before it.
    ///
    /// - Throws: `NotCovered` when a day that was looked at is unsure or lies in a year without a
    ///   calendar.
    package func adding(_ n: Int, to day: Day) throws(NotCovered) -> Day {
        let result = plainAdding(n, to: day)
        try refuseGap(from: Self.firstLooked(adding: n, to: day), through: result)
        return result
    }

    /// How many working days lie after `from` and not after `to`; 0 when `to` is not later.
    ///
    /// - Throws: `NotCovered` when a day that was looked at is unsure or lies in a year without a
    ///   calendar.
    package func count(after from: Day, through to: Day) throws(NotCovered) -> Int {
        guard from < to else { return 0 }
        try refuseGap(from: from.adding(days: 1), through: to)
        return index(of: to) - index(of: from)
    }

    /// The same questions, answered for years without a calendar and for unsure days too.
    package var provisional: ProvisionalCalendar { ProvisionalCalendar(calendar: self) }

    // MARK: - Counting, with unsure days and days outside the table taken as Monday to Friday

    /// Working days through `day`, counted from day 0 of the table; negative before it.
    func index(of day: Day) -> Int {
        let place = day.ordinal - first
        if place < 0 { return -Self.weekdays(after: day.ordinal, through: first - 1) }
        if place < worked.count { return Int(worked[place]) }
        let last = first + worked.count - 1
        return total + Self.weekdays(after: last, through: day.ordinal)
    }

    func isWorked(_ day: Day) -> Bool {
        index(of: day) > index(of: day.adding(days: -1))
    }

    func plainAdding(_ n: Int, to day: Day) -> Day {
        // Bounded, so that no typed number can overflow; the calendar has fewer days than this.
        let n = min(max(n, -4_000_000), 4_000_000)
        let target = n > 0 ? index(of: day) + n : index(of: day.adding(days: -1)) + n + 1
        if target <= 0 { return Self.weekday(target, from: first - 1) }
        if target > total { return Self.weekday(target - total, from: first + worked.count - 1) }
        var (low, high) = (0, worked.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if Int(worked[middle]) < target { low = middle + 1 } else { high = middle }
        }
        return Day(ordinal: first + low)
    }

    private var total: Int { worked.last.map(Int.init) ?? 0 }

    /// Mondays to Fridays d with from < d <= to, for from <= to.
    private static func weekdays(after from: Int, through to: Int) -> Int {
        mondayToFriday(through: to) - mondayToFriday(through: from)
    }

    /// Mondays to Fridays since Monday 1969-12-29, through an ordinal.
    private static func mondayToFriday(through ordinal: Int) -> Int {
        let (weeks, dayOfWeek) = (ordinal + 3).quotientAndFloorRemainder(by: 7)
        return weeks * 5 + min(dayOfWeek + 1, 5)
    }

    /// The Monday-to-Friday day with number `n` when the last one not after `base` has number 0.
    private static func weekday(_ n: Int, from base: Int) -> Day {
        let (weeks, place) = (mondayToFriday(through: base) + n - 1).quotientAndFloorRemainder(
            by: 5)
        return Day(ordinal: weeks * 7 + place - 3)
    }
}
