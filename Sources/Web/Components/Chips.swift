package import Markup

package enum ChipTone: String, Sendable {
    case plain, jade, cinnabar, amber, blue
}

/// A short word that says what something is: a kind, an urgency, a visibility.
package func chip(_ words: String, tone: ChipTone = .plain, icon drawn: Icon? = nil) -> HTML {
    "<span class=\"chip chip-\(tone.rawValue)\">\(HTML.when(drawn) { icon($0) })\(words)</span>"
}

/// A number in a round ground, such as the matters that wait in a view. `words` say it in full.
package func countMark(_ count: String, words: String) -> HTML {
    """
    <span class="count" aria-hidden="true">\(count)</span>\
    <span class="visually-hidden">\(words)</span>
    """
}

extension Int {
    /// A number that was counted no further than `most`: `12`, or `99+` where counting stopped.
    func shown(countedTo most: Int) -> String {
        self < most ? String(self) : "\(most - 1)+"
    }
}

/// A personal or secret text that the reader may not see: a bar, and the reason in words.
package func maskedText(_ words: String) -> HTML {
    "<span class=\"masked\">\(icon(.hidden))\(words)</span>"
}
