package import Kernel
import SQL
import Storage

/// Books a room: for a neighbour by the rules of the room, for a post at any hour that is free.
/// Of two at once one gets it, and the other is told since when it is taken.
package struct BookRoom: Sendable {
    package enum Booker: Sendable {
        case neighbour
        case post(Holding)
    }

    /// What somebody who booked takes home.
    package struct Receipt: Sendable {
        package let booking: Booking
        package let word: CheckWord
    }

    package let realm: Realm
    package let room: Room.ID
    package let booker: Booker
    package let wish: BookingWish
    /// How often somebody may, counted together with the booking.
    package let limit: Limit.Counted?
    /// Keeps the same form from being done twice.
    package let sending: Sending?

    package init(
        realm: Realm, room: Room.ID, booker: Booker, wish: BookingWish,
        limit: Limit.Counted? = nil, sending: Sending? = nil
    ) {
        self.realm = realm
        self.room = room
        self.booker = booker
        self.wish = wish
        self.limit = limit
        self.sending = sending
    }

    /// - Throws: `.notFound`, `.invalid` with every rule that refuses, `.tooOften`.
    package func run(in installation: Installation) async throws -> Receipt {
        let slip = Slip(
            "room \(realm.id) \(room)", limit: limit, sending: sending, installation.vault)
        let now = installation.now()
        return try await installation.database.write { db in
            let desk = BookingDesk(
                installation: installation, realm: realm, slip: slip, now: now, db: db)
            if let earlier = try desk.earlier() { return earlier }
            return try book(at: desk)
        }
    }

    private func book(at desk: BookingDesk) throws -> Receipt {
        guard let (room, venue) = try Rooms.find(room, in: realm.id, desk.db) else {
            throw ActionError.notFound
        }
        let book = try desk.installation.book(of: realm, at: desk.now, desk.db)
        let zone = book.profile.zone
        let read = try wish.read(by: booker, rules: venue.rules)
        let start = read.day.instant(minuteOfDay: read.from, in: zone)
        let end = read.day.instant(minuteOfDay: read.to, in: zone)
        var post: Post.ID?
        switch booker {
        case .neighbour:
            try refuse(room, of: venue, read, by: book, at: desk)
        case .post(let holding):
            guard holding.post.realm == realm.id else { throw ActionError.forbidden }
            guard start > desk.now else {
                throw ActionError.invalid(["day": .init("venues.problem.past")])
            }
            post = holding.post.id
        }
        let contact = desk.digest(of: read.details)
        if let contact {
            let dayStart = read.day.start(in: zone)
            let had = try Bookings.count(
                of: contact, for: .room(room.id), from: dayStart,
                before: read.day.adding(days: 1).start(in: zone), in: realm.id, desk.db)
            guard had < room.perDay else {
                throw ActionError.invalid([
                    "day": .init("venues.problem.perDay", ["times": String(room.perDay)])
                ])
            }
        }
        let booking = Booking(
            id: desk.installation.newID(), realm: realm.id, number: try desk.nextNumber(),
            subject: .room(room.id), startsAt: start, endsAt: end, people: read.people,
            withSound: wish.withSound, title: read.title, post: post, madeAt: desk.now)
        try desk.installation.take(
            room.id, from: start, to: end, for: .init(.booking, booking.id.rawValue),
            field: "time", in: zone, desk.db)
        return try desk.keep(booking, read.details, contact: contact, by: booker)
    }

    private func refuse(
        _ room: Room, of venue: Venue, _ read: BookingWish.Reading, by book: Rulebook,
        at desk: BookingDesk
    ) throws {
        let today = book.day(of: desk.now)
        guard venue.stands(on: read.day) else {
            throw ActionError.invalid(["day": .init("venues.problem.closed")])
        }
        let said = try VenueDays.of(
            [venue.id], from: read.day, before: read.day.adding(days: 1), desk.db)
        let refusals = room.refusals(
            from: read.from, to: read.to, people: read.people, withSound: wish.withSound,
            open: said[venue.id]?[read.day]
                ?? venue.hours.hours(on: read.day, by: book.keeper.calendar),
            quiet: venue.quiet, today: today,
            minuteNow: Int(desk.now.seconds(since: today.start(in: book.profile.zone)) / 60))
        guard refusals.isEmpty else {
            throw ActionError.invalid(
                Dictionary(
                    refusals.map { ($0.complaint.field, $0.complaint.said) },
                    uniquingKeysWith: { first, _ in first }))
        }
    }
}
