import Actions
import Kernel
import Markup
import Storage

/// The inbox as its view draws it.
struct InboxView {
    let title: String
    let detail: String
    let filters: [NavItem]
    let filtersLabel: String
    /// What narrows the list, and keeps it so under a name; folded away.
    let narrowing: HTML
    let list: InboxList
    let newMatter: NavItem?
    let source: Link
    let bulk: BulkBar?
    /// The ways to take the whole list away as a file.
    let exports: HTML
}

/// The part that live updates fetch again.
struct InboxList {
    let label: String
    let rows: [HTML]
    /// Whether some of the rows can be chosen together.
    let isChoice: Bool
    let empty: HTML
    let older: NavItem?
}

func inboxPage(_ view: InboxView) -> HTML {
    """
    \(deskHead(
        title: view.title, detail: view.detail, filters: view.filters,
        filtersLabel: view.filtersLabel,
        actions: HTML.when(view.newMatter) {
            buttonLink($0.words, to: $0.link, weight: .first, icon: .plus)
        }))\(view.narrowing)
    <div class="inbox">\(HTML.when(view.bulk, bulkAll))\
    \(liveRegion(from: view.source, content: inboxList(view.list)))\
    \(HTML.when(view.bulk, bulkBar))</div>\(view.exports)
    """
}

func inboxList(_ list: InboxList) -> HTML {
    guard !list.rows.isEmpty || list.older != nil else { return list.empty }
    let drawn = matterList(label: list.label, rows: list.rows, isChoice: list.isChoice)
    return """
        \(list.rows.isEmpty ? list.empty : drawn)\
        \(pager(label: list.label, newer: nil, older: list.older))
        """
}

extension DeskFrame {
    /// Reads one page of the inbox for the address's filters, with everything around it.
    func inbox(_ filters: InboxLink) async throws -> InboxView {
        let saved = own?.views.first { $0.id == filters.saved }
        let title =
            saved?.name ?? filters.text.map { words("desk.found", ["text": $0]) }
            ?? words("desk.view.\(filters.scope.rawValue)")
        return InboxView(
            title: title, detail: words("desk.view.\(filters.scope.rawValue).detail"),
            filters: stateFilter(filters) + lightFilters(filters),
            filtersLabel: words("desk.filters"),
            narrowing: try await narrowing(filters), list: try await inboxList(filters),
            newMatter: visit.holding.verbs.contains(.enter)
                ? NavItem(words("desk.tool.new"), .newMatter) : nil,
            source: filters.fragment, bulk: bulkBar(filters),
            exports: exportLinks(.matters, like: filters.with { $0.after = nil }.link))
    }

    func inboxList(_ filters: InboxLink) async throws -> InboxList {
        var query = InboxQuery(
            scope: filters.scope, light: filters.light, category: filters.category,
            procedure: filters.procedure, state: filters.state, text: filters.text,
            after: filters.after)
        if let place = filters.place {
            query.place = try await ask.installation.place(place, in: visit.realm)?.path
        }
        let page = try await ask.installation.inbox(query, for: visit)
        let duties = visit.book.duties(of: visit.holding)
        let isChoice = filters.scope != .ended && visit.holding.verbs.contains(.read)
        return InboxList(
            label: words("desk.list"), rows: page.lines.map { row($0, duties, isChoice: isChoice) },
            isChoice: isChoice
                && page.lines.contains { line in
                    !duties.actionsForMany(of: line.procedure, in: line.state).isEmpty
                }, empty: page.lines.isEmpty ? empty(filters, isCut: page.next != nil) : .empty,
            older: page.next.map { next in
                NavItem(words("page.older"), filters.with { $0.after = next }.link)
            })
    }

