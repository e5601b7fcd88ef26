/// What the calendar does not know: years without a notice, and days its sources disagree about.
extension WorkingCalendar {
    /// The answer depends on a year of which no calendar was imported, or on a day about which
    /// the sources disagree.
    package struct NotCovered: Error, Hashable, CustomStringConvertible {
        package let year: Int
        /// The one day that is not settled; nil when the whole year is missing.
        package let day: Day?

        /// No calendar of this year was imported.
        package init(year: Int) {
            self.year = year
            day = nil
        }

        /// The year is there, but its sources disagree about this day.
        package init(day: Day) {
            year = day.year
            self.day = day
        }

        package var description: String {
            guard let day else {
                return "The year \(year) is not covered by the working calendar. "
                    + "Import the State Council's notice for \(year) with `linli calendar import`."
            }
            return "The sources disagree about \(day), and nothing was guessed. "
                + "Settle the day as `off` or `work` in the national or a local calendar, "
                + "with `linli calendar import`."
        }
    }

    /// The first thing not known about the days from one through the other, in the order in which
    /// they are looked at (`to` may be the earlier). A missing year comes before an unsure day.
    func gap(from: Day, through to: Day) -> NotCovered? {
        let years = min(from.year, to.year)...max(from.year, to.year)
        let days = min(from, to)...max(from, to)
        if from <= to {
            return years.first { !coveredYears.contains($0) }.map { NotCovered(year: $0) }
                ?? unsureDays.first { days.contains($0) }.map { NotCovered(day: $0) }
        }
        return years.last { !coveredYears.contains($0) }.map { NotCovered(year: $0) }
            ?? unsureDays.last { days.contains($0) }.map { NotCovered(day: $0) }
    }

    func refuseGap(from: Day, through to: Day) throws(NotCovered) {
        if let gap = gap(from: from, through: to) { throw gap }
    }

    /// Whether the days from one through the other (`to` may be the earlier) meet a December that
    /// the notice of a year not yet covered may still move. A day that a layer lists is settled.
    ///
    /// The notice of a year often moves days of the December before it: that of 2007 made 30 and
    /// 31 December 2006 working days.
    package func mayStillMove(from: Day, through to: Day) -> Bool {
        let (first, last) = (min(from, to), max(from, to))
        return openEndedYears.contains { year in
            guard first.year <= year, last >= Self.december(of: year) else { return false }
            let from = max(first, Self.december(of: year))
            let to = min(last, Day.last(ofYear: year))
            return (from.ordinal...to.ordinal).contains { ordinal in
                let day = Day(ordinal: ordinal)
                return national[day] == nil && local[day] == nil
            }
        }
    }

    private static func december(of year: Int) -> Day { Day.last(ofYear: year).adding(days: -30) }

    /// The first day that `adding(_:to:)` looks at; the last is its result.
    static func firstLooked(adding n: Int, to day: Day) -> Day {
        n > 0 ? day.adding(days: 1) : n < 0 ? day.adding(days: -1) : day
    }
}
