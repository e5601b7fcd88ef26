package import Kernel
import SQL
import Storage

/// The venues of a realm as a list shows them.
package struct VenueList: Sendable {
    package let venues: [Venue]
    package let rooms: [Venue.ID: [Room]]
    package let today: [Venue.ID: OpeningHours.OpenDay]
    package let names: [Place.ID: LocalName]
    package let sittings: [SittingLine]
}

/// A sitting with how many of its slots are taken.
package struct SittingLine: Sendable {
    package let sitting: Sitting
    package let venue: Venue
    package let body: LocalName?
    package let taken: Int
}

/// One venue with everything that its page shows.
package struct VenueFile: Sendable {
    package let venue: Venue
    package let body: Body?
    package let placeLine: [Place]
    package let rooms: [Room]
    /// Today and the six days after it.
    package let week: [OpeningHours.OpenDay]
    /// The coming days on which other hours hold.
    package let saidDays: [OpeningHours.OpenDay]
    package let sittings: [SittingLine]
    /// What is done at its window.
    package let guides: [Guide]
    /// Nil where it has none.
    package let canteen: Canteen?
}

/// A room with a week of what it is taken by.
package struct RoomFile: Sendable {
    package let room: Room
    package let venue: Venue
    package let placeLine: [Place]
    package let days: [RoomDay]
    /// The standing bookings to come.
    package let bookings: [Booking]
    package static let bookingsMax = 60
}

/// A day of a room: when it is open, and what has it.
package struct RoomDay: Sendable {
    package let open: OpeningHours.OpenDay
    package let uses: [Use]

    package struct Use: Sendable {
        /// Minutes of the day.
        package let from: Int
        package let to: Int
        package let subject: Subject

        package enum Subject: Sendable {
            case meeting(Meeting.ID, title: String)
            case activity(Activity.ID, title: String)
            case sitting(Sitting)
            case booking(Booking)
        }
    }

    /// When somebody could have it: open, and not taken; from `earliest` on.
    package func gaps(from earliest: Int) -> [OpeningHours.Span] {
        open.spans.flatMap { span -> [OpeningHours.Span] in
            var start = max(span.from, earliest)
            var gaps: [OpeningHours.Span] = []
            for use in uses where use.to > start && use.from < span.to {
                if let gap = OpeningHours.Span(minutes: start, to: use.from) { gaps.append(gap) }
                start = max(start, use.to)
            }
            if let gap = OpeningHours.Span(minutes: start, to: span.to) { gaps.append(gap) }
            return gaps
        }.filter { $0.to - $0.from >= RoomTime.minutes }
    }
}

