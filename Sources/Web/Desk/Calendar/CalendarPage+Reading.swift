import Actions
import Kernel
import Markup
import Storage

/// Puts one year of the calendar into words.
struct CalendarWriter {
    let frame: DeskFrame
    let reading: CalendarReading
    /// The page that is written: the one to read, or the one of the local layer.
    let page: CalendarAddress
    private let byDay: [Day: Calendars.ListedDay]
    private let keeper: Timekeeper
    let today: Day

    private var words: Words { frame.words }
    private var calendar: WorkingCalendar { keeper.calendar }

    init(_ frame: DeskFrame, _ reading: CalendarReading, page: CalendarAddress) {
        self.frame = frame
        self.reading = reading
        self.page = page
        // The local layer comes second for a day that both list, and wins.
        byDay = Dictionary(reading.listed.map { ($0.day, $0) }, uniquingKeysWith: { $1 })
        keeper = frame.visit.book.keeper
        today = frame.visit.book.day(of: frame.ask.now)
    }

    private var isCovered: Bool { calendar.coveredYears.contains(reading.year) }

    func view(calculator: HTML, editor: HTML) -> CalendarView {
        CalendarView(
            title: words(page.isLocal ? "calendar.local.title" : "calendar.title"),
            detail: words(
                page.isLocal ? "calendar.local.detail" : "calendar.detail",
                [
                    "hours": keeper.hours.spans.map(\.description).joined(
                        separator: words("page.comma"))
                ]),
            years: years(), yearsLabel: words("calendar.years"), notes: notes(),
            figures: figures(), print: words("page.print"), legend: legend(),
            months: (1...12).map(month), calculator: calculator, editor: editor,
            holidays: holidayTable(), sources: sourceTable())
    }

    /// The years around the one shown, as far as they are loaded, and the one after the last.
    private func years() -> [NavItem] {
        let loaded = reading.years.map(\.year)
        let last = loaded.first ?? today.year
        let wanted = Set([today.year - 1, today.year, today.year + 1, last, last + 1, reading.year])
        return wanted.sorted().map { year in
            NavItem(
                words("calendar.year", ["year": String(year)]), page.link(year: year),
                isCurrent: year == reading.year)
        }
    }

    private func notes() -> [HTML] {
        guard isCovered else {
            return [
                alertMessage(
                    words("calendar.missing", ["year": String(reading.year)]),
                    detail: "<p>\(words("calendar.missing.next"))</p>")
            ]
        }
        var notes: [HTML] = []
        if !calendar.coveredYears.contains(reading.year + 1) {
            notes.append(
                noteMessage(
                    "<p>\(words("calendar.december", ["next": String(reading.year + 1)]))</p>",
                    icon: .clock))
        }
        let unsure = reading.listed.filter { byDay[$0.day]?.kind == .unsure }.map(\.day)
        if !unsure.isEmpty {
            let days = unsure.prefix(6).map(frame.times.day).joined(separator: words("page.comma"))
            notes.append(
                noteMessage("<p>\(words("calendar.unsure", ["days": days]))</p>", icon: .warning))
        }
        return notes
    }

    private func figures() -> [(words: String, value: String, detail: String)] {
        let first = Day.first(ofYear: reading.year).adding(days: -1)
        let last = Day.last(ofYear: reading.year)
        let workdays = calendar.provisional.count(after: first, through: last)
        let local = reading.listed.filter(\.isLocal).count
        let next = reading.next
        return [
            (
                words("calendar.figure.workdays"),
                words("calendar.days", ["count": String(workdays.value)]),
                workdays.provisional
                    ? words("calendar.figure.open")
                    : words("calendar.figure.year", ["year": String(reading.year)])
            ),
            (
                words("calendar.figure.next"), next.map { frame.times.day($0.day) } ?? "—",
                next.map {
                    words(
                        "calendar.figure.next.detail",
                        [
                            "name": words.holiday($0.name),
                            "days": String($0.day.ordinal - today.ordinal),
                        ])
                } ?? words("calendar.figure.next.none")
            ),
            (
                words("calendar.figure.local"),
                words("calendar.days", ["count": String(local)]),
                words("calendar.figure.local.detail", ["realm": words.name(frame.visit.realm.name)])
            ),
        ]
    }

    private func legend() -> [(kind: CalendarCell.Kind, mark: String, words: String)] {
        let kinds: [CalendarCell.Kind] = [.off, .work, .localOff, .localWork, .unsure, .weekend]
        return kinds.map { kind in
            (
                kind, words.optional("calendar.mark.\(kind.rawValue)") ?? "",
                words("calendar.legend.\(kind.rawValue)")
            )
        }
    }
}

