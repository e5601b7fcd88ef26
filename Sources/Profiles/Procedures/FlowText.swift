package import Kernel

/// A procedure as text for the terminal: each state with its owner, its limit and the ways on.
package enum FlowText {
    /// The drawing, with aligned columns; Chinese characters count as two columns wide.
    package static func drawing(
        of procedure: Procedure, texts: Texts, in language: Language
    ) -> String {
        let drawing = Drawing(procedure: procedure, texts: texts, language: language)
        return drawing.lines.joined(separator: "\n") + "\n"
    }

    /// How many columns of a terminal a text takes.
    package static func width(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
    }

    /// East Asian wide and full-width ranges (UAX 11).
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x20000...0x3FFFD:
            true
        default:
            false
        }
    }
}

private struct Drawing {
    let procedure: Procedure
    let texts: Texts
    let language: Language

    var lines: [String] {
        var lines = ["\(text("name"))  \(procedure.key)", ""]
        for action in procedure.openings {
            lines.append("○ \(way(action, nameWidth: nameWidth(of: procedure.openings)))")
        }
        for state in procedure.states {
            lines.append("")
            lines += block(of: state)
        }
        return lines
    }

    private func block(of state: Procedure.State) -> [String] {
        let mark = state.ending == nil ? "●" : "■"
        let head = "\(mark) \(text("state.\(state.id)"))  \(state.id)"
        let actions = procedure.actions(in: state.id)
        let facts =
            [
                ending(of: state),
                owner(of: state),
            ]
            .compactMap { $0 } + [limit(of: state)].compactMap { $0 }
        let padding = String(repeating: " ", count: max(2, 34 - FlowText.width(of: head)))
        let width = nameWidth(of: actions)
        return [facts.isEmpty ? head : head + padding + facts.joined(separator: " · ")]
            + actions.map { "    \(way($0, nameWidth: width))" }
    }

    private func nameWidth(of actions: [Procedure.Action]) -> Int {
        actions.map { FlowText.width(of: text("action.\($0.id)")) }.max() ?? 0
    }

    /// `派单 → 待签收  dispatch · 2 times at most`
    private func way(_ action: Procedure.Action, nameWidth: Int) -> String {
        let name = text("action.\(action.id)")
        let gap = String(repeating: " ", count: nameWidth - FlowText.width(of: name))
        let target = action.to.map { "→ " + text("state.\($0)") } ?? "·"
        let by = action.by.map(\.word).joined(separator: ", ")
        let most = action.atMost.map { " ×\($0)" } ?? ""
        return "\(name)\(gap)  \(target)  [\(by)]\(most)"
    }

    /// How a matter ends here, where the state's own name does not say it already.
    private func ending(of state: Procedure.State) -> String? {
        let word = state.ending.map { texts.text("ending.\($0.rawValue)", in: language) }
        return word == text("state.\(state.id)") ? nil : word
    }

    private func owner(of state: Procedure.State) -> String? {
        switch state.owner {
        case .reporter: "reporter"
        case .lead: "lead"
        case .taker: "taker"
        case .office(let verb): verb.rawValue
        case nil: nil
        }
    }

    private func limit(of state: Procedure.State) -> String? {
        guard let id = state.limit, let clock = procedure.clock(id) else { return nil }
        return "\(text("clock.\(id)")) \(clock.limit)"
    }

    private func text(_ key: String) -> String {
        texts.text("\(procedure.key.name).\(key)", in: language)
    }
}

extension Procedure.Actor {
    /// The word that `by:` uses in YAML.
    fileprivate var word: String {
        switch self {
        case .anyone: "anyone"
        case .reporter: "reporter"
        case .clock: "clock"
        case .office(let verb): verb.rawValue
        case .lead(let verb): "\(verb)@lead"
        case .assist(let verb): "\(verb)@assist"
        case .taker(let verb): "\(verb)@taker"
        }
    }
}
