package import Kernel
import SQL
package import Storage

/// How many matters wait, and how many news: what the frame of every page at the desk counts.
package struct DeskCounts: Sendable {
    /// Under each view, counted no further than `Inbox.countMax`.
    package let views: [InboxQuery.Scope: Int]
    /// For each of the person's posts, where they hold several.
    package let awaiting: [Post.ID: Int]
    /// Nil for a post that reads no matters.
    let news: News?

    /// Where nothing can be counted.
    package static let none = DeskCounts(views: [:], awaiting: [:], news: nil)

    struct News: Sendable {
        let count: Int
        let emergencies: Int
    }
}

/// What the counts of somebody at the desk hang on.
struct DeskCountsKey: Hashable, Sendable {
    let holding: Holding
    let seenAt: Instant?
    let wanted: [Bool]

    init(_ visit: Visit, _ setting: DeskSetting) {
        holding = visit.holding
        seenAt = setting.seenAt
        wanted = [setting.moves, setting.others, setting.deadlines]
    }
}

extension Installation {
    /// The counts for a visit: kept ones, or counted anew.
    func counts(
        for visit: Visit, _ setting: DeskSetting, at now: Instant, _ db: any Reader
    ) throws -> DeskCounts {
        try deskCounts.answer(
            to: DeskCountsKey(visit, setting), of: live.generation(of: visit.realm.id), at: now
        ) {
            DeskCounts(
                views: try views(for: visit, at: now, db),
                awaiting: try awaiting(visit, at: now, db),
                news: visit.holding.verbs.contains(.read)
                    ? try DeskCounts.News(setting, visit, at: now, db) : nil)
        }
    }

    /// The counts for a visit, as long as nothing in its realm changed.
    func keptCounts(
        for visit: Visit, _ setting: DeskSetting, at now: Instant
    ) -> DeskCounts? {
        deskCounts.find(
            DeskCountsKey(visit, setting), of: live.generation(of: visit.realm.id), at: now)
    }

    private func views(
        for visit: Visit, at now: Instant, _ db: any Reader
    ) throws -> [InboxQuery.Scope: Int] {
        guard visit.hasInbox else { return [:] }
        var counts: [InboxQuery.Scope: Int] = [:]
        for scope in [InboxQuery.Scope.mine, .bodies, .places] {
            counts[scope] = try Inbox.count(
                InboxQuery(scope: scope), for: visit.holding, awaited: visit.awaited, at: now, db)
        }
        return counts
    }

    /// How many matters await each of somebody's posts; only where they hold several.
    private func awaiting(
        _ visit: Visit, at now: Instant, _ db: any Reader
    ) throws -> [Post.ID: Int] {
        guard visit.holdings.count > 1 else { return [:] }
        var counts: [Post.ID: Int] = [:]
        for holding in visit.holdings.prefix(8) where holding.verbs.contains(.read) {
            counts[holding.post.id] = try Inbox.count(
                InboxQuery(scope: .mine), for: holding, awaited: visit.book.awaited(by: holding),
                at: now, db)
        }
        return counts
    }
}

extension DeskCounts.News {
    fileprivate init(
        _ setting: DeskSetting, _ visit: Visit, at now: Instant, _ db: any Reader
    ) throws {
        var lines: [Matter.ID: MatterLine] = [:]
        for holding in visit.newsHoldings {
            for piece in try News.pieces(
                setting, holding, visit, at: now, limit: Bell.countMax, db)
            {
                lines[piece.piece.line.id] = piece.piece.line
            }
        }
        count = min(lines.count, Bell.countMax)
        emergencies = lines.values.count { $0.urgency == "emergency" }
    }
}
