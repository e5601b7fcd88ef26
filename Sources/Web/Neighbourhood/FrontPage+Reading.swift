import Actions
import Kernel
import Markup
import Storage

/// All that a front page is drawn from: everyone sees the same until more is on the record, and
/// what it says of time holds for the minute.
struct DrawnFrontKey: Hashable, Sendable {
    let realm: Realm.ID
    let profileVersion: Int
    let recorded: Int64
    let language: Language
    let minute: Int64
}

extension Neighbourhood {
    func drawnFront() async throws -> HTML {
        let key = DrawnFrontKey(
            realm: realm.id, profileVersion: book.profile.version,
            recorded: try await installation.recorded(), language: words.language,
            minute: ask.now.milliseconds / 60_000)
        return try await ask.site.fronts.piece(key) { frontPage(try await readFront()) }
    }

    private func readFront() async throws -> FrontPage {
        let front = try await installation.front(of: realm)
        return FrontPage(
            title: words("front.title"), lead: words("front.lead"),
            actions: [
                LargeAction(
                    words("\(Raising.usual).raise.door"),
                    detail: words("\(Raising.usual).raise.door.detail"),
                    link: .report(realm), icon: .speak),
                LargeAction(
                    words("front.track"), detail: words("front.track.detail"),
                    link: .track(realm), icon: .search),
                LargeAction(
                    words("front.who"), detail: words("front.who.detail"), link: .who(realm),
                    icon: .people),
            ],
            whoTitle: words("front.cards"),
            whoMore: NavItem(words("front.cards.more"), .who(realm)),
            cards: try await verbCards(), raises: quietRaises(),
            boards: try await frontBoards(),
            activities: try await frontActivities(),
            venues: try await frontVenues(),
            noticesTitle: words("notices.title"),
            noticesMore: NavItem(words("front.notices.more"), .notices(realm)),
            notices: try await newestNotices(front.notices, limit: 6),
            noNotices: (words("notices.none"), words("notices.none.next")),
            solvedTitle: words("front.solved"), solved: front.solved.compactMap(solvedLine),
            noneSolved: (words("front.solved.none"), words("front.solved.none.next")))
    }

    /// The next three activities; nothing where none is planned.
    private func frontActivities() async throws -> FrontActivities? {
        guard !book.profile.activityKinds.isEmpty else { return nil }
        let next = try await installation.nextActivities(in: realm, limit: 3)
        if next.isEmpty { return nil }
        return FrontActivities(
            title: words("activities.front"),
            more: NavItem(words("activities.all"), .publicActivities(realm)),
            cards: next.map { activity, counts in
                times.card(of: activity, counts, link: .publicActivity(realm, activity.id))
            })
    }

    /// A few venues, those that are open now first; nothing where there is none.
    private func frontVenues() async throws -> FrontVenues? {
        guard book.profile.venues != nil else { return nil }
        let list = try await installation.venues(in: realm, sittingsMax: 1)
        if list.venues.isEmpty { return nil }
        let open = list.venues.filter { times.openNow(list.today[$0.id]).isOpen }
        let others = list.venues.filter { !times.openNow(list.today[$0.id]).isOpen }
        return FrontVenues(
            title: words("venues.public.title"),
            more: NavItem(words("venues.all"), .publicVenues(realm)),
            cards: (open + others).prefix(3).map {
                times.card(of: $0, in: list, link: .publicVenue(realm, $0.id))
            })
    }

    /// The doors of what one may ask for and nobody else reads: an errand, a mediation.
    private func quietRaises() -> [NavItem] {
        raisings.filter { raising in
            raising.name != Raising.usual && !raising.procedure.states.contains(where: \.isPublic)
        }.map { raising in
            NavItem(words("\(raising.name).raise.door"), .report(realm, procedure: raising.name))
        }
    }

    /// The newest of what everyone may read and have a part in; nothing of what nobody can raise
    /// while there is none of it, such as an outage.
    private func frontBoards() async throws -> [FrontBoard] {
        var found: [FrontBoard] = []
        for procedure in boards where procedure.door == nil {
            let name = procedure.key.name
            let lines = try await installation.board(
                of: procedure, ended: false, in: realm, limit: 12)
            let isRaised = raisings.contains { $0.name == name }
            guard isRaised || !lines.isEmpty else { continue }
            let joinable = lines.filter { isJoinable($0, procedure) }
            let others = lines.filter { !isJoinable($0, procedure) }
            found.append(
                FrontBoard(
                    title: words("\(name).board.title"),
                    more: NavItem(words("front.boards.more"), .board(realm, name)),
                    raise: isRaised
                        ? NavItem(words("\(name).raise.door"), .report(realm, procedure: name))
                        : nil, cards: (joinable + others).prefix(3).map(card),
                    none: (words("\(name).board.none"), words("\(name).board.none.next"))))
        }
        if let lists = try await frontLists() { found.append(lists) }
        return found
    }