// The months.
extension CalendarWriter {
    private func month(_ month: Int) -> CalendarMonth {
        let first = Day(ordinal: Day.first(ofYear: reading.year).ordinal + offset(of: month))
        let count = length(of: month)
        let days = (0..<count).map { first.adding(days: $0) }
        let cells: [CalendarCell?] =
            Array(repeating: nil, count: first.weekday - 1) + days.map(cell)
        let padded = cells + Array(repeating: nil, count: (7 - cells.count % 7) % 7)
        let weeks = stride(from: 0, to: padded.count, by: 7).map { Array(padded[$0..<$0 + 7]) }
        let workdays = calendar.provisional.count(
            after: first.adding(days: -1), through: first.adding(days: count - 1))
        return CalendarMonth(
            title: words("month.\(month)"),
            detail: words("calendar.month.workdays", ["count": String(workdays.value)]),
            weekdays: (1...7).map {
                (words("calendar.weekday.short.\($0)"), words("calendar.weekday.\($0)"))
            }, weeks: weeks)
    }

    private func offset(of month: Int) -> Int {
        (1..<month).reduce(0) { $0 + length(of: $1) }
    }

    private func length(of month: Int) -> Int {
        let february =
            Day.last(ofYear: reading.year).ordinal
                - Day.first(ofYear: reading.year).ordinal == 365 ? 29 : 28
        return [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private func cell(_ day: Day) -> CalendarCell {
        let kind = kind(of: day)
        let mark = words.optional("calendar.mark.\(kind.rawValue)")
        let spoken = byDay[day].map {
            words("calendar.legend.\(kind.rawValue)") + words("page.comma") + words.holiday($0.name)
        }
        return CalendarCell(
            day: String(day.day), kind: kind, mark: mark, spoken: spoken, isToday: day == today)
    }

    private func kind(of day: Day) -> CalendarCell.Kind {
        guard let listed = byDay[day] else { return day.weekday > 5 ? .weekend : .weekday }
        switch listed.kind {
        case .off: return listed.isLocal ? .localOff : .off
        case .work: return listed.isLocal ? .localWork : .work
        case .unsure: return .unsure
        }
    }
}

// The tables under the drawing.
extension CalendarWriter {
    /// Every holiday of the year with its days, which also tells the drawing in words.
    private func holidayTable() -> HTML {
        if reading.listed.isEmpty { return .empty }
        var names: [String] = []
        for listed in reading.listed where !names.contains(key(listed)) {
            names.append(key(listed))
        }
        let rows = names.map { name -> [HTML] in
            let days = reading.listed.filter { key($0) == name }
            return [
                "\(words.holiday(days.first?.name ?? ""))", "\(spans(days, .off))",
                "\(spans(days, .work))",
                days.first?.isLocal ?? false
                    ? chip(words("calendar.layer.local"), tone: .blue)
                    : chip(words("calendar.layer.national")),
            ]
        }
        return dataTable(
            caption: words("calendar.holidays", ["year": String(reading.year)]),
            columns: ["name", "off", "work", "layer"].map {
                TableColumn(words("calendar.column.\($0)"))
            }, rows: rows)
    }

    private func key(_ listed: Calendars.ListedDay) -> String {
        (listed.isLocal ? "local " : "") + listed.name
    }

    /// `10月1日至10月7日、10月10日`.
    private func spans(_ days: [Calendars.ListedDay], _ kind: WorkingCalendar.Kind) -> String {
        var spans: [(from: Day, to: Day)] = []
        for day in days.filter({ $0.kind == kind }).map(\.day) {
            if let last = spans.last, last.to.adding(days: 1) == day {
                spans[spans.count - 1].to = day
            } else {
                spans.append((day, day))
            }
        }
        if spans.isEmpty { return "—" }
        return spans.map { span in
            span.from == span.to
                ? frame.times.day(span.from)
                : words(
                    "calendar.span",
                    ["from": frame.times.day(span.from), "to": frame.times.day(span.to)])
        }.joined(separator: words("page.comma"))
    }

    private func sourceTable() -> HTML {
        let rows = reading.years.prefix(6).map { year -> [HTML] in
            let source =
                switch year.source {
                case "builtIn": words("calendar.source.builtIn")
                case let name?: words("calendar.source.file", ["name": name])
                case nil: words("calendar.source.unknown")
                }
            return [
                "\(words("calendar.year", ["year": String(year.year)]))", "\(source)",
                "\(frame.times.moment(year.loadedAt))",
            ]
        }
        return dataTable(
            caption: words(
                "calendar.sources",
                [
                    "first": String(reading.years.last?.year ?? reading.year),
                    "last": String(reading.years.first?.year ?? reading.year),
                ]),
            columns: ["year", "source", "loaded"].map {
                TableColumn(words("calendar.column.\($0)"))
            }, rows: Array(rows))
    }
}

extension Words {
    /// The name of a holiday; the notices of the State Council are kept under English names.
    func holiday(_ name: String) -> String {
        let key = name.lowercased().filter { $0.isASCII && $0.isLetter }
        return optional("calendar.holiday.\(key)") ?? name
    }
}
