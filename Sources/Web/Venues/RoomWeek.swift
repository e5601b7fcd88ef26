import Actions
import Kernel
import Markup

/// A week of a room: a strip for each day, with what is free as something to press, and what has it
/// in words. It reads the same on a phone, in print, and aloud.
struct RoomWeek: Sendable {
    let label: String
    /// Minutes of the day at which every strip begins and ends.
    let range: OpeningHours.Span
    let axis: [String]
    let days: [RoomStrip]
    let earlier: NavItem?
    let later: NavItem?
}

/// One day of a week.
struct RoomStrip: Sendable {
    let name: String
    let isToday: Bool
    let hours: String
    let remark: String?
    let open: [OpeningHours.Span]
    let taken: [OpeningHours.Span]
    let free: [NavItem]
    let uses: [(hours: String, words: String, link: Link?)]
    /// What is said where nothing is free.
    let none: String?
}

extension RoomWeek {
    static var example: RoomWeek {
        let open = [OpeningHours.Span(minutes: 510, to: 720)].compactMap(\.self)
        return RoomWeek(
            label: "议事厅这一周", range: .wholeDay,
            axis: ["7:00", "21:00"],
            days: [
                RoomStrip(
                    name: "星期一 12月1日", isToday: true, hours: "8:30–12:00", remark: "元旦",
                    open: open,
                    taken: [OpeningHours.Span(minutes: 540, to: 600)].compactMap(\.self),
                    free: [NavItem("10:00–12:00", Link("x"))],
                    uses: [("9:00–10:00", "已有人预约", nil)], none: nil)
            ], earlier: nil, later: NavItem("后一周", Link("x")))
    }
}

func roomWeek(_ week: RoomWeek, freeWords: String) -> HTML {
    let axis = HTML.each(week.axis) { "<span>\($0)</span>" }
    return """
        <div class="room-week"><p class="room-axis" aria-hidden="true">\(axis)</p>\
        <ol>\(HTML.each(week.days) { roomStrip($0, in: week.range, freeWords: freeWords) })</ol>\
        \(pager(label: week.label, newer: week.earlier, older: week.later))</div>
        """
}

private func roomStrip(
    _ strip: RoomStrip, in range: OpeningHours.Span, freeWords: String
) -> HTML {
    let free = HTML.each(strip.free) { item in
        "<a class=\"room-free\" href=\"\(item.link)\">\(icon(.plus))\(item.words)</a>"
    }
    let uses = HTML.each(strip.uses) { use in
        let said = use.link.map { "<a href=\"\($0)\">\(use.words)</a>" as HTML } ?? "\(use.words)"
        return "<li><span>\(use.hours)</span> \(said)</li>"
    }
    return """
        <li class="room-day\(HTML.when(strip.isToday, " room-today"))"><h3>\(strip.name)</h3>\
        <p class="room-hours">\(strip.hours)\
        \(HTML.when(strip.remark) { " · <strong>\($0)</strong>" })</p>\
        <svg class="room-strip" viewBox="0 0 \(range.to - range.from) 20" \
        preserveAspectRatio="none" aria-hidden="true" focusable="false">\
        \(bars(strip.open, "room-open", in: range))\(bars(strip.taken, "room-taken", in: range))\
        </svg><p class="room-frees">\(HTML.when(!strip.free.isEmpty, """
            <span class="room-word">\(freeWords)</span>\(free)
            """))\(HTML.when(strip.none) { "<span class=\"hint\">\($0)</span>" })</p>\
        \(HTML.when(!strip.uses.isEmpty, "<ul class=\"room-uses\">\(uses)</ul>"))</li>
        """
}

private func bars(
    _ spans: [OpeningHours.Span], _ name: StaticString, in range: OpeningHours.Span
) -> HTML {
    HTML.each(spans) { span in
        let from = max(span.from, range.from)
        return """
            <rect class="\(HTML(stringLiteral: name))" x="\(from - range.from)" y="0" \
            width="\(max(0, min(span.to, range.to) - from))" height="20"/>
            """
    }
}

/// Where the parts of a week lead, and what may be told of what has a room.
struct RoomWays: Sendable {
    /// A free span of a day; nil where this reader cannot book.
    let free: (@Sendable (Day, OpeningHours.Span) -> Link)?
    let week: @Sendable (Day) -> Link
    let use: @Sendable (RoomDay.Use.Subject) -> (words: String, link: Link?)
}

extension RoomWeek {
    /// - Parameter last: the last day that may be booked, after which no week is offered.
    init(_ file: RoomFile, times: Times, today: Day, last: Day, ways: RoomWays) {
        let words = times.words
        let spans = file.days.flatMap { day in
            day.open.spans.flatMap { [$0.from, $0.to] } + day.uses.flatMap { [$0.from, $0.to] }
        }
        let (from, to) = (
            min(spans.min() ?? 480, 480) / 60 * 60,
            (max(spans.max() ?? 1_080, 1_080) + 59) / 60 * 60
        )
        range = OpeningHours.Span(minutes: from, to: to) ?? .wholeDay
        // Hours at even steps, so that they stand over their places in the strips.
        let step = [60, 120, 180, 240].first { (to - from) % $0 == 0 && (to - from) / $0 <= 6 }
        axis = stride(from: from, through: to, by: step ?? to - from).map(times.minute)
        label = words("rooms.week.label", ["room": words.name(file.room.name)])
        let first = file.days.first?.open.day ?? today
        earlier =
            first > today
            ? NavItem(words("rooms.week.earlier"), ways.week(max(today, first.adding(days: -7))))
            : nil
        later =
            first.adding(days: 7) <= last
            ? NavItem(words("rooms.week.later"), ways.week(first.adding(days: 7))) : nil
        days = file.days.map { day in
            let isPast = day.open.day < today
            let isToday = day.open.day == today
            let gaps =
                isPast || day.open.day > last
                ? [] : day.gaps(from: isToday ? (times.minuteNow / 30 + 1) * 30 : 0)
            let free = ways.free.map { way in
                gaps.map { NavItem(times.hours([$0]), way(day.open.day, $0)) }
            }
            return RoomStrip(
                name: times.dayName(day.open.day), isToday: isToday,
                hours: times.hours(day.open.spans), remark: times.reason(day.open),
                open: day.open.spans,
                taken: day.uses.compactMap { OpeningHours.Span(minutes: $0.from, to: $0.to) },
                free: free ?? [],
                uses: day.uses.map { use in
                    let said = ways.use(use.subject)
                    return (
                        "\(times.minute(use.from))–\(times.minute(use.to))", said.words, said.link
                    )
                },
                none: gaps.isEmpty && !day.open.spans.isEmpty ? words("rooms.week.noneFree") : nil)
        }
    }
}
