import Actions
import Foundation
import Kernel
import Markup
import Storage

/// What the calculator was asked: a limit from a moment.
struct CalendarSum {
    let amount: String
    let unit: TimeLimit.Unit
    let day: String
    let time: String

    static let units: [TimeLimit.Unit] = [.workingHours, .workingDays, .calendarDays, .hours]
    /// How many days an explanation tells.
    static let stepsMax = 62

    /// What an address asks; the present moment where it asks nothing.
    init(_ query: SentForm, now: Instant, in zone: TimeZone) {
        let today = Day(of: now, in: zone)
        let minute = Int(now.milliseconds(since: today.start(in: zone)) / 60_000)
        amount = query["amount"].map { String($0.prefix(6)) } ?? "3"
        unit = query["unit"].flatMap(TimeLimit.Unit.init(rawValue:)) ?? .workingDays
        day = query["from"].map { String($0.prefix(10)) } ?? today.description
        time =
            query["at"].map { String($0.prefix(5)) }
            ?? String("\(minute / 60 + 100)".dropFirst()) + ":"
            + String("\(minute % 60 + 100)".dropFirst())
    }

    /// The limit and the moment; nil when something is not a number, day or time.
    func reading(in zone: TimeZone) -> (limit: TimeLimit, from: Instant)? {
        let parts = time.split(separator: ":").compactMap { Int($0) }
        guard let amount = Int(amount), amount <= 3_660, let limit = try? TimeLimit(amount, unit),
            let day = try? Day(parsing: day), parts.count == 2, (0..<24).contains(parts[0]),
            (0..<60).contains(parts[1])
        else { return nil }
        return (limit, day.instant(minuteOfDay: parts[0] * 60 + parts[1], in: zone))
    }
}

extension CalendarWriter {
    /// Counts a time limit and shows every day that was looked at.
    func calculator() async throws -> HTML {
        let words = frame.words
        let zone = frame.visit.book.profile.zone
        let sum = CalendarSum(frame.ask.query, now: frame.ask.now, in: zone)
        let isAsked = frame.ask.query["amount"] != nil
        var answer = HTML.empty
        if isAsked {
            answer =
                if let reading = sum.reading(in: zone) {
                    try await self.answer(reading.limit, from: reading.from)
                } else {
                    alertMessage(words("calendar.sum.wrong"))
                }
        }
        let form: HTML = """
            <form class="form sum-form" method="get" action="\(page.link())#calculator">\
            \(hiddenField("year", value: String(reading.year)))\
            \(textField(
                Field("amount", label: words("calendar.sum.amount")), value: sum.amount,
                kind: .number))\
            \(selectField(
                Field("unit", label: words("calendar.sum.unit")),
                choices: CalendarSum.units.map {
                    Choice(
                        $0.rawValue, label: words("calendar.unit.\($0.rawValue)"),
                        isChosen: $0 == sum.unit)
                }))\
            \(dateField(Field("from", label: words("calendar.sum.from")), value: sum.day))\
            \(textField(
                Field("at", label: words("calendar.sum.at")), value: sum.time, kind: .time))\
            \(submitButton(words("calendar.sum.submit"), weight: .second))</form>
            """
        return """
            <section class="panel" id="calculator"><h2 class="panel-title">\
            \(words("calendar.sum"))</h2><p class="hint">\(words("calendar.sum.lead"))</p>\
            \(form)\(answer)</section>
            """
    }

    private func answer(_ limit: TimeLimit, from start: Instant) async throws -> HTML {
        let words = frame.words
        let keeper = frame.visit.book.keeper
        let deadline = keeper.deadline(limit, from: start)
        let steps = keeper.steps(limit, from: start, max: CalendarSum.stepsMax)
        let end = Day(of: deadline.at, in: keeper.zone)
        let gaps = [
            "amount": String(limit.amount), "unit": words("calendar.unit.\(limit.unit.rawValue)"),
            "from": frame.times.moment(start), "until": frame.times.moment(deadline.at),
            "weekday": words("calendar.weekday.\(end.weekday)"),
        ]
        let open = deadline.provisional ? "<p>\(words("calendar.sum.open"))</p>" : HTML.empty
        let told = statusMessage(words("calendar.sum.answer", gaps), detail: open)
        guard let first = steps.first, let last = steps.last else {
            return "\(told)<p class=\"hint\">\(words("calendar.sum.clock"))</p>"
        }
        let listed = try await frame.ask.installation.listedDays(
            from: first.day, through: last.day, in: frame.visit.realm)
        let names = Dictionary(listed.map { ($0.day, $0) }, uniquingKeysWith: { $1 })
        let cut = words("calendar.sum.more", ["count": String(CalendarSum.stepsMax)])
        let more = HTML.when(last.day < end, "<p class=\"hint\">\(cut)</p>")
        return """
            \(told)\(dataTable(
                caption: words("calendar.sum.steps"),
                columns: ["day", "part", "total"].map {
                    TableColumn(words("calendar.column.\($0)"), isNumber: $0 == "total")
                }, rows: steps.map { row($0, limit, names[$0.day]) }))\(more)
            """
    }

    private func row(
        _ step: Timekeeper.Step, _ limit: TimeLimit, _ listed: Calendars.ListedDay?
    ) -> [HTML] {
        let words = frame.words
        var why = words("calendar.part.\(step.part)")
        if let listed, listed.kind != .unsure {
            why +=
                words("page.comma") + words.holiday(listed.name)
                + words("calendar.part.\(listed.kind.rawValue)")
        } else if step.part == .skipped {
            why += words("page.comma") + words("calendar.part.weekend")
        }
        if step.isOpen { why += words("page.comma") + words("calendar.part.open") }
        let isTime = limit.unit == .workingHours || limit.unit == .workingMinutes
        let total =
            isTime
            ? words(
                "calendar.total.time",
                ["hours": String(step.total / 60), "minutes": String(step.total % 60)])
            : words("calendar.days", ["count": String(step.total)])
        return [
            """
            \(frame.times.day(step.day)) \(words("calendar.weekday.\(step.day.weekday)"))
            """, "\(why)", "\(total)",
        ]
    }
}
