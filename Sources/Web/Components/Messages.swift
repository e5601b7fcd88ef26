package import Markup

/// Something went wrong and the reader must act: read out at once.
package func alertMessage(_ title: String, detail: HTML = .empty) -> HTML {
    """
    <div class="message message-alert" role="alert">\(icon(.warning))\
    <div><p class="message-title">\(title)</p>\(detail)</div></div>
    """
}

/// Something was done: read out when the reader pauses.
package func statusMessage(_ title: String, detail: HTML = .empty) -> HTML {
    """
    <div class="message message-status" role="status">\(icon(.check))\
    <div><p class="message-title">\(title)</p>\(detail)</div></div>
    """
}

/// A standing remark that nobody needs to be interrupted for.
package func noteMessage(_ detail: HTML, icon drawn: Icon = .shield) -> HTML {
    "<div class=\"message message-note\">\(icon(drawn))<div>\(detail)</div></div>"
}

/// A place with nothing in it yet says what to do next.
package func emptyState(_ title: String, next: String, action: HTML = .empty) -> HTML {
    """
    <div class="empty-state"><svg class="empty-drawing" viewBox="0 0 120 70" width="120" \
    height="70" aria-hidden="true" focusable="false"><path d="M4 66h112M22 66V40h32v26M16 42c12-2 \
    19-7 22-14 3 7 10 12 22 14M34 66V52h8v14M84 66V34M74 30c-4-14 3-22 10-24 7 2 14 10 10 24-4 7\
    -16 \
    7-20 0z"/></svg><p class="empty-title">\(title)</p><p>\(next)</p>\(action)</div>
    """
}

package func paragraphs(_ texts: [String]) -> HTML {
    HTML.each(texts) { "<p>\($0)</p>" }
}
