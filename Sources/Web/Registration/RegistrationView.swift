import Markup

/// A page of registrations: what stands on the left, what can be done on the right.
struct RegistrationView {
    let title: String
    let lead: String
    let filtersLabel: String
    let filters: [NavItem]
    var actions: HTML = .empty
    var problem: HTML = .empty
    let main: [HTML]
    var sideLabel = ""
    var side: [HTML] = []
}

func registrationPage(_ view: RegistrationView) -> HTML {
    let head = deskHead(
        title: view.title, detail: view.lead, filters: view.filters,
        filtersLabel: view.filtersLabel, actions: view.actions)
    if view.side.isEmpty {
        return "\(head)\(view.problem)<div class=\"registration\">\(view.main)</div>"
    }
    return """
        \(head)\(view.problem)\(storyAndActions(
            story: "<div class=\"registration\">\(view.main)</div>",
            actions: "\(view.side)", actionsLabel: view.sideLabel))
        """
}

extension RegistrationView {
    static var example: RegistrationView {
        RegistrationView(
            title: "我的报到", lead: "只有自己和社区看得到", filtersLabel: "双报到",
            filters: [NavItem("我的报到", .registration())],
            main: [panel("岩岭社区", content: "<p>在职报到</p>")], sideLabel: "可以做的",
            side: [panel("报到", content: "<p>选社区</p>")])
    }
}

/// A line of a list of this area: what it is, where, and its marks.
struct RegistrationRow {
    let title: String
    let link: Link
    let detail: String
    let badges: HTML
}

func registrationRows(_ rows: [RegistrationRow]) -> HTML {
    """
    <ol class="registration-rows">\(HTML.each(rows) { row in
        """
        <li class="panel"><a class="pairing-title" href="\(row.link)">\(row.title)</a>\
        <span class="hint">\(row.detail)</span><span class="badges">\(row.badges)</span></li>
        """
    })</ol>
    """
}
