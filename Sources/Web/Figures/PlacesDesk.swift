import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// The places under one, beside each other.
    static func placesDesk(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let today = Day(of: ask.now, in: frame.times.zone)
        let asked = FiguresLink(ask.query, today: today)
        let found = try await ask.installation.placeComparison(
            at: asked.place ?? frame.visit.holding.post.place, for: asked.period,
            section: asked.view, in: frame.visit.realm)
        let view = try await frame.beside(found, today: today)
        return frame.page(view.title, current: .figures, content: figuresPage(view))
    }
}

extension DeskFrame {
    fileprivate func beside(_ found: PlaceComparison, today: Day) async throws -> FiguresView {
        let link = FiguresLink(
            place: found.place.id, period: found.period, view: found.section)
        let none =
            found.sections.isEmpty
            ? (words("figures.none"), words("figures.none.next"))
            : (words("figures.beside.none"), words("figures.beside.none.next"))
        return FiguresView(
            title: words("figures.beside.title", ["place": words.name(found.place.name)]),
            detail: words("figures.beside.detail"),
            other: NavItem(words("figures.all"), link.seeing(nil).desk),
            lengths: sentences.lengths(of: found.period, today: today) { link.over($0).beside },
            lengthsLabel: words("figures.lengths"),
            views: found.sections.map { section in
                NavItem(
                    words("figure.section.\(section)"), link.seeing(section).beside,
                    isCurrent: section == found.section)
            }, viewsLabel: words("figures.views"),
            period: sentences.way(of: found.period, today: today) { link.over($0).beside },
            places: try await placeForm(link, to: .placesBeside),
            sections: cards(found, link), notes: notes(found), none: none)
    }

    private func cards(_ found: PlaceComparison, _ link: FiguresLink) -> HTML {
        let lines = found.beside.lines.filter { !$0.whole.isNothing }
        return lines.isEmpty ? .empty : placeCards(lines.map { card($0, found, link) })
    }

    private func card(
        _ line: PlacesBeside.Line, _ found: PlaceComparison, _ link: FiguresLink
    ) -> PlaceCard {
        let largest = line.values.compactMap(\.number).max() ?? 0
        let bars = zip(found.beside.places, line.values).filter { !$1.isNothing }
            .map { place, value in
                PlaceCard.Bar(
                    words: words.name(place.name), value: sentences.value(value),
                    counts: value.counts, length: value.length(beside: largest),
                    isSmall: value.isSmall, link: link.at(place.id).figure(line.figure.id))
            }
        let rest = line.values.count - bars.count
        return PlaceCard(
            title: NavItem(sentences.name(line.figure), link.figure(line.figure.id)),
            value: sentences.value(line.whole), detail: line.whole.counts, bars: bars,
            rest: rest > 0 ? words("figures.beside.rest", "count", String(rest)) : nil)
    }

    /// Up to when it is counted, what is cut off, what says little, and of what there was nothing.
    private func notes(_ found: PlaceComparison) -> [String] {
        let beside = found.beside
        let shown = beside.lines.flatMap(\.values).filter { !$0.isNothing }
        let nothing = beside.lines.filter(\.whole.isNothing).map { sentences.name($0.figure) }
        return sentences.notes(uncounted: found.uncounted, asOf: found.asOf)
            + [
                beside.isCutOff
                    ? words("figures.beside.cutOff", "count", String(beside.places.count)) : nil,
                shown.contains(where: \.isSmall) ? words("figures.beside.few") : nil,
                nothing.isEmpty
                    ? nil
                    : words(
                        "figures.beside.nothing",
                        ["names": nothing.joined(separator: words("page.comma"))]),
            ].compactMap(\.self)
    }
}

extension FigureValue {
    fileprivate var number: Int64? {
        if case .number(let number) = self { number } else { nil }
    }

    /// How long its bar is, in thousandths: a share of all that there could be, a number beside the
    /// largest one.
    fileprivate func length(beside largest: Int64) -> Int {
        let length = tenthsOfPercent ?? (number ?? 0) * 1_000 / max(largest, 1)
        return Int(min(max(length, 0), 1_000))
    }
}
