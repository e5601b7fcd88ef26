import Markup

/// A matter that everyone may read, drawn as its steps.
struct OpenMatterPage {
    struct Task {
        let title: String
        let body: String
        let stages: [Stage]
    }

    let title: String
    let kind: String
    let badge: HTML
    let done: String?
    /// The draft that is forgotten on this device, because it was sent.
    let sentDraft: String?
    let alert: String?
    let problemsTitle: String
    let problems: [(name: String, words: String)]
    let stepsLabel: String
    let steps: [Step]
    let told: String
    let promise: String?
    /// What it is about, as it stands now.
    let account: [String]
    let facts: [(term: String, value: HTML)]
    let versions: HTML
    let meetings: HTML
    /// What a project has, by source.
    let funds: HTML
    let tallies: [AnswerBars]
    let tasksTitle: String
    let tasks: [Task]
    let linkedTitle: String
    let linked: [BoardPage.Card]
    let reachWords: (Stage.Reach) -> String
    let actionsTitle: String
    let actions: [HTML]
    let staffAction: (item: NavItem, hint: String)?
    let storyTitle: String
    let entries: [TimelineEntry]
    let backToBoard: NavItem
    let printWords: String
}

func openMatterPage(_ page: OpenMatterPage) -> HTML {
    """
    <div class="open-matter"><p class="crumb"><a href="\(page.backToBoard.link)">\(icon(.back))\
    \(page.backToBoard.words)</a></p>
    <div class="open-head"><p class="board-kind">\(page.kind)</p><h1>\(page.title)</h1>\
    <p>\(page.badge)</p></div>
    \(HTML.when(page.sentDraft, draftSent))\(HTML.when(page.done) { statusMessage($0) })\
    \(HTML.when(page.alert) { alertMessage($0) })\
    \(problemSummary(title: page.problemsTitle, problems: page.problems))
    \(stepCards(label: page.stepsLabel, page.steps, reachWords: page.reachWords))
    <div class="told"><p class="told-words">\(page.told)</p>\
    \(HTML.when(page.promise) { "<p>\(icon(.clock))\($0)</p>" })</div>
    \(HTML.when(
        !page.account.isEmpty,
        "<div class=\"panel version-text\">\(paragraphs(page.account))</div>"))
    \(HTML.when(page.staffAction) { action in
        """
        <div class="no-print">\(buttonRow([
            buttonLink(action.item.words, to: action.item.link, weight: .first, icon: .hands)
        ]))<p class="hint">\(action.hint)</p></div>
        """
    })
    \(HTML.when(!page.actions.isEmpty, openActions(page)))
    \(definitionList(page.facts))\(page.versions)
    \(page.meetings)\(page.funds)
    \(HTML.each(page.tallies, answerBars))
    \(HTML.when(!page.tasks.isEmpty, openTasks(page)))
    \(HTML.when(
        !page.linked.isEmpty,
        "<section><h2>\(page.linkedTitle)</h2>\(boardCards(page.linked))</section>"))
    <h2>\(page.storyTitle)</h2>
    \(timeline(label: page.storyTitle, page.entries))
    <div class="button-row">\(printButton(page.printWords))</div></div>
    """
}

private func openActions(_ page: OpenMatterPage) -> HTML {
    """
    <section class="no-print"><h2>\(page.actionsTitle)</h2>\(actionList(page.actions))</section>
    """
}

private func openTasks(_ page: OpenMatterPage) -> HTML {
    let rows = HTML.each(page.tasks) { task in
        """
        <li class="task"><h3>\(task.title)</h3><p>\(task.body)</p>\
        \(stageStrip(label: task.title, task.stages, reachWords: page.reachWords))</li>
        """
    }
    return "<section><h2>\(page.tasksTitle)</h2><ul class=\"tasks\">\(rows)</ul></section>"
}

extension OpenMatterPage {
    static var example: OpenMatterPage {
        OpenMatterPage(
            title: "东门空地做什么", kind: "共用的地方", badge: chip("正在听意见", tone: .jade),
            done: "谢谢",
            sentDraft: "26-00042-7-speak", alert: nil, problemsTitle: "还差一点",
            problems: [(name: "speak-opinion", words: "要填")],
            stepsLabel: "走到哪一步",
            steps: [
                Step(number: 1, words: "提一提", reach: .reached, when: "11月20日", sign: .speak),
                Step(number: 2, words: "听一听", reach: .now, when: nil, sign: .ear),
            ],
            told: "网格员上门听大家怎么想。", promise: "最晚 11月28日", account: ["东门进来左手边有一块空地。"],
            facts: [(term: "哪里", value: "半山尚小区")], versions: .empty, meetings: .empty,
            funds: .empty,
            tallies: [AnswerBars(title: "大家的意思", bars: [("赞成", 3)], none: "还没有人说")],
            tasksTitle: "交给谁办",
            tasks: [Task(title: "平整场地", body: "物业", stages: [Stage("办理中", .now)])],
            linkedTitle: "连在一起的", linked: [.example],
            reachWords: { $0.rawValue }, actionsTitle: "您可以",
            actions: [
                actionPanel(
                    "说一句", icon: .speak, id: "action-speak",
                    form: postForm(to: Link("a"), content: submitButton("提交")))
            ], staffAction: (NavItem("我来接", Link("desk")), "登录后就能接"), storyTitle: "经过",
            entries: [
                TimelineEntry(
                    .step, title: "接下这件事", who: "社区", when: "11月20日",
                    whenISO: "2026-11-20T01:00:00Z")
            ], backToBoard: NavItem("大家议", Link("board")), printWords: "打印")
    }
}
