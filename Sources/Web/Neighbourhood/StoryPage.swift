import Markup

/// A matter's whole story, for the person who raised it.
struct StoryPage {
    /// The other matter that this one is handled with.
    struct Merged {
        let text: String
        let stages: [Stage]
    }

    struct Reading {
        let when: String
        let who: String
        let why: String
    }

    let title: String
    let reference: String
    let badge: HTML
    let done: String?
    let alert: String?
    let problemsTitle: String
    let problems: [(name: String, words: String)]
    let stripLabel: String
    let stages: [Stage]
    let reachWords: [Stage.Reach: String]
    let dial: HTML
    let promise: [String]
    let merged: Merged?
    /// The page that everyone reads, where there is one.
    let open: NavItem?
    let facts: [(term: String, value: HTML)]
    let actionsTitle: String
    let actions: [HTML]
    let storyTitle: String
    let entries: [TimelineEntry]
    let now: TimelineNow?
    let privacyTitle: String
    let held: [String]
    let readingsCaption: String
    let readingColumns: [TableColumn]
    let readings: [Reading]
    /// Nil when nothing is held that anyone could have read.
    let noReadings: String?
    let proofTitle: String
    let proof: [String]
    let proofDigests: [(term: String, value: HTML)]
    let download: NavItem?
    let printWords: String
}

func storyPage(_ page: StoryPage) -> HTML {
    let strip = stageStrip(label: page.stripLabel, page.stages) { page.reachWords[$0] ?? "" }
    return readingColumn(
        title: page.title,
        above: "<p>\(page.badge) <code class=\"count\">\(page.reference)</code></p>",
        content: """
            \(HTML.when(page.done) { statusMessage($0) })
            \(HTML.when(page.alert) { alertMessage($0) })
            \(problemSummary(title: page.problemsTitle, problems: page.problems))
            \(strip)
            \(promise(page.dial, "\(HTML.joined(page.promise.map { "\($0)" }, separator: "<br>"))"))
            \(HTML.when(page.merged) { mergedMatter($0, page) })
            \(HTML.when(page.open) {
                "<p><a class=\"more\" href=\"\($0.link)\">\($0.words)\(icon(.arrow))</a></p>"
            })
            \(definitionList(page.facts))
            \(HTML.when(!page.actions.isEmpty, storyActions(page)))
            <h2>\(page.storyTitle)</h2>
            \(timeline(label: page.storyTitle, page.entries, now: page.now))
            \(storyPrivacy(page))
            \(storyProof(page))
            <div class="button-row">\(HTML.when(page.download) { item in
                buttonLink(item.words, to: item.link, icon: .seal)
            })\(printButton(page.printWords))</div>
            """)
}

private func mergedMatter(_ merged: StoryPage.Merged, _ page: StoryPage) -> HTML {
    noteMessage(
        """
        <p>\(merged.text)</p>\
        \(stageStrip(label: merged.text, merged.stages) { page.reachWords[$0] ?? "" })
        """, icon: .hands)
}

private func storyActions(_ page: StoryPage) -> HTML {
    """
    <h2 class="no-print">\(page.actionsTitle)</h2>
    <div class="no-print">\(actionList(page.actions))</div>
    """
}

private func storyPrivacy(_ page: StoryPage) -> HTML {
    let rows: [[HTML]] = page.readings.map { ["\($0.when)", "\($0.who)", "\($0.why)"] }
    return """
        <h2 class="no-print">\(page.privacyTitle)</h2>
        <div class="no-print">\(paragraphs(page.held))
        \(page.readings.isEmpty
            ? HTML.when(page.noReadings) { "<p>\($0)</p>" }
            : dataTable(caption: page.readingsCaption, columns: page.readingColumns, rows: rows))
        </div>
        """
}

private func storyProof(_ page: StoryPage) -> HTML {
    """
    <h2>\(page.proofTitle)</h2>
    \(paragraphs(page.proof))
    \(HTML.when(!page.proofDigests.isEmpty, definitionList(page.proofDigests)))
    """
}

extension StoryPage {
    static var example: StoryPage {
        StoryPage(
            title: "路灯不亮", reference: "26-00042-7",
            badge: lightBadge(.green, words: "时间够"), done: "收到了", alert: nil,
            problemsTitle: "还差一点", problems: [(name: "addWords-words", words: "要填")],
            stripLabel: "办到哪一步",
            stages: [Stage("已收到", .reached, when: "11月20日"), Stage("办理中", .now)],
            reachWords: [.reached: "已完成", .now: "正在进行", .ahead: "还没到", .skipped: "跳过"],
            dial: clockDial(usedPerMille: 300, light: .green, words: "用了三成"),
            promise: ["现在由物业办。", "最晚 11月28日 17:30。"],
            merged: Merged(text: "和另一件一起办", stages: [Stage("办理中", .now)]),
            open: NavItem("大家看到的页面", Link("open")),
            facts: [(term: "在哪里", value: "艳湖小区")], actionsTitle: "您可以",
            actions: [
                actionPanel(
                    "再补充几句", icon: .plus, id: "action-addWords",
                    form: postForm(to: Link("a"), content: submitButton("提交")))
            ], storyTitle: "经过",
            entries: [
                TimelineEntry(
                    .resident, title: "反映人提交了这件事", who: "您", when: "11月20日 9:00",
                    whenISO: "2026-11-20T01:00:00Z", text: "路灯坏了")
            ],
            now: TimelineNow(
                title: "办理中", text: "承办单位正在办", badge: .empty, following: ["核查中"]),
            privacyTitle: "您的联系方式", held: ["留了电话"], readingsCaption: "谁看过",
            readingColumns: ["什么时候", "哪个单位", "为什么"].map { TableColumn($0) },
            readings: [Reading(when: "11月20日", who: "街道 · 派单员", why: "先行联系")],
            noReadings: "没有人看过", proofTitle: "存证", proof: ["已经封存"],
            proofDigests: [(term: "第 3 次封存", value: "<code>6f2a</code>")],
            download: NavItem("下载", Link("proof")), printWords: "打印")
    }
}
