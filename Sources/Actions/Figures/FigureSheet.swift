package import Kernel
import SQL
package import Storage

/// The figures of a place for a period.
package struct FigureSheet: Sendable {
    package let place: Place
    package let period: Period
    package let lines: [FigureLine]
    /// How many records are not counted yet.
    package let uncounted: Int64
    /// The moment to which a copy of the database had come, where one was asked.
    package let asOf: Instant?

    /// The same with some of its figures.
    package func seeing(_ isSeen: (Figure) -> Bool) -> FigureSheet {
        FigureSheet(
            place: place, period: period, lines: lines.filter { isSeen($0.figure) },
            uncounted: uncounted, asOf: asOf)
    }
}

/// One figure: what it came to, and what it was before.
package struct FigureLine: Sendable {
    package let figure: Figure
    package let value: FigureValue
    /// In the period before, as long as this one.
    package let before: FigureValue
    /// Month by month, twelve and those of the period; empty where it has no months.
    package let months: [MonthValue]
    /// How many of the whole are left out of it, each with a reason and two signatures.
    package let excluded: Int64

    package struct MonthValue: Hashable, Sendable {
        package let month: Month
        package let value: FigureValue

        package init(month: Month, value: FigureValue) {
            self.month = month
            self.value = value
        }
    }

    package init(
        figure: Figure, value: FigureValue, before: FigureValue, months: [MonthValue],
        excluded: Int64 = 0
    ) {
        self.figure = figure
        self.value = value
        self.before = before
        self.months = months
        self.excluded = excluded
    }
}

/// Works figures out at one place for one period, each of them once.
struct FigureReading {
    let figures: [Figure]
    let place: Place
    let period: Period
    let today: Day
    let realm: Realm.ID
    let db: any Reader
    private var read: [Figure.ID: FigureLine] = [:]

    init(
        _ figures: [Figure], place: Place, period: Period, today: Day, realm: Realm.ID,
        _ db: any Reader
    ) {
        self.figures = figures
        self.place = place
        self.period = period
        self.today = today
        self.realm = realm
        self.db = db
    }

    /// How many months of a trend stand on a page.
    static let trendMonths = 12

    /// The months of the trend: those of the period, or the twelve that end with it.
    private var trend: [Month] {
        let count = max(Self.trendMonths, period.length.rawValue)
        return (0..<count).map { period.last.adding($0 - count + 1) }
    }

    mutating func line(_ id: Figure.ID) throws -> FigureLine? {
        if let line = read[id] { return line }
        guard let figure = figures.first(where: { $0.id == id }) else { return nil }
        let line = try worked(figure)
        read[id] = line
        return line
    }

    private mutating func worked(_ figure: Figure) throws -> FigureLine {
        switch figure.formula {
        case .count(let tally): try months(figure, tally) { $0.count }
        case .sum(let tally): try months(figure, tally) { $0.amount }
        case .bodies(let tally): try pair(figure) { try bodies(tally, $0) }
        case .register(let register):
            try pair(figure) { try count(register, on: min($0.days.upperBound, today)) }
        case .open(let procedure):
            try pair(figure) { try open(procedure, through: $0.last) }
        case .share(let part, let whole):
            try share(figure, part, of: whole)
        }
    }

    /// What a figure comes to at several places, a statement for all of them; nil where each would
    /// have to be counted for itself.
    static func counts(
        of figure: Figure, at places: [Place.ID], _ period: Period, in realm: Realm.ID,
        _ db: any Reader
    ) throws -> [Place.ID: Int64]? {
        if figure.tally?.ledBy.isEmpty == false { return nil }
        func sums(_ tally: Figure.Tally) throws -> [Place.ID: Facts.Sum] {
            try Facts.places(
                of: tally, at: places, from: period.first, through: period.last, in: realm, db)
        }
        return switch figure.formula {
        case .count(let tally): try sums(tally).mapValues(\.count)
        case .sum(let tally): try sums(tally).mapValues(\.amount)
        case .bodies, .register, .open, .share: nil
        }
    }

    private func months(
        _ figure: Figure, _ tally: Figure.Tally, _ amount: (Facts.Sum) -> Int64
    ) throws -> FigureLine {
        let first = min(trend[0], period.previous.first)
        let sums =
            tally.ledBy.isEmpty
            ? try Facts.months(
                of: tally, at: place.id, from: first, through: period.last, in: realm, db)
            : try Facts.ledMonths(
                of: tally, under: place.path, from: first, through: period.last, in: realm, db)
        func total(_ period: Period) -> FigureValue {
            .number(period.months.compactMap { sums[$0].map(amount) }.reduce(0, +))
        }
        return FigureLine(
            figure: figure, value: total(period), before: total(period.previous),
            months: trend.map { .init(month: $0, value: .number(sums[$0].map(amount) ?? 0)) })
    }

    private func pair(_ figure: Figure, _ count: (Period) throws -> Int64) rethrows -> FigureLine {
        FigureLine(
            figure: figure, value: .number(try count(period)),
            before: .number(try count(period.previous)), months: [])
    }

    private func bodies(_ tally: Figure.Tally, _ period: Period) throws -> Int64 {
        try Facts.bodies(of: tally, under: place.path, on: period.days, in: realm, db)
    }

    private func count(_ register: Figure.Register, on day: Day) throws -> Int64 {
        try Registers.count(register, under: place.path, on: day, in: realm, db)
    }

    /// Opened so far, less those that have ended since.
    private func open(_ procedure: Procedure.Name, through month: Month) throws -> Int64 {
        func all(_ event: String) throws -> Int64 {
            try Facts.total(
                of: Figure.Tally([Fact.Name(procedure, event)]), at: place.id, through: month,
                in: realm, db)
        }
        return try all("opened") - all("ended")
    }

    private mutating func share(
        _ figure: Figure, _ part: Figure.ID, of whole: Figure.ID
    ) throws -> FigureLine {
        guard let part = try line(part), let whole = try line(whole) else {
            return FigureLine(
                figure: figure, value: .share(part: 0, whole: 0),
                before: .share(part: 0, whole: 0), months: [])
        }
        let wholes = Dictionary(
            whole.months.map { ($0.month, $0.value.count) }, uniquingKeysWith: { a, _ in a })
        let first = min(trend[0], period.previous.first).first
        let out = try ExcludedShare(
            figure, part.figure, whole.figure, under: place.path,
            on: first...period.days.upperBound, in: realm, db)
        func share(_ part: FigureValue, _ whole: Int64, on days: ClosedRange<Day>) -> FigureValue {
            out.share(part: part.count, whole: whole, on: days)
        }
        return FigureLine(
            figure: figure, value: share(part.value, whole.value.count, on: period.days),
            before: share(part.before, whole.before.count, on: period.previous.days),
            months: part.months.compactMap { month in
                wholes[month.month].map {
                    .init(
                        month: month.month,
                        value: share(
                            month.value, $0, on: month.month.first...month.month.last))
                }
            }, excluded: out.count(on: period.days))
    }
}

extension FigureValue {
    /// What it counts as part or whole of another.
    fileprivate var count: Int64 {
        switch self {
        case .number(let number): number
        case .share(let part, _): part
        }
    }
}
