import Actions
import Kernel
import Markup
import Storage

/// A report at the desk: what it says, who had a hand in it, and what comes next.
struct ReportView {
    let title: String
    let lead: String
    let tools: [HTML]
    let stages: HTML
    let notes: [HTML]
    let body: HTML
    let cells: HTML
    let definitions: (title: String, content: HTML)
    let actions: HTML
    let actionsLabel: String
    let numbers: (title: String, hint: String, content: HTML)
    let versions: HTML
}

func reportView(_ view: ReportView) -> HTML {
    """
    \(deskHead(title: view.title, detail: view.lead, actions: buttonRow(view.tools)))\
    \(view.stages)\(HTML.joined(view.notes))\
    <div class="two-columns report-columns"><div class="story">\
    <article class="panel report">\(view.body)\(view.cells)</article>\
    \(folded(view.definitions.title, content: view.definitions.content))</div>\
    <aside class="side" aria-label="\(view.actionsLabel)">\(view.actions)\
    \(panel(view.numbers.title, content: """
        <p class="hint">\(view.numbers.hint)</p>\(view.numbers.content)
        """))\(view.versions)</aside></div>
    """
}

extension ReportView {
    static var example: ReportView {
        ReportView(
            title: "工作情况", lead: "车城路街道 · 2026年", tools: [], stages: .empty, notes: [],
            body: "<p>…</p>", cells: .empty, definitions: ("这些数怎么算", .empty),
            actions: .empty, actionsLabel: "下一步", numbers: ("核对清单", "逐个点开", .empty),
            versions: .empty)
    }
}
