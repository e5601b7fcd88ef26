import Actions
import Kernel
import Markup
import Storage

/// A worker's own pairings, and counts of all others.
struct KeptView {
    let title: String
    let detail: String
    let filtersLabel: String
    let filters: [NavItem]
    let new: NavItem
    let figures: [(words: String, value: String)]
    let figuresNote: String
    let viewsLabel: String
    let views: [NavItem]
    let rows: [KeptRow]
    let none: (title: String, next: String)
}

struct KeptRow {
    let title: String
    let link: Link
    let place: String
    let supporters: String
    let badges: HTML
    let rhythm: String
}

func keptPage(_ view: KeptView) -> HTML {
    """
    \(deskHead(
        title: view.title, detail: view.detail, filters: view.filters,
        filtersLabel: view.filtersLabel,
        actions: buttonLink(view.new.words, to: view.new.link, weight: .first, icon: .plus)))\
    \(figureRow(view.figures.map { figureTile($0.words, value: $0.value) }))\
    <p class="hint pairings-note">\(view.figuresNote)</p>\
    \(filterBar(label: view.viewsLabel, view.views))\
    \(view.rows.isEmpty
        ? emptyState(view.none.title, next: view.none.next)
        : "<ol class=\"pairing-rows\">\(HTML.each(view.rows, keptRow))</ol>")
    """
}

private func keptRow(_ row: KeptRow) -> HTML {
    """
    <li class="panel pairing-row"><a class="pairing-title" href="\(row.link)">\(row.title)</a>\
    <p class="pairing-place">\(icon(.pin))\(row.place)</p><p>\(row.supporters)</p>\
    <p class="hint">\(row.rhythm)</p><p class="badges">\(row.badges)</p></li>
    """
}

extension KeptView {
    static var example: KeptView {
        KeptView(
            title: "我负责的结对", detail: "只列您登记的", filtersLabel: "结对", filters: [],
            new: NavItem("登记结对", .newPairing()), figures: [("进行中", "3")], figuresNote: "只有数",
            viewsLabel: "看哪些", views: [],
            rows: [
                KeptRow(
                    title: "结对 0001-8", link: .pairings(), place: "1号楼", supporters: "演示·甲",
                    badges: chip("进行中"), rhythm: "每 7 天一次")
            ], none: ("没有", "登记一对"))
    }
}

extension Site {
    static func keptReply(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let shown = ask.query["show"].flatMap(Pairings.View.init) ?? .running
        let list = try await ask.installation.keptList(
            shown, in: frame.visit.realm, for: frame.visit.holding)
        let view = frame.keptView(list, shown)
        return frame.page(
            view.title, current: .pairings(),
            content: """
                \(keptPage(view))\(frame.exportLinks(.pairings, like: .keptPairings(shown)))
                """)
    }
}

extension DeskFrame {
    fileprivate func keptView(_ list: KeptList, _ shown: Pairings.View) -> KeptView {
        KeptView(
            title: words("pairings.kept.title"), detail: words("pairings.kept.detail"),
            filtersLabel: words("pairings.title"), filters: pairingFilters(.keptPairings()),
            new: NavItem(words("pairings.new"), .newPairing()),
            figures: Pairings.View.allCases.map {
                (words("pairings.view.\($0.rawValue)"), String(list.numbers[$0]))
            },
            figuresNote: words("pairings.kept.numbers"),
            viewsLabel: words("pairings.kept.views"),
            views: Pairings.View.allCases.map {
                NavItem(
                    words("pairings.view.\($0.rawValue)"), .keptPairings($0),
                    isCurrent: $0 == shown)
            },
            rows: list.pairings.map { row($0, list) },
            none: (words("pairings.kept.none"), words("pairings.kept.none.next")))
    }

    func supporters(of pairing: Pairing, _ list: KeptList) -> String {
        let inside = pairing.supporters.filter { pairing.state == .ended || $0.isIn }
        let supporters = inside.map {
            words(
                "pairings.supporter.\($0.state.rawValue)", ["name": name($0.who, list.names)])
        }
        return supporters.isEmpty
            ? words("pairings.supporter.none") : supporters.joined(separator: words("page.comma"))
    }

    private func row(_ pairing: Pairing, _ list: KeptList) -> KeptRow {
        let lacksConsent =
            pairing.state == .proposed && pairing.kind.isPersonal && pairing.consent == nil
        return KeptRow(
            title: title(of: pairing), link: .pairing(pairing.id),
            place: placeWords(pairing, list.places),
            supporters: supporters(of: pairing, list),
            badges: """
                \(pairing.state == .running ? badge(of: pairing) : stateChip(pairing))\
                \(HTML.when(lacksConsent, chip(words("pairings.consent.lacking"), tone: .amber)))
                """,
            rhythm: pairing.kind == .area
                ? words("pairings.area.rhythm") : rhythm(pairing, list.visits[pairing.id]))
    }
}
