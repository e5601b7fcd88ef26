import Actions
import Kernel
import Markup
import Storage

/// What changed since a person last said "all seen".
struct NewsView {
    let title: String
    let detail: String
    let others: HTML
    let items: [NewsItem]
    let label: String
    let empty: HTML
    let seen: HTML
    let settings: NavItem
}

struct NewsItem {
    let link: Link
    let kind: HTML
    let title: String
    let text: String
    let meta: String
    let when: String
    let whenISO: String
}

func newsPage(_ view: NewsView) -> HTML {
    """
    \(deskHead(
        title: view.title, detail: view.detail,
        actions: buttonLink(view.settings.words, to: view.settings.link, icon: .bell)))\
    \(view.others)\
    \(view.items.isEmpty ? view.empty : newsList(view))
    """
}

private func newsList(_ view: NewsView) -> HTML {
    """
    <ol class="news" aria-label="\(view.label)" data-rows>\
    \(HTML.each(view.items, newsItem))</ol>\(view.seen)
    """
}

private func newsItem(_ item: NewsItem) -> HTML {
    """
    <li class="news-item" data-row><p class="badges">\(item.kind)\
    <time datetime="\(item.whenISO)">\(item.when)</time></p>\
    <a class="today-title" href="\(item.link)" data-row-link>\(item.title)</a>\
    \(HTML.when(!item.text.isEmpty, "<p>\(item.text)</p>"))\
    <p class="matter-meta">\(item.meta)</p></li>
    """
}

extension Site {
    static let newsRoutes: [Route] = [
        .get("/desk/news", .post(.read)) { ask in
            let frame = try await DeskFrame(ask)
            let view = try await frame.news()
            return frame.page(view.title, current: .news, isLive: true, content: newsPage(view))
        },
        .get("/desk/news/bell", .post(.read)) { ask in
            let frame = try await DeskFrame(ask)
            guard let own = frame.own else { throw ActionError.forbidden }
            return .page(bellInside(frame.bell(own.bell, setting: own.setting)))
        },
        .post("/desk/news/seen", .post(.read)) { ask in
            guard let until = ask.form["until"].flatMap({ Int64($0) }) else {
                throw ActionError.notFound
            }
            try await SeeNews(visit: try ask.visit, until: Instant(milliseconds: until))
                .run(in: ask.installation)
            return .see(.news)
        },
    ]
}

extension DeskFrame {
    func news() async throws -> NewsView {
        let news = try await ask.installation.news(for: visit)
        return NewsView(
            title: words("news.title"),
            detail: words("news.since", ["when": times.moment(news.since)]),
            others: HTML.each(news.others) { holding, count in
                otherPost(
                    holding,
                    words: words(
                        "news.other",
                        [
                            "post": postName(holding),
                            "count": count.shown(countedTo: Bell.countMax),
                        ]), back: .news)
            },
            items: news.items.map(item), label: words("news.title"),
            empty: emptyState(words("news.empty"), next: words("news.empty.next")),
            seen: postForm(
                to: .newsSeen, hidden: hiddenField("until", value: String(ask.now.milliseconds)),
                content: """
                    <p class="hint">\(words("news.private"))</p>\
                    \(submitButton(words("news.seen"), weight: .second, icon: .check))
                    """),
            settings: NavItem(words("settings.title"), .deskSettings()))
    }

    private func item(_ item: News.Item) -> NewsItem {
        let line = line(item.line)
        let isLate = item.line.light(at: ask.now) == .red
        let kind =
            switch item.kind {
            case .move: chip(words("news.move"), tone: .jade)
            case .other: chip(words("news.moved"), tone: .blue)
            case .deadline:
                chip(
                    words(isLate ? "light.red" : "light.amber"), tone: isLate ? .cinnabar : .amber)
            }
        let urgent = HTML.when(
            item.line.urgency == "emergency",
            chip(words("urgency.\(item.line.urgency)"), tone: .cinnabar))
        return NewsItem(
            link: line.link, kind: "\(kind)\(urgent)", title: line.title, text: text(item),
            meta: [
                line.reference, line.place,
                words("\(item.line.procedure).state.\(item.line.state)"),
            ].joined(separator: " · "),
            when: times.since(item.at), whenISO: times.machine(item.at))
    }

    /// What was done last, as the story tells it, or what is left of the time.
    private func text(_ item: News.Item) -> String {
        guard let deed = item.deed else { return item.line.dueAt.map(times.until) ?? "" }
        let key = "\(item.line.procedure).action.\(deed.action).done"
        guard words.optional(key) != nil else { return "" }
        return words(key, ["body": deed.body.map(words.name) ?? words("story.system")])
    }
}
