import Actions
import Kernel
import Markup
import Storage

/// The desk's list of meetings: a month, what is to come, and what was.
struct MeetingsView {
    let title: String
    let detail: String
    let call: NavItem?
    let diary: NavItem
    let month: MonthTable
    let upcomingTitle: String
    let upcoming: [MeetingSummary]
    let none: (title: String, next: String)
    let pastTitle: String
    let past: [MeetingSummary]
    let pagerLabel: String
    let older: NavItem?
}

func meetingsPage(_ view: MeetingsView) -> HTML {
    """
    \(deskHead(
        title: view.title, detail: view.detail,
        actions: buttonRow(
            (view.call.map {
                [buttonLink($0.words, to: $0.link, weight: .first, icon: .plus)]
            } ?? [])
                + [buttonLink(view.diary.words, to: view.diary.link, icon: .calendar)])))\
    <div class="meetings-desk">\(monthTable(view.month))\
    <div class="meetings-lists"><section aria-labelledby="upcoming">\
    <h2 id="upcoming">\(view.upcomingTitle)</h2>\
    \(view.upcoming.isEmpty
        ? emptyState(view.none.title, next: view.none.next)
        : "<div class=\"story\">\(HTML.each(view.upcoming, meetingSummary))</div>")</section>\
    \(HTML.when(!view.past.isEmpty, pastMeetings(view)))</div></div>
    """
}

private func pastMeetings(_ view: MeetingsView) -> HTML {
    """
    <section aria-labelledby="past"><h2 id="past">\(view.pastTitle)</h2>\
    <div class="story">\(HTML.each(view.past, meetingSummary))</div>\
    \(pager(label: view.pagerLabel, newer: nil, older: view.older))</section>
    """
}

extension Site {
    static func meetingsDesk(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let (words, times, realm) = (frame.words, frame.times, frame.visit.realm)
        let today = Day(of: ask.now, in: times.zone)
        let month = ask.query["month"].flatMap { Month(asked: $0) } ?? Month(of: today)
        let lists = try await ask.installation.meetingLists(
            in: realm, after: ask.query["after"].flatMap { Meetings.Cursor($0) }, limit: 12)
        let inMonth = try await ask.installation.meetings(
            in: realm, from: month.first, before: month.end)
        let mayCall =
            frame.visit.holding.verbs.contains(.convene)
            && frame.visit.book.profile.meetingRules.contains { $0.roll != .members }
        let view = MeetingsView(
            title: words("meetings.title"), detail: words("meetings.detail"),
            call: mayCall ? NavItem(words("meetings.call"), .newMeeting()) : nil,
            diary: NavItem(words("diary.link"), .diary()),
            month: meetingMonth(month, inMonth, times),
            upcomingTitle: words("meetings.upcoming"),
            upcoming: lists.upcoming.map { times.summary(of: $0, link: .meeting($0.id)) },
            none: (words("meetings.none"), words("meetings.none.next")),
            pastTitle: words("meetings.past"),
            past: lists.past.map { times.summary(of: $0, link: .meeting($0.id)) },
            pagerLabel: words("meetings.pager"),
            older: lists.older.map { NavItem(words("meetings.older"), .meetings(after: $0)) })
        return frame.page(
            view.title, current: .meetings(),
            content: """
                \(meetingsPage(view))\(frame.exportLinks(.meetings, like: .meetings()))
                """)
    }

    private static func meetingMonth(
        _ month: Month, _ meetings: [Meeting], _ times: Times
    ) -> MonthTable {
        let byDay = Dictionary(grouping: meetings) { Day(of: $0.startsAt, in: times.zone) }
        return MonthTable(
            of: month,
            entries: byDay.mapValues { list in
                list.map { meeting in
                    MonthTable.Entry(
                        kind: .meeting, kindWords: times.words("diary.kind.meeting"),
                        when: times.clock(meeting.startsAt), title: meeting.title,
                        link: .meeting(meeting.id))
                }
            }, label: times.words("meetings.calendar"), times: times
        ) { .meetings(month: $0.description) }
    }
}
