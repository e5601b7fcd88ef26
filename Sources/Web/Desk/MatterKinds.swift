import Actions
import Kernel
import Markup

/// The kinds of matters that a post may enter: the usual ones as a row, all of them in groups
/// further down, which anchors lead to.
struct MatterKinds {
    struct Group {
        let id: String
        let title: String
        let items: [NavItem]
    }

    let label: String
    /// The most used first, with the one that is shown; ends with the way to all.
    let usual: [NavItem]
    let title: String
    /// Empty where the row shows all of them.
    let groups: [Group]
}

/// The row above the form.
func usualKinds(_ kinds: MatterKinds) -> HTML {
    HTML.when(kinds.usual.count > 1, filterBar(label: kinds.label, kinds.usual))
}

/// All kinds in their groups, below the form.
func allKinds(_ kinds: MatterKinds) -> HTML {
    HTML.when(
        !kinds.groups.isEmpty,
        """
        <section class="kinds" id="kinds" aria-labelledby="kinds-title">\
        <h2 id="kinds-title" tabindex="-1">\(kinds.title)</h2>\
        <nav class="kinds-ways" aria-label="\(kinds.title)"><ul>\(HTML.each(kinds.groups) { group in
            "<li><a href=\"\(Link(here: "kinds-\(group.id)"))\">\(group.title)</a></li>"
        })</ul></nav>\(HTML.each(kinds.groups, kindGroup))</section>
        """)
}

private func kindGroup(_ group: MatterKinds.Group) -> HTML {
    """
    <section aria-labelledby="kinds-\(group.id)"><h3 id="kinds-\(group.id)">\(group.title)</h3>\
    <ul class="kinds-list">\(HTML.each(group.items) { "<li>\(navLink($0))</li>" })</ul></section>
    """
}

extension DeskFrame {
    typealias KindEntry = (procedure: Procedure, action: Procedure.Action)

    /// What kinds stand together, in this order.
    private enum KindGroup: String, CaseIterable {
        /// For somebody who came, called or wrote.
        case asked
        /// What the post does, sees or reports by itself.
        case own
        case lists
        case together

        init(_ entry: KindEntry) {
            self =
                switch entry.procedure.door {
                case .lists: .lists
                case .commons, .notices: .together
                case nil: entry.action.isOnBehalf ? .asked : .own
                }
        }
    }

    /// How many kinds stand in one row before they are put in groups, and how many stand there
    /// then.
    private static let rowMax = 6
    private static let usualMax = 4

    func kinds(_ entries: [KindEntry], shown: KindEntry) async throws -> MatterKinds {
        let isShown = { (entry: KindEntry) in
            entry.procedure.key.name == shown.procedure.key.name
                && entry.action.id == shown.action.id
        }
        let label = words("desk.new.kind")
        guard entries.count > Self.rowMax else {
            return MatterKinds(
                label: label, usual: entries.map { item($0, isCurrent: isShown($0)) },
                title: "", groups: [])
        }
        let counts = try await ask.installation.openedOfLate(
            Array(Set(entries.map(\.procedure.key.name))), for: visit)
        // The usual way of each procedure before its others, which the counts do not tell apart.
        let order = entries.indices.sorted { a, b in
            let (here, there) = (entries[a], entries[b])
            let first = (isUsual(here) ? counts[here.procedure.key.name] ?? 0 : 0, -a)
            return first > (isUsual(there) ? counts[there.procedure.key.name] ?? 0 : 0, -b)
        }
        let ordered = order.map { entries[$0] }
        var usual = Array(ordered.prefix(Self.usualMax))
        if !usual.contains(where: isShown) { usual.append(shown) }
        let groups = Dictionary(grouping: ordered, by: KindGroup.init)
        return MatterKinds(
            label: label,
            usual: usual.map { item($0, isCurrent: isShown($0)) } + [
                NavItem(
                    words("desk.new.all", ["count": String(entries.count)]), Link(here: "kinds"),
                    icon: .list)
            ],
            title: words("desk.new.all.title"),
            groups: KindGroup.allCases.compactMap { group in
                groups[group].map { entries in
                    MatterKinds.Group(
                        id: group.rawValue, title: words("desk.new.group.\(group.rawValue)"),
                        items: entries.map { item($0, isCurrent: isShown($0)) })
                }
            })
    }

    /// Whether this is how a post usually opens a matter of the procedure.
    private func isUsual(_ entry: KindEntry) -> Bool {
        entry.action.id == entry.procedure.entry(granting: visit.holding.verbs)?.action.id
    }

    private func item(_ entry: KindEntry, isCurrent: Bool) -> NavItem {
        let kind = entry.procedure.key.name
        let isUsual = isUsual(entry)
        return NavItem(
            words(isUsual ? "\(kind).name" : "\(kind).action.\(entry.action.id)"),
            visit.holding.verbs.contains(.enter)
                ? .newMatter(of: kind, opening: isUsual ? nil : entry.action.id)
                : .newOffer(of: kind),
            isCurrent: isCurrent)
    }
}
