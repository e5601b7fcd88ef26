package import Kernel
import SQL
import Storage

/// Adds a venue to the register (阵地).
package struct OpenVenue: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let place: Place.ID
    package let wish: VenueWish

    package init(realm: Realm, holding: Holding, place: Place.ID, wish: VenueWish) {
        self.realm = realm
        self.holding = holding
        self.place = place
        self.wish = wish
    }

    /// - Throws: `.forbidden` where the post keeps no venues at the place; `.invalid`.
    @discardableResult
    package func run(in installation: Installation) async throws -> Venue {
        try await installation.doing(realm, holding) { (work: VenueWork) in
            guard let place = try Places.find(place, in: realm.id, work.db) else {
                throw ActionError.notFound
            }
            guard holding.grants(.keepVenues, at: place.path, in: realm.id) else {
                throw ActionError.forbidden
            }
            let read = try wish.read(by: work.declared())
            let all = try Venues.all(in: realm.id, work.db)
            guard all.count < Venues.countMax else {
                throw ActionError.invalid([
                    "name": .init("answer.tooMany", ["max": String(Venues.countMax)])
                ])
            }
            let today = try work.today()
            let isTwice = all.contains {
                $0.name.zh == read.name.zh && $0.place == place.id && $0.stands(on: today)
            }
            if isTwice { throw ActionError.invalid(["name": .init("venues.problem.twice")]) }
            let venue = Venue(
                id: installation.newID(), realm: realm.id, body: holding.post.body,
                place: place.id, placePath: place.path, openedOn: today, name: read.name,
                model: read.model, functions: read.functions, spot: read.spot, phone: read.phone,
                about: read.about, rules: read.rules, hours: read.hours, quiet: read.quiet)
            try Venues.insert(venue, work.db)
            try work.record(
                "openVenue", on: "venue", venue.id.rawValue, ["name": read.name.payload])
            return venue
        }
    }
}

/// Changes what a venue says of itself and when it is open. What is booked stays booked.
package struct ChangeVenue: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let venue: Venue.ID
    package let seen: Int
    package let wish: VenueWish

    package init(
        realm: Realm, holding: Holding, venue: Venue.ID, seen: Int, wish: VenueWish
    ) {
        self.realm = realm
        self.holding = holding
        self.venue = venue
        self.seen = seen
        self.wish = wish
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: VenueWork) in
            let before = try work.venue(venue)
            let read = try wish.read(by: work.declared())
            var changed = before
            (changed.name, changed.model) = (read.name, read.model)
            (changed.functions, changed.spot) = (read.functions, read.spot)
            (changed.phone, changed.about, changed.rules) = (read.phone, read.about, read.rules)
            (changed.hours, changed.quiet) = (read.hours, read.quiet)
            try work.store(changed, from: before, seen: seen, action: "changeVenue")
        }
    }
}

/// Takes a venue off the list from a day on.
package struct CloseVenue: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let venue: Venue.ID
    package let seen: Int

    package init(realm: Realm, holding: Holding, venue: Venue.ID, seen: Int) {
        self.realm = realm
        self.holding = holding
        self.venue = venue
        self.seen = seen
    }

    /// - Throws: `.invalid` while a room is still booked.
    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: VenueWork) in
            let before = try work.venue(venue)
            for room in try Rooms.of([venue], work.db)[venue] ?? [] {
                let next = try Bookings.of(room.id, from: work.now, limit: 1, work.db)
                guard next.isEmpty else {
                    throw ActionError.invalid(["venue": .init("venues.problem.booked")])
                }
            }
            var changed = before
            changed.closedOn = try work.today()
            try work.store(changed, from: before, seen: seen, action: "closeVenue")
        }
    }
}

/// Says that on one day other hours hold, or none; or takes that back.
package struct KeepVenueDay: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let venue: Venue.ID
    package let day: String
    /// Such as `09:00-12:00`; empty for a closed day.
    package let hours: String
    /// Empty where the usual hours are to hold again.
    package let reason: String

    package init(
        realm: Realm, holding: Holding, venue: Venue.ID, day: String, hours: String,
        reason: String
    ) {
        self.realm = realm
        self.holding = holding
        self.venue = venue
        self.day = day
        self.hours = hours
        self.reason = reason
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: VenueWork) in
            _ = try work.venue(venue)
            var text = FormText()
            let day = text.day("day", day)
            let spans = VenueWish.spans("hours", hours, &text)
            let reason = text.read(
                "reason", reason, most: Venue.reasonCharactersMax, isRequired: false)
            if spans.count > 1 { text.complain("hours", "venues.problem.oneSpan") }
            let today = try work.today()
            if let day, day < today || day > today.adding(days: Venue.daysAheadMax) {
                text.complain("day", "org.day.far")
            }
            try text.finish()
            guard let day else { return }
            if reason.isEmpty {
                guard try VenueDays.remove(day, of: venue, work.db) else {
                    throw ActionError.invalid(["reason": .init("answer.missing")])
                }
            } else {
                try VenueDays.keep(day, spans.first, reason, of: venue, work.db)
            }
            try work.record(
                "keepVenueDay", on: "venue", venue.rawValue,
                [
                    "day": .text(day.description), "reason": .text(reason),
                    "hours": .text(spans.first?.description ?? ""),
                ])
        }
    }
}

extension VenueWork {
    func declared() throws -> VenueRules {
        guard let declared = try book().profile.venues else {
            throw ActionError.invalid(["model": .init("venues.problem.off")])
        }
        return declared
    }

    func store(_ venue: Venue, from before: Venue, seen: Int, action: String) throws {
        guard seen == before.version, try Venues.update(venue, from: before, db) else {
            throw ActionError.conflict
        }
        try record(action, on: "venue", venue.id.rawValue, ["name": venue.name.payload])
    }
}