    /// The four promises 难事有人问、矛盾有人调、安全有人管、环境有人治, each over one wide category.
    private static let promises: [(key: String, wide: String, tone: ChipTone)] = [
        ("ask", "service", .jade), ("reconcile", "neighbour", .blue),
        ("keepSafe", "safety", .cinnabar), ("keepClean", "environment", .amber),
    ]

    private func verbCards() async throws -> [VerbCard] {
        guard let root = try await installation.places(in: realm).first else { return [] }
        let all = try await installation.responsibilities(at: root.path, in: realm)
        let wides = all.map { wide($0.category) }
        if Self.promises.allSatisfy({ wides.contains($0.wide) }) {
            return Self.promises.compactMap { promise in
                card(
                    of: promise.wide, in: all, tone: promise.tone,
                    sign: words("front.promise.\(promise.key).sign"),
                    promise: words("front.promise.\(promise.key)"))
            }
        }
        let tones: [ChipTone] = [.jade, .blue, .cinnabar, .amber]
        var known: [String] = []
        for wide in wides where !known.contains(wide) { known.append(wide) }
        return zip(known, tones).compactMap { wide, tone in
            let name = words("category.\(wide)")
            return card(of: wide, in: all, tone: tone, sign: String(name.prefix(1)), promise: name)
        }
    }

    /// The body that leads most of a wide category, and the one after it.
    private func card(
        of wanted: String,
        in all: [(category: Kernel.Category.ID, lead: Body, basis: String)],
        tone: ChipTone, sign: String, promise: String
    ) -> VerbCard? {
        let leads = all.filter { wide($0.category) == wanted }.map(\.lead)
        var ranked: [Body] = []
        for lead in leads where !ranked.contains(lead) { ranked.append(lead) }
        ranked.sort { one, other in
            leads.count { $0.id == one.id } > leads.count { $0.id == other.id }
        }
        guard let first = ranked.first else { return nil }
        return VerbCard(
            sign: sign, promise: promise, body: words.name(first.name),
            examples: words.optional("category.\(wanted).hint") ?? words("category.\(wanted)"),
            link: .who(realm, category: wanted), phone: first.phone, tone: tone)
    }

    func noticeLine(_ notice: Notice) -> NoticeLine {
        let text = words.name(notice.text)
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return NoticeLine(
            title: words.name(notice.title),
            body: beginning(of: line),
            day: String(notice.from.day), month: words("month.\(notice.from.month)"),
            dateISO: notice.from.description, link: .notice(realm, notice.id.description))
    }

    /// As much of a line as a list has room for, in English not in the middle of a word.
    private func beginning(of line: String) -> String {
        let most = words.language == .en ? 130 : 60
        guard line.count > most else { return line }
        let cut = line.prefix(most - 2)
        let end = words.language == .en ? cut.lastIndex(of: " ") : nil
        return cut[..<(end ?? cut.endIndex)] + "…"
    }

    /// Kind, place and time alone: the title and the words of a report are nobody else's business.
    private func solvedLine(_ line: Storage.MatterLine) -> SolvedLine? {
        guard let endedAt = line.endedAt else { return nil }
        let took = amount(of: max(endedAt.seconds(since: line.openedAt), 60))
        return SolvedLine(
            title: words("category.\(line.category)"), place: words.name(line.place),
            took: took.number, unit: took.unit,
            period: words(
                "front.solved.period",
                [
                    "from": times.day(book.day(of: line.openedAt)),
                    "until": times.day(book.day(of: endedAt)),
                ]), outcome: words("ending.\(Procedure.Ending.solved.rawValue)"))
    }

    private func amount(of seconds: Int64) -> (number: String, unit: String) {
        switch seconds {
        case ..<3_600: (String(seconds / 60), words("front.unit.minutes"))
        case ..<172_800: (String(seconds / 3_600), words("front.unit.hours"))
        default: (String(seconds / 86_400), words("front.unit.days"))
        }
    }
}
