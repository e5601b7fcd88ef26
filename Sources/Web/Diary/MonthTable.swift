import Actions
import Kernel
import Markup

/// A month as a table, Monday first, with what happens on each day.
struct MonthTable {
    struct Entry {
        /// What kind of thing it is, which its colour and its words say.
        enum Kind: String, CaseIterable { case meeting, activity, due, late }

        let kind: Kind
        /// The kind in words, for those who do not see the colour.
        let kindWords: String
        /// Such as `14:30`; nil for a whole day.
        let when: String?
        let title: String
        let link: Link
    }

    /// A day of the month, with what happens on it.
    struct Cell {
        let day: Day
        let isToday: Bool
        let entries: [Entry]
    }

    let caption: String
    let label: String
    let earlier: NavItem
    let later: NavItem
    let weekdays: [(short: String, long: String)]
    /// Seven days a week; nil outside the month.
    let weeks: [[Cell?]]
    let todayWords: String
}

func monthTable(_ month: MonthTable) -> HTML {
    """
    <section class="panel diary-panel" aria-label="\(month.label)">\(monthHead(month))\
    \(monthGrid(month))</section>
    """
}

/// The name of the month, with the ways to the months before and after it.
func monthHead(_ month: MonthTable) -> HTML {
    """
    <div class="diary-head"><h2 class="panel-title">\(month.caption)</h2>\
    <nav class="diary-nav" aria-label="\(month.label)">\(quietWay(month.earlier, .back))\
    \(quietWay(month.later, .arrow))</nav></div>
    """
}

func monthGrid(_ month: MonthTable) -> HTML {
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
        <table class="diary"><caption class="visually-hidden">\(month.caption)</caption>
        <thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table>
        """
}

private func monthCell(_ cell: MonthTable.Cell?, today: String) -> HTML {
    guard let cell else { return "<td class=\"diary-outside\"></td>" }
    return """
        <td\(attribute: "class", cell.isToday ? "diary-today" : nil)>\
        <span class="diary-day">\(cell.day.day)\
        \(HTML.when(cell.isToday, "<span class=\"visually-hidden\">（\(today)）</span>"))</span>\
        \(HTML.when(
            !cell.entries.isEmpty, "<ul>\(HTML.each(cell.entries, monthEntry))</ul>"))</td>
        """
}

/// One thing on a day: when, what, and in words of which kind it is.
func monthEntry(_ entry: MonthTable.Entry) -> HTML {
    """
    <li><a class="diary-\(entry.kind.rawValue)" href="\(entry.link)">\
    <span class="visually-hidden">\(entry.kindWords) </span>\
    \(HTML.when(entry.when) { "<span class=\"diary-time\">\($0)</span>" })\
    <span class="diary-words">\(entry.title)</span></a></li>
    """
}

extension MonthTable {
    /// - Parameter label: what a screen reader calls the table.
    init(
        of month: Month, entries: [Day: [Entry]], label: String, times: Times,
        link: (Month) -> Link
    ) {
        let words = times.words
        let today = Day(of: times.now, in: times.zone)
        var cells: [Cell?] = Array(repeating: nil, count: month.first.weekday - 1)
        for ordinal in month.first.ordinal..<month.end.ordinal {
            let day = Day(ordinal: ordinal)
            cells.append(Cell(day: day, isToday: day == today, entries: entries[day] ?? []))
        }
        while cells.count % 7 != 0 { cells.append(nil) }
        caption = words(
            "meetings.month",
            ["year": String(month.year), "monthName": words("month.\(month.month)")])
        self.label = label
        earlier = NavItem(words("meetings.month.earlier"), link(month.previous))
        later = NavItem(words("meetings.month.later"), link(month.next))
        weekdays = (1...7).map {
            (words("meetings.weekday.short.\($0)"), words("meetings.weekday.\($0)"))
        }
        weeks = stride(from: 0, to: cells.count, by: 7).map { Array(cells[$0..<($0 + 7)]) }
        todayWords = words("meetings.today")
    }

    /// The days on which something happens.
    var busy: [Cell] { weeks.joined().compactMap(\.self).filter { !$0.entries.isEmpty } }
}
