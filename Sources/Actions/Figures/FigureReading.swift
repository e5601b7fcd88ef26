import Kernel
import SQL
import Storage

/// Works figures out at one place for one period, each of them once.
struct FigureReading {
    let figures: [Figure]
    let place: Place
    let period: Period
    let today: Day
    let realm: Realm.ID
    let db: any Reader
    private var read: [Figure.ID: FigureLine] = [:]
    /// What was asked for already.
    private var sums: [Figure.Tally: [Month: Facts.Sum]] = [:]
    private var numbers: [FigureNumber: Int64] = [:]

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
        guard let figure = figure(id) else { return nil }
        try ask(for: [id])
        let line = try worked(figure)
        read[id] = line
        return line
    }

    private func figure(_ id: Figure.ID) -> Figure? { figures.first { $0.id == id } }

    /// Asks for what some figures count, with few statements for all of them.
    mutating func ask(for ids: [Figure.ID]) throws {
        let asked = ids.compactMap(figure).flatMap { figure in
            guard case .share(let part, let whole) = figure.formula else { return [figure] }
            return [part, whole].compactMap(self.figure)
        }
        let tallies = asked.compactMap(\.monthlyTally).filter { sums[$0] == nil }.once
        for (tally, months) in try Facts.months(
            of: tallies, at: place.id, from: firstMonth, through: period.last, in: realm, db)
        { sums[tally] = months }
        let numbers = asked.flatMap(numbers).filter { self.numbers[$0] == nil }.once
        let counts = try db.ints(numbers.map { $0.query(at: place, in: realm) })
        for (number, count) in zip(numbers, counts) { self.numbers[number] = count }
    }

    /// The single numbers that a figure takes.
    private func numbers(of figure: Figure) -> [FigureNumber] {
        [period, period.previous].flatMap { period -> [FigureNumber] in
            switch figure.formula {
            case .register(let register): [stands(register, in: period)]
            case .open(let procedure):
                ["opened", "ended"].map {
                    .through(period.last, Fact.Name(procedure, $0))
                }
            case .count, .sum, .bodies, .share: []
            }
        }
    }

    private func stands(_ register: Figure.Register, in period: Period) -> FigureNumber {
        .register(register, on: min(period.days.upperBound, today))
    }

    /// The first month that a line asks about.
    private var firstMonth: Month { min(trend[0], period.previous.first) }

    private mutating func worked(_ figure: Figure) throws -> FigureLine {
        switch figure.formula {
        case .count(let tally): months(figure, tally) { $0.count }
        case .sum(let tally): months(figure, tally) { $0.amount }
        case .bodies(let tally): try pair(figure) { try bodies(tally, $0) }
        case .register(let register):
            pair(figure) { numbers[stands(register, in: $0)] ?? 0 }
        case .open(let procedure):
            // Opened so far, less those that have ended since.
            pair(figure) { period in
                func all(_ event: String) -> Int64 {
                    numbers[.through(period.last, Fact.Name(procedure, event))] ?? 0
                }
                return all("opened") - all("ended")
            }
        case .share(let part, let whole):
            try share(figure, part, of: whole)
        }
    }

    private func months(
        _ figure: Figure, _ tally: Figure.Tally, _ amount: (Facts.Sum) -> Int64
    ) -> FigureLine {
        let sums = self.sums[tally] ?? [:]
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
        let out = try ExcludedShare(
            figure, part.figure, whole.figure, under: place.path,
            on: firstMonth.first...period.days.upperBound, in: realm, db)
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

/// A number that a figure takes as it is.
private enum FigureNumber: Hashable {
    case register(Figure.Register, on: Day)
    /// How many there were from the beginning to the end of a month.
    case through(Month, Fact.Name)

    func query(at place: Place, in realm: Realm.ID) -> SQL {
        switch self {
        case .register(let register, let day):
            Registers.counting(register, under: place.path, on: day, in: realm)
        case .through(let month, let name):
            Facts.counting(name, at: place.id, through: month, in: realm)
        }
    }
}

extension Figure {
    /// What it sums up month by month.
    fileprivate var monthlyTally: Tally? {
        switch formula {
        case .count(let tally), .sum(let tally): tally
        case .bodies, .register, .open, .share: nil
        }
    }
}

extension Array where Element: Hashable {
    /// Each element where it stands first.
    var once: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
