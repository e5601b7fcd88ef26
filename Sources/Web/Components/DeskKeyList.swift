package import Markup

/// A shortcut as the list of keys shows it.
package struct DeskKey: Sendable {
    /// What is pressed: `j`, or `g t` for one after the other.
    package let press: String
    package let words: String
    /// Where the key leads; nil for those that do something on the page.
    package let link: Link?

    package init(_ press: String, words: String, link: Link? = nil) {
        self.press = press
        self.words = words
        self.link = link
    }
}

/// Every shortcut that works on a page of the desk.
package struct DeskKeyList: Sendable {
    package let title: String
    package let detail: String
    package let rows: [DeskKey]
    package let closeWords: String
    /// Whether keys of a single letter are listened to (WCAG 2.1.4).
    package let isOn: Bool

    package init(title: String, detail: String, rows: [DeskKey], closeWords: String, isOn: Bool) {
        self.title = title
        self.detail = detail
        self.rows = rows
        self.closeWords = closeWords
        self.isOn = isOn
    }
}

/// The list of keys, shown by `?` and from the menu where scripts run. Keys that lead somewhere
/// are followed from here, so that the list and what works cannot differ.
func keysOverlay(_ keys: DeskKeyList) -> HTML {
    let rows = HTML.each(keys.rows) { row in
        let presses = HTML.each(row.press.split(separator: " ")) { "<kbd>\(String($0))</kbd>" }
        let words: HTML =
            row.link.map { link in
                "<a href=\"\(link)\" data-key=\"\(row.press)\">\(row.words)</a>"
            } ?? "\(row.words)"
        return "<div><dt>\(presses)</dt><dd>\(words)</dd></div>"
    }
    return """
        <template data-keys-overlay="\(keys.isOn ? "on" : "off")"><dialog class="overlay" \
        aria-labelledby="keys-title"><h2 id="keys-title">\(keys.title)</h2>\
        <p class="hint">\(keys.detail)</p><dl class="keys">\(rows)</dl>\
        <form method="dialog"><button class="button button-second" autofocus>\
        \(keys.closeWords)</button>\
        </form></dialog></template>
        """
}
