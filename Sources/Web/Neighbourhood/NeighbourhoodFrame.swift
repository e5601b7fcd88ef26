import Actions
import HTTPTypes
import Kernel
import Markup
import Storage

/// What every page for residents stands on: the realm, its rules, words and times.
final class Neighbourhood: Sendable {
    let ask: Ask
    let realm: Realm
    let book: Rulebook
    let words: Words
    let times: Times

    init(ask: Ask, realm: Realm, book: Rulebook) {
        self.ask = ask
        self.realm = realm
        self.book = book
        words = ask.words(of: book)
        times = ask.times(book, words)
    }

    var installation: Installation { ask.installation }

    /// The doors of the public navigation.
    enum Door: Hashable {
        case front, track, who, notices, meetings, lists, commons, venues, map
        case report(Procedure.Name)
        case board(Procedure.Name)
    }

    /// The procedures with pages that everyone may read.
    var boards: [Procedure] {
        book.profile.procedures.filter { $0.states.contains(where: \.isPublic) }
    }

    private func doors() -> [(door: Door, words: String, link: Link)] {
        [
            (.front, words("front.nav.front"), .front(realm)),
            (.report(Raising.usual), words("front.nav.report"), .report(realm)),
            (.track, words("front.nav.track"), .track(realm)),
        ]
            + boards.filter { $0.door == nil }.map { board in
                let name = board.key.name
                return (.board(name), words("\(name).board.nav"), .board(realm, name))
            } + sharedDoors() + venueDoor() + [
                (.map, words("map.nav"), .map(realm)),
                (.who, words("front.nav.who"), .who(realm)),
                (.notices, words("front.nav.notices"), .notices(realm)),
            ]
    }

    private func nav(at here: Door?, _ isShown: (Door) -> Bool) -> [NavItem] {
        doors().filter { isShown($0.door) }
            .map { NavItem($0.words, $0.link, isCurrent: $0.door == here) }
    }

    /// Whether a door stands behind “more”: what is only looked at, beside what one takes part in.
    private func isFurther(_ door: Door) -> Bool {
        switch door {
        case .lists, .commons, .venues, .map: true
        case .board(let name): !raisings.contains { $0.name == name }
        case .front, .track, .who, .notices, .meetings, .report: false
        }
    }

    /// One door for all the procedures that declare it theirs; the notice board is always there.
    private func sharedDoors() -> [(door: Door, words: String, link: Link)] {
        let doors: [(kind: Procedure.Door, door: Door, words: String, link: Link)] = [
            (.lists, .lists, "lists.nav", .lists(realm)),
            (.commons, .commons, "commons.title", .commons(realm)),
        ]
        return doors.filter { !book.profile.procedures(behind: $0.kind).isEmpty }
            .map { ($0.door, words($0.words), $0.link) }
    }

    private func venueDoor() -> [(door: Door, words: String, link: Link)] {
        book.profile.venues == nil
            ? [] : [(.venues, words("venues.nav"), .publicVenues(realm))]
    }

    /// The page of figures, where the profile has any for everyone.
    private func inNumbers() -> [NavItem] {
        book.profile.figures.contains(where: \.isPublic)
            ? [NavItem(words("front.figures"), .figures(realm), icon: .bars)] : []
    }

    /// The door of the navigation behind which a page stands.
    private func shared(_ door: Door?) -> Door? {
        guard case .board(let name)? = door else { return door }
        return switch book.profile.procedure(name)?.door {
        case .lists: .lists
        case .notices: .notices
        case .commons: .commons
        case nil: door
        }
    }

    /// A page with its head and foot.
    func page(
        _ title: String, at door: Door? = nil, status: HTTPResponse.Status = .ok, content: HTML
    ) async throws -> Reply {
        let door = shared(door)
        let seal = try await installation.lastSeal()
        let office = try await office()
        let name = words.name(realm.name)
        return .page(
            publicPage(
                PublicShell(
                    frame: ask.frame(title == name ? name : title + " · " + name, words),
                    realm: name, slogan: words.optional("place.slogan") ?? words("site.slogan"),
                    home: .front(realm), navLabel: words("front.nav"),
                    nav: nav(at: door) { !isFurther($0) },
                    moreNav: (words("front.nav.more"), nav(at: door, isFurther)),
                    otherLanguage: ask.otherLanguage(words),
                    about: words.optional("place.about") ?? words("front.about"),
                    contact: office.map(contact) ?? .empty,
                    footerLinks: inNumbers() + [
                        NavItem(words("guides.public.title"), .publicGuides(realm), icon: .list),
                        NavItem(
                            words("overview.public.title"), .publicOverview(realm), icon: .map),
                        NavItem(words("front.yourData"), .yourData(realm), icon: .shield),
                        NavItem(words("front.seals"), .seals, icon: .seal),
                    ],
                    sealLabel: seal.map { words("front.seal", ["number": String($0.number)]) }
                        ?? words("front.seal.none"),
                    sealDigest: seal.map { shortDigest($0.digest.hex) } ?? "–",
                    sealLink: .seals,
                    staffSignIn: NavItem(words("front.signIn"), .desk, icon: .person)),
                content: content), status: status)
    }

    /// The head of the realm, which the profile's first kind of body is; else any that answers.
    private func office() async throws -> Body? {
        let today = book.day(of: installation.now())
        let reachable = try await installation.bodies(in: realm)
            .filter { $0.phone != nil && $0.exists(on: today) }
        let head = book.profile.bodyKinds.first
        return reachable.first { $0.kind == head } ?? reachable.first
    }

    private func contact(_ office: Body) -> HTML {
        "\(words.name(office.name)) \(phone(office))"
    }

    /// A body's number as something to press; nothing when it has none.
    func phone(_ body: Body) -> HTML {
        HTML.when(body.phone) { number in
            HTML.when(Link(telephone: number)) { "<a class=\"phone\" href=\"\($0)\">\(number)</a>" }
        }
    }

    func wide(_ category: Kernel.Category.ID) -> String {
        category.split(separator: ".").first.map(String.init) ?? category
    }

    /// `公共设施 · 路灯不亮`, said once where the wide and the narrow are called the same.
    func categoryName(_ category: Kernel.Category.ID) -> String {
        let whole = words("category.\(wide(category))")
        let part = words("category.\(category)")
        return whole == part ? part : whole + " · " + part
    }

    /// `6f2a 91c4 …`: enough of a digest to compare by eye.
    func shortDigest(_ hex: String) -> String {
        stride(from: 0, to: 16, by: 4).map { hex.dropFirst($0).prefix(4) }.joined(separator: " ")
    }
}

extension Ask {
    /// The neighbourhood that the address names.
    func neighbourhood() async throws -> Neighbourhood {
        try await neighbourhood(of: realm())
    }

    func neighbourhood(of realm: Realm) async throws -> Neighbourhood {
        Neighbourhood(ask: self, realm: realm, book: try await installation.rulebook(of: realm))
    }
}
