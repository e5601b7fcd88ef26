import Actions
import HTTPTypes
import Kernel
import Storage

// A day at the desk: what is due and what is new; the months ahead; and which days are worked.
extension DeskEndpoint {
    static let dayEndpoints: [DeskEndpoint] = [
        .one(
            "/today", "getToday",
            "What is due today and this week, who waits for a call, and who is on duty",
            shape: Shapes.today
        ) { call in
            let duty = try await call.installation.duty(for: call.visit)
            return DayAtDesk(
                today: try await call.installation.today(for: call.visit),
                own: duty.own.map(call.told), swaps: duty.swaps.map(\.swap),
                now: duty.now.filter { call.holding.reads($0.roster) }.map(call.told))
        },
        .one(
            "/news", "getNews",
            "What changed for the post since the person last said that all was seen",
            shape: Shapes.news
        ) { call in try await call.installation.news(for: call.visit) },
        .whole(
            "/views", "listViews", "The views of the inbox that the person keeps under names",
            of: Shapes.savedView
        ) { call in try await call.installation.deskState(for: call.visit).own?.views ?? [] },
        .one(
            "/diary/:month", "getDiary",
            "A month: meetings, activities, decisions that are due, and who chairs", verb: nil,
            shape: Shapes.diary
        ) { call in
            try await call.installation.diary(of: call.month(), in: call.realm)
        },
        .one(
            "/calendar/:year", "getCalendar",
            "Which days of a year are no working days, and which are although on a weekend",
            shape: Shapes.calendar
        ) { call in
            guard let year = Int(try call.parameter("year")),
                (1949...call.today.year + 20).contains(year)
            else { throw Problem(.notFound) }
            return try await call.installation.calendarReading(
                of: year, today: call.today, in: call.realm)
        },
    ]
}

/// A day at the desk, with the shifts.
struct DayAtDesk: Sendable {
    let today: Today
    let own: [ToldDuty]
    let swaps: [DutySwap]
    let now: [ToldDuty]
}

extension Shapes {
    static let today = Shape<DayAtDesk>(
        "Today",
        [
            .many("due", matterLine, about: "Late, or due before the day ends.") { day, _ in
                day.today.due
            },
            .many("dueThisWeek", matterLine) { day, _ in day.today.dueThisWeek },
            .many("visits", matterLine, about: "Planned visits, the nearest first.") { day, _ in
                day.today.visits
            },
            .many("calls", waitingCall, about: "Who waits to be called.") { day, _ in
                day.today.calls
            },
            .many("raised", matterLine, about: "New since yesterday.") { day, _ in
                day.today.raised
            },
            .many("chairs", chairDuty, about: "Alliances that the post's body chairs.") {
                day, _ in
                day.today.chairs.map { ($0.alliance.id, $0.turn.month, $0.turn.body) }
            },
            .many("guides", dueGuide, about: "What has to be looked at again.") { day, _ in
                day.today.guides
            },
            .many("ownShifts", dutyLine, about: "Of the next seven days.") { day, _ in day.own },
            .many("swaps", swap, about: "That are asked of the post.") { day, _ in day.swaps },
            .many("onDuty", dutyLine, about: "At the post's place and below.") { day, _ in
                day.now
            },
        ])

    static let waitingCall = Shape<Inbox.Call>(
        "WaitingCall",
        [
            .one("matter", matterLine) { call, _ in call.line }, .time("before") { $0.before },
        ])

    static let chairDuty = Shape<(Kernel.Body.ID, Month, Kernel.Body.ID)>(
        "ChairDuty",
        [
            .id("alliance") { $0.0 }, .text("month", .month) { duty, _ in duty.1.description },
            .id("body") { $0.2 },
        ])

    static let dueGuide = Shape<Guide>(
        "DueGuide",
        [.id("id") { $0.id }, .name("title") { $0.title }, .day("reviewOn") { $0.reviewOn }])

