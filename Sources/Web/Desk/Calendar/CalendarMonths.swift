import Markup

/// One day of a drawn month.
struct CalendarCell {
    enum Kind: String {
        case weekday, weekend, off, work, localOff, localWork, unsure
    }

    let day: String
    let kind: Kind
    /// A short sign that stands under the number, such as 休.
    let mark: String?
    /// What the sign means, for those who do not see it: `休，国庆节`.
    let spoken: String?
    let isToday: Bool
}

/// A month as seven columns, Monday first; nil is a day of another month.
struct CalendarMonth {
    let title: String
    let detail: String
    let weekdays: [(sign: String, name: String)]
    let weeks: [[CalendarCell?]]
}

/// The months of a year side by side.
func calendarMonths(_ months: [CalendarMonth]) -> HTML {
    "<div class=\"months\">\(HTML.each(months, calendarMonth))</div>"
}

private func calendarMonth(_ month: CalendarMonth) -> HTML {
    let heads = HTML.each(month.weekdays) { weekday in
        """
        <th scope="col"><span aria-hidden="true">\(weekday.sign)</span>\
        <span class="visually-hidden">\(weekday.name)</span></th>
        """
    }
    let weeks = HTML.each(month.weeks) { week in
        "<tr>\(HTML.each(week) { cell in cell.map(calendarCell) ?? "<td></td>" })</tr>"
    }
    return """
        <table class="month"><caption>\(month.title) <small>\(month.detail)</small></caption>
        <thead><tr>\(heads)</tr></thead><tbody>\(weeks)</tbody></table>
        """
}

private func calendarCell(_ cell: CalendarCell) -> HTML {
    let mark = HTML.when(cell.mark) { "<span class=\"mark-day\" aria-hidden=\"true\">\($0)</span>" }
    let spoken = HTML.when(cell.spoken) { "<span class=\"visually-hidden\">\($0)</span>" }
    return """
        <td class="day day-\(cell.kind.rawValue)\(HTML.when(cell.isToday, " day-today"))"\
        \(attribute: "aria-current", cell.isToday ? "date" : nil)>\
        <span class="day-number">\(cell.day)</span>\(mark)\(spoken)</td>
        """
}

/// What the signs of the drawing mean.
func calendarLegend(_ items: [(kind: CalendarCell.Kind, mark: String, words: String)]) -> HTML {
    let rows = HTML.each(items) { item in
        """
        <li><span class="day day-\(item.kind.rawValue)"><span class="mark-day">\(item.mark)</span>\
        </span>\(item.words)</li>
        """
    }
    return "<ul class=\"calendar-legend\">\(rows)</ul>"
}
