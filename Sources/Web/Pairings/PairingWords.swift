import Actions
import Kernel
import Markup
import Storage

/// How pages say what is known of pairings.
extension DeskFrame {
    func name(_ who: Supporter.Who, _ names: SupporterNames) -> String {
        switch who {
        case .person(let id): names.people[id] ?? words("pairings.gone")
        case .body(let id):
            names.bodies[id].map { words.name($0.name) } ?? words("pairings.gone")
        }
    }

    /// The last two places of a pairing's line, such as `半山尚小区 › 1号楼`.
    func placeWords(_ pairing: Pairing, _ places: [Place.ID: Place]) -> String {
        pairing.placePath.ids.suffix(2).compactMap { places[$0].map { words.name($0.name) } }
            .joined(separator: " › ")
    }

    func title(of pairing: Pairing) -> String {
        words(
            "pairings.one.title.\(pairing.kind.rawValue)",
            ["number": pairing.number.description])
    }

    /// The light of the next visit with its day in words; empty where none is due.
    func badge(of pairing: Pairing) -> HTML {
        let today = Day(of: ask.now, in: times.zone)
        guard let light = pairing.light(on: today), let due = pairing.dueOn else { return .empty }
        let drawn = Light(rawValue: light.rawValue) ?? .green
        return lightBadge(drawn, words: dueWords(due, today: today), due: times.day(due))
    }

    private func dueWords(_ due: Day, today: Day) -> String {
        let days = due.ordinal - today.ordinal
        switch days {
        case 0: return words("pairings.due.today")
        case 1...: return words("pairings.due.in", ["days": String(days)])
        default: return words("pairings.due.over", ["days": String(-days)])
        }
    }

    /// How often, and when last.
    func rhythm(
        _ pairing: Pairing, _ visits: (count: Int, last: Instant)?
    ) -> String {
        let every = pairing.everyDays.map { words("pairings.every", ["days": String($0)]) }
        let last =
            visits.map {
                words(
                    pairing.kind == .card ? "pairings.given.count" : "pairings.last",
                    [
                        "count": String($0.count),
                        "day": times.day(Day(of: $0.last, in: times.zone)),
                    ])
            } ?? words(pairing.kind == .card ? "pairings.given.none" : "pairings.last.none")
        let until = pairing.until.map { words("pairings.until", ["day": times.day($0)]) }
        return [every, until, last].compactMap { $0 }.joined(separator: " · ")
    }

    func stateChip(_ pairing: Pairing) -> HTML {
        let tone: ChipTone =
            switch pairing.state {
            case .proposed: .amber
            case .running: .jade
            case .ended: .plain
            }
        return chip(words("pairings.state.\(pairing.state.rawValue)"), tone: tone)
    }

    /// The ways among the pages of pairings that this post may take.
    func pairingFilters(_ current: Link) -> [NavItem] {
        let verbs = visit.holding.verbs
        var items = [NavItem(words("pairings.nav.mine"), .pairings())]
        if verbs.contains(.enter) {
            items.append(NavItem(words("pairings.nav.kept"), .keptPairings()))
        }
        if verbs.contains(.read) {
            items.append(NavItem(words("pairings.nav.matrix"), .pairingMatrix))
            items.append(NavItem(words("pairings.nav.coverage"), .coverage))
        }
        items.append(NavItem(words("pairings.nav.pledge"), .pledge))
        return items.map { item in
            NavItem(item.words, item.link, isCurrent: item.link == current)
        }
    }
}

extension LightVisit.Kind {
    var icon: Icon {
        switch self {
        case .chat: .speak
        case .bring: .inbox
        case .look: .home
        case .hand: .hands
        case .given: .check
        }
    }
}
