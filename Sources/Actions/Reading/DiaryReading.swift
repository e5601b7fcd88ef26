package import Kernel
import SQL
package import Storage

/// One month of a realm: what is held on which day, what is due, and who chairs.
package struct DiaryMonth: Sendable {
    package let month: Month
    package let meetings: [Meeting]
    package let activities: [Activity]
    /// Open decisions of joint meetings by the day that was agreed on.
    package let due: [MatterLine]
    package let turns: [ChairTurns.Of]
    /// The alliances and the chairs that the turns name.
    package let bodies: [Body.ID: Body]

    /// How many of each kind one month shows.
    package static let shownMax = 200
}

extension Installation {
    /// A month: one statement for each kind of thing, each by an index and bounded.
    package func diary(of month: Month, in realm: Realm) async throws -> DiaryMonth {
        let book = try await rulebook(of: realm)
        let zone = book.profile.zone
        let (start, end) = (month.first.start(in: zone), month.end.start(in: zone))
        let most = DiaryMonth.shownMax
        let states =
            book.profile.procedure(Resolution.procedure)?.states
            .filter { $0.ending == nil && $0.isPublic }.map(\.id) ?? []
        return try await database.glance { db in
            let turns =
                book.profile.allianceKinds.isEmpty
                ? [] : try ChairTurns.between(month, and: month, in: realm.id, db)
            return DiaryMonth(
                month: month,
                meetings: try Meetings.between(start, and: end, in: realm.id, limit: most, db),
                activities: try Activities.between(
                    start, and: end, in: realm.id, limit: most, db),
                due: states.isEmpty
                    ? []
                    : try Inbox.due(
                        Resolution.procedure, in: states, from: start, before: end,
                        realm: realm.id, limit: most, db),
                turns: turns,
                bodies: try Bodies.find(
                    ids: Set(turns.flatMap { [$0.alliance, $0.turn.body] }).sorted(),
                    in: realm.id, db))
        }
    }
}