    private func lightFilters(_ filters: InboxLink) -> [NavItem] {
        let lights: [Kernel.Light] =
            filters.scope == .ended ? [.done, .late] : [.red, .amber, .green, .paused]
        let all = NavItem(
            words("desk.all"), filters.with { $0.light = nil }.link, isCurrent: filters.light == nil
        )
        return [all]
            + lights.map { light in
                NavItem(
                    words("light.\(light.rawValue)"), filters.with { $0.light = light }.link,
                    isCurrent: filters.light == light)
            }
    }

    /// - Parameter isCut: whether older ones with the words are left, beyond those that were
    ///   looked at.
    private func empty(_ filters: InboxLink, isCut: Bool) -> HTML {
        if isCut {
            return emptyState(
                words("desk.none.yet", ["count": String(Inbox.searchedMax)]),
                next: words("desk.none.yet.next"))
        }
        if filters.isNarrowed {
            return emptyState(
                words("desk.none.found"), next: words("desk.none.found.next"),
                action: buttonLink(
                    words("inbox.filter.clear"), to: InboxLink(scope: filters.scope).link))
        }
        let key = "desk.none.\(filters.scope.rawValue)"
        return emptyState(words(key), next: words(key + ".next"))
    }

    /// A row of the list, drawn anew where it was not drawn this minute.
    private func row(_ row: Storage.MatterLine, _ duties: Duties, isChoice: Bool) -> HTML {
        let key = DrawnRows.Key(
            matter: row.id, profileVersion: visit.book.profile.version,
            role: visit.holding.post.role, isChoice: isChoice, language: words.language)
        let light = row.light(at: ask.now)
        return ask.site.drawnRows.html(key, row, light: light, at: ask.now) {
            var line = line(row)
            if isChoice { line.choice = choice(row, duties) }
            return matterRow(line)
        }
    }

    /// A row of a list.
    func line(_ row: Storage.MatterLine) -> MatterLine {
        let light = row.light(at: ask.now)
        let state = words("\(row.procedure).state.\(row.state)")
        var chips = [chip(state)]
        if row.urgency == "emergency" {
            chips.append(chip(words("urgency.\(row.urgency)"), tone: .cinnabar))
        }
        if row.supervised { chips.append(chip(words("desk.supervised"), tone: .amber)) }
        if row.procedure != "request" {
            chips.append(chip(words("\(row.procedure).name"), tone: .blue))
        }
        return MatterLine(
            link: .matter(row.reference),
            title: title(of: row),
            reference: row.reference.description, place: place(of: row),
            category: words("category.\(row.category)"),
            owner: owner(of: row),
            light: Light(rawValue: light.rawValue) ?? .green,
            lightWords: words("light.\(light.rawValue)"), due: due(row, light),
            updated: times.since(row.touchedAt), updatedISO: times.machine(row.touchedAt),
            chips: chips)
    }

    /// Where a matter is; to those who only take things on no nearer than everyone may know.
    func place(of row: Storage.MatterLine) -> String {
        let profile = visit.book.profile
        let isHidden =
            !visit.holding.verbs.contains(.read) && !profile.isPublic(level: row.level)
        let wider = row.wider.map(words.name)
        if isHidden {
            let isWiderPublic = row.widerLevel.map(profile.isPublic) ?? false
            return isWiderPublic ? wider ?? "" : words.name(visit.realm.name)
        }
        return (wider.map { $0 + " " } ?? "") + words.name(row.place)
    }

    /// What a matter is called; where it has no title, or no longer, what kind it is.
    func title(of row: Storage.MatterLine) -> String {
        row.title.isEmpty ? words("category.\(row.category)") : row.title
    }

    /// The body in charge; where there is none, whose move it is.
    func owner(of row: Storage.MatterLine) -> String {
        row.leadName.map(words.name)
            ?? awaits(
                visit.book.profile.procedure(row.procedure)?.state(row.state)?.owner, lead: nil)
    }

    private func due(_ row: Storage.MatterLine, _ light: Kernel.Light) -> String {
        if let ending = row.ending { return words("ending.\(ending.rawValue)") }
        if light == .paused { return words("light.paused") }
        return row.dueAt.map(times.until) ?? ""
    }
}
