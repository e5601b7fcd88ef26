package import Markup

/// How many chose each of a few answers, as bars with their numbers.
package struct AnswerBars: Sendable {
    let title: String
    let bars: [(words: String, count: Int)]
    /// What stands there while nobody has answered.
    let none: String

    package init(title: String, bars: [(String, Int)], none: String) {
        self.title = title
        self.bars = bars.map { (words: $0.0, count: $0.1) }
        self.none = none
    }
}

package func answerBars(_ answers: AnswerBars) -> HTML {
    let most = max(answers.bars.map(\.count).max() ?? 0, 1)
    let rows = HTML.each(answers.bars) { bar in
        """
        <div class="answer-row"><dt>\(bar.words)</dt><dd><svg class="answer-bar" \
        viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
        <rect width="\(bar.count * 100 / most)" height="10" rx="2"/></svg>\
        <span>\(bar.count)</span></dd></div>
        """
    }
    let total = answers.bars.reduce(0) { $0 + $1.count }
    let drawn: HTML = total == 0 ? "<p>\(answers.none)</p>" : "<dl>\(rows)</dl>"
    return """
        <section class="answers"><h2>\(answers.title)</h2>\
        \(drawn)</section>
        """
}
