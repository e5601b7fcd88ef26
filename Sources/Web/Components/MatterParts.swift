package import Markup

/// What a matter is, at the top of its page on the desk.
package func matterHead(
    title: String, badges: [HTML], facts: [(term: String, value: HTML)]
) -> HTML {
    """
    <section class="panel matter-head"><p class="badges">\(badges)</p><h1>\(title)</h1>\
    \(definitionList(facts))</section>
    """
}

/// One clock of a matter: its dial, what it is for, and what is left.
package func clockLine(_ dial: HTML, words: String, detail: String) -> HTML {
    "<p class=\"clock-line\">\(dial)<span>\(words)<small>\(detail)</small></span></p>"
}

/// What can be done now, one under the other.
package func actionList(_ actions: [HTML]) -> HTML {
    "<div class=\"actions\">\(actions)</div>"
}

/// Who does what by when, in one sentence beside its dial: the first thing a resident reads.
package func promise(_ dial: HTML, _ sentence: HTML) -> HTML {
    "<div class=\"promise\">\(dial)<p>\(sentence)</p></div>"
}

/// Sections that stand side by side where there is room.
package func halves(_ sections: [HTML]) -> HTML {
    "<div class=\"halves\">\(sections)</div>"
}

/// Figures in a row.
package func figureRow(_ figures: [HTML]) -> HTML {
    "<div class=\"figures\">\(figures)</div>"
}

/// A part of a page that is fetched again from `source` when news arrives.
package func liveRegion(from source: Link, content: HTML) -> HTML {
    "<div data-live-region data-live-src=\"\(source)\">\(content)</div>"
}

/// The matters already known that are like what is being written; the fragment that
/// `data-similar-src` answers with.
package func similarMatters(title: String, _ matters: [(words: String, link: Link)]) -> HTML {
    if matters.isEmpty { return .empty }
    let rows = HTML.each(matters) { "<li><a href=\"\($0.link)\">\($0.words)</a></li>" }
    return "<div class=\"similar\"><p><strong>\(title)</strong></p><ul>\(rows)</ul></div>"
}
