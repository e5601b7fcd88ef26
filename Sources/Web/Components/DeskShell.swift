package import Markup

/// The face of those who handle matters: a rail of views, a search, a list or a matter.
package struct DeskShell: Sendable {
    package let frame: PageFrame
    package let realm: String
    package let home: Link
    package let viewsLabel: String
    package let views: [NavItem]
    /// The views that this person keeps under a name.
    package let savedLabel: String
    package let saved: [NavItem]
    package let tools: DeskTools
    /// The few views that stand at the bottom of a phone, each with an icon.
    package let tabs: [NavItem]
    package let search: Link
    package let searchWords: String
    package let searchText: String
    package let bell: DeskBell?
    package let person: String
    /// Tells whose drafts this device keeps apart; the number of the account.
    package let owner: String
    package let post: String
    /// In which post somebody acts who holds several; on a phone it stands under the top bar.
    package let actingWords: String?
    package let menuLabel: String
    /// Other posts of the same person, each a form or link made by the caller.
    package let posts: HTML
    /// What a person sets for themselves.
    package let menu: [NavItem]
    package let signOut: HTML
    package let drafts: DraftWords

    package init(
        frame: PageFrame, realm: String, home: Link, viewsLabel: String, views: [NavItem],
        savedLabel: String, saved: [NavItem], tools: DeskTools, tabs: [NavItem], search: Link,
        searchWords: String, searchText: String = "",
        bell: DeskBell?, person: String, owner: String, post: String, actingWords: String? = nil,
        menuLabel: String, posts: HTML, menu: [NavItem], signOut: HTML, drafts: DraftWords
    ) {
        self.frame = frame
        self.realm = realm
        self.home = home
        self.viewsLabel = viewsLabel
        self.views = views
        self.savedLabel = savedLabel
        self.saved = saved
        self.tools = tools
        self.tabs = tabs
        self.search = search
        self.searchWords = searchWords
        self.searchText = searchText
        self.bell = bell
        self.person = person
        self.owner = owner
        self.post = post
        self.actingWords = actingWords
        self.menuLabel = menuLabel
        self.posts = posts
        self.menu = menu
        self.signOut = signOut
        self.drafts = drafts
    }
}

/// What is said when a form cannot be sent because the line is down.
package struct DraftWords: Sendable {
    package let offline: String
    package let online: String

    package init(offline: String, online: String) {
        self.offline = offline
        self.online = online
    }
}

package func deskPage(_ shell: DeskShell, content: HTML) -> HTML {
    let body: HTML = """
        <div class="desk" data-owner="\(shell.owner)" \
        data-offline-words="\(shell.drafts.offline)" data-online-words="\(shell.drafts.online)">
        <nav class="rail" aria-label="\(shell.viewsLabel)"><a class="brand" \
        href="\(shell.home)">\(logoMark())<span \
        class="brand-words"><strong>\(shell.realm)</strong></span></a>
        <ul class="rail-list">\(navItems(shell.views))</ul>\
        \(railList(shell.saved, title: shell.savedLabel, id: "rail-saved"))
        \(shell.tools.rail)</nav>
        \(deskTopBar(shell))
        <main id="main" class="desk-main" tabindex="-1">
        \(content)
        </main>
        <nav class="tabs" aria-label="\(shell.viewsLabel)"><ul>\(navItems(shell.tabs))</ul></nav>
        </div>
        \(shell.tools.keys)
        """
    return pageDocument(shell.frame, face: "desk", body: body)
}

private func deskTopBar(_ shell: DeskShell) -> HTML {
    """
    <header class="top-bar">
    <form class="search" role="search" method="get" action="\(shell.search)">\(icon(.search))\
    <input type="search" name="q" value="\(shell.searchText)" placeholder="\(shell.searchWords)" \
    aria-label="\(shell.searchWords)" autocomplete="off" data-search>\
    <kbd aria-hidden="true">/</kbd>\
    </form>
    \(HTML.when(shell.bell, bellLink))\
    <details class="menu"><summary aria-label="\(shell.menuLabel)"><span class="avatar" \
    aria-hidden="true">\(shell.person.suffix(1).description)</span><span class="who"><strong>\
    \(shell.person)</strong><span>\(shell.post)</span></span></summary>
    <div class="menu-panel">\(shell.posts)\(HTML.each(shell.menu) {
        "<a class=\"menu-item\" href=\"\($0.link)\">\($0.words)</a>"
    })\(shell.tools.menu)\
    \(preferenceSwitches(shell.frame.preferences))\(shell.signOut)</div></details>\
    \(HTML.when(shell.actingWords) { "<p class=\"acting\">\($0)</p>" })
    </header>
    """
}

func railList(_ items: [NavItem], title: String, id: String) -> HTML {
    HTML.when(
        !items.isEmpty,
        """
        <p class="rail-title" id="\(id)">\(title)</p>\
        <ul class="rail-list" aria-labelledby="\(id)">\(navItems(items))</ul>
        """)
}

func navItems(_ items: [NavItem]) -> HTML {
    HTML.each(items) { "<li>\(navLink($0))</li>" }
}

/// A few ways to look at the same thing, of which one is current.
package func filterBar(label: String, _ filters: [NavItem]) -> HTML {
    """
    <nav class="filters" aria-label="\(label)"><ul>\(navItems(filters))</ul></nav>
    """
}

/// The head of a list on the desk: its title, its filters, and a place for live news.
package func deskHead(
    title: String, detail: String? = nil, filters: [NavItem] = [], filtersLabel: String = "",
    actions: HTML = .empty
) -> HTML {
    let drawn = HTML.when(!filters.isEmpty, filterBar(label: filtersLabel, filters))
    return """
        <div class="desk-head"><div class="desk-title"><h1>\(title)</h1>\
        \(HTML.when(detail) { "<p>\($0)</p>" })</div>\(actions)\(drawn)</div>
        """
}

/// A matter on the desk: its story on the left, what can be done on the right.
package func storyAndActions(story: HTML, actions: HTML, actionsLabel: String) -> HTML {
    """
    <div class="two-columns"><div class="story">\(story)</div>\
    <aside class="side" aria-label="\(actionsLabel)">\(actions)</aside></div>
    """
}

/// A quiet box on the desk under its own heading.
package func panel(_ title: String, content: HTML) -> HTML {
    "<section class=\"panel\"><h2 class=\"panel-title\">\(title)</h2>\(content)</section>"
}
