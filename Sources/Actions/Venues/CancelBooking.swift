package import Kernel
import SQL
import Storage

/// Gives a booking back, or calls it off: whoever holds its receipt, the post that made it, or
/// whoever keeps the venue, who says why.
package struct CancelBooking: Sendable {
    package let realm: Realm
    package let booking: Booking.ID
    package let booker: BookRoom.Booker
    package let reason: String

    package init(
        realm: Realm, booking: Booking.ID, booker: BookRoom.Booker, reason: String = ""
    ) {
        self.realm = realm
        self.booking = booking
        self.booker = booker
        self.reason = reason
    }

    /// - Throws: `.notFound`; `.forbidden` for posts that have nothing to do with it; `.invalid`
    ///   once it has begun, and without a reason where one is owed.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.database.write { db in
            guard let before = try Bookings.find(booking, in: realm.id, db) else {
                throw ActionError.notFound
            }
            let reason = try told(of: before, db)
            guard before.canBeCancelled(at: now) else {
                throw ActionError.invalid(["booking": .init("venues.problem.begun")])
            }
            var cancelled = before
            cancelled.state = .cancelled
            cancelled.reason = reason
            guard try Bookings.update(cancelled, from: before, db) else {
                throw ActionError.conflict
            }
            try RoomTimes.release(.init(.booking, booking.rawValue), db)
            let changer: Changer =
                if case .post(let holding) = booker { .holding(holding) } else { .unnamed }
            try installation.note(
                "cancelBooking", on: "booking", booking.rawValue, in: realm.id, by: changer,
                at: now, reason.map { ["reason": .text($0)] } ?? [:], db)
        }
    }

    /// What the neighbour is told; nil where they gave it back themselves.
    private func told(of booking: Booking, _ db: any Reader) throws -> String? {
        guard case .post(let holding) = booker else { return nil }
        guard holding.post.realm == realm.id else { throw ActionError.forbidden }
        if booking.post == holding.post.id { return nil }
        let path = try BookingFile.placePath(of: booking, in: realm.id, db)
        guard let path, holding.grants(.keepVenues, at: path, in: realm.id) else {
            throw ActionError.forbidden
        }
        var text = FormText()
        let reason = text.read("reason", reason, most: Booking.reasonCharactersMax)
        try text.finish()
        return reason
    }
}

/// Opens a booking to whoever holds its receipt: number and check word.
package struct TrackBooking: Sendable {
    package let realm: Realm
    package let number: String
    package let word: String
    /// Where the try comes from, to limit guessing.
    package let address: String

    package init(realm: Realm, number: String, word: String, address: String) {
        self.realm = realm
        self.number = number
        self.word = word
        self.address = address
    }

    /// - Throws: `.invalid` without telling which half was wrong; `.tooOften`.
    package func run(in installation: Installation) async throws -> Booking {
        try await Limit.receiptTries.count(
            subject: "booking \(address) \(number.prefix(40))", in: installation)
        try await Limit.receiptTriesByAddress.count(subject: address, in: installation)
        guard let number = try? CardNumber(parsing: number) else {
            throw ActionError.invalid(["number": .init("bookings.malformed.number")])
        }
        guard let word = try? CheckWord(parsing: word) else {
            throw ActionError.invalid(["word": .init("track.malformed.word")])
        }
        let digest = installation.vault.keyedDigest(word.text, use: "check word")
        let found = try await installation.database.read { db -> Booking? in
            guard let booking = try Bookings.find(number, in: realm.id, db),
                try Bookings.wordDigest(of: booking.id, db) == digest
            else { return nil }
            return booking
        }
        guard let found else {
            throw ActionError.invalid(["word": .init("bookings.unknown")])
        }
        return found
    }
}

/// Reads who booked, for whoever keeps the venue: a logged act that the receipt shows.
package struct ReadBooker: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let booking: Booking.ID
    package let reason: String

    package init(realm: Realm, holding: Holding, booking: Booking.ID, reason: String) {
        self.realm = realm
        self.holding = holding
        self.booking = booking
        self.reason = reason
    }

    /// - Returns: nil once it was forgotten.
    package func run(in installation: Installation) async throws -> BookerDetails? {
        try await installation.doing(realm, holding) { (work: VenueWork) in
            guard let found = try Bookings.find(booking, in: realm.id, work.db),
                let path = try BookingFile.placePath(of: found, in: realm.id, work.db)
            else { throw ActionError.notFound }
            guard holding.grants(.keepVenues, at: path, in: realm.id) else {
                throw ActionError.forbidden
            }
            var text = FormText(isPublic: false)
            let reason = text.read("reason", reason, most: ReadContact.reasonCharactersMax)
            try text.finish()
            guard
                let details = try Bookings.details(
                    of: booking, vault: installation.vault, work.db)
            else { return nil }
            try Bookings.keepReading(
                id: installation.newID(), of: found, post: holding.post.id, reason: reason,
                at: work.now, work.db)
            try work.record("readBooker", on: "booking", booking.rawValue)
            return details
        }
    }
}
