import Foundation
import Kernel
import SQL
import Storage

/// What a form of a booking is known by, and the word on its receipt.
struct Slip: Sendable {
    let word: CheckWord
    let sentDigest: String?
    let attempt: Limit.Attempt?

    init(_ subject: String, limit: Limit.Counted?, sending: Sending?, _ vault: Vault) {
        sentDigest = sending?.digest(of: "book \(subject)", vault: vault)
        attempt = limit?.attempt(vault)
        var generator = SystemRandomNumberGenerator()
        word =
            sentDigest.map { CheckWord(of: $0, vault: vault) } ?? CheckWord(from: &generator)
    }
}

/// Where bookings are made, inside one transaction.
struct BookingDesk {
    let installation: Installation
    let realm: Realm
    let slip: Slip
    let now: Instant
    let db: any Writer

    /// The receipt of the same form, if it came before; else the try is counted.
    func earlier() throws -> BookRoom.Receipt? {
        if let digest = slip.sentDigest,
            let booking = try Bookings.find(sent: digest, in: realm.id, db)
        {
            return BookRoom.Receipt(booking: booking, word: slip.word)
        }
        try slip.attempt?.count(at: now, db)
        return nil
    }

    func nextNumber() throws -> CardNumber {
        CardNumber(serial: try Realms.next(Bookings.counter, in: realm.id, db).value)
    }

    /// Tells the same telephone again.
    func digest(of details: BookerDetails?) -> String? {
        guard let phone = details?.phone, !phone.isEmpty else { return nil }
        let digits = phone.filter(\.isNumber)
        return installation.vault.keyedDigest("\(realm.id) \(digits)", use: "booking contact")
    }

    func keep(
        _ booking: Booking, _ details: BookerDetails?, contact: String?, by booker: BookRoom.Booker
    ) throws -> BookRoom.Receipt {
        let vault = installation.vault
        try Bookings.insert(
            booking,
            Bookings.Secrets(
                wordDigest: vault.keyedDigest(slip.word.text, use: "check word"),
                sentDigest: slip.sentDigest, contactDigest: contact, details: details),
            vault: vault, db)
        let changer: Changer =
            if case .post(let holding) = booker { .holding(holding) } else { .unnamed }
        // The story of a booking has no name in it, and no telephone.
        try installation.note(
            "book", on: "booking", booking.id.rawValue, in: realm.id, by: changer, at: now,
            [
                "number": .text(booking.number.description),
                "startsAt": .int(booking.startsAt.milliseconds),
                "endsAt": .int(booking.endsAt.milliseconds),
                "people": .int(Int64(booking.people)),
            ], db)
        return BookRoom.Receipt(booking: booking, word: slip.word)
    }
}

extension Instant {
    /// `9:00` on the wall clock of a zone.
    func clock(in zone: TimeZone) -> String {
        let day = Day(of: self, in: zone)
        let minute = Int(seconds(since: day.start(in: zone)) / 60)
        return "\(minute / 60):" + String(String(minute % 60 + 100).dropFirst())
    }
}
