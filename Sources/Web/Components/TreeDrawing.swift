package import Markup

/// A node of a drawn tree: a line with what is known of it, and what lies under it.
package struct TreeNode: Sendable {
    package let id: String
    package let words: String
    package let link: Link
    package let detail: String
    package let code: String?
    package let isHere: Bool
    package let isOpen: Bool
    /// What lies under it: nil where it was not read yet.
    package let children: [TreeNode]?
    /// What stands for the children: how many there are, and how the fold is called.
    package let under: (count: Int, words: String, foldWords: String)?
    /// Where the children come from when they are not here: a page, and a fragment for scripts.
    package let page: Link
    package let source: Link?

    package init(
        id: String, words: String, link: Link, detail: String, code: String? = nil,
        isHere: Bool = false, isOpen: Bool = false, children: [TreeNode]? = nil,
        under: (count: Int, words: String, foldWords: String)? = nil, page: Link,
        source: Link? = nil
    ) {
        self.id = id
        self.words = words
        self.link = link
        self.detail = detail
        self.code = code
        self.isHere = isHere
        self.isOpen = isOpen
        self.children = children
        self.under = under
        self.page = page
        self.source = source
    }
}

/// A tree as nested lists with lines between them. Every branch folds without scripts; a branch
/// that is not here yet is a way to a page that has it, and scripts fetch it in place.
package func treeDrawing(label: String, _ nodes: [TreeNode]) -> HTML {
    """
    <div class="tree-frame"><ul class="tree" aria-label="\(label)" data-tree>\
    \(treeBranch(nodes))</ul></div>
    """
}

/// The items of one branch.
package func treeBranch(_ nodes: [TreeNode]) -> HTML { HTML.each(nodes, treeNode) }

private func treeNode(_ node: TreeNode) -> HTML {
    """
    <li class="twig\(HTML.when(node.isHere, " twig-here"))" id="\(node.id)"><div class="twig-row">\
    <a href="\(node.link)"\(attribute: "aria-current", node.isHere ? "true" : nil)>\
    \(node.words)</a>\(chip(node.detail))\
    \(HTML.when(node.code) { "<code class=\"twig-code\">\($0)</code>" })\
    \(HTML.when(node.under) { "<span class=\"twig-count\">\($0.words)</span>" })</div>\
    \(HTML.when(node.under) { treeFold(node, $0.foldWords) })</li>
    """
}

private func treeFold(_ node: TreeNode, _ foldWords: String) -> HTML {
    guard let children = node.children else {
        return """
            <details\(attribute: "data-branch", node.source)><summary>\
            <span class="visually-hidden">\(foldWords)</span></summary><ul class="tree">\
            <li class="twig"><div class="twig-row"><a href="\(node.page)">\(foldWords)</a></div>\
            </li></ul></details>
            """
    }
    return """
        <details\(flag: "open", node.isOpen)><summary><span class="visually-hidden">\(foldWords)\
        </span></summary><ul class="tree">\(treeBranch(children))</ul></details>
        """
}

/// A search of one list on the desk, beside the search of matters that every page has.
package func listSearch(
    to link: Link, words: String, text: String, submit: String, hidden: HTML = .empty
) -> HTML {
    """
    <form class="list-search" role="search" method="get" action="\(link)" \
    aria-label="\(words)">\(hidden)\(icon(.search))<input type="search" name="q" \
    value="\(text)" placeholder="\(words)" aria-label="\(words)" autocomplete="off">\
    \(submitButton(submit, weight: .second))</form>
    """
}
