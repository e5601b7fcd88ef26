import Actions
import Kernel
import Markup
import Storage

/// What a list of posts leaves out, because the page is about it.
enum PostList {
    case ofPlace, ofBody, ofPerson
}

extension DeskFrame {
    /// `2024年3月1日起`, `2024年3月1日 – 2026年1月1日`; nothing where no day is known.
    func period(_ from: Day?, _ until: Day?) -> String {
        switch (from, until) {
        case (nil, nil): ""
        case (let from?, nil): words("org.since", ["day": times.day(from)])
        case (nil, let until?): words("org.history.until", ["day": times.day(until)])
        case (let from?, let until?):
            words("org.between", ["from": times.day(from), "until": times.day(until)])
        }
    }

    /// A person's name; a way to their page for those who manage people.
    func personName(_ line: PostLine) -> HTML {
        visit.holding.verbs.contains(.manage)
            ? "<a href=\"\(Link.person(line.post.person))\">\(line.personName)</a>"
            : "\(line.personName)"
    }

    /// One post as an item: the person or the role first, then where and since when.
    func postItem(_ line: PostLine, in list: PostList, aside: HTML = .empty) -> HTML {
        let body: HTML = "<a href=\"\(Link.body(line.post.body))\">\(words.name(line.bodyName))</a>"
        let place: HTML =
            "<a href=\"\(Link.place(line.post.place))\">\(words.name(line.placeName))</a>"
        let role = words("role.\(line.post.role)")
        let parts: [HTML] =
            switch list {
            case .ofPlace: [personName(line), body, place]
            case .ofBody: [personName(line), place]
            case .ofPerson: [body, place]
            }
        let times = period(line.post.from, line.post.until)
        return """
            <li class="post-line"><span class="post-role">\(role)</span>\
            <span class="post-where">\(HTML.joined(parts, separator: " · "))</span>\
            \(HTML.when(line.post.duty) { "<span class=\"post-duty\">\($0)</span>" })\
            \(HTML.when(!times.isEmpty, "<span class=\"post-time\">\(times)</span>"))\(aside)</li>
            """
    }

    /// The posts held today, then, folded, those held before.
    func postPanel(
        _ lines: [PostLine], in list: PostList, title: String, none: String,
        after: HTML = .empty, aside: (PostLine) -> HTML = { _ in .empty }
    ) -> HTML {
        let day = today
        let held = lines.filter { $0.post.until.map { day < $0 } ?? true }.reversed()
        let ended = lines.filter { !($0.post.until.map { day < $0 } ?? true) }
        let now = HTML.each(held) { postItem($0, in: list, aside: aside($0)) }
        let before = HTML.each(ended) { postItem($0, in: list) }
        return panel(
            title,
            content: """
                \(HTML.when(!held.isEmpty, "<ul class=\"post-lines\">\(now)</ul>"))\
                \(HTML.when(held.isEmpty, "<p class=\"hint\">\(none)</p>"))\
                \(HTML.when(
                    !ended.isEmpty,
                    folded(
                        words("org.posts.before", ["count": String(ended.count)]),
                        content: "<ul class=\"post-lines post-lines-before\">\(before)</ul>")))\
                \(after)
                """)
    }
}
