import Actions
import Kernel
import Markup
import Storage

/// What can be done with the chosen rows of a list.
struct BulkBar {
    let form: String
    let action: Link
    let back: Link
    let allWords: String
    let lead: String
    /// With `{count}` in it, filled where scripts run.
    let countWords: String
    let noneWords: String
    let clearWords: String
    let actions: [(value: String, words: String)]
    let label: String
}

/// The box that chooses every row of the page; it shows only where scripts run.
func bulkAll(_ bar: BulkBar) -> HTML {
    """
    <p class="bulk-all" data-select-tools hidden><label class="check"><input type="checkbox" \
    data-select-all><span>\(bar.allWords)</span></label></p>
    """
}

/// Stands at the foot of the list while something is chosen. Without scripts every action is
/// offered, and the preview says what it cannot be done to.
func bulkBar(_ bar: BulkBar) -> HTML {
    let buttons = HTML.each(bar.actions) { action in
        """
        <button class="button button-second" name="action" value="\(action.value)" \
        data-bulk-action>\(action.words)</button>
        """
    }
    return """
        <form class="bulk-bar" id="\(bar.form)" method="get" action="\(bar.action)" \
        aria-label="\(bar.label)" data-bulk>\
        <input type="hidden" name="back" value="\(bar.back.address)">\
        <p class="bulk-count" data-bulk-count data-words="\(bar.countWords)" \
        data-none="\(bar.noneWords)">\(bar.lead)</p>\
        <div class="bulk-actions">\(buttons)\
        <button class="button button-quiet" type="button" data-select-none hidden>\
        \(bar.clearWords)</button></div></form>
        """
}

extension DeskFrame {
    static let bulkForm = "bulk"

    /// Whether the pages for many are open to this post; a volunteer takes on one thing at a time.
    private var actsOnMany: Bool { visit.holding.verbs.contains(.read) }

    /// The actions for many that this post could do, by the names that the bar sends.
    func bulkActions() -> [(procedure: Procedure.Name, action: Procedure.Action.ID)] {
        actsOnMany ? visit.book.duties(of: visit.holding).actionsForMany : []
    }

    func bulkBar(_ filters: InboxLink) -> BulkBar? {
        let actions = bulkActions()
        guard filters.scope != .ended, !actions.isEmpty else { return nil }
        return BulkBar(
            form: Self.bulkForm, action: .bulk, back: filters.link,
            allWords: words("bulk.all"),
            lead: words("bulk.lead", ["max": String(Procedure.manyMax)]),
            countWords: words("bulk.count"), noneWords: words("bulk.noneShared"),
            clearWords: words("bulk.clear"),
            actions: actions.map { procedure, action in
                let kind = procedure == "request" ? "" : words("\(procedure).name") + " · "
                return (
                    value: "\(procedure).\(action)",
                    words: kind + words("\(procedure).action.\(action)")
                )
            }, label: words("bulk.label"))
    }

    /// The box of a row; nil where nothing could be done to it among others.
    func choice(_ row: Storage.MatterLine, _ duties: Duties) -> MatterChoice? {
        guard actsOnMany else { return nil }
        let actions = duties.actionsForMany(of: row.procedure, in: row.state)
        guard !actions.isEmpty else { return nil }
        return MatterChoice(
            form: Self.bulkForm, value: row.reference.description,
            words: words(
                "bulk.choose", ["ref": row.reference.description, "title": row.title]),
            actions: actions.map { "\(row.procedure).\($0.id)" })
    }
}
