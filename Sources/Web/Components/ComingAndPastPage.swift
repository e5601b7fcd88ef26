import Markup

/// What is to come in a neighbourhood and what was, as everyone may read it.
struct ComingAndPastPage {
    let title: String
    let lead: String
    let upcomingTitle: String
    let upcoming: [HTML]
    let none: (title: String, next: String)
    let pastTitle: String
    let past: [HTML]
    let pagerLabel: String
    let older: NavItem?
    var further: NavItem?
    var furtherIcon: Icon = .seal
}

extension ComingAndPastPage {
    static var example: ComingAndPastPage {
        ComingAndPastPage(
            title: "活动", lead: "大家一起来", upcomingTitle: "要办的",
            upcoming: [activityCard(.example)], none: ("没有", "再来看看"), pastTitle: "办过的",
            past: [meetingSummary(.example)], pagerLabel: "更早", older: nil,
            further: NavItem("查验证明", Link("x")))
    }
}

func comingAndPastPage(_ page: ComingAndPastPage) -> HTML {
    readingColumn(
        title: page.title, lead: page.lead,
        content: """
            <h2>\(page.upcomingTitle)</h2>\
            \(page.upcoming.isEmpty
                ? emptyState(page.none.title, next: page.none.next)
                : "<div class=\"story\">\(page.upcoming)</div>")\
            \(HTML.when(!page.past.isEmpty, """
                <h2>\(page.pastTitle)</h2><div class="story">\(page.past)</div>
                """))\
            \(pager(label: page.pagerLabel, newer: nil, older: page.older))\
            \(HTML.when(page.further) { further in
                buttonRow([buttonLink(further.words, to: further.link, icon: page.furtherIcon)])
            })
            """)
}
