package import Markup

/// One step of a way that anyone can follow, with a picture.
package struct Step: Sendable {
    let number: Int
    let words: String
    let reach: Stage.Reach
    let when: String?
    let sign: Icon

    package init(number: Int, words: String, reach: Stage.Reach, when: String?, sign: Icon) {
        self.number = number
        self.words = words
        self.reach = reach
        self.when = when
        self.sign = sign
    }
}

/// The steps in a row, each with its number and picture; on a phone two stand beside each other.
package func stepCards(
    label: String, _ steps: [Step], reachWords: (Stage.Reach) -> String
) -> HTML {
    let cards = HTML.each(steps) { step in
        """
        <li class="way-step way-\(step.reach.rawValue)"\
        \(attribute: "aria-current", step.reach == .now ? "step" : nil)>\
        <span class="way-sign">\(icon(step.sign, large: true))\
        \(HTML.when(step.reach == .reached, "<span class=\"way-done\">\(icon(.check))</span>"))\
        </span><span class="way-words"><span class="way-number">\(step.number)</span>\
        <strong>\(step.words)</strong><span class="visually-hidden">（\(reachWords(step.reach))）\
        </span></span>\(HTML.when(step.when) { "<span class=\"way-when\">\($0)</span>" })</li>
        """
    }
    return "<ol class=\"way\" aria-label=\"\(label)\">\(cards)</ol>"
}

extension Icon {
    /// The picture of a stage; a flag where there is none of its own.
    init(stage: String) {
        self = Self.ofStages[stage] ?? .flag
    }

    private static let ofStages: [String: Icon] = [
        "raise": .speak, "hear": .ear, "deliberate": .table, "decide": .vote, "do": .tool,
        "appraise": .star, "asked": .speak, "offered": .flag, "taken": .hands, "served": .check,
        "rated": .star,
    ]
}
