package import Kernel
import SQL
package import Storage

/// A day at the desk: what is due, who waits for a call, what is new.
package struct Today: Sendable {
    /// Late, or due before the day ends; moves of the present post.
    package let due: [MatterLine]
    package let dueThisWeek: [MatterLine]
    /// Planned visits of the present post's body, the nearest deadline first.
    package let visits: [MatterLine]
    package let calls: [Inbox.Call]
    package let raised: [MatterLine]
    /// How many moves wait today in each other post, no further than the inbox counts.
    package let others: [(holding: Holding, count: Int)]
    /// The alliances that the present post's body chairs in this month or the next.
    package let chairs: [ChairDuty]
    /// What the present post's body answers for and has to look at again, and the post may.
    package let guides: [Guide]
    /// The first moment that no longer is today.
    package let dayEnd: Instant

    /// What the duty rosters say of a day: one's own shifts, swaps that are asked of one, and who
    /// is there now at the post's place and below.
    package struct Duty: Sendable {
        package let own: [DutyLine]
        package let swaps: [(swap: DutySwap, line: DutyLine)]
        package let now: [DutyLine]
    }

    package static let dueMax = 50
    package static let laterMax = 20
    package static let raisedMax = 10
    /// The procedure of planned visits, where the profile has one.
    package static let visitProcedure = "visit"
    /// The clock of the first contact, and the field with the number to call.
    static let contactClock = "contact"
    static let phoneField = "reporterPhone"
}

extension Installation {
    package func today(for visit: Visit) async throws -> Today {
        let now = now()
        let book = visit.book
        let day = book.day(of: now)
        let zone = book.profile.zone
        let dayEnd = day.adding(days: 1).start(in: zone)
        let weekEnd = day.adding(days: 7).start(in: zone)
        let yesterday = day.adding(days: -1).start(in: zone)
        let awaited = book.awaited(by: visit.holding)
        let others = visit.newsHoldings.filter { $0 != visit.holding }
        let names = names(in: visit.realm, at: now)
        return try await database.glance { db in
            func page(_ query: InboxQuery, _ awaited: Inbox.Awaited) throws -> [MatterLine] {
                try Inbox.page(
                    query, for: visit.holding, awaited: awaited, at: now, kept: keptLines,
                    names: names, db
                ).lines
            }
            let handled = awaited.filter { $0.key != Today.visitProcedure }
            let visits = awaited.filter { $0.key == Today.visitProcedure }
            return Today(
                due: try page(
                    InboxQuery(scope: .mine, dueBefore: dayEnd, limit: Today.dueMax), handled),
                dueThisWeek: try page(
                    InboxQuery(
                        scope: .mine, dueFrom: dayEnd, dueBefore: weekEnd, limit: Today.laterMax),
                    handled),
                visits: visits.isEmpty
                    ? []
                    : try page(
                        InboxQuery(scope: .mine, limit: Today.laterMax), visits),
                calls: try Inbox.calls(
                    for: visit.holding, clock: Today.contactClock, field: Today.phoneField,
                    limit: Today.laterMax, db),
                raised: try Inbox.raised(
                    since: yesterday, for: visit.holding, limit: Today.raisedMax, db),
                others: try others.map { holding in
                    (
                        holding: holding,
                        count: try Inbox.count(
                            InboxQuery(scope: .mine, dueBefore: dayEnd), for: holding,
                            awaited: book.awaited(by: holding), at: now, db)
                    )
                }.filter { $0.count > 0 },
                chairs: try chairs(of: visit, in: Month(of: day), db),
                guides: try guides(of: visit, on: day, db), dayEnd: dayEnd)
        }
    }

    /// Guides of the post's body whose review is due, where the post publishes.
    private func guides(
        of visit: Visit, on day: Day, _ db: any Reader
    ) throws -> [Guide] {
        guard visit.holding.verbs.contains(.publish) else { return [] }
        return try Guides.due(
            of: visit.holding.post.body, by: day, limit: Today.raisedMax, db
        ).filter { visit.holding.grants(.publish, at: $0.placePath, in: visit.realm.id) }
    }

    private func chairs(
        of visit: Visit, in month: Month, _ db: any Reader
    ) throws -> [ChairDuty] {
        guard !visit.book.profile.allianceKinds.isEmpty else { return [] }
        let turns = try ChairTurns.ahead(of: visit.holding.post.body, from: month, db)
            .filter { $0.turn.month <= month.next }
        guard !turns.isEmpty else { return [] }
        let alliances = try Bodies.find(
            ids: Set(turns.map(\.alliance)).sorted(), in: visit.realm.id, db)
        return turns.compactMap { turn in
            alliances[turn.alliance].map { ChairDuty(alliance: $0, turn: turn.turn) }
        }
    }

    /// Shifts and swaps of the present post, and who is on duty now.
    package func duty(for visit: Visit) async throws -> Today.Duty {
        let now = now()
        return Today.Duty(
            own: try await duties(
                of: visit.person.id, in: visit.realm, from: now,
                before: now.adding(minutes: 7 * 1_440), withBodies: true,
                limit: Today.laterMax),
            swaps: try await swapsAsked(of: visit),
            now: try await onDuty(in: visit.realm, under: visit.holding.post.reach))
    }

    /// How many places a list can be filtered by.
    private static let filterPlacesMax = 500

    /// The places that a list may be narrowed to: every level but the last, under a post's place.
    package func filterPlaces(for visit: Visit) async throws -> [Place] {
        let all = visit.book.profile.levels
        let levels = all.count > 1 ? Array(all.dropLast()) : all
        let reach = visit.holding.post.reach
        if let known = try await known(visit.realm.id).places {
            return Array(
                known.lazy.filter { reach.contains($0.path) && levels.contains($0.level) }
                    .prefix(Self.filterPlacesMax))
        }
        return try await database.glance { db in
            try Places.atLevels(
                levels, under: reach, in: visit.realm.id, limit: Self.filterPlacesMax, db)
        }
    }
}
