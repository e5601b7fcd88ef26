import Actions
import Kernel
import Markup
import Storage

/// The plans of a realm: what holds now, what is to come, what was.
struct GridsView {
    let title: String
    let detail: String
    /// How many grids of each kind there are now, each with its words.
    let tiles: [HTML]
    let plansTitle: String
    let plans: [GridPlanLine]
    let none: HTML
    let actions: HTML
    let actionsLabel: String
}

/// A plan in short.
struct GridPlanLine {
    let name: String
    let link: Link
    let state: String
    let tone: ChipTone
    let when: String
    let counts: String
}

func gridPlansPage(_ view: GridsView) -> HTML {
    let lines = HTML.each(view.plans) { plan in
        """
        <li class="grid-plan"><p class="badges">\(chip(plan.state, tone: plan.tone))\
        <span class="hint">\(plan.when)</span></p><a class="today-title" href="\(plan.link)">\
        \(plan.name)</a><p class="hint">\(plan.counts)</p></li>
        """
    }
    let story: HTML =
        view.plans.isEmpty
        ? view.none
        : """
        \(HTML.when(!view.tiles.isEmpty, figureRow(view.tiles)))\
        \(panel(view.plansTitle, content: "<ol class=\"joint-meetings\">\(lines)</ol>"))
        """
    return """
        \(deskHead(title: view.title, detail: view.detail))\
        \(storyAndActions(story: story, actions: view.actions, actionsLabel: view.actionsLabel))
        """
}

extension DeskFrame {
    func gridsPage(_ list: GridPlanList, back: FormReturn?) -> Reply {
        let forms = OrganisationForms(words: words, back: back)
        let kinds = visit.book.profile.gridKinds
        let now = list.inForce.flatMap { list.counts[$0.id] } ?? [:]
        let mayEdit = mayCutGrids
        let view = GridsView(
            title: words("grids.title"), detail: words("grids.detail"),
            tiles: list.inForce == nil
                ? []
                : kinds.filter { now[$0.id] != nil }.map { kind in
                    figureTile(
                        words("gridKind.\(kind.id)"), value: String(now[kind.id] ?? 0),
                        link: list.inForce.map { .gridPlan($0.id) })
                },
            plansTitle: words("grids.plans"),
            plans: list.plans.filter { $0.state != .dropped }.map { line($0, of: list) },
            none: emptyState(
                words("grids.none"),
                next: words(mayEdit ? "grids.none.next" : "grids.none.ask")),
            actions: mayEdit
                ? panel(
                    words("org.change"),
                    content: actionList([
                        forms.panel(
                            "draft", "grids.draft", hint: "grids.draft.hint", icon: .plus,
                            to: .grids,
                            content: forms.text(
                                "name", of: "draft", "grids.name", hint: "grids.name.hint",
                                lengthMax: GridPlan.nameCharactersMax))
                    ]))
                : .empty,
            actionsLabel: words("matter.actions"))
        return page(view.title, current: .grids, content: gridPlansPage(view))
    }

    /// Whether the post may draft and approve plans: places over all of the realm.
    var mayCutGrids: Bool {
        visit.holding.verbs.contains(.editPlaces) && visit.holding.post.reach.depth <= 1
    }

    private func line(_ plan: GridPlan, of list: GridPlanList) -> GridPlanLine {
        let isNow = plan.id == list.inForce?.id
        return GridPlanLine(
            name: plan.name, link: .gridPlan(plan.id), state: words(gridState(plan, isNow: isNow)),
            tone: isNow ? .jade : plan.state == .draft ? .amber : .plain,
            when: gridDays(plan, until: plan.until(of: list.plans)),
            counts: gridCounts(list.counts[plan.id] ?? [:]))
    }

    /// `9 个总网格，55 个一般网格`; how many there are of each kind.
    func gridCounts(_ counts: [GridKind.ID: Int]) -> String {
        let parts = visit.book.profile.gridKinds.compactMap { kind in
            counts[kind.id].map {
                words(
                    "grids.count",
                    ["kind": words("gridKind.\(kind.id)"), "count": String($0)])
            }
        }
        return parts.isEmpty
            ? words("grids.count.none") : parts.joined(separator: words("page.comma"))
    }

    func gridState(_ plan: GridPlan, isNow: Bool) -> String {
        switch plan.state {
        case .draft: return "grids.state.draft"
        case .dropped: return "grids.state.dropped"
        case .approved:
            if isNow { return "grids.state.now" }
            return plan.from.map { $0 > today } ?? false ? "grids.state.ahead" : "grids.state.past"
        }
    }

    func gridDays(_ plan: GridPlan, until: Day?) -> String {
        guard let from = plan.from else {
            let drafted = times.wholeDay(visit.book.day(of: plan.draftedAt))
            return words("grids.drafted", ["day": drafted])
        }
        let began = words("grids.from", ["day": times.wholeDay(from)])
        return until.map { began + " · " + words("grids.until", ["day": times.wholeDay($0)]) }
            ?? began
    }
}
