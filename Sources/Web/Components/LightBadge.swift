package import Markup

/// The state of a matter's clock. Every light has its own shape, so that nobody needs to see
/// its colour.
package enum Light: String, Sendable, CaseIterable {
    case green, amber, red, paused, done, late

    fileprivate var shape: HTML {
        switch self {
        case .green:
            "<circle cx=\"10\" cy=\"10\" r=\"8\"/><path class=\"cut\" d=\"M10 5.5V10l3 2\"/>"
        case .amber:
            "<path d=\"M10 1.5 19 18H1z\"/><path class=\"cut\" d=\"M10 7.5v5M10 14.8v.3\"/>"
        case .red:
            """
            <path d="M6.4 1.5h7.2l4.9 4.9v7.2l-4.9 4.9H6.4l-4.9-4.9V6.4z"/>\
            <path class="cut" d="M10 5.5v5.5M10 14v.3"/>
            """
        case .paused:
            """
            <rect x="2" y="2" width="16" height="16" rx="4"/><path class="cut" d="M7.5 \
            6.5v7M12.5 6.5v7"/>
            """
        case .done:
            "<circle cx=\"10\" cy=\"10\" r=\"8\"/><path class=\"cut\" d=\"m6 10.3 3 3 5.3-6\"/>"
        case .late:
            """
            <path d="M10 .8 19.2 10 10 19.2.8 10z"/><path class="cut" d="M7 7l6 6M13 \
            7l-6 6"/>
            """
        }
    }
}

/// The shape alone, for dense lists; `words` are what a screen reader says.
package func lightShape(_ light: Light, words: String) -> HTML {
    """
    <svg class="light light-\(light.rawValue)" viewBox="0 0 20 20" width="20" height="20" \
    role="img" aria-label="\(words)" focusable="false">\(light.shape)</svg>
    """
}

/// The shape beside words that say the same.
package func lightSign(_ light: Light) -> HTML {
    """
    <svg class="light light-\(light.rawValue)" viewBox="0 0 20 20" width="20" height="20" \
    aria-hidden="true" focusable="false">\(light.shape)</svg>
    """
}

/// Shape, words and, when there is one, the moment it is due.
package func lightBadge(_ light: Light, words: String, due: String? = nil) -> HTML {
    """
    <span class="badge badge-\(light.rawValue)"><svg class="light light-\(light.rawValue)" \
    viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">\
    \(light.shape)</svg><span class="badge-words">\(words)</span>\
    \(HTML.when(due) { "<span class=\"badge-due\">\($0)</span>" })</span>
    """
}
