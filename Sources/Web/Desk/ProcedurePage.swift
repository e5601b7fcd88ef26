import Actions
import Kernel
import Markup

extension Site {
    /// The drawing of a procedure, and its steps as a table.
    static func procedurePage(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard let procedure = frame.visit.book.profile.procedure(try ask.parameter("name")) else {
            throw ActionError.notFound
        }
        let words = frame.words
        let title = words("\(procedure.key.name).name")
        let others = frame.visit.book.profile.procedures.map {
            NavItem(
                words("\($0.key.name).name"), .procedure($0.key.name),
                isCurrent: $0.key == procedure.key)
        }
        return frame.page(
            title, current: .procedure("request"),
            content: """
                \(deskHead(
                    title: title,
                    detail: words("procedure.version", ["version": String(procedure.key.version)]),
                    filters: others, filtersLabel: words("procedure.others")))\
                \(panel(words("procedure.drawing"), content: frame.drawing(of: procedure)))\
                \(frame.actionTable(of: procedure))
                """)
    }
}

extension DeskFrame {
    func drawing(of procedure: Procedure) -> HTML {
        Web.drawing(of: procedure, words: words)
    }

    func actionTable(of procedure: Procedure) -> HTML {
        let name = procedure.key.name
        let rows = procedure.actions.map { action -> [HTML] in
            let from = action.from.sorted().map { words("\(name).state.\($0)") }
            return [
                "\(words("\(name).action.\(action.id)"))",
                "\(from.joined(separator: words("page.comma")))",
                "\(action.to.map { words("\(name).state.\($0)") } ?? words("procedure.stays"))",
                "\(action.by.map(words.actor).joined(separator: words("page.comma")))",
                "\(action.source ?? "")",
            ]
        }
        return dataTable(
            caption: words("procedure.actions"),
            columns: ["action", "from", "to", "by", "source"].map {
                TableColumn(words("procedure.column.\($0)"))
            }, rows: rows)
    }
}

/// The flow of a procedure as a drawing, without the actions that stay where they are.
func drawing(of procedure: Procedure, words: Words) -> HTML {
    let name = procedure.key.name
    let starts = Set(procedure.openings.filter { !$0.isTimed }.compactMap(\.to))
    let states = procedure.states.map { state in
        FlowState(
            id: state.id, label: words("\(name).state.\(state.id)"),
            kind: starts.contains(state.id) ? .start : state.ending == nil ? .middle : .end,
            owner: state.owner.map(words.owner))
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
