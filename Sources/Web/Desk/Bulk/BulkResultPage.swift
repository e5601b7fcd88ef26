import Actions
import Kernel
import Markup
import Storage

/// What came of one action for many matters.
struct BulkResultView {
    let title: String
    let draft: String
    let summary: HTML
    let leftTitle: String
    let left: [BulkRow]
    let doneTitle: String
    let done: [MatterLine]
    let back: NavItem
}

func bulkResultPage(_ view: BulkResultView) -> HTML {
    """
    <div class="bulk">\(draftSent(view.draft))\(deskHead(title: view.title))\(view.summary)\
    \(HTML.when(
        !view.left.isEmpty,
        panel(
            view.leftTitle,
            content: "<ol class=\"bulk-rows\">\(HTML.each(view.left, bulkRow))</ol>")))\
    \(HTML.when(
        !view.done.isEmpty,
        section(
            view.doneTitle, id: "done",
            content: matterList(label: view.doneTitle, view.done))))\
    \(buttonRow([buttonLink(view.back.words, to: view.back.link, weight: .first)]))</div>
    """
}

extension DeskFrame {
    func bulkResult(
        _ outcomes: [Bulks.Outcome], _ first: Bulks.Outcome, back: Link
    ) -> BulkResultView {
        let name = words("\(first.procedure).action.\(first.action)")
        let done = outcomes.filter { $0.isDone == true }
        let left = outcomes.filter { $0.isDone != true }
        let gaps = ["done": String(done.count), "left": String(left.count), "action": name]
        return BulkResultView(
            title: words("bulk.result", ["action": name]),
            draft: "bulk-\(first.procedure)-\(first.action)",
            summary: left.isEmpty
                ? statusMessage(words("bulk.result.all", ["count": String(done.count)]))
                : alertMessage(words("bulk.result.some", gaps)),
            leftTitle: words("bulk.left", ["count": String(left.count)]),
            left: left.map { outcome in
                BulkRow(
                    link: .matter(outcome.line.reference),
                    title: title(of: outcome.line),
                    meta: "\(outcome.line.reference) · \(place(of: outcome.line))", box: .empty,
                    outcome: outcome.reason ?? words("bulk.interrupted"), detail: .empty)
            },
            doneTitle: words("bulk.done", ["count": String(done.count)]),
            done: done.map { line($0.line) }, back: NavItem(words("bulk.back"), back))
    }
}
