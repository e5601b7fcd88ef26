package import Kernel
import SQL
package import Storage

extension Installation {
    /// How many meetings, and how many activities, one calendar holds.
    private static let eventsMax = 1_000

    /// Meetings and activities that begin in a span of time: what everyone may know.
    package func events(
        of realm: Realm, from: Instant, until: Instant
    ) async throws -> (meetings: [Meeting], activities: [Activity]) {
        try await database.glance { db in
            (
                try Meetings.between(
                    from, and: until, in: realm.id, limit: Self.eventsMax, db),
                try Activities.between(
                    from, and: until, in: realm.id, limit: Self.eventsMax, db)
            )
        }
    }

    /// The days that the calendar of a realm lists; the realm's own over the national ones.
    package func listedDays(
        from: Day, through until: Day, of realm: Realm
    ) async throws -> [Calendars.ListedDay] {
        let listed = try await database.glance { db in
            try Calendars.listed(from: from, through: until, for: realm.id, db)
        }
        let local = Set(listed.filter(\.isLocal).map(\.day))
        return listed.filter { $0.isLocal || !local.contains($0.day) }
    }
}
