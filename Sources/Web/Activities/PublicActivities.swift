import Actions
import Kernel
import Markup
import Storage

/// One activity as everyone may read it.
struct PublicActivityPage {
    let title: String
    let badges: [HTML]
    let facts: [(term: String, value: HTML)]
    let room: PlacesMeter
    let about: (title: String, text: String)
    let risk: String?
    let signUp: (words: String, hint: String, link: Link)?
    let back: NavItem
}

extension PublicActivityPage {
    static var example: PublicActivityPage {
        PublicActivityPage(
            title: "一起把花坛理一理", badges: [chip("环境清扫")], facts: [("时间", "12月5日")],
            room: PlacesMeter(words: "还有 3 个名额", taken: (17, 20)), about: ("做什么", "带手套来"),
            risk: nil, signUp: ("报名", "先登录", Link("x")), back: NavItem("全部", Link("x")))
    }
}

func publicActivityPage(_ page: PublicActivityPage) -> HTML {
    readingColumn(
        title: page.title, above: "<p class=\"badges\">\(page.badges)</p>",
        content: """
            <div class="story"><section class="panel">\(definitionList(page.facts))\
            \(placesMeter(page.room))</section>\
            \(panel(page.about.title, content: "<p class=\"event-text\">\(page.about.text)</p>"))\
            \(HTML.when(page.risk) { noteMessage("<p>\($0)</p>", icon: .warning) })\
            \(HTML.when(page.signUp) { signUp in
                """
                <p class="hint">\(signUp.hint)</p>\(buttonRow([
                    buttonLink(signUp.words, to: signUp.link, weight: .first, icon: .hands)
                ]))
                """
            })\
            \(buttonRow([buttonLink(page.back.words, to: page.back.link, icon: .back)]))</div>
            """)
}

extension Neighbourhood {
    func activitiesReply() async throws -> Reply {
        let lists = try await installation.activityLists(
            in: realm, after: ask.query["after"].flatMap { Activities.Cursor($0) }, limit: 12)
        func card(_ activity: Activity) -> HTML {
            activityCard(
                times.card(
                    of: activity, lists.signedUp[activity.id],
                    link: .publicActivity(realm, activity.id)))
        }
        let page = ComingAndPastPage(
            title: words("activities.public.title"), lead: words("activities.public.lead"),
            upcomingTitle: words("activities.upcoming"), upcoming: lists.upcoming.map(card),
            none: (words("activities.none"), words("activities.public.none.next")),
            pastTitle: words("activities.past"), past: lists.past.map(card),
            pagerLabel: words("activities.pager"),
            older: lists.older.map {
                NavItem(words("activities.older"), .publicActivities(realm, after: $0))
            }, further: NavItem(words("certificate.check"), .certificateCheck(realm)))
        return try await self.page(
            page.title, at: nil, content: comingAndPastPage(page))
    }

    func activityReply() async throws -> Reply {
        let file = try await ask.activityFile(in: realm, for: nil)
        let activity = file.activity
        let isOpen = activity.takesSignUps(at: ask.now)
        let page = PublicActivityPage(
            title: activity.title,
            badges: [
                chip(words("activityKind.\(activity.kind)"), tone: .jade),
                chip(words("activities.state.\(activity.state.rawValue)")),
            ], facts: file.facts(times, words),
            room: times.room(of: activity, (file.placed, file.waiting)),
            about: (words("activities.about"), activity.about), risk: file.risk(words),
            signUp: isOpen
                ? (
                    words("activities.signUp"), words("activities.signUp.hint"),
                    .activity(activity.id)
                ) : nil,
            back: NavItem(words("activities.all"), .publicActivities(realm)))
        return try await self.page(page.title, at: nil, content: publicActivityPage(page))
    }
}
