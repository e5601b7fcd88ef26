import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// The area tree, or what a search in it found.
    func placesPage(_ content: HTML, text: String) -> Reply {
        page(
            words("places.title"), current: .places(),
            content: """
                \(deskHead(title: words("places.title"), detail: words("places.detail")))\
                \(listSearch(
                    to: .places(), words: words("places.search"), text: text,
                    submit: words("org.search")))\(content)\
                \(exportLinks(.places, like: .places(text.isEmpty ? nil : text)))
                """)
    }

    func placeTree(_ tree: PlaceTree, open: Place?) -> HTML {
        treeDrawing(label: words("places.title"), placeNodes(tree.roots, tree, open: open))
    }

    /// The nodes of one branch. What was read is there; the way down to `open` stands unfolded, and
    /// so does the root.
    func placeNodes(_ places: [Place], _ tree: PlaceTree, open: Place?) -> [TreeNode] {
        places.map { place in
            let children = tree.children[place.id].map { placeNodes($0, tree, open: open) }
            let count = tree.counts[place.id] ?? 0
            let name = words.name(place.name)
            return TreeNode(
                id: "place-\(place.id)", words: name, link: .place(place.id),
                detail: words("level.\(place.level)"), code: place.code,
                isHere: place.id == open?.id,
                isOpen: place.parent == nil || open?.path.ids.contains(place.id) ?? false,
                children: children,
                under: count == 0
                    ? nil
                    : (
                        count: count, words: words("places.under", ["count": String(count)]),
                        foldWords: words(
                            "places.fold", ["place": name, "count": String(count)])
                    ),
                page: .places(open: place.id), source: .placeBranch(place.id))
        }
    }

    /// What a search found, each with the places above it.
    func placesFound(_ search: PlaceSearch, text: String) -> HTML {
        guard !search.found.isEmpty else {
            return emptyState(
                words("places.none"), next: words("places.none.next"),
                action: buttonLink(words("places.all"), to: .places(), icon: .map))
        }
        let day = today
        let rows = HTML.each(search.found) { place in
            let line = place.path.ids.dropLast().compactMap { search.above[$0] }
                .map { words.name($0.name) }.joined(separator: " › ")
            return """
                <li class="found" data-row><div><a class="found-name" data-row-link \
                href="\(Link.place(place.id))">\(words.name(place.name))</a>\
                \(chip(words("level.\(place.level)")))\
                \(HTML.when(!place.exists(on: day), chip(words("places.closed"), tone: .amber)))\
                </div><p class="found-line">\(line)</p>\
                \(HTML.when(place.code) { "<code class=\"twig-code\">\($0)</code>" })</li>
                """
        }
        let next = search.next.map { NavItem(words("page.older"), .places(text, after: $0)) }
        return """
            <h2 class="found-title">\(words("places.found", ["text": text]))</h2>\
            <ol class="founds" data-rows>\(rows)</ol>\
            \(pager(label: words("places.title"), newer: nil, older: next))
            """
    }
}
