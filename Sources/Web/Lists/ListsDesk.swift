import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// The lists of what is needed, offered and planned, at the desk and for everyone.
    static let listRoutes: [Route] = [
        .get("/desk/lists", .post(.read), listsDesk),
        .get("/:realm/lists", .everyone) { try await $0.neighbourhood().listsReply() },
    ]

    /// How many procedures stand side by side; what else is behind the door stands below.
    static let listColumnsMax = 3

    private static func listsDesk(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let view = try await frame.lists(ListsLink(ask.query))
        return frame.page(view.title, current: .lists, content: listsPage(view))
    }
}

extension DeskFrame {
    /// How many matters one page of a list shows.
    private static let cardsMax = 20

    fileprivate func lists(_ link: ListsLink) async throws -> ListsView {
        let profile = visit.book.profile
        let all = profile.procedures(behind: .lists)
        guard !all.isEmpty else { throw ActionError.notFound }
        let place = try await reach(link)
        let asked = all.prefix(Site.listColumnsMax).map { procedure in
            var query = ListQuery(procedure.key.name, place: place)
            query.after = link.after[procedure.key.name]
            if let category = link.category, holds(category, procedure.key.name) {
                query.category = category
            }
            return (procedure: procedure, query: query)
        }
        let pages = try await ask.installation.lists(
            asked, isPublic: false, limit: Self.cardsMax, in: visit.realm)
        var others: [(title: String, content: HTML)] = []
        for procedure in all.dropFirst(Site.listColumnsMax) {
            others.append(try await below(procedure, link))
        }
        let taken = HTML.each(all.prefix(Site.listColumnsMax)) { procedure in
            let name = procedure.key.name
            let like = InboxLink(scope: .places).with { $0.procedure = name }.link
            return "<p>\(words("\(name).board.title"))</p>\(exportLinks(.matters, like: like))"
        }
        others.append((words("exports.lists"), taken))
        return ListsView(
            title: words("lists.title"), detail: words("lists.desk.detail"),
            filters: try await listFilters(link, all), columns: pages.map { column($0, link) },
            below: others)
    }

    /// The place that was asked for, as far as the post reaches; else all of its own.
    private func reach(_ link: ListsLink) async throws -> PlacePath {
        let own = visit.holding.post.reach
        guard let id = link.place,
            let place = try await ask.installation.place(id, in: visit.realm),
            own.contains(place.path)
        else { return own }
        return place.path
    }

    /// A category narrows the list that it belongs to and leaves the others whole.
    private func holds(_ category: Kernel.Category.ID, _ name: Procedure.Name) -> Bool {
        visit.book.profile.categories(of: name).contains { Category.within($0.id, category) }
    }

    private func column(_ page: ListPage, _ link: ListsLink) -> ListsView.Column {
        let name = page.procedure.key.name
        return ListsView.Column(
            id: name, title: words("\(name).board.title"), count: words.sentence(page.count),
            cards: page.lines.map(card), none: words("\(name).board.none"),
            older: page.next.map { next in
                NavItem(words("page.older"), link.older(name, after: next).desk)
            },
            action: page.procedure.entry(granting: visit.holding.verbs).map { _ in
                NavItem(words("lists.enter", ["kind": words("\(name).name")]), .newMatter(of: name))
            })
    }

    private func card(_ listed: ListedMatter) -> ListsView.Card {
        let line = listed.line
        return ListsView.Card(
            title: title(of: line), kind: words("category.\(line.category)"), area: place(of: line),
            state: words("\(line.procedure).state.\(line.state)"),
            since: words("lists.since", ["since": times.since(line.openedAt)]),
            link: .matter(line.reference),
            unmatched: listed.isMatched ? nil : words("lists.unmatched"))
    }

    /// What is no list of its own, in the order in which it is due.
    private func below(
        _ procedure: Procedure, _ link: ListsLink
    ) async throws -> (title: String, content: HTML) {
        let name = procedure.key.name
        var query = InboxQuery(scope: .places, procedure: name)
        query.place = try await reach(link)
        let page = try await ask.installation.inbox(query, for: visit)
        let all = InboxLink(scope: .places).with { $0.procedure = name }.link
        let none: HTML = "<p class=\"hint\">\(words("\(name).board.none"))</p>"
        let title = words("\(name).board.title")
        let rows = matterList(label: title, page.lines.map(line))
        let more = pager(label: title, newer: nil, older: NavItem(words("lists.all"), all))
        return (
            title, page.lines.isEmpty ? none : "\(rows)\(HTML.when(page.next != nil, more))"
        )
    }

    private func listFilters(_ link: ListsLink, _ procedures: [Procedure]) async throws -> HTML {
        let places = try await ask.installation.filterPlaces(for: visit)
        let categories = procedures.prefix(Site.listColumnsMax).flatMap {
            visit.book.profile.categories(of: $0.key.name)
        }
        let form = getForm(
            to: .lists,
            content: """
                <div class="filter-fields">\
                \(groupedSelect(
                    Field("place", label: words("inbox.filter.place"), isRequired: false),
                    groups: placeGroups(places, chosen: link.place, words: words),
                    emptyWords: words("inbox.filter.any")))\
                \(groupedSelect(
                    Field("category", label: words("inbox.filter.category"), isRequired: false),
                    groups: categoryGroups(categories, chosen: link.category, words: words),
                    emptyWords: words("inbox.filter.any")))</div>\
                \(buttonRow([
                    submitButton(words("inbox.filter.apply"), weight: .second),
                    HTML.when(
                        link.isNarrowed,
                        buttonLink(words("inbox.filter.clear"), to: .lists, weight: .quiet)),
                ]))
                """)
        return folded(words("lists.filter"), isOpen: link.isNarrowed, content: form)
    }
}

extension Words {
    /// `12 项，其中 5 项还没对上`, each counted no further than the lists count.
    func sentence(_ count: ListCount) -> String {
        self(
            "lists.count",
            [
                "open": count.open.shown(countedTo: Inbox.countMax),
                "unmatched": count.unmatched.shown(countedTo: Inbox.countMax),
            ])
    }
}
