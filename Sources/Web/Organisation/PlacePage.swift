import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// The page of one place.
    func placePage(_ file: PlaceFile, back: FormReturn? = nil) async throws -> Reply {
        let place = file.place
        let story: [HTML] = [
            placeHead(file), placeChildren(file), try await placeMatters(file),
            try await placeResponsible(file),
            placePosts(file),
            history(
                file.history,
                places: Dictionary(
                    file.line.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a }),
                start: place.from.map { words("org.history.since", ["day": times.day($0)]) }
                    ?? words("org.history.founding")
            ) { .place(place.id, before: $0) },
        ]
        return page(
            words.name(place.name), current: .places(),
            content: storyAndActions(
                story: "\(doneMessage())\(story)", actions: placeSides(file, back: back),
                actionsLabel: words("matter.actions")))
    }

    private func placeHead(_ file: PlaceFile) -> HTML {
        let place = file.place
        var facts: [(term: String, value: HTML)] = [
            (words("place.level"), "\(words("level.\(place.level)"))")
        ]
        if let code = place.code { facts.append((words("place.code"), "<code>\(code)</code>")) }
        if let degrees = file.position?.degrees {
            let said = words(
                "place.position.degrees",
                ["latitude": degrees.latitude, "longitude": degrees.longitude])
            facts.append((words("place.position"), "\(said)"))
        }
        if let other = words.language == .zh ? place.name.en : place.name.zh {
            facts.append((words("place.otherName"), "\(other)"))
        }
        let times = period(place.from, place.until)
        if !times.isEmpty { facts.append((words("place.dates"), "\(times)")) }
        let isClosed = !place.exists(on: today)
        return """
            <header class="org-head">\(wayDown(file.line))<div class="org-title">\
            <h1>\(words.name(place.name))</h1>\(chip(words("level.\(place.level)"), tone: .jade))\
            \(HTML.when(isClosed, chip(words("places.closed"), tone: .amber)))</div></header>\
            \(HTML.when(isClosed, noteMessage("<p>\(words("place.closed.note"))</p>")))\
            \(panel(words("place.facts"), content: definitionList(facts)))
            """
    }

    /// The places from the root down to the one that the page shows.
    private func wayDown(_ line: [Place]) -> HTML {
        let items = HTML.each(line.dropLast()) { place in
            "<li><a href=\"\(Link.place(place.id))\">\(words.name(place.name))</a></li>"
        }
        let tree = line.last.map { Link.places(open: $0.id) } ?? .places()
        return """
            <nav class="way-down" aria-label="\(words("place.way"))"><ol>\
            <li><a href="\(tree)">\(words("places.title"))</a></li>\(items)</ol></nav>
            """
    }

    private func placeChildren(_ file: PlaceFile) -> HTML {
        let place = file.place
        let items = HTML.each(file.children) { child in
            let count = file.childCounts[child.id] ?? 0
            return """
                <li><a class="tile" href="\(Link.place(child.id))"><strong>\
                \(words.name(child.name))</strong><span>\(words("level.\(child.level)"))\
                \(HTML.when(count > 0, " · \(words("places.under", ["count": String(count)]))"))\
                </span></a></li>
                """
        }
        let closed = HTML.each(file.closedChildren) { child in
            """
            <li><a href="\(Link.place(child.id))">\(words.name(child.name))</a> \
            <span class="hint">\(period(child.from, child.until))</span></li>
            """
        }
        return panel(
            words("place.children"),
            content: """
                \(HTML.when(!file.children.isEmpty, "<ul class=\"tiles\">\(items)</ul>"))\
                \(HTML.when(
                    file.children.isEmpty, "<p class=\"hint\">\(words("place.children.none"))</p>"
                ))\
                \(pager(
                    label: words("place.children"), newer: nil,
                    older: file.nextChild.map {
                        NavItem(words("page.older"), .place(place.id, after: $0))
                    }))\
                \(HTML.when(
                    !file.closedChildren.isEmpty,
                    folded(
                        words(
                            "place.children.closed", ["count": String(file.closedChildren.count)]),
                        content: "<ul class=\"plain-lines\">\(closed)</ul>")))
                """)
    }

    private func placeMatters(_ file: PlaceFile) async throws -> HTML {
        guard visit.holding.verbs.contains(.read) else { return .empty }
        var filters = InboxLink(scope: .places)
        filters.place = file.place.id
        let page = try await ask.installation.inbox(
            InboxQuery(
                scope: .places, place: file.place.path, limit: Installation.mattersOnPage),
            for: visit)
        return mattersPanel(
            page.lines, title: words("place.matters"), none: words("place.matters.none"),
            all: page.next == nil ? nil : filters.link, allWords: words("place.matters.all"))
    }

    /// A few open matters, and the way to all of them.
    func mattersPanel(
        _ lines: [Storage.MatterLine], title: String, none: String, all: Link?, allWords: String
    ) -> HTML {
        panel(
            title,
            content: """
                \(HTML.when(!lines.isEmpty, matterList(label: title, lines.map(line))))\
                \(HTML.when(lines.isEmpty, "<p class=\"hint\">\(none)</p>"))\
                \(HTML.when(all) { buttonRow([buttonLink(allWords, to: $0, icon: .inbox)]) })
                """)
    }

    /// The bodies whose place this is, then those that the catalogue names here, with what for.
    private func placeResponsible(_ file: PlaceFile) async throws -> HTML {
        let root = file.line.first?.id
        let near = file.bodies.filter { $0.place != root || file.place.id == root }
        let wide = file.bodies.filter { $0.place == root && file.place.id != root }
        let routed = try await ask.installation.responsibilities(
            at: file.place.path, in: visit.realm)
        var order: [Body.ID] = []
        var subjects: [Body.ID: [String]] = [:]
        for item in routed {
            if subjects[item.lead.id] == nil { order.append(item.lead.id) }
            subjects[item.lead.id, default: []].append(words("category.\(item.category)"))
        }
        let rows = order.compactMap { id -> [HTML]? in
            guard let body = bodyNames[id] else { return nil }
            return [
                "<a href=\"\(Link.body(id))\">\(words.name(body.name))</a>",
                "\((subjects[id] ?? []).joined(separator: words("page.comma")))",
                "\(body.phone)",
            ]
        }
        return panel(
            words("place.bodies"),
            content: """
                \(HTML.when(!near.isEmpty, bodyTiles(near)))\
                \(HTML.when(
                    near.isEmpty, "<p class=\"hint\">\(words("place.bodies.none"))</p>"))\
                \(HTML.when(
                    !wide.isEmpty,
                    folded(
                        words("place.bodies.whole", ["count": String(wide.count)]),
                        content: bodyTiles(wide))))\
                \(HTML.when(
                    !rows.isEmpty,
                    folded(
                        words("place.routed", ["count": String(rows.count)]),
                        content: dataTable(
                            caption: words("place.routed.caption"),
                            columns: ["body", "subjects", "phone"].map {
                                TableColumn(words("place.routed.\($0)"))
                            }, rows: rows))))
                """)
    }

    private func bodyTiles(_ bodies: [Body]) -> HTML {
        let tiles = HTML.each(bodies) { body in
            """
            <li><a class="tile" href="\(Link.body(body.id))"><strong>\
            \(words.name(body.name))</strong><span>\(words("bodyKind.\(body.kind)"))\
            \(HTML.when(body.phone) { " · \($0)" })</span></a></li>
            """
        }
        return "<ul class=\"tiles\">\(tiles)</ul>"
    }

    /// The posts over the place itself; folded, those over wider places that hold here too.
    private func placePosts(_ file: PlaceFile) -> HTML {
        let day = today
        let own = file.posts.filter { $0.post.place == file.place.id }
        let above = file.posts.filter {
            $0.post.place != file.place.id && $0.post.isHeld(on: day)
        }
        let wider = HTML.each(above.reversed()) { postItem($0, in: .ofPlace) }
        return postPanel(
            own, in: .ofPlace, title: words("place.posts"), none: words("place.posts.none"),
            after: HTML.when(
                !above.isEmpty,
                folded(
                    words("place.posts.above", ["count": String(above.count)]),
                    content: "<ul class=\"post-lines\">\(wider)</ul>")))
    }
}
