import Actions
import Kernel
import Markup
import Storage

/// What every page of the desk has around it: the rail, the search, the person and their posts.
final class DeskFrame: Sendable {
    let ask: Ask
    let visit: Visit
    let words: Words
    let times: Times
    let counts: [InboxQuery.Scope: Int]
    let bodyNames: [Body.ID: Body]
    /// How many matters await each of the person's posts, where they hold several.
    let awaiting: [Post.ID: Int]
    /// What is this person's own; nil for a post that reads no matters.
    let own: DeskState?

    init(_ ask: Ask) async throws {
        self.ask = ask
        visit = try ask.visit
        words = ask.words(of: visit.book)
        times = ask.times(visit.book, words)
        let visit = visit
        let (counted, own) = try await ask.dispensable((DeskCounts.none, nil)) {
            try await ask.installation.deskState(for: visit)
        }
        counts = counted.views
        awaiting = counted.awaiting
        self.own = own
        bodyNames = try await ask.installation.bodiesByID(in: visit.realm)
    }

    /// A page of the desk.
    func page(
        _ title: String, current: Link? = nil, search: String = "", isLive: Bool = false,
        content: HTML
    ) -> Reply {
        .page(
            deskPage(
                DeskShell(
                    frame: ask.frame(
                        title + " · " + words.name(visit.realm.name), words,
                        live: isLive ? .deskLive : nil,
                        liveWords: isLive ? words("desk.live.news") : nil),
                    realm: words.name(visit.realm.name), home: .desk,
                    viewsLabel: words("desk.views"), views: views(current),
                    savedLabel: words("saved.title"), saved: saved(current),
                    tools: drawnTools(current), tabs: tabs(current),
                    search: .desk, searchWords: words("desk.search"), searchText: search,
                    bell: own.map {
                        bell($0.bell, setting: $0.setting, isCurrent: current == .news)
                    },
                    person: visit.person.name, owner: visit.person.id.description,
                    post: postName(visit.holding),
                    actingWords: visit.holdings.count > 1
                        ? words("desk.acting", ["post": postName(visit.holding)]) : nil,
                    menuLabel: words("desk.menu"),
                    posts: postSwitcher(),
                    menu: (own == nil ? [] : [NavItem(words("settings.title"), .deskSettings())])
                        + [
                            NavItem(words("own.title"), .ownSignIn()),
                            NavItem(words("programs.title"), .programKeys()),
                        ],
                    signOut: signOutForm(),
                    drafts: DraftWords(
                        offline: words("draft.offline"), online: words("draft.online"))),
                content: "\(HTML.when(current != .ownSignIn(), warning()))\(content)"))
    }

    /// Something about the person's own sign-in changed, and they have not read it yet.
    private func warning() -> HTML {
        guard visit.hasWarnings else { return .empty }
        let note = noteMessage(
            """
            <p class="message-title">\(words("own.warning"))</p>\
            <p><a href="\(Link.ownSignIn())">\(words("own.warning.look"))</a></p>
            """, icon: .warning)
        return "<div class=\"desk-warning\">\(note)</div>"
    }

    /// The tools and the keys, drawn once for all who have the same.
    private func drawnTools(_ current: Link?) -> DeskTools {
        let key = DeskToolsKey(
            realm: visit.realm.id, profileVersion: visit.book.profile.version,
            role: visit.holding.post.role, bodyKind: bodyNames[visit.holding.post.body]?.kind,
            hasPosts: visit.holdings.count > 1, usesKeys: usesKeys, current: current,
            language: words.language)
        return ask.site.tools.piece(key) {
            DeskTools(label: words("desk.tools"), tools(current), keys: keys())
        }
    }

    /// The role and body of a post, such as `网格员 · 岩岭社区第一网格`.
    func postName(_ holding: Holding) -> String {
        let body = bodyNames[holding.post.body].map { words.name($0.name) }
        return words("role.\(holding.post.role)") + (body.map { " · " + $0 } ?? "")
    }

    private func views(_ current: Link?) -> [NavItem] {
        guard visit.hasInbox else { return [] }
        let reads = visit.holding.verbs.contains(.read)
        let today = NavItem(
            words("today.title"), .today, icon: .clock, isCurrent: current == .today)
        // Without the right to read a place, there is what awaits one and what one took on.
        let scopes = InboxQuery.Scope.allCases.filter { reads || $0 != .places }
        return (reads ? [today] : [])
            + scopes.map { scope in
                let link = InboxLink(scope: scope).link
                return NavItem(
                    words("desk.view.\(scope.rawValue)"), link, icon: scope.icon,
                    isCurrent: current == link, count: counts[scope].flatMap(Self.told))
            }
    }

    /// How many matters, in short; nil for none.
    private static func told(_ count: Int) -> String? {
        count == 0 ? nil : count.shown(countedTo: Inbox.countMax)
    }

    private func tabs(_ current: Link?) -> [NavItem] {
        var items = Array(views(current).prefix(4))
        if visit.holding.verbs.contains(.enter) {
            items.append(NavItem(words("desk.tool.new.short"), .newMatter, icon: .plus))
        }
        return items.isEmpty ? tools(current).flatMap(\.items) : items
    }

    /// The other posts of the same person, each with what awaits it; `p` opens them.
    private func postSwitcher() -> HTML {
        guard visit.holdings.count > 1 else { return .empty }
        let buttons = HTML.each(visit.holdings) { holding in
            let isCurrent = holding == visit.holding
            return """
                <button class="menu-item" name="post" value="\(holding.post.id.description)"\
                \(attribute: "aria-current", isCurrent ? "true" : nil)>\
                \(icon(isCurrent ? .check : .arrow))<span>\(postName(holding))</span>\
                \(HTML.when(awaiting[holding.post.id].flatMap(Self.told)) {
                    countMark($0, words: words("desk.posts.awaiting", ["count": $0]))
                })</button>
                """
        }
        return """
            <p class="menu-title" id="menu-posts">\(words("desk.posts"))</p>\
            <div role="group" aria-labelledby="menu-posts" data-posts>\
            \(postForm(to: .deskPost, content: buttons))</div>
            """
    }

    private func signOutForm() -> HTML {
        postForm(to: .signOut, content: submitButton(words("desk.signOut"), weight: .quiet))
    }
}

extension InboxQuery.Scope {
    var icon: Icon {
        switch self {
        case .mine: .inbox
        case .bodies: .people
        case .places: .pin
        case .ended: .check
        }
    }
}
