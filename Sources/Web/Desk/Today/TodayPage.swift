import Actions
import Kernel
import Markup
import Storage

/// A day at the desk as its view draws it.
struct TodayView {
    let title: String
    let day: String
    let others: HTML
    let sections: [TodaySection]
    let empty: HTML
    let source: Link
}

struct TodaySection {
    let id: String
    let title: String
    let detail: String?
    let cards: [TodayCard]
}

/// A matter with the one thing that is to be done with it.
struct TodayCard {
    let light: Light?
    let due: String
    let link: Link
    let title: String
    let meta: String
    let chips: [HTML]
    let note: String?
    let act: NavItem?
}

func todayPage(_ view: TodayView) -> HTML {
    """
    \(deskHead(title: view.title, detail: view.day))\(view.others)\
    \(liveRegion(from: view.source, content: todayList(view)))
    """
}

/// The part that live updates fetch again.
func todayList(_ view: TodayView) -> HTML {
    let drawn = view.sections.filter { !$0.cards.isEmpty }
    if drawn.isEmpty { return view.empty }
    return "<div class=\"today\">\(HTML.each(drawn, todaySection))</div>"
}

private func todaySection(_ section: TodaySection) -> HTML {
    """
    <section class="today-section" aria-labelledby="today-\(section.id)">\
    <h2 id="today-\(section.id)">\(section.title)<span class="count" aria-hidden="true">\
    \(section.cards.count)</span></h2>\
    \(HTML.when(section.detail) { "<p class=\"hint\">\($0)</p>" })\
    <ol class="today-cards" data-rows>\(HTML.each(section.cards, todayCard))</ol></section>
    """
}

private func todayCard(_ card: TodayCard) -> HTML {
    """
    <li class="today-card" data-row><p class="badges">\
    \(HTML.when(card.light) { lightBadge($0, words: card.due) })\(card.chips)</p>\
    <a class="today-title" href="\(card.link)" data-row-link>\(card.title)</a>\
    <p class="matter-meta">\(card.meta)</p>\
    \(HTML.when(card.note) { "<p class=\"hint\">\($0)</p>" })\
    \(HTML.when(card.act) {
        buttonLink($0.words, to: $0.link, weight: .second, icon: .arrow)
    })</li>
    """
}

extension Site {
    static let todayRoutes: [Route] = [
        .get("/desk/today", .post(.read)) { ask in
            let frame = try await DeskFrame(ask)
            let view = try await frame.today()
            return frame.page(
                view.title, current: .today, isLive: true, content: todayPage(view))
        },
        .get("/desk/today/list", .post(.read)) { ask in
            .page(todayList(try await DeskFrame(ask).today()))
        },
    ]
}

extension DeskFrame {
    func today() async throws -> TodayView {
        let today = try await ask.installation.today(for: visit)
        let duty = try await ask.installation.duty(for: visit)
        let day = visit.book.day(of: ask.now)
        let shown = Set(
            (today.due + today.dueThisWeek + today.visits + today.calls.map(\.line)).map(\.id))
        return TodayView(
            title: words("today.title"),
            day: times.day(day) + " " + words("weekday.\(day.weekday)"),
            others: """
                \(onDutyNote(duty.now))\(chairNotes(today.chairs))\
                \(HTML.each(today.others) { holding, count in
                    otherPost(
                        holding,
                        words: words(
                            "today.other",
                            ["post": postName(holding), "count": String(count)]),
                        back: .today)
                })
                """,
            sections: [
                section("due", today.due.map(card)),
                section("calls", today.calls.map(call)),
                section("swaps", duty.swaps.map { swapCard($0.swap, $0.line) }),
                section("duty", duty.own.map(dutyCard)),
                section("visits", today.visits.map(card)),
                section("week", today.dueThisWeek.map(card)),
                section("guides", today.guides.map { guide($0, on: day) }),
                section("raised", today.raised.filter { !shown.contains($0.id) }.map(raised)),
            ],
            empty: emptyState(
                words("today.none"), next: words("today.none.next"),
                action: buttonLink(
                    words("desk.view.places"), to: InboxLink(scope: .places).link)),
            source: Link("desk", "today", "list"))
    }

    private func section(_ id: String, _ cards: [TodayCard]) -> TodaySection {
        TodaySection(
            id: id, title: words("today.\(id)"), detail: words.optional("today.\(id).detail"),
            cards: cards)
    }

    private func card(_ row: Storage.MatterLine) -> TodayCard {
        let line = line(row)
        let next = firstAction(row)
        return TodayCard(
            light: line.light, due: line.due.isEmpty ? line.lightWords : line.due,
            link: line.link, title: line.title, meta: meta(line), chips: line.chips, note: nil,
            act: next.map { action in
                NavItem(
                    words("\(row.procedure).action.\(action.id)"),
                    .matter(row.reference, opening: action.id))
            })
    }

    /// What a post most likely does next: the usual step among those that it may take.
    private func firstAction(_ row: Storage.MatterLine) -> Procedure.Action? {
        guard let procedure = visit.book.profile.procedure(row.procedure) else { return nil }
        let own = procedure.actions(in: row.state).filter { action in
            action.by.contains { $0.verb.map(visit.holding.verbs.contains) ?? false }
        }
        return own.first { $0.weight == .primary && $0.to != nil }
    }

    private func call(_ call: Inbox.Call) -> TodayCard {
        let line = line(call.line)
        let mayRead = visit.holding.grants(.readContact, at: call.path, in: visit.realm.id)
        return TodayCard(
            light: call.before < ask.now ? .red : .amber,
            due: words("today.call.before", ["when": times.soon(call.before)]),
            link: line.link, title: line.title, meta: meta(line), chips: [],
            note: words(mayRead ? "today.call.number" : "today.call.noNumber"),
            act: NavItem(
                words(mayRead ? "today.call.open" : "today.call.note"),
                mayRead
                    ? Link(
                        ["desk", "matters", call.line.reference.description], fragment: "contact")
                    : .matter(call.line.reference, opening: "contact")))
    }

    /// What the unit answers for, to be looked at again.
    private func guide(_ guide: Guide, on day: Day) -> TodayCard {
        TodayCard(
            light: nil, due: "", link: .guide(guide.id), title: words.name(guide.title),
            meta: [
                words("guides.kind.\(guide.kind.rawValue)"),
                words("guides.due", ["day": times.wholeDay(guide.reviewOn)]),
            ].joined(separator: " · "),
            chips: guide.isStale(on: day) ? [chip(words("guides.stale"), tone: .amber)] : [],
            note: nil, act: NavItem(words("today.guides.act"), .guide(guide.id)))
    }

    private func raised(_ row: Storage.MatterLine) -> TodayCard {
        let line = line(row)
        return TodayCard(
            light: nil, due: "", link: line.link, title: line.title,
            meta: [times.since(row.openedAt), meta(line)].joined(separator: " · "),
            chips: line.chips, note: nil, act: nil)
    }

    private func meta(_ line: MatterLine) -> String {
        [line.reference, line.place, line.category].joined(separator: " · ")
    }
}

extension Times {
    /// `15:30` on the same day, else the day as well.
    func soon(_ instant: Instant) -> String {
        let day = Day(of: instant, in: zone)
        let text = moment(instant)
        guard day == Day(of: now, in: zone) else { return text }
        return text.split(separator: " ").last.map(String.init) ?? text
    }
}
