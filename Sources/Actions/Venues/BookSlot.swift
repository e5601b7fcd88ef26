package import Kernel
import SQL
import Storage

/// Takes a slot of a sitting. Nobody is asked what it is about; of a confidential one not even how
/// they are reached. Of two at once one gets it.
package struct BookSlot: Sendable {
    package let realm: Realm
    package let sitting: Sitting.ID
    package let slot: String
    package let name: String
    package let phone: String
    package let limit: Limit.Counted?
    package let sending: Sending?

    package init(
        realm: Realm, sitting: Sitting.ID, slot: String, name: String = "", phone: String = "",
        limit: Limit.Counted? = nil, sending: Sending? = nil
    ) {
        self.realm = realm
        self.sitting = sitting
        self.slot = slot
        self.name = name
        self.phone = phone
        self.limit = limit
        self.sending = sending
    }

    /// - Throws: `.notFound`, `.invalid`, `.tooOften`.
    package func run(in installation: Installation) async throws -> BookRoom.Receipt {
        let slip = Slip(
            "slot \(realm.id) \(sitting)", limit: limit, sending: sending, installation.vault)
        let now = installation.now()
        return try await installation.database.write { db in
            let desk = BookingDesk(
                installation: installation, realm: realm, slip: slip, now: now, db: db)
            if let earlier = try desk.earlier() { return earlier }
            return try book(at: desk)
        }
    }

    private func book(at desk: BookingDesk) throws -> BookRoom.Receipt {
        guard let sitting = try Sittings.find(sitting, in: realm.id, desk.db) else {
            throw ActionError.notFound
        }
        let rules = try desk.installation.book(of: realm, at: desk.now, desk.db).profile.venues
        var text = FormText()
        let slot = text.number("slot", slot)
        let isConfidential = rules?.confidential.contains(sitting.kind) ?? true
        let details =
            isConfidential
            ? nil : BookingWish.details(name, phone, isNeeded: false, &text)
        if let slot, !sitting.takes(slot, at: desk.now) {
            text.complain("slot", "sittings.problem.gone")
        }
        try text.finish()
        guard let slot else { throw ActionError.invalid(["slot": .init("answer.missing")]) }
        let standing = try Bookings.of(sitting.id, desk.db)
        guard !standing.contains(where: { $0.subject == .slot(sitting.id, slot) }) else {
            throw ActionError.invalid(["slot": .init("sittings.problem.taken")])
        }
        let contact = desk.digest(of: details)
        if let contact {
            let had = try Bookings.count(
                of: contact, for: .slot(sitting.id, slot), from: sitting.startsAt,
                before: sitting.endsAt, in: realm.id, desk.db)
            guard had == 0 else {
                throw ActionError.invalid(["slot": .init("sittings.problem.oneEach")])
            }
        }
        let start = sitting.start(of: slot)
        let booking = Booking(
            id: desk.installation.newID(), realm: realm.id, number: try desk.nextNumber(),
            subject: .slot(sitting.id, slot), startsAt: start,
            endsAt: start.adding(minutes: Int64(sitting.slotMinutes)), people: 1,
            madeAt: desk.now)
        return try desk.keep(booking, details, contact: contact, by: .neighbour)
    }
}
