package import Markup

package enum ButtonWeight: String, Sendable {
    /// One to a page: what most people came to do.
    case first
    case second
    case quiet
    /// What cannot be taken back.
    case grave
}

package func buttonLink(
    _ words: String, to link: Link, weight: ButtonWeight = .second, icon drawn: Icon? = nil
) -> HTML {
    """
    <a class="button button-\(weight.rawValue)" href="\(link)">\
    \(HTML.when(drawn) { icon($0) })<span>\(words)</span></a>
    """
}

package func submitButton(
    _ words: String, weight: ButtonWeight = .first, icon drawn: Icon? = nil,
    name: String? = nil, value: String? = nil
) -> HTML {
    """
    <button class="button button-\(weight.rawValue)" type="submit"\(attribute: "name", name)\
    \(attribute: "value", value)>\(HTML.when(drawn) { icon($0) })<span>\(words)</span></button>
    """
}

/// Prints the page. It shows only where scripts run; without them the browser's menu prints.
package func printButton(_ words: String) -> HTML {
    """
    <button class="button button-second needs-script" type="button" data-print hidden>\
    \(icon(.print))<span>\(words)</span></button>
    """
}

package func buttonRow(_ buttons: [HTML]) -> HTML {
    "<div class=\"button-row\">\(buttons)</div>"
}

/// An action of a matter: a clear button that opens its own form, without scripts.
package func actionPanel(
    _ words: String, hint: String? = nil, icon drawn: Icon, weight: ButtonWeight = .second,
    id: String, isOpen: Bool = false, form: HTML
) -> HTML {
    """
    <details class="action action-\(weight.rawValue)" id="\(id)" name="action"\
    \(flag: "open", isOpen)>
      <summary>\(icon(drawn))<span class="action-words">\(words)\
    \(HTML.when(hint) { "<small>\($0)</small>" })</span></summary>
      <div class="action-form">\(form)</div>
    </details>
    """
}

/// What a form says when it brings back what was written before on this device.
package struct Draft: Sendable {
    let name: String
    let restoredWords: String
    let discardWords: String

    package init(_ name: String, restoredWords: String, discardWords: String) {
        self.name = name
        self.restoredWords = restoredWords
        self.discardWords = discardWords
    }
}

/// A form that sends to this site. `hidden` carries the proof that the page came from here.
package func postForm(
    to link: Link, hidden: HTML = .empty, withFiles: Bool = false, draft: Draft? = nil,
    id: String? = nil, content: HTML
) -> HTML {
    """
    <form class="form" method="post" action="\(link)"\(attribute: "id", id)\
    \(attribute: "enctype", withFiles ? "multipart/form-data" : nil)\
    \(attribute: "data-draft", draft?.name)\
    \(attribute: "data-draft-words", draft?.restoredWords)\
    \(attribute: "data-draft-discard", draft?.discardWords)>\(hidden)\(content)</form>
    """
}

/// Tells the page that a form arrived, so that its draft is forgotten on this device.
package func draftSent(_ name: String) -> HTML {
    "<span data-draft-sent=\"\(name)\" hidden></span>"
}
