import Actions
import Kernel
import Markup

extension Ask {
    /// What every page has: its title, language, and how this reader wants it to look.
    func frame(
        _ title: String, _ words: Words, live: Link? = nil, liveWords: String? = nil
    ) -> PageFrame {
        PageFrame(
            title: title, language: language.tag, skipWords: words("page.skip"),
            assetVersion: site.assets.version,
            preferences: Preferences(
                printSize: printSize, theme: theme, action: .style,
                back: Link(path: path) ?? Link(), hidden: .empty,
                largeWords: words("page.large"), normalWords: words("page.normal"),
                darkWords: words("page.dark"), lightWords: words("page.light")),
            live: live, liveWords: liveWords)
    }

    /// The way to this page in the other language.
    func otherLanguage(_ words: Words) -> NavItem {
        let other: Language = language == .zh ? .en : .zh
        return NavItem(
            words("page.otherLanguage"), .language(other, back: path), language: other.tag)
    }

    /// A page with one task: signing in, a list of realms, an error.
    func plain(
        _ title: String, realm: Realm? = nil, back: NavItem? = nil, content: HTML
    ) -> HTML {
        let words = words
        return plainPage(
            PlainShell(
                frame: frame(title, words),
                realm: realm.map { words.name($0.name) } ?? words("site.name"),
                slogan: words("site.slogan"), home: realm.map(Link.front) ?? Link(), back: back),
            title: title, content: content)
    }
}

func realmsPage(_ realms: [Realm], _ ask: Ask) -> HTML {
    let words = ask.words
    guard !realms.isEmpty else {
        return ask.plain(
            words("realms.title"),
            content: emptyState(words("realms.none"), next: words("realms.none.next")))
    }
    let items = HTML.each(realms) { realm in
        "<li>\(buttonLink(words.name(realm.name), to: .front(realm)))</li>"
    }
    return ask.plain(
        words("realms.title"), content: "<ul class=\"plain-list\">\(items)</ul>")
}
