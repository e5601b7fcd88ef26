import Markup

/// The two halves of a receipt open a story.
struct TrackPage {
    struct Followed {
        let reference: String
        let category: String
        let stage: String
        let link: Link
    }

    let title: String
    let lead: String
    let alert: String?
    let problemsTitle: String
    let problems: [(name: String, words: String)]
    let action: Link
    let reference: Field
    let referenceText: String
    let word: Field
    let submitWords: String
    let lost: String
    let followedTitle: String
    let followedColumns: [TableColumn]
    let followed: [Followed]
    let forget: Link
    let forgetWords: String
}

extension TrackPage {
    static var example: TrackPage {
        TrackPage(
            title: "查进度", lead: "填回执上的编号和查询词", alert: nil, problemsTitle: "没有找到",
            problems: [(name: "word", words: "对不上")], action: Link("track"),
            reference: Field("reference", label: "编号"), referenceText: "26-00042-7",
            word: Field("word", label: "查询词", problem: "对不上"), submitWords: "查",
            lost: "回执丢了，请找社区", followedTitle: "在看的",
            followedColumns: ["编号", "哪类事", "到哪一步"].map { TableColumn($0) },
            followed: [
                Followed(
                    reference: "26-00042-7", category: "路灯不亮", stage: "办理中",
                    link: Link("track"))
            ],
            forget: Link("forget"), forgetWords: "在这台设备上忘掉")
    }
}

func trackPage(_ page: TrackPage) -> HTML {
    readingColumn(
        title: page.title, lead: page.lead,
        content: """
            \(HTML.when(page.alert) { alertMessage($0) })
            \(problemSummary(title: page.problemsTitle, problems: page.problems))
            \(postForm(
                to: page.action,
                content: """
                    \(textField(
                        page.reference, value: page.referenceText, autocomplete: "off",
                        lengthMax: 40, isNarrow: true))
                    \(textField(page.word, autocomplete: "off", lengthMax: 40, isNarrow: true))
                    <div class="button-row">\(submitButton(page.submitWords, icon: .search))</div>
                    """))
            \(noteMessage("<p>\(page.lost)</p>"))
            \(HTML.when(!page.followed.isEmpty, followedMatters(page)))
            """)
}

private func followedMatters(_ page: TrackPage) -> HTML {
    let rows: [[HTML]] = page.followed.map { matter in
        [
            "<a href=\"\(matter.link)\">\(matter.reference)</a>", "\(matter.category)",
            "\(matter.stage)",
        ]
    }
    return """
        \(dataTable(caption: page.followedTitle, columns: page.followedColumns, rows: rows))
        \(postForm(
            to: page.forget, content: buttonRow([submitButton(page.forgetWords, weight: .quiet)])))
        """
}