    static let news = Shape<News>(
        "News",
        [
            .time("since") { $0.since }, .many("items", newsItem) { news, _ in news.items },
        ])

    static let newsItem = Shape<News.Item>(
        "NewsItem",
        [
            .text("kind", .choice(News.Kind.allCases.map(\.rawValue))) { item, _ in
                item.kind.rawValue
            },
            .time("at") { $0.at }, .one("matter", matterLine) { item, _ in item.line },
            .maybe("action", .word, about: "The last that was done; null of a deadline.") {
                item, _ in item.deed?.action
            },
            .maybe("bodyName", about: "By which body.") { item, pen in
                item.deed?.body.map(pen.words.name)
            },
        ])

    static let savedView = Shape<SavedView>(
        "SavedView",
        [
            .id("id") { $0.id }, .text("name") { view, _ in view.name },
            .text("view", .choice(InboxQuery.Scope.allCases.map(\.rawValue))) { view, _ in
                view.scope.rawValue
            },
            .maybe("light", .choice(Light.allCases.map(\.rawValue))) { view, _ in
                view.light?.rawValue
            },
            .maybe("procedure", .word) { view, _ in view.procedure },
            .maybe("category", .word) { view, _ in view.category },
            .maybeID("place") { $0.place }, .maybe("text") { view, _ in view.text },
        ])

    static let diary = Shape<DiaryMonth>(
        "Diary",
        [
            .text("month", .month) { diary, _ in diary.month.description },
            .many("meetings", meetingDate) { diary, _ in diary.meetings },
            .many("activities", activityDate) { diary, _ in diary.activities },
            .many("due", resolution, about: "Open decisions of joint meetings.") { diary, _ in
                diary.due
            },
            .many("chairs", chairDuty) { diary, _ in
                diary.turns.map { ($0.alliance, $0.turn.month, $0.turn.body) }
            },
        ])

    static let meetingDate = Shape<Meeting>(
        "MeetingDate",
        [
            .id("id") { $0.id }, .text("title") { meeting, _ in meeting.title },
            .time("startsAt") { $0.startsAt }, .text("venue") { meeting, _ in meeting.venue },
            .text("state", .choice(Meeting.State.allCases.map(\.rawValue))) { meeting, _ in
                meeting.state.rawValue
            },
        ])

    static let activityDate = Shape<Activity>(
        "ActivityDate",
        [
            .id("id") { $0.id }, .text("title") { activity, _ in activity.title },
            .time("startsAt") { $0.startsAt }, .time("endsAt") { $0.endsAt },
            .text("venue") { activity, _ in activity.venue },
            .text("state", .choice(Activity.State.allCases.map(\.rawValue))) { activity, _ in
                activity.state.rawValue
            },
        ])

    static let calendar = Shape<CalendarReading>(
        "Calendar",
        [
            .number("year") { reading, _ in reading.year },
            .flag("isCovered", about: "Whether its holidays are known; else all is provisional.") {
                reading, pen in
                pen.book.keeper.calendar.coveredYears.contains(reading.year)
            },
            .number("workdays", about: "As far as is known.") { reading, pen in
                pen.book.keeper.calendar.provisional.count(
                    after: Day.first(ofYear: reading.year).adding(days: -1),
                    through: Day.last(ofYear: reading.year)
                ).value
            },
            .many("days", listedDay, about: "The local layer comes second, and wins.") {
                reading, _ in reading.listed
            },
        ])

    static let listedDay = Shape<Calendars.ListedDay>(
        "CalendarDay",
        [
            .day("day") { $0.day },
            .text("kind", .choice(WorkingCalendar.Kind.allCases.map(\.rawValue))) { day, _ in
                day.kind.rawValue
            },
            .text("name") { day, _ in day.name },
            .flag("isLocal", about: "Of the realm's own layer.") { day, _ in day.isLocal },
        ])
}
