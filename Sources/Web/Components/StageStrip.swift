package import Markup

/// A stage of a procedure, as a resident would name it.
package struct Stage: Sendable {
    package enum Reach: String, Sendable { case reached, now, ahead, skipped }

    package let words: String
    package let reach: Reach
    /// When it was reached, or by when it should be.
    package let when: String?

    package init(_ words: String, _ reach: Reach, when: String? = nil) {
        self.words = words
        self.reach = reach
        self.when = when
    }
}

/// The five to seven stages in a row; on a phone they stand one under the other.
/// `reachWords` says how far each is for those who do not see the drawing.
package func stageStrip(
    label: String, _ stages: [Stage], reachWords: (Stage.Reach) -> String
) -> HTML {
    let rows = HTML.each(stages) { stage in
        """
        <li class="stage stage-\(stage.reach.rawValue)"\
        \(attribute: "aria-current", stage.reach == .now ? "step" : nil)>\(stageMark(stage.reach))\
        <span class="stage-words">\(stage.words)<span class="visually-hidden">\
        （\(reachWords(stage.reach))）</span></span>\
        \(HTML.when(stage.when) { "<span class=\"stage-when\">\($0)</span>" })</li>
        """
    }
    return "<ol class=\"strip\" aria-label=\"\(label)\">\(rows)</ol>"
}

private func stageMark(_ reach: Stage.Reach) -> HTML {
    let drawn: HTML =
        switch reach {
        case .reached: "<circle cx=\"14\" cy=\"14\" r=\"12\"/><path d=\"m8.5 14.5 4 4 7.5-9\"/>"
        case .now:
            """
            <circle cx="14" cy="14" r="12"/><circle class="core" cx="14" cy="14" \
            r="5.5"/>
            """
        case .ahead: "<circle cx=\"14\" cy=\"14\" r=\"8\"/>"
        case .skipped: "<circle cx=\"14\" cy=\"14\" r=\"8\"/><path d=\"m9 19 10-10\"/>"
        }
    return """
        <svg class="stage-mark" viewBox="0 0 28 28" width="28" height="28" aria-hidden="true" \
        focusable="false">\(drawn)</svg>
        """
}
