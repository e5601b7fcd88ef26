package import Markup

/// A place one can go to: words, an address, whether one is there, and what waits there.
package struct NavItem: Sendable {
    package let words: String
    package let link: Link
    package let icon: Icon?
    package let isCurrent: Bool
    /// Such as `12` or `99+`.
    package let count: String?
    package let language: String?

    package init(
        _ words: String, _ link: Link, icon: Icon? = nil, isCurrent: Bool = false,
        count: String? = nil, language: String? = nil
    ) {
        self.words = words
        self.link = link
        self.icon = icon
        self.isCurrent = isCurrent
        self.count = count
        self.language = language
    }
}

package enum PrintSize: String, Sendable { case normal, large }

package enum Theme: String, Sendable { case auto, light, dark }

/// How this reader wants pages to look, and the form that changes it without scripts.
package struct Preferences: Sendable {
    package let printSize: PrintSize
    package let theme: Theme
    /// Takes a POST of `print` or `theme`, and `back`.
    package let action: Link
    package let back: Link
    /// Hidden fields that prove that the form came from this site.
    package let hidden: HTML
    package let largeWords: String
    package let normalWords: String
    package let darkWords: String
    package let lightWords: String

    package init(
        printSize: PrintSize, theme: Theme, action: Link, back: Link, hidden: HTML,
        largeWords: String, normalWords: String, darkWords: String, lightWords: String
    ) {
        self.printSize = printSize
        self.theme = theme
        self.action = action
        self.back = back
        self.hidden = hidden
        self.largeWords = largeWords
        self.normalWords = normalWords
        self.darkWords = darkWords
        self.lightWords = lightWords
    }
}

/// What every page has, whoever reads it.
package struct PageFrame: Sendable {
    package let title: String
    package let language: String
    package let skipWords: String
    package let assetVersion: String
    package let preferences: Preferences
    /// Where live updates of this page come from, and what is said when one arrives.
    package let live: Link?
    package let liveWords: String?

    package init(
        title: String, language: String, skipWords: String, assetVersion: String,
        preferences: Preferences, live: Link? = nil, liveWords: String? = nil
    ) {
        self.title = title
        self.language = language
        self.skipWords = skipWords
        self.assetVersion = assetVersion
        self.preferences = preferences
        self.live = live
        self.liveWords = liveWords
    }
}

/// The document around a body. `face` is public, desk or plain, and sets the size of the type.
func pageDocument(_ frame: PageFrame, face: StaticString, body: HTML) -> HTML {
    let theme = frame.preferences.theme
    let version = frame.assetVersion
    return """
        <!DOCTYPE html>
        <html lang="\(frame.language)" data-face="\(HTML(stringLiteral: face))" \
        data-print-size="\(frame.preferences.printSize.rawValue)"\
        \(attribute: "data-theme", theme == .auto ? nil : theme.rawValue)>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(frame.title)</title>
        <link rel="icon" type="image/svg+xml" href="\(Link("assets", "favicon.svg"))">
        <link rel="stylesheet" href="\(Link("assets", "app.css", query: ["v": version]))">
        <script type="module" src="\(Link("assets", "app.js", query: ["v": version]))"></script>
        </head>
        <body class="face-\(HTML(stringLiteral: face))"\(attribute: "data-live", frame.live)\
        \(attribute: "data-live-words", frame.liveWords)>
        <a class="skip" href="#main">\(frame.skipWords)</a>
        \(body)
        <div class="visually-hidden" aria-live="polite" data-announcer></div>
        </body>
        </html>

        """
}

/// Large print and dark, as two small buttons of a form.
func preferenceSwitches(_ preferences: Preferences) -> HTML {
    let isLarge = preferences.printSize == .large
    let isDark = preferences.theme == .dark
    return """
        <form class="switches" method="post" action="\(preferences.action)" data-preferences>\
        \(preferences.hidden)<input type="hidden" name="back" value="\(preferences.back.address)">\
        <button class="switch" name="print" value="\(isLarge ? "normal" : "large")" \
        data-words="\(preferences.largeWords)" data-words-pressed="\(preferences.normalWords)">\
        \(icon(.letters))<span>\(isLarge ? preferences.normalWords : preferences.largeWords)\
        </span></button>\
        <button class="switch" name="theme" value="\(isDark ? "light" : "dark")" \
        data-words="\(preferences.darkWords)" data-words-pressed="\(preferences.lightWords)">\
        \(icon(.moon))<span>\(isDark ? preferences.lightWords : preferences.darkWords)\
        </span></button></form>
        """
}

func navLink(_ item: NavItem, showsCount: Bool = true) -> HTML {
    """
    <a href="\(item.link)"\(attribute: "aria-current", item.isCurrent ? "page" : nil)\
    \(attribute: "lang", item.language)\(attribute: "hreflang", item.language)>\
    \(HTML.when(item.icon) { icon($0) })<span class="nav-words">\(item.words)</span>\
    \(HTML.when(showsCount ? item.count : nil) { "<span class=\"count\">\($0)</span>" })</a>
    """
}
