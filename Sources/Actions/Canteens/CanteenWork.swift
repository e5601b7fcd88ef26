import Kernel
import SQL
import Storage

/// What every action on a canteen does around its decision: asks for the right, gives back what
/// has expired, posts and records.
struct CanteenWork: PostWork {
    let installation: Installation
    let realm: Realm
    let holding: Holding
    let now: Instant
    let db: any Writer

    func book() throws -> Rulebook { try installation.book(of: realm, at: now, db) }

    /// - Throws: `.notFound`; `.forbidden` where the post keeps no venues there.
    func venue(_ id: Venue.ID) throws -> Venue {
        guard let venue = try Venues.find(id, in: realm.id, db) else { throw ActionError.notFound }
        guard holding.grants(.keepVenues, at: venue.placePath, in: realm.id) else {
            throw ActionError.forbidden
        }
        return venue
    }

    /// The canteen as it stands today, after what has expired went back.
    func canteen(_ id: Venue.ID) throws -> Canteen {
        _ = try venue(id)
        guard let canteen = try Canteens.find(id, in: realm.id, db) else {
            throw ActionError.notFound
        }
        try giveBackExpired(of: id)
        return canteen
    }

    /// Posts an amount in fen from one account to another.
    func move(
        _ fen: Int64, from giver: Holder, to taker: Holder, for venue: Venue.ID
    ) throws -> Transfer.ID {
        let transfer = try Transfer(
            id: installation.newID(), unit: .fen,
            entries: [.init(giver, -fen), .init(taker, fen)])
        try Ledgers.post(
            transfer, for: Ledgers.Subject("canteen", venue.rawValue), in: realm.id, at: now, db)
        return transfer.id
    }

    func balance(of venue: Venue.ID, _ source: FundSource) throws -> Int64 {
        try Ledgers.balance(of: .subsidy(venue, source), .fen, in: realm.id, db)
    }

    /// What is left of grants whose last day has passed goes back to where it came from, first in,
    /// first out.
    private func giveBackExpired(of venue: Venue.ID) throws {
        let today = try book().day(of: now)
        for (source, last) in try Canteens.expired(of: venue, before: today, db) {
            let movements = try Ledgers.statement(
                of: .subsidy(venue, source), .fen, in: realm.id, limit: Self.movementsMax, db)
            let left = Expiry.left(
                ofReceivedBefore: last.adding(milliseconds: 1),
                movements.reversed().map { (at: $0.at, amount: $0.amount) })
            let given = min(left, try balance(of: venue, source))
            if given > 0 {
                _ = try move(
                    given, from: .subsidy(venue, source), to: .source(source.rawValue),
                    for: venue)
            }
            try Canteens.settle(venue, source, before: today, at: now, db)
            try record(
                "expireSubsidy", venue, ["source": .text(source.rawValue), "fen": .int(given)])
        }
    }

    /// How many movements are looked through once a grant has expired.
    private static let movementsMax = 100_000

    func record(
        _ action: String, _ venue: Venue.ID, _ payload: [String: Payload] = [:]
    ) throws {
        try installation.note(
            action, on: "canteen", venue.rawValue, in: realm.id, by: .holding(holding), at: now,
            payload, db)
    }
}
