import Foundation
package import Kernel
import SQL
package import Storage

/// What has a room in a span of time, named: a statement for each kind of thing.
struct RoomUses {
    let byDay: [Day: [RoomDay.Use]]

    init(of times: [RoomTime], in realm: Realm.ID, zone: TimeZone, _ db: any Reader) throws {
        func ids<Noun>(_ noun: RoomTime.Use.Noun, as type: Noun.Type) -> [Identifier<Noun>] {
            Set(times.filter { $0.use.noun == noun }.map(\.use.subject)).sorted()
                .map { Identifier($0) }
        }
        let meetings = try Meetings.titles(of: ids(.meeting, as: Meeting.self), db)
        let activityIDs = ids(.activity, as: Activity.self)
        let activities =
            activityIDs.isEmpty ? [:] : try Activities.find(ids: activityIDs, in: realm, db)
        let sittings = try Sittings.find(ids: ids(.sitting, as: Sitting.self), in: realm, db)
        let bookings = try Bookings.find(ids: ids(.booking, as: Booking.self), in: realm, db)
        let uses = RoomTime.spans(times).compactMap { span -> (Day, RoomDay.Use)? in
            let id = span.use.subject
            let subject: RoomDay.Use.Subject? =
                switch span.use.noun {
                case .meeting:
                    meetings[Meeting.ID(id)].map { .meeting(Meeting.ID(id), title: $0) }
                case .activity:
                    activities[Activity.ID(id)].map { .activity($0.id, title: $0.title) }
                case .sitting: sittings[Sitting.ID(id)].map { .sitting($0) }
                case .booking: bookings[Booking.ID(id)].map { .booking($0) }
                }
            let day = Day(of: span.from, in: zone)
            let start = day.start(in: zone)
            return subject.map {
                (
                    day,
                    RoomDay.Use(
                        from: Int(span.from.seconds(since: start) / 60),
                        to: Int(span.to.seconds(since: start) / 60), subject: $0)
                )
            }
        }
        byDay = Dictionary(grouping: uses, by: \.0).mapValues { $0.map(\.1) }
    }
}

/// One booking with everything that its page shows.
package struct BookingFile: Sendable {
    package let booking: Booking
    package let venue: Venue
    package let room: Room?
    package let sitting: Sitting?
    /// Whether it is still known how whoever booked is reached.
    package let isSealed: Bool
    package let readings: [ReadingLog.Line]

    /// Where the venue is that keeps a booking.
    static func placePath(
        of booking: Booking, in realm: Realm.ID, _ db: any Reader
    ) throws -> PlacePath? {
        switch booking.subject {
        case .room(let room): try Rooms.find(room, in: realm, db)?.venue.placePath
        case .slot(let sitting, _): try Sittings.find(sitting, in: realm, db)?.placePath
        }
    }
}

/// One sitting with its slots.
package struct SittingFile: Sendable {
    package let line: SittingLine
    package let room: Room?
    package let placeLine: [Place]
    /// The standing bookings by slot.
    package let bookings: [Int: Booking]
}

/// Sittings to come and those that were.
package struct SittingLists: Sendable {
    package let upcoming: [SittingLine]
    package let past: [SittingLine]
    package let older: Sittings.Cursor?
}

extension Installation {
    package func bookingFile(_ id: Booking.ID, in realm: Realm) async throws -> BookingFile? {
        try await database.glance { db in
            try Bookings.find(id, in: realm.id, db).flatMap { try Self.file(of: $0, realm, db) }
        }
    }

    package func bookingFile(
        _ number: CardNumber, in realm: Realm
    ) async throws -> BookingFile? {
        try await database.glance { db in
            try Bookings.find(number, in: realm.id, db)
                .flatMap { try Self.file(of: $0, realm, db) }
        }
    }

    private static func file(
        of booking: Booking, _ realm: Realm, _ db: any Reader
    ) throws -> BookingFile? {
        let isSealed = try Bookings.isSealed(booking.id, db)
        let readings = try ReadingLog.ofBookings.lines(of: booking.id, limit: 50, db)
        switch booking.subject {
        case .room(let id):
            guard let (room, venue) = try Rooms.find(id, in: realm.id, db) else { return nil }
            return BookingFile(
                booking: booking, venue: venue, room: room, sitting: nil, isSealed: isSealed,
                readings: readings)
        case .slot(let id, _):
            guard let sitting = try Sittings.find(id, in: realm.id, db),
                let venue = try Venues.find(sitting.venue, in: realm.id, db)
            else { return nil }
            return BookingFile(
                booking: booking, venue: venue,
                room: try sitting.room.flatMap { try Rooms.find(ids: [$0], db)[$0] },
                sitting: sitting, isSealed: isSealed, readings: readings)
        }
    }

    /// What a post booked that starts at an instant or later, and where the next page goes on.
    package func bookings(
        of holding: Holding, from start: Instant, after: Bookings.Cursor?, limit: Int
    ) async throws -> (bookings: [Booking], next: Bookings.Cursor?) {
        try await database.glance { db in
            let found = try Bookings.by(
                holding.post.id, from: start, after: after, limit: limit + 1, db)
            let shown = Array(found.prefix(limit))
            let last = found.count > limit ? shown.last : nil
            return (shown, last.map { .init(startsAt: $0.startsAt, id: $0.id) })
        }
    }

    package func sittingFile(_ id: Sitting.ID, in realm: Realm) async throws -> SittingFile? {
        try await database.glance { db in
            guard let sitting = try Sittings.find(id, in: realm.id, db),
                let line = try SittingLine.lines(of: [sitting], in: realm.id, db).first
            else { return nil }
            let bookings = try Bookings.of(id, db).compactMap { booking -> (Int, Booking)? in
                guard case .slot(_, let slot) = booking.subject else { return nil }
                return (slot, booking)
            }
            return SittingFile(
                line: line, room: try sitting.room.flatMap { try Rooms.find(ids: [$0], db)[$0] },
                placeLine: try Places.find(ids: sitting.placePath.ids, in: realm.id, db),
                bookings: Dictionary(bookings, uniquingKeysWith: { first, _ in first }))
        }
    }

    package func sittingLists(
        in realm: Realm, after: Sittings.Cursor?, limit: Int
    ) async throws -> SittingLists {
        let book = try await rulebook(of: realm)
        let start = book.day(of: now()).start(in: book.profile.zone)
        return try await database.glance { db in
            let upcoming = try Sittings.upcoming(in: realm.id, from: start, limit: 60, db)
            let past = try Sittings.past(
                in: realm.id, before: start, after: after, limit: limit + 1, db)
            let shown = Array(past.prefix(limit))
            let last = past.count > limit ? shown.last : nil
            return SittingLists(
                upcoming: try SittingLine.lines(of: upcoming, in: realm.id, db),
                past: try SittingLine.lines(of: shown, in: realm.id, db),
                older: last.map { Sittings.Cursor(startsAt: $0.startsAt, id: $0.id) })
        }
    }
}
