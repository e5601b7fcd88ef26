import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// The page of one plan: what is wrong with it, its grids as a tree, and what may be done.
    func gridPlanPage(_ file: GridPlanFile, table: String, back: FormReturn?) -> Reply {
        let forms = OrganisationForms(words: words, back: back)
        let actions = gridPlanActions(file, table: table, forms)
        let story: HTML = """
            \(doneMessage())\(gridPlanHead(file))\(checkPanel(file))\(gridTree(file))
            """
        return page(
            file.plan.name, current: .grids,
            content: storyAndActions(
                story: story, actions: panel(words("org.change"), content: actionList(actions)),
                actionsLabel: words("matter.actions")))
    }

    private func gridPlanHead(_ file: GridPlanFile) -> HTML {
        let plan = file.plan
        let isNow = plan.id == file.inForce?.id
        var facts: [(term: String, value: HTML)] = [
            (words("grids.days"), "\(gridDays(plan, until: file.until))"),
            (words("grids.drafter"), "\(file.drafter ?? words("grids.drafter.operator"))"),
            (words("grids.counts"), "\(gridCounts(file.counts[plan.id] ?? [:]))"),
        ]
        if let now = file.inForce, !isNow {
            facts.append(
                (
                    words("grids.counts.now"),
                    """
                    <a href="\(Link.gridPlan(now.id))">\(now.name)</a> · \
                    \(gridCounts(file.counts[now.id] ?? [:]))
                    """
                ))
        }
        return matterHead(
            title: plan.name,
            badges: [
                chip(
                    words(gridState(plan, isNow: isNow)),
                    tone: isNow ? .jade : plan.state == .draft ? .amber : .plain),
                chip(words("grids.all", ["count": String(file.grids.count)])),
            ], facts: facts)
    }

    // MARK: - What is wrong

    /// How many findings are listed in words; all are counted.
    private static let findingsShown = 50

    private func checkPanel(_ file: GridPlanFile) -> HTML {
        guard let check = file.check else { return .empty }
        let mistakes = check.mistakes
        let said: HTML =
            mistakes.isEmpty
            ? statusMessage(words("grids.check.good"))
            : alertMessage(words("grids.check.bad", ["count": String(mistakes.count)]))
        return panel(
            words("grids.check"),
            content: """
                \(said)\(findings(mistakes, file))\
                \(HTML.when(
                    mayCutGrids && isOwnDraft(file.plan),
                    noteMessage("<p>\(words("grids.approve.other"))</p>")))\
                \(HTML.when(
                    !check.warnings.isEmpty,
                    "<h3>\(words("grids.check.sizes"))</h3>\(findings(check.warnings, file))"))
                """)
    }

    private func findings(_ found: [GridCheck.Finding], _ file: GridPlanFile) -> HTML {
        guard !found.isEmpty else { return .empty }
        let grids = Dictionary(
            file.grids.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let lines = HTML.each(found.prefix(Self.findingsShown)) { finding in
            "<li>\(sentence(finding, grids, file.placeNames))</li>"
        }
        let rest = found.count - Self.findingsShown
        return """
            <ul class="plain-lines">\(lines)</ul>\
            \(HTML.when(
                rest > 0,
                "<p class=\"hint\">\(words("grids.check.more", ["count": String(rest)]))</p>"))
            """
    }

    private func sentence(
        _ finding: GridCheck.Finding, _ grids: [Grid.ID: Grid], _ places: [Place.ID: String]
    ) -> String {
        func name(_ id: Grid.ID) -> String { grids[id].map { "\($0.code) \($0.name)" } ?? "–" }
        switch finding {
        case .gap(let place):
            return words("grids.check.gap", ["place": places[place] ?? "–"])
        case .overlap(let place, let one, let other):
            return words(
                "grids.check.overlap",
                ["place": places[place] ?? "–", "one": name(one), "other": name(other)])
        case .orphan(let grid, let within):
            return words(
                "grids.check.orphan",
                ["grid": name(grid), "kind": words("gridKind.\(within)")])
        case .empty(let grid):
            return words("grids.check.empty", ["grid": name(grid)])
        case .size(let grid, let count, let bounds):
            return words(
                "grids.check.size",
                [
                    "grid": name(grid), "count": String(count),
                    "min": String(bounds.lowerBound), "max": String(bounds.upperBound),
                ])
        }
    }

    // MARK: - The grids

    private func gridTree(_ file: GridPlanFile) -> HTML {
        guard !file.grids.isEmpty else {
            return emptyState(words("grids.empty"), next: words("grids.empty.next"))
        }
        // The widest kinds first, as the profile names them.
        let order = visit.book.profile.gridKinds.map(\.id)
        let children = Dictionary(grouping: file.grids, by: \.parent).mapValues { grids in
            grids.enumerated().sorted { a, b in
                let (one, other) = (
                    order.firstIndex(of: a.element.kind) ?? order.count,
                    order.firstIndex(of: b.element.kind) ?? order.count
                )
                return (one, a.offset) < (other, b.offset)
            }.map(\.element)
        }
        func nodes(_ parent: Grid.ID?, depth: Int) -> [TreeNode] {
            (children[parent] ?? []).map { grid in
                let below = depth < Body.depthMax ? nodes(grid.id, depth: depth + 1) : []
                return TreeNode(
                    id: "grid-\(grid.id)", words: grid.name,
                    link: grid.body.map { .body($0) } ?? .gridPlan(file.plan.id),
                    detail: words("gridKind.\(grid.kind)"), code: grid.code,
                    isOpen: false, children: below.isEmpty ? nil : below,
                    under: below.isEmpty
                        ? nil
                        : (
                            count: below.count,
                            words: words("grids.under", ["count": String(below.count)]),
                            foldWords: words(
                                "grids.fold",
                                ["grid": grid.name, "count": String(below.count)])
                        ),
                    page: .gridPlan(file.plan.id))
            }
        }
        return """
            \(panel(
                words("grids.tree"),
                content: treeDrawing(label: words("grids.tree"), nodes(nil, depth: 0))))\
            \(gridTablePanel(file))
            """
    }

    /// Who looks after what, for the grids that hold places themselves.
    private func gridTablePanel(_ file: GridPlanFile) -> HTML {
        let rows = file.grids.filter { file.places[$0.id] != nil }.map { grid -> [HTML] in
            [
                "<code class=\"twig-code\">\(grid.code)</code> \(grid.name)",
                "\(words("gridKind.\(grid.kind)"))",
                "\((file.places[grid.id] ?? []).joined(separator: words("page.comma")))",
                "\(grid.body.map(bodyName) ?? "–")",
                "\(grid.households.map(String.init) ?? "–")",
            ]
        }
        return folded(
            words("grids.table.all", ["count": String(rows.count)]),
            content: dataTable(
                caption: words("grids.table.caption"),
                columns: [
                    TableColumn(words("grids.column.grid")),
                    TableColumn(words("grids.column.kind")),
                    TableColumn(words("grids.column.places")),
                    TableColumn(words("grids.column.body")),
                    TableColumn(words("grids.column.households"), isNumber: true),
                ], rows: rows))
    }

    // MARK: - What may be done

    private func gridPlanActions(
        _ file: GridPlanFile, table: String, _ forms: OrganisationForms
    ) -> [HTML] {
        let plan = file.plan
        let version = hiddenField("version", value: String(plan.version))
        var actions = [
            buttonLink(words("grids.download"), to: .gridTable(plan.id), icon: .list)
        ]
        guard mayCutGrids else { return actions }
        if plan.state == .draft {
            actions.append(contentForm(plan, table, version, forms))
            if !isOwnDraft(plan) || forms.isBack("approval") {
                actions.append(approvalForm(file, version, forms))
            }
        }
        let hasBegun = plan.from.map { $0 <= today } ?? false
        if plan.state != .dropped, !hasBegun {
            actions.append(
                forms.panel(
                    "withdrawal", "grids.drop", hint: "grids.drop.hint", icon: .leave,
                    weight: .grave, to: .gridPlanChange(plan.id, "withdrawal"), content: version))
        }
        return actions
    }

    /// Whoever drafted a plan does not approve it, and is not asked to.
    private func isOwnDraft(_ plan: GridPlan) -> Bool {
        plan.state == .draft && plan.drafter == visit.person.id
    }

    private func contentForm(
        _ plan: GridPlan, _ table: String, _ version: HTML, _ forms: OrganisationForms
    ) -> HTML {
        let most = GridTable.charactersMax
        return forms.panel(
            "content", "grids.edit", hint: "grids.edit.hint", icon: .list,
            to: .gridPlanChange(plan.id, "content"),
            content: """
                \(version)\(forms.text(
                    "name", of: "content", "grids.name", now: plan.name,
                    lengthMax: GridPlan.nameCharactersMax))\
                \(textArea(
                    forms.field("table", of: "content", "grids.table", hint: "grids.table.hint"),
                    value: forms.value("table", of: "content", now: table), rows: 12,
                    lengthMax: most,
                    lengthWords: words("form.length", ["max": String(most)]),
                    leftWords: words("form.left")))
                """)
    }

    private func approvalForm(
        _ file: GridPlanFile, _ version: HTML, _ forms: OrganisationForms
    ) -> HTML {
        forms.panel(
            "approval", "grids.approve",
            hint: "grids.approve.hint", icon: .check,
            weight: .first, to: .gridPlanChange(file.plan.id, "approval"),
            content: """
                \(version)\(forms.day(
                    "from", of: "approval", "grids.approve.from", now: today.adding(days: 1),
                    earliest: today, hint: "grids.approve.from.hint"))
                """)
    }
}
