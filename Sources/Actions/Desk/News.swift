package import Kernel
import SQL
package import Storage

/// What changed for a person since they last said "all seen", looked up when they ask (取，不推).
package struct News: Sendable {
    /// The present post's, newest first.
    package let items: [Item]
    /// How many each other post has, counted no further than `Bell.countMax`.
    package let others: [(holding: Holding, count: Int)]
    package let since: Instant

    package struct Item: Sendable {
        package let kind: Kind
        package let line: MatterLine
        package let at: Instant
        /// The last thing that was done, and by which body; nil for a deadline.
        package let deed: (action: Procedure.Action.ID, body: LocalName?)?
    }

    package enum Kind: String, Sendable, CaseIterable {
        /// The move came to this post.
        case move
        /// Somebody else went on with a matter that this person acted on.
        case other
        /// A deadline turned amber, or passed.
        case deadline
    }

    package static let itemsMax = 40
    /// How far back news reach for someone who never said "all seen".
    package static let daysMax: Int64 = 7
}

extension Installation {
    package func news(for visit: Visit) async throws -> News {
        let now = now()
        return try await database.glance { db in
            let setting = try DeskSettings.find(visit.person.id, db)
            let found = try News.pieces(
                setting, visit.holding, visit, at: now, limit: News.itemsMax, db)
            let deeds = try Inbox.lastDeeds(of: found.map(\.piece.line.id), db)
            let items = found.map { kind, piece in
                News.Item(
                    kind: kind, line: piece.line, at: piece.at,
                    deed: kind == .deadline ? nil : deeds[piece.line.id])
            }
            let others = try visit.newsHoldings.filter { $0 != visit.holding }.map { holding in
                (
                    holding: holding,
                    count: try News.pieces(
                        setting, holding, visit, at: now, limit: Bell.countMax, db
                    ).count
                )
            }
            return News(
                items: Array(items.sorted { ($0.at, $0.line.id) > ($1.at, $1.line.id) }),
                others: others.filter { $0.count > 0 }, since: News.since(setting, now))
        }
    }
}

extension News {
    static func since(_ setting: DeskSetting, _ now: Instant) -> Instant {
        let earliest = now.adding(minutes: -daysMax * 1_440)
        return max(setting.seenAt ?? earliest, earliest)
    }

    /// One piece for each matter: that the move came outweighs that somebody acted, and both a
    /// deadline.
    static func pieces(
        _ setting: DeskSetting, _ holding: Holding, _ visit: Visit, at now: Instant, limit: Int,
        _ db: any Reader
    ) throws -> [(kind: Kind, piece: Inbox.Piece)] {
        let awaited = visit.book.awaited(by: holding)
        let since = since(setting, now)
        var found: [(kind: Kind, piece: Inbox.Piece)] = []
        if setting.moves {
            found += try Inbox.cameToMove(
                for: holding, awaited: awaited, since: since, limit: limit, db
            ).map { (.move, $0) }
        }
        if setting.others {
            found += try Inbox.movedByOthers(for: holding, since: since, limit: limit, db)
                .map { (.other, $0) }
        }
        if setting.deadlines {
            found += try Inbox.cameDue(
                for: holding, awaited: awaited, since: since, at: now, limit: limit, db
            ).map { (.deadline, $0) }
        }
        var known: Set<Matter.ID> = []
        return Array(found.filter { known.insert($0.piece.line.id).inserted }.prefix(limit))
    }
}
