package import Markup

/// The bell in the top bar: how many news wait.
package struct DeskBell: Sendable {
    package let link: Link
    /// Where scripts look again.
    package let source: Link
    package let count: Int
    /// Such as `9+`; empty when nothing waits.
    package let shown: String
    package let words: String
    /// How many of the news are emergencies that may be announced in the quiet hours too.
    package let urgent: Int
    package let isQuiet: Bool
    package let isCurrent: Bool

    package init(
        link: Link, source: Link, count: Int, shown: String, words: String, urgent: Int,
        isQuiet: Bool, isCurrent: Bool
    ) {
        self.link = link
        self.source = source
        self.count = count
        self.shown = shown
        self.words = words
        self.urgent = urgent
        self.isQuiet = isQuiet
        self.isCurrent = isCurrent
    }
}

func bellLink(_ bell: DeskBell) -> HTML {
    """
    <a class="bell" href="\(bell.link)" data-bell="\(bell.source)"\
    \(attribute: "aria-current", bell.isCurrent ? "page" : nil)>\(bellInside(bell))</a>
    """
}

/// The part that scripts fetch again when news arrive.
func bellInside(_ bell: DeskBell) -> HTML {
    """
    <span data-bell-state data-count="\(bell.count)" data-urgent="\(bell.urgent)"\
    \(flag: "data-quiet", bell.isQuiet)>\(icon(.bell))\
    \(HTML.when(bell.count > 0, "<span class=\"count\" aria-hidden=\"true\">\(bell.shown)</span>"))\
    <span class="visually-hidden">\(bell.words)</span></span>
    """
}
