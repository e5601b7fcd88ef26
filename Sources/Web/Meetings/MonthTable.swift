import Kernel
import Markup

/// A month as a table, Monday first, with what happens on each day.
struct MonthTable {
    struct Entry {
        let when: String
        let title: String
        let link: Link
    }

    let caption: String
    let label: String
    let earlier: NavItem
    let later: NavItem
    let weekdays: [(short: String, long: String)]
    /// Seven days a week; nil outside the month.
    let weeks: [[(day: Int, isToday: Bool, entries: [Entry])?]]
    let todayWords: String
}

func monthTable(_ month: MonthTable) -> HTML {
    let heads = HTML.each(month.weekdays) { day in
        """
        <th scope="col"><span class="visually-hidden">\(day.long)</span>\
        <span aria-hidden="true">\(day.short)</span></th>
        """
    }
    let rows = HTML.each(month.weeks) { week in
        "<tr>\(HTML.each(week) { monthCell($0, today: month.todayWords) })</tr>"
    }
    return """
        <section class="panel diary-panel" aria-label="\(month.label)"><div class="diary-head">\
        <h2 class="panel-title">\(month.caption)</h2><nav class="diary-nav" \
        aria-label="\(month.label)">\(monthWay(month.earlier, .back))\
        \(monthWay(month.later, .arrow))</nav></div>
        <table class="diary"><caption class="visually-hidden">\(month.caption)</caption>
        <thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table></section>
        """
}

private func monthWay(_ item: NavItem, _ drawn: Icon) -> HTML {
    """
    <a class="button button-quiet" href="\(item.link)">\(icon(drawn))\
    <span class="visually-hidden">\(item.words)</span></a>
    """
}

private func monthCell(
    _ cell: (day: Int, isToday: Bool, entries: [MonthTable.Entry])?, today: String
) -> HTML {
    guard let cell else { return "<td class=\"diary-outside\"></td>" }
    let entries = HTML.each(cell.entries) { entry in
        """
        <li><a href="\(entry.link)"><span class="diary-time">\(entry.when)</span>\
        <span class="diary-words">\(entry.title)</span></a></li>
        """
    }
    return """
        <td\(attribute: "class", cell.isToday ? "diary-today" : nil)>\
        <span class="diary-day">\(cell.day)\
        \(HTML.when(cell.isToday, "<span class=\"visually-hidden\">（\(today)）</span>"))</span>\
        \(HTML.when(!cell.entries.isEmpty, "<ul>\(entries)</ul>"))</td>
        """
}

extension MonthTable {
    /// The month of a day.
    init(
        of first: Day, meetings: [Meeting], times: Times, link: (String) -> Link
    ) {
        let words = times.words
        let today = Day(of: times.now, in: times.zone)
        let next = Self.firstDay(after: first)
        let byDay = Dictionary(grouping: meetings) { Day(of: $0.startsAt, in: times.zone) }
        var cells: [(day: Int, isToday: Bool, entries: [Entry])?] = Array(
            repeating: nil, count: first.weekday - 1)
        for ordinal in first.ordinal..<next.ordinal {
            let day = Day(ordinal: ordinal)
            let entries = (byDay[day] ?? []).map { meeting in
                Entry(
                    when: times.clock(meeting.startsAt), title: meeting.title,
                    link: .meeting(meeting.id))
            }
            cells.append((day.day, day == today, entries))
        }
        while cells.count % 7 != 0 { cells.append(nil) }
        let earlier = Self.name(of: Self.firstDay(of: first.adding(days: -1)))
        caption = words(
            "meetings.month",
            ["year": String(first.year), "monthName": words("month.\(first.month)")])
        label = words("meetings.calendar")
        self.earlier = NavItem(words("meetings.month.earlier"), link(earlier))
        later = NavItem(words("meetings.month.later"), link(Self.name(of: next)))
        weekdays = (1...7).map {
            (words("meetings.weekday.short.\($0)"), words("meetings.weekday.\($0)"))
        }
        weeks = stride(from: 0, to: cells.count, by: 7).map { Array(cells[$0..<($0 + 7)]) }
        todayWords = words("meetings.today")
    }

    static func firstDay(of day: Day) -> Day { day.adding(days: 1 - day.day) }

    static func firstDay(after first: Day) -> Day { firstDay(of: first.adding(days: 32)) }

    /// `2026-11`.
    static func name(of first: Day) -> String { String(first.description.prefix(7)) }

    /// The first day of a month written as `2026-11`; nil for anything else.
    static func month(_ text: String) -> Day? {
        guard let day = try? Day(parsing: text + "-01"), (2000...2100).contains(day.year) else {
            return nil
        }
        return day
    }
}
