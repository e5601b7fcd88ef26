import Actions
import Kernel
import Markup
import Storage

/// A proposal who might be asked for what, with a reason for each: staff settle and send it.
struct MatchingView {
    let title: String
    let detail: String
    let done: String?
    let problem: HTML
    let summary: String
    let rows: [MatchRow]
    let send: String
    let none: (title: String, next: String)
    let settled: (words: String, clear: NavItem)?
    /// What was settled so far, which the next proposal keeps.
    let kept: [(name: String, value: String)]
    let pinWords: String
    let barWords: String
    let gapsTitle: String
    let gaps: [(title: HTML, words: String)]
    let askedTitle: String
    let asked: [(title: HTML, words: String)]
}

struct MatchRow {
    let pair: String
    let tick: String
    let need: HTML
    let name: String
    let reasons: [String]
    let isPinned: Bool
}

extension MatchingView {
    static var example: MatchingView {
        MatchingView(
            title: "给需求找人", detail: "只邀请，不指派", done: nil, problem: .empty, summary: "1 件",
            rows: [
                MatchRow(
                    pair: "1.2", tick: "邀请 演示·林志愿", need: "换灯泡", name: "演示·林志愿",
                    reasons: ["同一个小区", "这个月还没请过"], isPinned: false)
            ], send: "发出邀请", none: ("没有", "有了再来"),
            settled: ("固定 1 对", NavItem("重新来", Link("x"))), kept: [], pinWords: "就请这位",
            barWords: "换一位", gapsTitle: "还没有人", gaps: [("陪诊", "没有人会")], askedTitle: "已经请了",
            asked: [("陪诊", "演示·方志愿")])
    }
}

func matchingPage(_ view: MatchingView) -> HTML {
    """
    \(deskHead(title: view.title, detail: view.detail))\
    \(HTML.when(view.done) { noteMessage("<p>\($0)</p>", icon: .check) })\(view.problem)\
    <div class="activity-sections"><section><p class="hint">\(view.summary)</p>\
    \(HTML.when(view.settled) { settled in
        "<p>\(settled.words) <a href=\"\(settled.clear.link)\">\(settled.clear.words)</a></p>"
    })\
    \(view.rows.isEmpty
        ? emptyState(view.none.title, next: view.none.next) : proposal(view))</section>\
    \(HTML.when(!view.gaps.isEmpty, listed(view.gapsTitle, view.gaps)))\
    \(HTML.when(!view.asked.isEmpty, listed(view.askedTitle, view.asked)))</div>
    """
}

/// Two forms that share the list: one sends, the other asks for another proposal.
private func proposal(_ view: MatchingView) -> HTML {
    """
    <form id="settle" method="get" action="\(Link.matching)">\(HTML.each(view.kept) {
        hiddenField($0.name, value: $0.value)
    })</form>\
    <form id="send" method="post" action="\(Link.matching)">\
    <ol class="matches">\(HTML.each(view.rows) { matchLine($0, view) })</ol>\
    \(submitButton(view.send, weight: .first, icon: .reply))</form>
    """
}

private func matchLine(_ row: MatchRow, _ view: MatchingView) -> HTML {
    """
    <li class="panel match"><label class="match-tick"><input type="checkbox" name="pair" \
    value="\(row.pair)" checked><span class="visually-hidden">\(row.tick)</span></label>\
    <div class="match-need">\(row.need)</div>\
    <div class="match-who"><strong>\(icon(.person))\(row.name)</strong>\
    <p class="badges">\(HTML.each(row.reasons) { chip($0, tone: .jade) })</p></div>\
    <div class="match-settle"><button class="button button-quiet" form="settle" \
    \(row.isPinned ? "disabled " : "")name="pin" value="\(row.pair)">\
    <span>\(view.pinWords)</span></button>\
    <button class="button button-quiet" form="settle" name="bar" value="\(row.pair)">\
    <span>\(view.barWords)</span></button></div></li>
    """
}

private func listed(_ title: String, _ lines: [(title: HTML, words: String)]) -> HTML {
    panel(
        title,
        content: """
            <ul class="plain-list match-list">\(HTML.each(lines) {
                "<li>\($0.title) <span class=\"hint\">\($0.words)</span></li>"
            })</ul>
            """)
}
