package import Kernel
import SQL
package import Storage

/// Everything that the page of one alliance shows.
package struct AllianceFile: Sendable {
    package let alliance: Alliance
    /// Every membership, past ones included, in the order in which they began.
    package let memberships: [Membership]
    package let rota: ChairRota
    package let meetings: [Meeting]
    package let open: [Resolutions.Line]
    package let ended: [Resolutions.Line]
    package let bodies: [Body.ID: Body]

    /// How many meetings and ended decisions the page shows.
    package static let shownMax = 12
}

/// An alliance in a list.
package struct AllianceLine: Sendable {
    package let body: Body
    package let members: [Membership]
    package let chair: ChairTurn?
    package let next: ChairTurn?
}

/// The alliances of a realm, and what a post's own unit has to do with them.
package struct AllianceBoard: Sendable {
    package let alliances: [AllianceLine]
    package let own: OwnAlliances
    package let bodies: [Body.ID: Body]
}

/// What a unit has to do with alliances: since when it belongs to which, when it chairs, what it
/// owes and what it did.
package struct OwnAlliances: Sendable {
    package let memberships: [Membership]
    package let turns: [ChairTurns.Of]
    package let owed: [MatterLine]
    package let ended: [MatterLine]

    package var isEmpty: Bool { memberships.isEmpty && owed.isEmpty && ended.isEmpty }

    /// How many decisions of a unit, open and ended, a page shows.
    package static let shownMax = 50
}

/// The turns of one body, with the names of the alliances: for its own page and for today.
package struct ChairDuty: Sendable {
    package let alliance: Body
    package let turn: ChairTurn
}

extension Installation {
    package func allianceFile(_ id: Body.ID, in realm: Realm) async throws -> AllianceFile? {
        let book = try await rulebook(of: realm)
        return try await database.glance { db in
            guard let alliance = try Alliance.find(id, of: book, db) else { return nil }
            let memberships = try Alliances.memberships(of: id, db)
            let turns = try ChairTurns.of(id, db)
            let named =
                memberships.map(\.member) + turns.map(\.body)
                + turns.compactMap { $0.passedOver?.body }
            return AllianceFile(
                alliance: alliance, memberships: memberships,
                rota: ChairRota(memberships: memberships, turns: turns),
                meetings: try Meetings.of(alliance: id, limit: AllianceFile.shownMax, db),
                open: try Resolutions.of(
                    alliance: id, open: true, limit: Resolution.listedMax, db),
                ended: try Resolutions.of(
                    alliance: id, open: false, limit: AllianceFile.shownMax, db),
                bodies: try Bodies.find(ids: Set(named).sorted(), in: realm.id, db))
        }
    }

    /// The alliances of a realm, and what a post's unit has to do with them.
    package func allianceBoard(for visit: Visit) async throws -> AllianceBoard {
        let book = visit.book
        let today = book.day(of: now())
        let month = Month(of: today)
        return try await database.glance { db in
            let kinds = Set(book.profile.allianceKinds)
            let bodies = kinds.isEmpty ? [] : try Bodies.all(in: visit.realm.id, db)
            let alliances = bodies.filter { kinds.contains($0.kind) && $0.exists(on: today) }
            let members = try Alliances.memberships(of: alliances.map(\.id), on: today, db)
            let turns = try ChairTurns.between(month, and: month.next, in: visit.realm.id, db)
            func turn(_ alliance: Body, _ month: Month) -> ChairTurn? {
                turns.first { $0.alliance == alliance.id && $0.turn.month == month }?.turn
            }
            return AllianceBoard(
                alliances: alliances.map { alliance in
                    AllianceLine(
                        body: alliance, members: members[alliance.id] ?? [],
                        chair: turn(alliance, month), next: turn(alliance, month.next))
                },
                own: try own(visit.holding.post.body, from: month, db),
                bodies: Dictionary(
                    bodies.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
        }
    }

    private func own(
        _ body: Body.ID, from month: Month, _ db: any Reader
    ) throws -> OwnAlliances {
        func matters(open: Bool) throws -> [MatterLine] {
            try Inbox.ledBy(
                body, of: Resolution.procedure, open: open, limit: OwnAlliances.shownMax, db)
        }
        return OwnAlliances(
            memberships: try Alliances.memberships(ofMember: body, db),
            turns: try ChairTurns.ahead(of: body, from: month, db),
            owed: try matters(open: true), ended: try matters(open: false))
    }
}
