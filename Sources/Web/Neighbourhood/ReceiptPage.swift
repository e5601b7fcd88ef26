import Markup

/// What a resident takes home after reporting.
struct ReceiptPage {
    let title: String
    let lead: String
    let card: ReceiptCard
    let printWords: String
    let follow: Link
    let followHidden: HTML
    let followWords: String
    let next: (title: String, steps: [String])
    let draftName: String
}

extension ReceiptPage {
    static var example: ReceiptPage {
        ReceiptPage(
            title: "收到了", lead: "请记下来",
            card: ReceiptCard(
                title: "回执", numberLabel: "编号", number: "26-00042-7", checkLabel: "查询词",
                checkWord: "lumibako", keepWords: "请抄下来或打印",
                facts: [(term: "哪类事", value: "路灯不亮")], seal: "回执"),
            printWords: "打印", follow: Link("track"), followHidden: .empty,
            followWords: "看进展", next: ("接下来", ["先看能不能办"]), draftName: "report")
    }
}

func receiptPage(_ page: ReceiptPage) -> HTML {
    readingColumn(
        title: page.title, lead: page.lead,
        content: """
            \(draftSent(page.draftName))\(receipt(page.card))
            <div class="button-row">\(printButton(page.printWords))\
            \(postForm(
                to: page.follow, hidden: page.followHidden,
                content: submitButton(page.followWords, icon: .arrow)))</div>
            <h2>\(page.next.title)</h2>
            \(paragraphs(page.next.steps))
            """)
}
