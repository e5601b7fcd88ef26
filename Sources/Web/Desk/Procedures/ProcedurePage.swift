import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// The drawing of a procedure with what stands where now, and its states and steps as tables.
    static func procedurePage(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard let procedure = frame.visit.book.profile.procedure(try ask.parameter("name")) else {
            throw ActionError.notFound
        }
        let words = frame.words
        let name = procedure.key.name
        let counts = try await ask.installation.openByState(of: [procedure], for: frame.visit)
        let byState = Dictionary(counts.map { ($0.state, $0) }, uniquingKeysWith: { a, _ in a })
        let others = frame.visit.book.profile.procedures.map {
            NavItem(
                words("\($0.key.name).name"), .procedure($0.key.name),
                isCurrent: $0.key == procedure.key)
        }
        return frame.page(
            words("\(name).name"), current: .procedures,
            content: """
                <div class="procedure">\(deskHead(
                    title: words("\(name).name"),
                    detail: words(
                        "procedure.detail", ["version": String(procedure.key.version)]),
                    filters: others, filtersLabel: words("procedure.others"),
                    actions: printButton(words("page.print"))))\
                <section class="panel flow-panel"><h2 class="panel-title">\
                \(words("procedure.drawing"))</h2><p class="hint">\
                \(words("procedure.drawing.hint"))</p>\
                \(drawing(of: procedure, words: words, counts: byState))</section>\
                \(frame.stateTable(of: procedure, byState))\(frame.actionTable(of: procedure))</div>
                """)
    }
}

extension DeskFrame {
    /// Every state: whose move it is, for how long, how many stand there, and the ways on.
    fileprivate func stateTable(
        of procedure: Procedure, _ counts: [Procedure.State.ID: StateCount]
    ) -> HTML {
        let name = procedure.key.name
        let rows = procedure.states.map { state -> [HTML] in
            let live = counts[state.id].map { LiveCount([$0]) }
            // What leads on stands before what leaves the matter where it is.
            let actions = procedure.actions(in: state.id)
            let ways = (actions.filter { $0.to != nil } + actions.filter { $0.to == nil })
                .map { way($0, of: procedure) }
            return [
                "\(words("\(name).state.\(state.id)"))",
                "\(state.owner.map(words.owner) ?? words("procedure.ended"))",
                "\(limit(of: state, in: procedure))",
                live.map { standing($0, in: state.id, of: name) } ?? "—",
                ways.isEmpty ? "—" : "<ul class=\"ways\">\(HTML.joined(ways))</ul>",
            ]
        }
        return dataTable(
            caption: words("procedure.states"),
            columns: ["state", "owner", "limit", "open", "ways"].map {
                TableColumn(words("procedure.column.\($0)"))
            }, rows: rows)
    }

    private func standing(
        _ live: LiveCount, in state: Procedure.State.ID, of name: Procedure.Name
    ) -> HTML {
        if live.open == 0 { return "0" }
        return """
            <a class="state-count" href="\(InboxLink.standing(in: state, of: name).link)">\
            \(words("procedure.open", ["count": live.words]))</a> \(lateChip(live))
            """
    }

    /// How many are past their deadline, and what part of the open ones that is.
    func lateChip(_ live: LiveCount) -> HTML {
        if live.overdue == 0 { return .empty }
        return chip(
            words(
                "procedure.late",
                [
                    "count": live.overdueWords,
                    "percent": String((live.overdue * 100 + live.open / 2) / live.open),
                ]),
            tone: .cinnabar, icon: .warning)
    }

    private func limit(of state: Procedure.State, in procedure: Procedure) -> String {
        guard let clock = state.limit.flatMap(procedure.clock) else { return "—" }
        let usual = span(clock.limit)
        let special = clock.byUrgency.sorted { $0.key < $1.key }.map { urgency, limit in
            words("urgency.\(urgency)") + words("page.colon") + span(limit)
        }
        return ([usual] + special).joined(separator: words("page.comma"))
    }

    private func span(_ limit: TimeLimit) -> String {
        words("procedure.limit.\(limit.unit.rawValue)", ["amount": String(limit.amount)])
    }

    private func way(_ action: Procedure.Action, of procedure: Procedure) -> HTML {
        let name = procedure.key.name
        let to = action.to.map { words("\(name).state.\($0)") } ?? words("procedure.stays")
        let by = action.by.map(words.actor).joined(separator: words("page.comma"))
        return """
            <li><strong>\(words("\(name).action.\(action.id)"))</strong> → \(to)\
            <span class="hint"> \(by)\(HTML.when(action.source) { " · \($0)" })</span></li>
            """
    }

    fileprivate func actionTable(of procedure: Procedure) -> HTML {
        let name = procedure.key.name
        let rows = procedure.openings.map { action -> [HTML] in
            [
                "\(words("\(name).action.\(action.id)"))",
                "\(action.to.map { words("\(name).state.\($0)") } ?? words("procedure.stays"))",
                "\(action.by.map(words.actor).joined(separator: words("page.comma")))",
                "\(action.source ?? "—")",
            ]
        }
        return dataTable(
            caption: words("procedure.openings"),
            columns: ["action", "to", "by", "source"].map {
                TableColumn(words("procedure.column.\($0)"))
            }, rows: rows)
    }
}

extension InboxLink {
    /// The open matters of a post's place that stand in one state.
    static func standing(in state: Procedure.State.ID, of name: Procedure.Name) -> InboxLink {
        var link = InboxLink(scope: .places)
        link.procedure = name
        link.state = state
        return link
    }
}

/// The flow of a procedure as a drawing, without the actions that stay where they are.
func drawing(
    of procedure: Procedure, words: Words, counts: [Procedure.State.ID: StateCount] = [:]
) -> HTML {
    let name = procedure.key.name
    let starts = Set(procedure.openings.filter { !$0.isTimed }.compactMap(\.to))
    let states = procedure.states.map { state in
        FlowState(
            id: state.id, label: words("\(name).state.\(state.id)"),
            kind: starts.contains(state.id) ? .start : state.ending == nil ? .middle : .end,
            owner: state.owner.map(words.owner),
            count: counts[state.id].flatMap { count in
                count.open == 0
                    ? nil
                    : FlowCount(
                        LiveCount([count]).words, isLate: count.overdue > 0,
                        link: InboxLink.standing(in: state.id, of: name).link)
            })
    }
    let edges = procedure.actions.flatMap { action in
        action.from.sorted().compactMap { from in
            action.to.map {
                FlowEdge(from: from, to: $0, label: words("\(name).action.\(action.id)"))
            }
        }
    }
    return flowDrawing(
        title: words("\(name).name"), states: states, edges: edges,
        sentence: { from, action, to in
            words("procedure.sentence", ["from": from, "action": action, "to": to])
        })
}

extension Words {
    func owner(_ owner: Procedure.Owner) -> String {
        switch owner {
        case .reporter: self("procedure.actor.reporter")
        case .lead: self("procedure.actor.lead")
        case .taker: self("procedure.actor.taker")
        case .office(let verb): self("verb.\(verb)")
        }
    }

    func actor(_ actor: Procedure.Actor) -> String {
        switch actor {
        case .anyone: self("procedure.actor.anyone")
        case .reporter: self("procedure.actor.reporter")
        case .clock: self("procedure.actor.clock")
        case .office(let verb): self("verb.\(verb)")
        case .lead: self("procedure.actor.lead")
        case .assist: self("procedure.actor.assist")
        case .taker: self("procedure.actor.taker")
        }
    }
}
