import Markup

/// The working calendar of one year.
struct CalendarView {
    let title: String
    let detail: String
    let years: [NavItem]
    let yearsLabel: String
    let notes: [HTML]
    let figures: [(words: String, value: String, detail: String)]
    let print: String
    let legend: [(kind: CalendarCell.Kind, mark: String, words: String)]
    let months: [CalendarMonth]
    let calculator: HTML
    let editor: HTML
    let holidays: HTML
    let sources: HTML
}

extension CalendarView {
    static var example: CalendarView {
        let cell = CalendarCell(day: "1", kind: .off, mark: "休", spoken: "休", isToday: false)
        return CalendarView(
            title: "工作日历", detail: "2026 年", years: [], yearsLabel: "年份", notes: [],
            figures: [("工作日", "248 天", "全年")], print: "打印", legend: [(.off, "休", "放假")],
            months: [
                CalendarMonth(
                    title: "1月", detail: "工作日 21 天", weekdays: [("一", "星期一")],
                    weeks: [[cell, nil]])
            ], calculator: "", editor: "", holidays: "", sources: "")
    }
}

func calendarPage(_ view: CalendarView) -> HTML {
    """
    \(deskHead(
        title: view.title, detail: view.detail, filters: view.years,
        filtersLabel: view.yearsLabel, actions: printButton(view.print)))\
    \(view.notes)\(figureRow(view.figures.map {
        figureTile($0.words, value: $0.value, detail: $0.detail)
    }))\
    \(view.editor)\
    <section class="panel calendar-year">\(calendarLegend(view.legend))\
    \(calendarMonths(view.months))</section>\
    \(view.calculator)\(view.holidays)\(view.sources)
    """
}
