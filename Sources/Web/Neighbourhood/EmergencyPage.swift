import Markup

/// Says to call instead of writing, in the largest letters that there are.
struct EmergencyPage {
    let title: String
    let lead: String
    let calls: [LargeAction]
    let overTitle: String
    let overText: String
    let action: Link
    let hidden: HTML
    let goOnWords: String
}

extension EmergencyPage {
    static var example: EmergencyPage {
        EmergencyPage(
            title: "请马上拨打 119", lead: "像是火险",
            calls: [LargeAction("拨打 119", detail: "火警", link: Link("a"), icon: .phone)],
            overTitle: "危险已经过去了？", overText: "可以照样提交。", action: Link("report"),
            hidden: hiddenField("acknowledged", value: "yes"), goOnWords: "照样提交")
    }
}

func emergencyPage(_ page: EmergencyPage) -> HTML {
    """
    <div role="alert">\(hero(title: page.title, lead: page.lead, actions: page.calls))</div>
    \(section(
        page.overTitle, id: "over",
        content: """
            <p>\(page.overText)</p>
            \(postForm(
                to: page.action, hidden: page.hidden,
                content: buttonRow([submitButton(page.goOnWords, weight: .second)])))
            """))
    """
}
