package import Markup

/// The tools of the desk as they were drawn: in the rail of a laptop, and once more in the menu of
/// a phone, where there is no rail; and the list of keys.
package struct DeskTools: Sendable {
    package let rail: HTML
    package let menu: HTML
    package let keys: HTML

    /// - Parameter groups: tools, some under a title each.
    package init(
        label: String, _ groups: [(title: String, items: [NavItem])], keys: DeskKeyList
    ) {
        self.keys = keysOverlay(keys)
        rail = HTML.each(groups.enumerated()) {
            railList($0.element.items, title: $0.element.title, id: "rail-tools-\($0.offset)")
        }
        let nav = HTML.when(
            !groups.isEmpty,
            """
            <nav class="menu-tools" aria-label="\(label)">\
            \(HTML.each(groups) { "<p>\($0.title)</p><ul>\(navItems($0.items))</ul>" })</nav>
            """)
        menu = """
            <button class="menu-item" type="button" data-keys-open hidden>\(keys.title)</button>\
            \(nav)
            """
    }
}
