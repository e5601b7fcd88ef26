import Actions
import Kernel
import Markup
import Storage

/// The bodies of a realm as a chart: who stands under whom.
struct BodyChart {
    /// How many boxes one page draws at most.
    static let boxesMax = 200

    private let under: [Body.ID: [Body]]
    let roots: [Body]
    private let words: Words
    private let kinds: [String]

    /// - Parameter bodies: those of today.
    init(_ bodies: [Body], kinds: [String], words: Words) {
        let known = Set(bodies.map(\.id))
        var under: [Body.ID: [Body]] = [:]
        var roots: [Body] = []
        for body in bodies {
            if let parent = body.parent, known.contains(parent) {
                under[parent, default: []].append(body)
            } else {
                roots.append(body)
            }
        }
        self.under = under
        self.roots = roots
        self.words = words
        self.kinds = kinds
    }

    /// The bodies that lead others; the others stand beside them, by kind.
    var heads: [ChartBox] { roots.filter { under[$0.id] != nil }.map { box($0, depth: 0) } }

    var others: [ChartGroup] { groups(of: roots.filter { under[$0.id] == nil }, depth: 0) }

    private func groups(of bodies: [Body], depth: Int) -> [ChartGroup] {
        kinds.compactMap { kind in
            let found = bodies.filter { $0.kind == kind }
                .sorted { words.stands($0.name, before: $1.name) }
            guard !found.isEmpty else { return nil }
            return ChartGroup(
                title: words(
                    "bodies.group",
                    ["kind": words("bodyKind.\(kind)"), "count": String(found.count)]),
                boxes: found.map { box($0, depth: depth) })
        }
    }

    func box(_ body: Body, depth: Int) -> ChartBox {
        let below = depth < Body.depthMax ? under[body.id] ?? [] : []
        return ChartBox(
            words: words.name(body.name), link: .body(body.id),
            detail: words("bodyKind.\(body.kind)"), note: body.phone,
            groups: groups(of: below, depth: depth + 1))
    }
}

extension DeskFrame {
    private static let bodiesOnPage = 100

    /// The organisation chart, or the bodies that a search or a kind leaves.
    func bodiesPage() -> Reply {
        let text = ask.query["q"].map { String($0.prefix(60)) } ?? ""
        let kind = ask.query["kind"]
        let day = today
        let all = bodyNames.values.filter { $0.exists(on: day) }
        let isChart = text.isEmpty && kind == nil && all.count <= BodyChart.boxesMax
        let mayAdd = visit.holding.verbs.contains(.editBodies)
        return page(
            words("bodies.title"), current: .bodies(),
            content: """
                \(doneMessage())\(deskHead(
                    title: words("bodies.title"),
                    detail: words("bodies.detail", ["count": String(all.count)]),
                    filters: kindFilters(Array(all), kind), filtersLabel: words("bodies.kinds"),
                    actions: buttonRow([
                        HTML.when(
                            mayAdd,
                            buttonLink(
                                words("body.add"), to: .newBody, weight: .first, icon: .plus)),
                        printButton(words("page.print")),
                    ])))\
                \(listSearch(
                    to: .bodies(), words: words("bodies.search"), text: text,
                    submit: words("org.search")))\
                \(isChart ? bodyChart(Array(all)) : bodyList(Array(all), text, kind))\
                \(exportLinks(.bodies, like: .bodies(text.isEmpty ? nil : text, kind: kind)))
                """)
    }

    private func kindFilters(_ all: [Body], _ kind: String?) -> [NavItem] {
        [NavItem(words("bodies.chart"), .bodies(), isCurrent: kind == nil)]
            + visit.book.profile.bodyKinds.compactMap { other in
                let count = all.count { $0.kind == other }
                guard count > 0 else { return nil }
                return NavItem(
                    words("bodyKind.\(other)"), .bodies(kind: other), isCurrent: kind == other,
                    count: String(count))
            }
    }

    private func bodyChart(_ all: [Body]) -> HTML {
        guard !all.isEmpty else {
            return emptyState(words("bodies.none"), next: words("bodies.none.next"))
        }
        let chart = BodyChart(all, kinds: visit.book.profile.bodyKinds, words: words)
        let others = HTML.each(chart.others) { group in
            """
            <section class="chart-others"><h2>\(group.title)</h2>\
            \(chartDrawing(label: group.title, group.boxes))</section>
            """
        }
        return """
            \(HTML.when(
                !chart.heads.isEmpty,
                chartDrawing(label: words("bodies.title"), chart.heads)))\(others)
            """
    }

    private func bodyList(_ all: [Body], _ text: String, _ kind: String?) -> HTML {
        let plain = text.lowercased()
        let after = ask.query["after"].flatMap { Body.ID($0) }
        let found = all.filter { body in
            (kind == nil || body.kind == kind)
                && (plain.isEmpty || body.name.zh.lowercased().contains(plain)
                    || (body.name.en ?? "").lowercased().contains(plain))
                && after.map { $0 < body.id } ?? true
        }.sorted { $0.id < $1.id }
        guard !found.isEmpty else {
            return emptyState(
                words("bodies.notFound"), next: words("bodies.notFound.next"),
                action: buttonLink(words("bodies.chart"), to: .bodies(), icon: .people))
        }
        let shown = found.prefix(Self.bodiesOnPage)
        let rows = shown.map { body -> [HTML] in
            let parent = body.parent.flatMap { bodyNames[$0] }
            return [
                "<a href=\"\(Link.body(body.id))\">\(words.name(body.name))</a>",
                "\(words("bodyKind.\(body.kind)"))", "\(parent.map { words.name($0.name) })",
                "\(body.phone)",
            ]
        }
        let next =
            found.count > shown.count
            ? shown.last.map {
                NavItem(
                    words("page.older"),
                    .bodies(text.isEmpty ? nil : text, kind: kind, after: $0.id.description))
            } : nil
        return """
            \(dataTable(
                caption: words("bodies.found", ["count": String(found.count)]),
                columns: ["name", "kind", "parent", "phone"].map {
                    TableColumn(words("body.field.\($0)"))
                }, rows: rows))\
            \(pager(label: words("bodies.title"), newer: nil, older: next))
            """
    }
}
