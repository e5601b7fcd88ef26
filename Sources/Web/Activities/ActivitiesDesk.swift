import Actions
import Kernel
import Markup
import Storage

/// The desk's activities: what a month amounts to, what is to come, and what was.
struct ActivitiesView {
    let title: String
    let detail: String
    let actions: [HTML]
    let monthTitle: String
    let months: (earlier: NavItem, later: NavItem)
    let figures: [(words: String, value: String, detail: String?)]
    let upcomingTitle: String
    let upcoming: [ActivityCard]
    let none: (title: String, next: String)
    let pastTitle: String
    let past: [ActivityCard]
    let pagerLabel: String
    let older: NavItem?
}

extension ActivitiesView {
    static var example: ActivitiesView {
        ActivitiesView(
            title: "活动", detail: "自己报名，当场记录", actions: [], monthTitle: "2026年11月",
            months: (NavItem("10月", Link("x")), NavItem("12月", Link("x"))),
            figures: [("活动", "3", nil)], upcomingTitle: "要办的", upcoming: [.example],
            none: ("没有", "发一个"), pastTitle: "办过的", past: [.example], pagerLabel: "更早",
            older: nil)
    }
}

func activitiesPage(_ view: ActivitiesView) -> HTML {
    let figures = HTML.each(view.figures) {
        figureTile($0.words, value: $0.value, detail: $0.detail)
    }
    return """
        \(deskHead(title: view.title, detail: view.detail, actions: buttonRow(view.actions)))\
        <div class="activity-sections">\
        <section aria-labelledby="month"><h2 id="month">\(view.monthTitle)</h2>\
        <div class="figures">\(figures)</div>\
        \(pager(
            label: view.monthTitle, newer: view.months.earlier,
            older: view.months.later))</section>\
        <section aria-labelledby="upcoming"><h2 id="upcoming">\(view.upcomingTitle)</h2>\
        \(view.upcoming.isEmpty
            ? emptyState(view.none.title, next: view.none.next)
            : activityCards(view.upcoming))</section>\
        \(HTML.when(!view.past.isEmpty, """
            <section aria-labelledby="past"><h2 id="past">\(view.pastTitle)</h2>\
            \(activityCards(view.past))\
            \(pager(label: view.pagerLabel, newer: nil, older: view.older))</section>
            """))</div>
        """
}

extension Site {
    static func activitiesDesk(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let (words, times, visit) = (frame.words, frame.times, frame.visit)
        let today = Day(of: ask.now, in: times.zone)
        let asked = ask.query["month"].flatMap { Month(asked: $0) } ?? Month(of: today)
        let (first, next) = (asked.first, asked.end)
        let lists = try await ask.installation.activityLists(
            in: visit.realm, after: ask.query["after"].flatMap { Activities.Cursor($0) }, limit: 12)
        let counts = try await ask.installation.activityCounts(
            in: visit.realm, from: first, before: next)
        func card(_ activity: Activity) -> ActivityCard {
            times.card(
                of: activity, lists.signedUp[activity.id], link: .activity(activity.id))
        }
        let view = ActivitiesView(
            title: words("activities.title"), detail: words("activities.detail"),
            actions: frame.activityTools(month: first),
            monthTitle: words(
                "activities.month", ["month": times.month(first)]),
            months: (
                frame.month(asked.previous.first), frame.month(next)
            ), figures: frame.figures(counts), upcomingTitle: words("activities.upcoming"),
            upcoming: lists.upcoming.map(card),
            none: (words("activities.none"), words("activities.none.next")),
            pastTitle: words("activities.past"), past: lists.past.map(card),
            pagerLabel: words("activities.pager"),
            older: lists.older.map { NavItem(words("activities.older"), .activities(after: $0)) })
        return frame.page(
            view.title, current: .activities(),
            content: """
                \(activitiesPage(view))\(frame.exportLinks(.activities, like: .activities()))
                """)
    }

    /// The confirmed service of a month in the fields of order 67, for the volunteers' register
    /// that another system keeps (志愿服务记录与证明出具办法（试行）).
    static func serviceSheet(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let words = ask.words(of: visit.book)
        let zone = visit.book.profile.zone
        let month =
            ask.query["month"].flatMap { Month(asked: $0) }
            ?? Month(of: Day(of: ask.now, in: zone))
        let service = try await ask.installation.service(
            of: nil, from: month.first, before: month.end, in: visit.realm,
            limit: serviceRowsMax)
        let columns = [
            "name", "title", "kind", "body", "venue", "day", "from", "until", "hours",
        ]
        let times = ask.times(visit.book, words)
        var lines = [columns.map { words("activities.sheet.\($0)") }]
        lines += service.map { line in
            [
                line.person, line.title, words("activityKind.\(line.kind)"),
                words.name(line.body), line.venue,
                Day(of: line.startsAt, in: zone).description, times.clock(line.startsAt),
                times.clock(line.endsAt), hours(line.minutes),
            ]
        }
        // Spreadsheets take a file for UTF-8 by the mark at its beginning.
        let text = "\u{FEFF}" + lines.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
        return .file(
            Array(text.utf8), type: "text/csv; charset=utf-8", name: "service-\(month).csv")
    }

    /// How many rows one sheet has at most.
    private static let serviceRowsMax = 20_000

    /// Hours with two places, cut, never rounded up: `1.50`.
    private static func hours(_ minutes: Int64) -> String {
        let hundredths = minutes % 60 * 100 / 60
        return "\(minutes / 60)." + (hundredths < 10 ? "0" : "") + "\(hundredths)"
    }

    /// A cell, in quotes, and never taken for a formula.
    private static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}

extension DeskFrame {
    fileprivate func activityTools(month: Day) -> [HTML] {
        let own = buttonLink(words("service.title"), to: .ownService(), icon: .star)
        guard visit.holding.verbs.contains(.organise) else { return [own] }
        let month = String(month.description.prefix(7))
        return [
            buttonLink(
                words("activities.new"), to: .newActivity, weight: .first, icon: .plus), own,
            buttonLink(words("activities.sheet"), to: .serviceSheet(month: month), icon: .list),
        ]
    }

    fileprivate func month(_ first: Day) -> NavItem {
        NavItem(times.month(first), .activities(month: String(first.description.prefix(7))))
    }

    func figures(
        _ counts: ActivityCounts
    ) -> [(words: String, value: String, detail: String?)] {
        [
            (words("activities.figure.held"), String(counts.activities), nil),
            (
                words("activities.figure.personTimes"), String(counts.personTimes),
                words("activities.figure.people", ["count": String(counts.people)])
            ),
            (words("activities.figure.hours"), times.served(counts.minutes), nil),
            (words("activities.figure.visitors"), String(counts.visitors), nil),
        ]
    }
}

extension Times {
    /// `2026年11月`
    func month(_ first: Day) -> String {
        words(
            "time.month",
            ["year": String(first.year), "monthName": words("month.\(first.month)")])
    }
}
