import Actions
import Kernel
import Markup
import Storage

/// An activity in short: what, when, where, and whether there is room.
struct ActivityCard: Sendable {
    let kind: String
    let title: String
    let link: Link
    let state: String?
    let when: String
    let whenISO: String
    let venue: String
    let room: PlacesMeter
    let remark: String?
}

/// How many places are taken, drawn and in words.
struct PlacesMeter: Sendable {
    let words: String
    /// Taken of all; nil where there is room for all.
    let taken: (count: Int, of: Int)?
}

extension ActivityCard {
    static var example: ActivityCard {
        ActivityCard(
            kind: "环境清扫", title: "一起把花坛理一理", link: Link("x"), state: nil,
            when: "12月5日 星期六 9:00—11:00", whenISO: "2026-12-05T01:00:00Z", venue: "三号楼前",
            room: PlacesMeter(words: "还有 3 个名额", taken: (17, 20)), remark: nil)
    }
}

func activityCard(_ model: ActivityCard) -> HTML {
    """
    <article class="panel activity"><p class="badges">\(chip(model.kind, tone: .jade))\
    \(HTML.when(model.state) { chip($0) })</p>\
    <h3 class="meeting-title"><a href="\(model.link)">\(model.title)</a></h3>\
    <p class="meeting-when"><time datetime="\(model.whenISO)">\(model.when)</time>\
    <span>\(icon(.pin))\(model.venue)</span></p>\
    \(HTML.when(model.remark) { "<p class=\"meeting-remark\">\($0)</p>" })\
    \(placesMeter(model.room))</article>
    """
}

func placesMeter(_ meter: PlacesMeter) -> HTML {
    let drawn = HTML.when(meter.taken) { taken in
        """
        <meter class="places-meter" min="0" max="\(taken.of)" value="\(taken.count)">\
        \(taken.count)/\(taken.of)</meter>
        """
    }
    return "<p class=\"places\">\(drawn)<span>\(meter.words)</span></p>"
}

func activityCards(_ cards: [ActivityCard]) -> HTML {
    "<div class=\"story\">\(HTML.each(cards, activityCard))</div>"
}

extension Times {
    /// `12月5日 星期六 9:00—11:00`
    func span(of activity: Activity) -> String {
        weekday(Day(of: activity.startsAt, in: zone)) + " " + clock(activity.startsAt) + "–"
            + clock(activity.endsAt)
    }

    /// Hours and minutes in words: `1 小时 30 分钟`.
    func served(_ minutes: Int64) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60)
        if hours == 0 { return words("activities.minutes", ["minutes": String(rest)]) }
        if rest == 0 { return words("activities.hours", ["hours": String(hours)]) }
        return words(
            "activities.hoursMinutes", ["hours": String(hours), "minutes": String(rest)])
    }

    func card(
        of activity: Activity, _ counts: (placed: Int, waiting: Int)?, link: Link
    ) -> ActivityCard {
        ActivityCard(
            kind: words("activityKind.\(activity.kind)"), title: activity.title, link: link,
            state: activity.state == .open
                ? nil : words("activities.state.\(activity.state.rawValue)"),
            when: span(of: activity), whenISO: machine(activity.startsAt),
            venue: activity.venue, room: room(of: activity, counts ?? (0, 0)),
            remark: activity.reason)
    }

    /// How much room there is, or how many came.
    func room(of activity: Activity, _ counts: (placed: Int, waiting: Int)) -> PlacesMeter {
        let placed = String(counts.placed)
        guard activity.state == .open else {
            let visitors = activity.visitors.map {
                words("activities.visitors", ["count": String($0)])
            }
            let listed =
                counts.placed == 0 && visitors != nil
                ? nil : words("activities.room.were", ["count": placed])
            return PlacesMeter(
                words: [listed, visitors].compactMap(\.self).joined(separator: " · "), taken: nil)
        }
        guard let places = activity.places else {
            return PlacesMeter(
                words: words("activities.room.open", ["count": placed]), taken: nil)
        }
        let taken = (count: counts.placed, of: places)
        if counts.placed < places {
            return PlacesMeter(
                words: words("activities.room.left", ["count": String(places - counts.placed)]),
                taken: taken)
        }
        return PlacesMeter(
            words: words(
                counts.waiting == 0 ? "activities.room.full" : "activities.room.waiting",
                ["count": String(counts.waiting)]), taken: taken)
    }
}
