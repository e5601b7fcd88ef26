import Markup

/// The front door: three things to do, who handles what, what hangs, what was put right.
struct FrontPage {
    let title: String
    let lead: String
    let actions: [LargeAction]
    let whoTitle: String
    let whoMore: NavItem
    let cards: [VerbCard]
    /// What else one may ask for, of which nothing hangs for everyone to read.
    let raises: [NavItem]
    let boards: [FrontBoard]
    /// What is to come; nil where the place has no activities.
    let activities: FrontActivities?
    /// A few venues; nil where the place has none.
    let venues: FrontVenues?
    let noticesTitle: String
    let noticesMore: NavItem
    let notices: [NoticeLine]
    let noNotices: (title: String, next: String)
    let solvedTitle: String
    let solved: [SolvedLine]
    let noneSolved: (title: String, next: String)
}

extension FrontPage {
    static var example: FrontPage {
        FrontPage(
            title: "身边的事，在这里说", lead: "不用注册",
            actions: [LargeAction("我要反映", detail: "说一件事", link: Link("a"), icon: .speak)],
            whoTitle: "这些事谁来管", whoMore: NavItem("全部", Link("who")),
            cards: [
                VerbCard(
                    sign: "问", promise: "难事有人问", body: "便民服务中心", examples: "开证明",
                    link: Link("who"), phone: "0719-000-1005", tone: .jade)
            ], raises: [NavItem("申请调解", Link("raise"))],
            boards: [
                FrontBoard(
                    title: "等您来接的心愿", more: NavItem("都看看", Link("board")),
                    raise: NavItem("请人帮个忙", Link("raise")), cards: [.example],
                    none: ("没有", "过两天再看"))
            ],
            activities: FrontActivities(
                title: "最近的活动", more: NavItem("全部活动", Link("activities")), cards: [.example]),
            venues: FrontVenues(
                title: "身边的阵地", more: NavItem("全部", Link("venues")), cards: [.example]),
            noticesTitle: "公示栏", noticesMore: NavItem("全部", Link("notices")),
            notices: [
                NoticeLine(
                    title: "停水", body: "1 号楼", day: "21", month: "11月",
                    dateISO: "2026-11-21", link: Link("notices"))
            ],
            noNotices: ("没有公示", "过几天再来看"), solvedTitle: "最近解决的",
            solved: [
                SolvedLine(
                    title: "路灯不亮", place: "艳湖小区", took: "3", unit: "天", period: "11月21日",
                    outcome: "已解决")
            ],
            noneSolved: ("还没有", "有了会写在这里"))
    }
}

/// A few matters of one kind that everyone may read, with the ways to all and to a new one.
struct FrontBoard {
    let title: String
    let more: NavItem
    let raise: NavItem?
    let cards: [BoardPage.Card]
    let none: (title: String, next: String)
}

/// The next activities, with the way to all.
struct FrontActivities {
    let title: String
    let more: NavItem
    let cards: [ActivityCard]
}

/// A few venues, with the way to all.
struct FrontVenues {
    let title: String
    let more: NavItem
    let cards: [VenueCard]
}

func frontPage(_ page: FrontPage) -> HTML {
    let notices =
        page.notices.isEmpty
        ? emptyState(page.noNotices.title, next: page.noNotices.next)
        : noticeList(page.notices)
    let solved =
        page.solved.isEmpty
        ? emptyState(page.noneSolved.title, next: page.noneSolved.next)
        : solvedList(page.solved)
    let boards = HTML.each(page.boards.enumerated()) { index, board in
        section(
            board.title, id: "board-\(index + 1)", more: board.more,
            content: """
                \(board.cards.isEmpty
                    ? emptyState(board.none.title, next: board.none.next)
                    : boardCards(board.cards))\(HTML.when(board.raise) {
                    buttonRow([buttonLink($0.words, to: $0.link, icon: .plus)])
                })
                """)
    }
    return """
        \(hero(title: page.title, lead: page.lead, actions: page.actions))
        \(section(
            page.whoTitle, id: "who", more: page.whoMore,
            content: """
                \(verbCards(page.cards))\(HTML.when(
                    !page.raises.isEmpty,
                    buttonRow(page.raises.map { buttonLink($0.words, to: $0.link, icon: .plus) })))
                """))
        \(boards)
        \(HTML.when(page.activities) { activities in
            section(
                activities.title, id: "activities", more: activities.more,
                content: """
                    <div class="activity-row">\(HTML.each(activities.cards, activityCard))</div>
                    """)
        })
        \(HTML.when(page.venues) { venues in
            section(
                venues.title, id: "venues", more: venues.more,
                content: venueCards(venues.cards))
        })
        \(halves([
            section(page.noticesTitle, id: "notices", more: page.noticesMore, content: notices),
            section(page.solvedTitle, id: "solved", content: solved),
        ]))
        """
}
