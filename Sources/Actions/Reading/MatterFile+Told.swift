package import Kernel
package import Storage

// What of a matter's story one viewer may read, line by line and field by field.
extension MatterFile {
    /// Colleagues read who acted; everyone else reads which office did.
    package var showsPeople: Bool { acting.holding.map(matter.isReadable) ?? false }

    /// Whether the viewer reads that an action was done.
    package func tells(of action: Procedure.Action) -> Bool {
        action.shown.contains { matter.includes(acting, in: $0) }
    }

    /// Whether the viewer may read a field: as declared, or because its author had it published.
    package func shows(_ field: Procedure.Field) -> Bool {
        procedure.shows(field.id, of: matter, to: acting)
            || field.publication?.isPublished(after: story.lazy.map(\.action)) ?? false
    }

    /// What was answered in a line of the story, as far as the viewer may read it.
    package func answers(of line: Stories.Line) -> [(Procedure.Field, Payload)] {
        guard case .object(let answers)? = line.payload?["answers"],
            let action = procedure.action(line.action)
        else { return [] }
        return action.asks.compactMap { ask in
            guard let field = procedure.field(ask.field), let answer = answers[ask.field],
                shows(field)
            else { return nil }
            return (field, answer)
        }
    }

    /// The photographs that came with something the viewer may read.
    package var shownPhotographs: Set<Photograph.ID> {
        let ids = story.flatMap { line -> [Photograph.ID] in
            guard let action = procedure.action(line.action), tells(of: action) else { return [] }
            return action.asks.flatMap { ask -> [Photograph.ID] in
                guard let field = procedure.field(ask.field), field.type == .photos,
                    procedure.shows(field.id, of: matter, to: acting),
                    case .list(let list)? = line.payload?["answers"]?[ask.field]
                else { return [] }
                return list.compactMap { if case .text(let id) = $0 { .init(id) } else { nil } }
            }
        }
        return Set(ids)
    }
}
