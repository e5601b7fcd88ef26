import Actions
import Kernel
import Markup
import Storage

extension Neighbourhood {
    /// How many cards of each kind one page shows.
    private static let cardsMax = 24
    /// How many of those that are over the first page of a board shows.
    private static let endedShown = 6

    func boardReply() async throws -> Reply {
        let name = try ask.parameter("procedure")
        guard let procedure = boards.first(where: { $0.key.name == name }) else {
            throw ActionError.notFound
        }
        let page = try await boardPage(of: procedure)
        return try await self.page(page.title, at: .board(name), content: Web.boardPage(page))
    }

    private func boardPage(of procedure: Procedure) async throws -> BoardPage {
        let name = procedure.key.name
        let after = BoardCursor(ask.query["after"])?.cursor
        let endedAfter = BoardCursor(ask.query["ended"])?.cursor
        let isWhole = after == nil && endedAfter == nil
        let open =
            try await endedAfter == nil
            ? walk(procedure, ended: false, after: after, limit: Self.cardsMax) : Walk()
        let ended =
            try await after == nil
            ? walk(
                procedure, ended: true, after: endedAfter,
                limit: isWhole ? Self.endedShown : Self.cardsMax) : Walk()
        return BoardPage(
            title: words("\(name).board.title"), lead: words("\(name).board.lead"),
            raise: raisings.contains { $0.name == name }
                ? NavItem(words("\(name).raise.door"), .report(realm, procedure: name)) : nil,
            meetings: procedure.asksForMeetings
                ? NavItem(words("front.nav.meetings"), .publicMeetings(realm)) : nil,
            help: words("\(name).board.help"), openTitle: words("board.open"),
            open: endedAfter == nil ? open.lines.map(card) : nil,
            none: (words("\(name).board.none"), words("\(name).board.none.next")),
            older: open.next.map { NavItem(words("page.older"), .board(realm, name, after: $0)) },
            pagerLabel: words("\(name).board.title"),
            endedTitle: words.optional("\(name).board.ended") ?? words("board.ended"),
            ended: ended.lines.map(card),
            endedOlder: ended.next.map {
                NavItem(words("page.older"), .board(realm, name, endedAfter: $0))
            })
    }

    private struct Walk {
        var lines: [Storage.MatterLine] = []
        var next: BoardCursor?
    }

    private func walk(
        _ procedure: Procedure, ended: Bool, after: InboxQuery.Cursor?, limit: Int
    ) async throws -> Walk {
        let found = try await installation.board(
            of: procedure, ended: ended, in: realm, after: after, limit: limit + 1)
        let shown = Array(found.prefix(limit))
        return Walk(
            lines: shown, next: found.count > limit ? shown.last.map(BoardCursor.init) : nil)
    }

    /// A matter as everyone may read it: no title and no place that the procedure does not show.
    func card(_ line: Storage.MatterLine) -> BoardPage.Card {
        let procedure = book.profile.procedure(line.procedure)
        let state = words("\(line.procedure).state.\(line.state)")
        let isOpen = line.endedAt == nil
        return BoardPage.Card(
            title: words.openTitle(of: line, under: procedure),
            kind: words("category.\(line.category)"), area: area(of: line, under: procedure),
            state: chip(state, tone: isOpen ? .jade : .plain),
            due: isOpen ? cardTime(line, procedure) : nil,
            link: .open(realm, line.reference),
            join: isJoinable(line, procedure) ? words("\(line.procedure).board.join") : nil)
    }

    /// Until when; since when, on lists and for what holds until somebody changes it.
    private func cardTime(_ line: Storage.MatterLine, _ procedure: Procedure?) -> String? {
        procedure.map { $0.door == .lists || $0.hangs(in: line.state) } ?? false
            ? words("lists.since", ["since": times.since(line.openedAt)])
            : line.dueAt.map(times.until)
    }

    /// Whether there is something that a reader could take on or say where it stands.
    func isJoinable(_ line: Storage.MatterLine, _ procedure: Procedure?) -> Bool {
        procedure?.actions(in: line.state).contains { action in
            action.effects.contains(.take) || action.by.contains(.anyone)
        } ?? false
    }

    /// Where a matter is, no nearer than everyone may know.
    func area(of line: Storage.MatterLine, under procedure: Procedure?) -> String {
        words.openArea(of: line, under: procedure, in: book)
    }
}

extension Words {
    /// What everyone may call a matter: its title where the procedure shows it, else its category.
    func openTitle(of line: Storage.MatterLine, under procedure: Procedure?) -> String {
        let isShown = procedure?.isOpenToAll(.title) ?? false
        return isShown && !line.title.isEmpty ? line.title : self("category.\(line.category)")
    }

    /// Where a matter is, no nearer than everyone may know.
    func openArea(
        of line: Storage.MatterLine, under procedure: Procedure?, in book: Rulebook
    ) -> String {
        let profile = book.profile
        if procedure?.isOpenToAll(.place) ?? false || profile.isPublic(level: line.level) {
            let wider = line.wider.map { name($0) + " " } ?? ""
            return (profile.isPublic(level: line.level) ? "" : wider) + name(line.place)
        }
        if let wider = line.wider, line.widerLevel.map(profile.isPublic) ?? false {
            return name(wider)
        }
        return name(book.realm.name)
    }
}

/// Where a board goes on: after this instant and id.
struct BoardCursor {
    let cursor: InboxQuery.Cursor

    init(_ line: Storage.MatterLine) {
        cursor = InboxQuery.Cursor(due: line.touchedAt, id: line.id)
    }

    /// Nil for what is not a cursor of ours.
    init?(_ text: String?) {
        guard let parts = text?.split(separator: "."), parts.count == 2,
            let at = Int64(parts[0]), let id = Matter.ID(String(parts[1]))
        else { return nil }
        cursor = InboxQuery.Cursor(due: Instant(milliseconds: at), id: id)
    }

    var text: String { "\(cursor.due.milliseconds).\(cursor.id)" }
}

extension Link {
    static func board(_ realm: Realm, _ procedure: Procedure.Name, after: BoardCursor) -> Link {
        Link(realm.slug, "boards", procedure, query: ["after": after.text])
    }

    static func board(
        _ realm: Realm, _ procedure: Procedure.Name, endedAfter: BoardCursor
    ) -> Link {
        Link(realm.slug, "boards", procedure, query: ["ended": endedAfter.text])
    }
}
