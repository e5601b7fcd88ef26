import Actions
import Kernel
import Markup

extension DeskFrame {
    /// The state that a list is narrowed to, as a filter that a click takes away.
    func stateFilter(_ filters: InboxLink) -> [NavItem] {
        guard let name = filters.procedure, let state = filters.state,
            visit.book.profile.procedure(name)?.state(state) != nil
        else { return [] }
        let wider = filters.with { link in
            link.procedure = nil
            link.state = nil
        }
        return [
            NavItem(
                words(
                    "procedure.filter",
                    [
                        "procedure": words("\(name).name"),
                        "state": words("\(name).state.\(state)"),
                    ]), wider.link, isCurrent: true)
        ]
    }
}
