package import Markup

/// The face that residents see.
package struct PublicShell: Sendable {
    package let frame: PageFrame
    package let realm: String
    package let slogan: String
    package let home: Link
    package let navLabel: String
    package let nav: [NavItem]
    /// Further doors, behind one word at the end of the row.
    package let moreNav: (words: String, items: [NavItem])
    package let otherLanguage: NavItem
    /// What the footer says: who runs this, and how else to reach them.
    package let about: String
    package let contact: HTML
    package let footerLinks: [NavItem]
    package let sealLabel: String
    package let sealDigest: String
    package let sealLink: Link
    package let staffSignIn: NavItem

    package init(
        frame: PageFrame, realm: String, slogan: String, home: Link, navLabel: String,
        nav: [NavItem], moreNav: (words: String, items: [NavItem]), otherLanguage: NavItem,
        about: String, contact: HTML,
        footerLinks: [NavItem], sealLabel: String, sealDigest: String, sealLink: Link,
        staffSignIn: NavItem
    ) {
        self.frame = frame
        self.realm = realm
        self.slogan = slogan
        self.home = home
        self.navLabel = navLabel
        self.nav = nav
        self.moreNav = moreNav
        self.otherLanguage = otherLanguage
        self.about = about
        self.contact = contact
        self.footerLinks = footerLinks
        self.sealLabel = sealLabel
        self.sealDigest = sealDigest
        self.sealLink = sealLink
        self.staffSignIn = staffSignIn
    }
}

package func publicPage(_ shell: PublicShell, content: HTML) -> HTML {
    let body: HTML = """
        <header class="masthead"><div class="masthead-inner">
        <a class="brand" href="\(shell.home)">\(logoMark())<span class="brand-words">\
        <strong>\(shell.realm)</strong><span class="brand-slogan">\(shell.slogan)</span></span></a>
        <div class="masthead-tools"><span class="language">\(navLink(shell.otherLanguage))</span>\
        \(preferenceSwitches(shell.frame.preferences))</div>
        </div>
        <nav class="public-nav" aria-label="\(shell.navLabel)"><ul>\
        \(HTML.each(shell.nav) { "<li>\(navLink($0))</li>" })\(moreNav(shell))</ul></nav></header>
        <main id="main" tabindex="-1">
        \(content)
        </main>
        \(publicFooter(shell))
        """
    return pageDocument(shell.frame, face: "public", body: body)
}

private func moreNav(_ shell: PublicShell) -> HTML {
    let (words, items) = shell.moreNav
    if items.isEmpty { return .empty }
    let isHere = items.contains(where: \.isCurrent)
    return """
        <li><details class="nav-more">\
        <summary\(attribute: "aria-current", isHere ? "true" : nil)>\(words)</summary>\
        <ul>\(HTML.each(items) { "<li>\(navLink($0))</li>" })</ul></details></li>
        """
}

private func publicFooter(_ shell: PublicShell) -> HTML {
    """
    <footer class="footer">
    <div class="footer-inner">
    <div class="footer-about"><p class="footer-realm">\(shell.realm)</p><p>\(shell.about)</p>\
    <p>\(shell.contact)</p></div>
    <ul class="footer-links">\(HTML.each(shell.footerLinks) { "<li>\(navLink($0))</li>" })\
    <li>\(navLink(shell.staffSignIn))</li></ul>
    <a class="footer-seal" href="\(shell.sealLink)">\(sealMark("存证"))<span><span>\
    \(shell.sealLabel)</span><code>\(shell.sealDigest)</code></span></a>
    </div></footer>
    """
}

/// A column of reading width with a heading; forms and single matters stand in it.
package func readingColumn(
    title: String, lead: String? = nil, above: HTML = .empty, content: HTML
) -> HTML {
    """
    <div class="column"><header class="page-head">\(above)<h1>\(title)</h1>\
    \(HTML.when(lead) { "<p class=\"lead\">\($0)</p>" })</header>
    \(content)</div>
    """
}

/// A part of a page under its own heading, with an optional way to more of the same.
package func section(_ title: String, id: String, more: NavItem? = nil, content: HTML) -> HTML {
    """
    <section class="section" aria-labelledby="\(id)">
    <div class="section-head"><h2 id="\(id)">\(title)</h2>\
    \(HTML.when(more) { "<a class=\"more\" href=\"\($0.link)\">\($0.words)\(icon(.arrow))</a>" })\
    </div>
    \(content)
    </section>
    """
}
