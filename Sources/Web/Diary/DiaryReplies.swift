import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// The calendar at the desk, for every post: what stands in it is for everyone to know.
    ///
    /// - Parameter secret: of the address to subscribe to, where it was made just now.
    func diaryReply(secret: String? = nil) async throws -> Reply {
        let month = ask.query["month"].flatMap { Month(asked: $0) } ?? Month(of: today)
        let diary = try await ask.installation.diary(of: month, in: visit.realm)
        let isSubscribed = try await ask.installation.hasCalendarLink(visit.person.id)
        let view = DiaryPage(
            diary, times: times,
            ways: DiaryWays(
                meeting: meetingLink, activity: { .activity($0) }, matter: { .matter($0) },
                alliance: { .alliance($0) }, month: { .diary($0) }))
        let title = words("diary.title")
        return page(
            title, current: .diary(),
            content: """
                \(deskHead(title: title, detail: words("diary.detail")))\(diaryPage(view))\
                \(subscription(secret: secret, isSubscribed: isSubscribed))
                """)
    }
}

extension Site {
    static let subscriptionRoutes: [Route] = [
        .post("/desk/diary/subscription", .desk) { ask in
            let secret = try await MakeCalendarLink(visit: try ask.visit)
                .run(in: ask.installation)
            return try await DeskFrame(ask).diaryReply(secret: secret)
        },
        .post("/desk/diary/subscription/end", .desk) { ask in
            try await RevokeCalendarLink(visit: try ask.visit).run(in: ask.installation)
            return .see(.diary())
        },
    ]
}

extension DeskFrame {
    /// The way to have one's calendar on a telephone: an address that only its holder knows.
    fileprivate func subscription(secret: String?, isSubscribed: Bool) -> HTML {
        let address = secret.map { ask.origin + "/api/own-calendar/\($0).ics" }
        return """
            <section class="panel diary-subscription"><h2 class="panel-title">\
            \(words("diary.own"))</h2><p>\(words("diary.own.lead"))</p>\
            \(HTML.when(address) { address in
                """
                \(statusMessage(words("diary.own.made")))\
                <p><code class="own-address">\(address)</code></p>
                """
            })\
            <div class="button-row">\(postForm(
                to: .diarySubscription,
                content: submitButton(
                    words(isSubscribed ? "diary.own.again" : "diary.own.make"),
                    weight: .second, icon: .calendar)))\
            \(HTML.when(
                isSubscribed,
                postForm(
                    to: .diarySubscriptionEnd,
                    content: submitButton(words("diary.own.end"), weight: .quiet))))</div></section>
            """
    }
}

extension Link {
    static let diarySubscription = Link("desk", "diary", "subscription")
    static let diarySubscriptionEnd = Link("desk", "diary", "subscription", "end")
}

extension Neighbourhood {
    /// The calendar as everyone reads it.
    func diaryReply() async throws -> Reply {
        let today = Day(of: ask.now, in: times.zone)
        let month = ask.query["month"].flatMap { Month(asked: $0) } ?? Month(of: today)
        let diary = try await installation.diary(of: month, in: realm)
        let view = DiaryPage(
            diary, times: times,
            ways: DiaryWays(
                meeting: { .publicMeeting(self.realm, $0) },
                activity: { .publicActivity(self.realm, $0) },
                matter: { .open(self.realm, $0) }, alliance: nil,
                month: { .publicDiary(self.realm, $0) }))
        return try await page(
            words("diary.title"), at: .meetings,
            content: readingColumn(
                title: words("diary.title"), lead: words("diary.lead"),
                content: diaryPage(view)))
    }
}
