import Actions
import Kernel
import Markup

extension Times {
    /// `8:30–12:00、14:30–17:30`; the word for closed where there is nothing.
    func hours(_ spans: [OpeningHours.Span]) -> String {
        spans.isEmpty
            ? words("venues.closed")
            : spans.map { "\(minute($0.from))–\(minute($0.to))" }
                .joined(separator: words("page.comma"))
    }

    /// `8:30`
    func minute(_ minute: Int) -> String {
        "\(minute / 60):" + String(String(minute % 60 + 100).dropFirst())
    }

    /// `08:30`, as a form writes it.
    func typed(_ minute: Int) -> String {
        String(String(minute / 60 + 100).dropFirst()) + ":"
            + String(String(minute % 60 + 100).dropFirst())
    }

    /// `星期一 12月1日`
    func dayName(_ day: Day) -> String { words("weekday.\(day.weekday)") + " " + self.day(day) }

    /// The minute of the day that the wall clock shows.
    var minuteNow: Int {
        Int(now.seconds(since: Day(of: now, in: zone).start(in: zone)) / 60)
    }

    /// Why a day is not as others; nothing where it is.
    func reason(_ open: OpeningHours.OpenDay) -> String? {
        switch open.reason {
        case .usual: nil
        case .holiday: words("venues.reason.holiday")
        case .makeUp: words("venues.reason.makeUp")
        case .said(let reason): reason
        }
    }

    /// Whether a venue is open now, and until when, or when it opens today.
    func openNow(_ today: OpeningHours.OpenDay?) -> (words: String, isOpen: Bool) {
        let spans = today?.spans ?? []
        if let span = spans.first(where: { $0.from <= minuteNow && minuteNow < $0.to }) {
            return (words("venues.openUntil", ["time": minute(span.to)]), true)
        }
        if let next = spans.first(where: { $0.from > minuteNow }) {
            return (words("venues.opensAt", ["time": minute(next.from)]), false)
        }
        return (words(spans.isEmpty ? "venues.closedToday" : "venues.closedNow"), false)
    }

    /// The hours of a week, days of the same hours in one line.
    func week(_ hours: OpeningHours) -> [(days: String, hours: String)] {
        hours.runs.map { run in
            let (first, last) = (words("weekday.\(run.first)"), words("weekday.\(run.last)"))
            return (
                run.first == run.last
                    ? first : words("venues.span", ["first": first, "last": last]),
                self.hours(run.spans)
            )
        }
    }

    /// `12月5日 星期六 9:00–9:30`
    func span(from start: Instant, to end: Instant) -> String {
        weekday(Day(of: start, in: zone)) + " " + clock(start) + "–" + clock(end)
    }
}

/// A sitting in short: who, when, where, and whether there is a slot.
struct SittingCard: Sendable {
    let kind: String
    let link: Link
    let when: String
    let venue: String
    let state: String?
    let meter: PlacesMeter
}

extension SittingCard {
    static var example: SittingCard {
        SittingCard(
            kind: "理发", link: Link("x"), when: "12月5日 星期六 9:00–11:00", venue: "岩岭邻里中心",
            state: nil, meter: PlacesMeter(words: "还有 4 个号", taken: (8, 12)))
    }
}

func sittingCard(_ card: SittingCard) -> HTML {
    """
    <article class="panel activity"><h3 class="meeting-title"><a href="\(card.link)">\
    \(card.kind)</a></h3><p class="meeting-when"><span>\(card.when)</span>\
    <span>\(icon(.pin))\(card.venue)</span></p>\
    \(HTML.when(card.state) { "<p class=\"badges\">\(chip($0))</p>" })\
    \(placesMeter(card.meter))</article>
    """
}

extension Times {
    func card(of line: SittingLine, link: Link) -> SittingCard {
        let sitting = line.sitting
        let left = max(0, sitting.slots - line.taken)
        let said =
            sitting.served.map { words("sittings.served", ["count": String($0)]) }
            ?? (left == 0
                ? words("sittings.full") : words("sittings.left", ["count": String(left)]))
        return SittingCard(
            kind: words("sittingKind.\(sitting.kind)"), link: link,
            when: span(from: sitting.startsAt, to: sitting.endsAt),
            venue: words.name(line.venue.name),
            state: sitting.state == .cancelled ? words("sittings.state.cancelled") : nil,
            meter: PlacesMeter(
                words: said,
                taken: sitting.state == .open ? (line.taken, max(sitting.slots, 1)) : nil))
    }
}
