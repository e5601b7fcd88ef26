package import Kernel
import SQL
package import Storage

/// What has a room, each with its day.
package struct RoomCalendar: Sendable {
    package let room: Room
    package let venue: Venue
    package let uses: [(day: Day, use: RoomDay.Use)]
}

/// What somebody booked as a post, with where it is.
package struct BookedRoom: Sendable {
    package let booking: Booking
    package let room: Room
    package let venue: Venue
}

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

    /// Sittings at venues that begin in a span of time, those that were called off among them.
    package func sittings(
        of realm: Realm, from: Instant, until: Instant
    ) async throws -> [SittingLine] {
        try await database.glance { db in
            try SittingLine.lines(
                of: Sittings.between(
                    from, and: until, in: realm.id, limit: Self.eventsMax, db),
                in: realm.id, db)
        }
    }

    /// How many half hours of a room one calendar reads: ninety days and nights.
    private static let halvesMax = 4_320

    /// What has a room in a span of time; nil where the realm has no such room.
    package func roomCalendar(
        of id: Room.ID, in realm: Realm, from: Instant, until: Instant
    ) async throws -> RoomCalendar? {
        let zone = try await rulebook(of: realm).profile.zone
        return try await database.glance { db in
            guard let (room, venue) = try Rooms.find(id, in: realm.id, db) else { return nil }
            let times = try RoomTimes.between(
                from, and: until, of: id, limit: Self.halvesMax, db)
            let days = try RoomUses(of: times, in: realm.id, zone: zone, db).byDay
            return RoomCalendar(
                room: room, venue: venue,
                uses: days.sorted { $0.key < $1.key }.flatMap { day, uses in
                    uses.map { (day: day, use: $0) }
                })
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
