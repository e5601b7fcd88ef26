package import Markup

/// A page with one task and nothing around it: signing in, or an error.
package struct PlainShell: Sendable {
    package let frame: PageFrame
    package let realm: String
    package let slogan: String
    package let home: Link
    package let back: NavItem?

    package init(
        frame: PageFrame, realm: String, slogan: String, home: Link, back: NavItem? = nil
    ) {
        self.frame = frame
        self.realm = realm
        self.slogan = slogan
        self.home = home
        self.back = back
    }
}

package func plainPage(_ shell: PlainShell, title: String, content: HTML) -> HTML {
    let body: HTML = """
        <div class="plain"><header class="plain-head"><a class="brand" href="\(shell.home)">\
        \(logoMark())<span class="brand-words"><strong>\(shell.realm)</strong><span \
        class="brand-slogan">\(shell.slogan)</span></span></a>\
        \(preferenceSwitches(shell.frame.preferences))</header>
        <main id="main" class="plain-card" tabindex="-1"><h1>\(title)</h1>
        \(content)
        \(HTML.when(shell.back) { "<p class=\"plain-back\">\(navLink($0))</p>" })</main>
        \(streetDrawing())</div>
        """
    return pageDocument(shell.frame, face: "plain", body: body)
}
