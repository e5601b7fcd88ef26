import Markup

/// The form that raises a request.
struct ReportPage {
    let title: String
    let lead: String
    /// Call first when someone is in danger; stands above the form.
    let danger: HTML
    /// Who will read what is written, said before anything is.
    let readers: String
    let action: Link
    let hidden: HTML
    let draft: Draft
    /// Why the form came back whole, such as too many reports in an hour.
    let alert: String?
    let problemsTitle: String
    let problems: [(name: String, words: String)]
    let fields: HTML
    let submitWords: String
    let afterwards: String
}

extension ReportPage {
    static var example: ReportPage {
        ReportPage(
            title: "我要反映", lead: "写一件事就好", danger: "先打 119", readers: "谁看得到",
            action: Link("report"), hidden: .empty,
            draft: Draft("report", restoredWords: "上次没写完的", discardWords: "不要了"),
            alert: "请过一会儿再来", problemsTitle: "还差一点",
            problems: [(name: "account", words: "怎么回事：这一项要填。")],
            fields: textField(Field("account", label: "怎么回事")), submitWords: "提交",
            afterwards: "提交后给您一个编号")
    }
}

func reportPage(_ page: ReportPage) -> HTML {
    readingColumn(
        title: page.title, lead: page.lead,
        content: """
            \(HTML.when(page.alert) { alertMessage($0) })
            \(problemSummary(title: page.problemsTitle, problems: page.problems))
            \(noteMessage("<p>\(page.danger)</p>", icon: .warning))
            \(postForm(
                to: page.action, hidden: page.hidden, withFiles: true, draft: page.draft,
                content: """
                    \(noteMessage("<p>\(page.readers)</p>"))\(page.fields)
                    <div class="button-row">\(submitButton(page.submitWords, icon: .speak))</div>
                    <p class="hint">\(page.afterwards)</p>
                    """))
            """)
}
