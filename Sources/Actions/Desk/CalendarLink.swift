import Foundation
package import Kernel
import SQL
import Secrets
import Storage

/// Makes the secret address under which a person subscribes to their own calendar; the one before
/// is worthless then.
///
/// Like the settings of the desk it is theirs alone, so it is not on the record.
package struct MakeCalendarLink: Sendable {
    package let visit: Visit

    package init(visit: Visit) {
        self.visit = visit
    }

    private static let secretBytes = 24

    /// - Returns: the secret part of the address, which is kept nowhere.
    package func run(in installation: Installation) async throws -> String {
        let now = installation.now()
        let secret = Cipher.randomBytes(Self.secretBytes).hex
        let digest = installation.calendarDigest(secret)
        try await installation.database.write { db in
            try CalendarLinks.keep(digest, of: visit.person.id, at: now, db)
        }
        return secret
    }
}

/// Makes the address worthless at once.
package struct RevokeCalendarLink: Sendable {
    package let visit: Visit

    package init(visit: Visit) {
        self.visit = visit
    }

    package func run(in installation: Installation) async throws {
        try await installation.database.write { db in
            try CalendarLinks.remove(of: visit.person.id, db)
        }
    }
}

/// What stands in a person's own calendar.
package struct OwnCalendar: Sendable {
    package let realm: Realm
    /// Meetings and activities over the places of their posts.
    package let meetings: [Meeting]
    package let activities: [Activity]
    /// Those of them, and of others, that the person signed up for.
    package let signedUp: Set<Activity.ID>
    /// Rooms that their posts booked.
    package let booked: [BookedRoom]
    /// Shifts of their posts, and of the bodies that they are in.
    package let duties: [DutyLine]
}

extension Installation {
    func calendarDigest(_ secret: String) -> String {
        vault.keyedDigest(secret, use: "calendar link")
    }

    package func hasCalendarLink(_ person: Person.ID) async throws -> Bool {
        try await database.glance { db in try CalendarLinks.exists(of: person, db) }
    }

    /// How many sign-ups one calendar looks at, the latest first; and how many bookings.
    private static let signUpsMax = 200
    private static let bookedMax = 300

    /// The calendar that a secret opens; nil where it is none, or nobody's any more.
    package func ownCalendar(
        _ secret: String, from: Instant, until: Instant
    ) async throws -> OwnCalendar? {
        let (now, digest) = (now(), calendarDigest(secret))
        let realms = try await knownRealms().all
        let found = try await database.glance { db -> CalendarLinks.Holder? in
            // Half a day more or less: the zone is the realm's, which is not known yet.
            try CalendarLinks.holder(of: digest, on: Day(of: now, in: .gmt), db)
        }
        guard let found, let realm = realms.first(where: { $0.id == found.realm }) else {
            return nil
        }
        let (meetings, activities) = try await events(of: realm, from: from, until: until)
        let (signUps, booked) = try await database.glance { db in
            (
                try SignUps.of(found.person, in: realm.id, limit: Self.signUpsMax, db),
                try Self.booked(by: found.posts, from: from, until: until, in: realm.id, db)
            )
        }
        let signedUp = Set(signUps.map(\.activity))
        func isWithin(_ path: PlacePath) -> Bool {
            found.reaches.contains { $0.contains(path) || path.contains($0) }
        }
        return OwnCalendar(
            realm: realm, meetings: meetings.filter { isWithin($0.placePath) },
            activities: activities.filter { isWithin($0.placePath) || signedUp.contains($0.id) },
            signedUp: signedUp, booked: booked,
            duties: try await duties(
                of: found.person, in: realm, from: from, before: until, withBodies: true))
    }

    private static func booked(
        by posts: [Post.ID], from: Instant, until: Instant, in realm: Realm.ID,
        _ db: any Reader
    ) throws -> [BookedRoom] {
        let bookings = try Bookings.by(posts, from: from, before: until, limit: bookedMax, db)
        var rooms: [Room.ID: (room: Room, venue: Venue)] = [:]
        return try bookings.compactMap { booking in
            guard case .room(let id) = booking.subject else { return nil }
            // A post books few different rooms.
            if rooms[id] == nil { rooms[id] = try Rooms.find(id, in: realm, db) }
            return rooms[id].map { BookedRoom(booking: booking, room: $0.room, venue: $0.venue) }
        }
    }
}
