package import Kernel
import SQL
import Storage

/// What every action on an alliance does around its decision: finds it, asks for the right, and
/// records.
struct AllianceWork: PostWork {
    let installation: Installation
    let realm: Realm
    let holding: Holding
    let now: Instant
    let db: any Writer

    func book() throws -> Rulebook { try installation.book(of: realm, at: now, db) }

    /// An alliance with the place that it is for.
    ///
    /// - Throws: `.notFound` for a body without members; `.forbidden` where the post may not keep
    ///   it; `.invalid` for `field` once it has ended.
    func find(_ id: Body.ID, for field: String) throws -> Alliance {
        guard let alliance = try Alliance.find(id, of: book(), db) else {
            throw ActionError.notFound
        }
        guard holding.keeps(alliance) else { throw ActionError.forbidden }
        guard alliance.body.exists(on: try book().day(of: now)) else {
            throw ActionError.invalid([field: .init("alliances.problem.ended")])
        }
        return alliance
    }

    func rota(of alliance: Alliance) throws -> ChairRota {
        ChairRota(
            memberships: try Alliances.memberships(of: alliance.body.id, db),
            turns: try ChairTurns.of(alliance.body.id, db))
    }

    /// Writes down a change, in the history of the body.
    func record(
        _ alliance: Alliance, action: String, _ payload: [String: Payload]
    ) throws {
        try installation.note(
            action, on: "body", alliance.body.id.rawValue, in: realm.id, by: .holding(holding),
            at: now, payload, db)
    }

    /// Turns a rule's refusal into what the edge tells about a field.
    func refusing<T>(
        _ field: String, _ decide: () throws(ChairRota.Refusal) -> T
    ) throws -> T {
        do {
            return try decide()
        } catch {
            throw ActionError.invalid([field: try complaint(error)])
        }
    }

    private func complaint(_ refusal: ChairRota.Refusal) throws -> ActionError.Complaint {
        switch refusal {
        case .isOver(let month): .init("alliances.problem.isOver", ["month": "\(month)"])
        case .noTurn(let month): .init("alliances.problem.noTurn", ["month": "\(month)"])
        case .nobodyElse(let month): .init("alliances.problem.nobodyElse", ["month": "\(month)"])
        case .nothingToSwap: .init("alliances.problem.nothingToSwap")
        case .notAMember(let body, let month):
            .init(
                "alliances.problem.notAMember",
                [
                    "body": try Bodies.find(body, in: realm.id, db)?.name.zh ?? "",
                    "month": "\(month)",
                ])
        }
    }
}

/// A body that has members, with the place for which its meetings are called.
package struct Alliance: Hashable, Sendable {
    package let body: Body
    /// Its own place; one without is for the whole realm, and so for the root of its tree.
    package let place: Place

    /// Nil for a body whose kind has no members, and for one of another realm.
    static func find(
        _ id: Body.ID, of book: Rulebook, _ db: any Reader
    ) throws -> Alliance? {
        let realm = book.realm.id
        guard let body = try Bodies.find(id, in: realm, db),
            book.profile.allianceKinds.contains(body.kind)
        else { return nil }
        let own = try body.place.flatMap { try Places.find($0, in: realm, db) }
        let place = try own ?? Places.roots(in: realm, limit: 1, db).first
        return place.map { Alliance(body: body, place: $0) }
    }
}

extension Holding {
    /// Whether a post keeps the members and the rota of an alliance: whoever convenes meetings
    /// over its place, or edits bodies there.
    package func keeps(_ alliance: Alliance) -> Bool {
        let (path, realm) = (alliance.place.path, alliance.body.realm)
        return grants(.convene, at: path, in: realm) || grants(.editBodies, at: path, in: realm)
    }

    /// Whether a post calls the joint meeting of a day: whoever convenes over the place of the
    /// alliance; or, in the month in which its own unit chairs, whoever speaks for that unit.
    package func calls(meetingOf alliance: Alliance, chairedBy turn: ChairTurn?) -> Bool {
        let speaks = verbs.contains(.offer) || verbs.contains(.convene)
        return grants(.convene, at: alliance.place.path, in: alliance.body.realm)
            || (post.realm == alliance.body.realm && speaks && turn?.body == post.body)
    }
}
