import Actions
import Kernel
import Markup
import Storage

/// A month of a neighbourhood: as a table where there is room, day by day on a phone.
struct DiaryPage {
    let month: MonthTable
    /// Who chairs which alliance in the month.
    let chairsTitle: String
    let chairs: [(term: String, value: HTML)]
    /// What the colours mean.
    let legend: [(kind: MonthTable.Entry.Kind, words: String)]
    let days: [DiaryDay]
    let daysLabel: String
    let none: (title: String, next: String)
}

/// A day of the list, with what happens on it.
struct DiaryDay {
    let name: String
    let isToday: Bool
    let entries: [MonthTable.Entry]
}

func diaryPage(_ page: DiaryPage) -> HTML {
    let legend = HTML.each(page.legend) { item in
        "<li><span class=\"diary-mark diary-\(item.kind.rawValue)\"></span>\(item.words)</li>"
    }
    return """
        <section class="panel diary-panel diary-whole" aria-label="\(page.month.label)">\
        \(monthHead(page.month))\(HTML.when(!page.chairs.isEmpty, chairs(page)))\
        \(HTML.when(!page.days.isEmpty, "<ul class=\"diary-legend\">\(legend)</ul>"))\
        <div class="diary-wide">\(monthGrid(page.month))</div>\
        \(page.days.isEmpty ? emptyState(page.none.title, next: page.none.next) : days(page))\
        </section>
        """
}

private func chairs(_ page: DiaryPage) -> HTML {
    """
    <div class="diary-chairs"><h3>\(icon(.flag))\(page.chairsTitle)</h3>\
    \(definitionList(page.chairs))</div>
    """
}

private func days(_ page: DiaryPage) -> HTML {
    let drawn = HTML.each(page.days) { day in
        """
        <li\(attribute: "class", day.isToday ? "diary-today" : nil)><h3>\(day.name)</h3>\
        <ul>\(HTML.each(day.entries, dayEntry))</ul></li>
        """
    }
    return "<ol class=\"diary-days\" aria-label=\"\(page.daysLabel)\">\(drawn)</ol>"
}

private func dayEntry(_ entry: MonthTable.Entry) -> HTML {
    """
    <li><a class="diary-\(entry.kind.rawValue)" href="\(entry.link)">\
    <span class="diary-time">\(entry.when ?? entry.kindWords)</span>\
    <span>\(entry.title)\
    \(HTML.when(entry.when != nil, "<small> · \(entry.kindWords)</small>"))</span></a></li>
    """
}

/// Where the things of a month are read: at the desk, or by everyone.
struct DiaryWays {
    let meeting: (Meeting.ID) -> Link
    let activity: (Activity.ID) -> Link
    let matter: (Reference) -> Link
    /// Nil where alliances have no page.
    let alliance: ((Body.ID) -> Link)?
    let month: (Month) -> Link
}

extension DiaryPage {
    /// Reads a month into what a page draws, with the ways that its readers may go.
    init(_ diary: DiaryMonth, times: Times, ways: DiaryWays) {
        let words = times.words
        var entries: [Day: [(order: Instant, entry: MonthTable.Entry)]] = [:]
        func add(
            _ kind: MonthTable.Entry.Kind, _ at: Instant, _ title: String, _ link: Link,
            isWholeDay: Bool = false
        ) {
            entries[Day(of: at, in: times.zone), default: []].append(
                (
                    at,
                    MonthTable.Entry(
                        kind: kind, kindWords: words("diary.kind.\(kind.rawValue)"),
                        when: isWholeDay ? nil : times.clock(at), title: title, link: link)
                ))
        }
        func told(_ title: String, isOff: Bool) -> String {
            isOff ? words("diary.off", ["title": title]) : title
        }
        for meeting in diary.meetings {
            add(
                .meeting, meeting.startsAt,
                told(meeting.title, isOff: meeting.state == .cancelled), ways.meeting(meeting.id))
        }
        for activity in diary.activities {
            add(
                .activity, activity.startsAt,
                told(activity.title, isOff: activity.state == .cancelled),
                ways.activity(activity.id))
        }
        for line in diary.due {
            guard let due = line.dueAt else { continue }
            let unit = line.leadName.map { words("diary.due.by", ["body": words.name($0)]) } ?? ""
            add(
                times.now > due ? .late : .due, due, line.title + unit,
                ways.matter(line.reference), isWholeDay: true)
        }
        let byDay = entries.mapValues { list in
            list.sorted { $0.order < $1.order }.map(\.entry)
        }
        month = MonthTable(
            of: diary.month, entries: byDay, label: words("diary.title"), times: times,
            link: ways.month)
        chairsTitle = words("diary.chairs")
        chairs = diary.turns.map { turn in
            let alliance = diary.bodies[turn.alliance].map { words.name($0.name) } ?? "–"
            let chair = diary.bodies[turn.turn.body].map { words.name($0.name) } ?? "–"
            return (
                alliance,
                ways.alliance.map { "<a href=\"\($0(turn.alliance))\">\(chair)</a>" }
                    ?? "\(chair)"
            )
        }
        let shown = Set(byDay.values.joined().map(\.kind))
        legend = MonthTable.Entry.Kind.allCases.filter(shown.contains).map {
            ($0, words("diary.kind.\($0.rawValue)"))
        }
        days = month.busy.map { cell in
            DiaryDay(
                name: times.weekday(cell.day), isToday: cell.isToday, entries: cell.entries)
        }
        daysLabel = words("diary.days")
        none = (words("diary.none"), words("diary.none.next"))
    }

    static var example: DiaryPage {
        DiaryPage(
            month: MonthTable(
                caption: "2026年12月", label: "日历", earlier: NavItem("上个月", Link("x")),
                later: NavItem("下个月", Link("x")), weekdays: [("一", "星期一")], weeks: [],
                todayWords: "今天"), chairsTitle: "本月轮值", chairs: [("大党委", "医院")],
            legend: [(.meeting, "会议")],
            days: [
                DiaryDay(
                    name: "12月4日 星期五", isToday: false,
                    entries: [
                        MonthTable.Entry(
                            kind: .meeting, kindWords: "会议", when: "14:30", title: "联席会",
                            link: Link("x"))
                    ])
            ], daysLabel: "按天", none: ("没有", "再来看看"))
    }
}