extension Installation {
    /// The venues that stand today, and the sittings of the next weeks.
    package func venues(in realm: Realm, sittingsMax: Int = 12) async throws -> VenueList {
        let book = try await rulebook(of: realm)
        let now = now()
        let today = book.day(of: now)
        return try await database.glance { db in
            let venues = try Venues.all(in: realm.id, db).filter { $0.stands(on: today) }
            let ids = venues.map(\.id)
            let said = try VenueDays.of(ids, from: today, before: today.adding(days: 1), db)
            let places = try Places.find(ids: Array(Set(venues.map(\.place))), in: realm.id, db)
            let sittings = try Sittings.upcoming(
                in: realm.id, from: now.adding(minutes: -Sitting.minutesRange.upperBound),
                limit: sittingsMax, db
            ).filter { $0.state == .open && $0.endsAt > now }
            return VenueList(
                venues: venues, rooms: try Rooms.of(ids, db),
                today: Dictionary(
                    venues.map { venue in
                        (
                            venue.id,
                            said[venue.id]?[today]
                                ?? venue.hours.hours(on: today, by: book.keeper.calendar)
                        )
                    }, uniquingKeysWith: { first, _ in first }),
                names: Dictionary(
                    places.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
                sittings: try SittingLine.lines(of: sittings, in: realm.id, db))
        }
    }

    /// Nil where the realm has no such venue.
    package func venueFile(_ id: Venue.ID, in realm: Realm) async throws -> VenueFile? {
        let book = try await rulebook(of: realm)
        let now = now()
        let today = book.day(of: now)
        return try await database.glance { db in
            guard let venue = try Venues.find(id, in: realm.id, db) else { return nil }
            let said =
                try VenueDays.of(
                    [id], from: today, before: today.adding(days: 60), db)[id] ?? [:]
            return VenueFile(
                venue: venue,
                body: try Bodies.find(ids: [venue.body], in: realm.id, db)[venue.body],
                placeLine: try Places.find(ids: venue.placePath.ids, in: realm.id, db),
                rooms: try Rooms.of([id], db)[id] ?? [],
                week: (0..<7).map { offset in
                    let day = today.adding(days: offset)
                    return said[day] ?? venue.hours.hours(on: day, by: book.keeper.calendar)
                }, saidDays: said.values.sorted { $0.day < $1.day },
                sittings: try SittingLine.lines(
                    of: Sittings.of(
                        id, from: today.start(in: book.profile.zone), limit: 20, db),
                    in: realm.id, db),
                guides: try Guides.at(id, in: realm.id, on: today, db),
                canteen: try Canteens.find(id, in: realm.id, db))
        }
    }

    /// Seven days of a room from one on.
    package func roomFile(
        _ id: Room.ID, from first: Day, in realm: Realm
    ) async throws -> RoomFile? {
        let book = try await rulebook(of: realm)
        let (zone, now) = (book.profile.zone, now())
        let end = first.adding(days: 7)
        return try await database.glance { db in
            guard let (room, venue) = try Rooms.find(id, in: realm.id, db) else { return nil }
            let said = try VenueDays.of([venue.id], from: first, before: end, db)[venue.id] ?? [:]
            let times = try RoomTimes.between(
                first.start(in: zone), and: end.start(in: zone), of: id, db)
            let uses = try RoomUses(of: times, in: realm.id, zone: zone, db).byDay
            return RoomFile(
                room: room, venue: venue,
                placeLine: try Places.find(ids: venue.placePath.ids, in: realm.id, db),
                days: (0..<7).map { offset in
                    let day = first.adding(days: offset)
                    return RoomDay(
                        open: said[day] ?? venue.hours.hours(on: day, by: book.keeper.calendar),
                        uses: uses[day] ?? [])
                },
                bookings: try Bookings.of(id, from: now, limit: RoomFile.bookingsMax, db))
        }
    }

    /// The rooms that a meeting or an activity may be held in, with their venues.
    package func roomsToChoose(in realm: Realm) async throws -> [(venue: Venue, rooms: [Room])] {
        let today = try await rulebook(of: realm).day(of: now())
        return try await database.glance { db in
            let venues = try Venues.all(in: realm.id, db).filter { $0.stands(on: today) }
            let rooms = try Rooms.of(venues.map(\.id), db)
            return venues.compactMap { venue in
                let open = (rooms[venue.id] ?? []).filter { $0.state == .open }
                return open.isEmpty ? nil : (venue, open)
            }
        }
    }

    /// The room that a meeting or an activity has.
    package func room(of use: RoomTime.Use) async throws -> Room.ID? {
        try await database.glance { db in try RoomTimes.room(of: use, db) }
    }
}

extension SittingLine {
    /// Three statements, however many sittings.
    static func lines(
        of sittings: [Sitting], in realm: Realm.ID, _ db: any Reader
    ) throws -> [SittingLine] {
        if sittings.isEmpty { return [] }
        let counts = try Bookings.counts(of: sittings.map(\.id), db)
        let venues = try Venues.find(
            ids: Array(Set(sittings.map(\.venue))), in: realm, db)
        let venueOf = Dictionary(venues.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        let bodies = try Bodies.find(ids: Array(Set(sittings.map(\.body))), in: realm, db)
        return sittings.compactMap { sitting in
            venueOf[sitting.venue].map { venue in
                SittingLine(
                    sitting: sitting, venue: venue, body: bodies[sitting.body]?.name,
                    taken: counts[sitting.id] ?? 0)
            }
        }
    }
}
