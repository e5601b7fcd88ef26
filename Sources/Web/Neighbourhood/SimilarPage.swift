import Markup

/// Asks, before a report is stored, whether it is one that is open already. It shows kind, place,
/// time and stage; never what a neighbour wrote.
struct SimilarPage {
    struct Line {
        let category: String
        let place: String
        let when: String
        let stage: String
        let reference: String
    }

    let title: String
    let lead: String
    let caption: String
    let columns: [TableColumn]
    let lines: [Line]
    let joinWords: String
    let joinHint: String
    let differentWords: String
    let action: Link
    let hidden: HTML
}

extension SimilarPage {
    static var example: SimilarPage {
        SimilarPage(
            title: "是不是同一件事？", lead: "附近有人反映过像的事", caption: "正在办的",
            columns: ["哪类事", "在哪里", "什么时候", "到哪一步", ""].map { TableColumn($0) },
            lines: [
                Line(
                    category: "路灯不亮", place: "艳湖小区", when: "3 小时前", stage: "办理中",
                    reference: "26-00042-7")
            ],
            joinWords: "就是这件", joinHint: "会另外登记", differentWords: "不是，照样提交",
            action: Link("report"), hidden: .empty)
    }
}

func similarPage(_ page: SimilarPage) -> HTML {
    readingColumn(
        title: page.title, lead: page.lead,
        content: postForm(
            to: page.action, hidden: page.hidden,
            content: """
                \(dataTable(
                    caption: page.caption, columns: page.columns,
                    rows: page.lines.map { line in
                        [
                            "\(line.category)", "\(line.place)", "\(line.when)", "\(line.stage)",
                            submitButton(
                                page.joinWords, weight: .second, name: "same",
                                value: line.reference),
                        ]
                    }))
                <p class="hint">\(page.joinHint)</p>
                \(buttonRow([
                    submitButton(page.differentWords, name: "different", value: "yes")
                ]))
                """))
}

/// The same, in short, while the account is still being typed.
func similarFragment(title: String, note: String, _ lines: [SimilarPage.Line]) -> HTML {
    if lines.isEmpty { return .empty }
    let rows = HTML.each(lines) { line in
        "<li>\(line.category) · \(line.place) · \(line.when) · \(line.stage)</li>"
    }
    return """
        <div class="similar"><p><strong>\(title)</strong></p><ul>\(rows)</ul><p>\(note)</p></div>
        """
}
