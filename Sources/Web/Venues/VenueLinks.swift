import Kernel
import Markup
import Storage

extension Link {
    static func publicVenues(_ realm: Realm, function: String? = nil) -> Link {
        Link(realm.slug, "venues", query: ["function": function])
    }

    static func publicVenue(_ realm: Realm, _ id: Venue.ID) -> Link {
        Link(realm.slug, "venues", id.description)
    }

    /// A week of a room, from a day on; with times, the form is filled in.
    static func publicRoom(
        _ realm: Realm, _ id: Room.ID, from: Day? = nil, day: Day? = nil, time: String? = nil,
        until: String? = nil
    ) -> Link {
        Link(
            [realm.slug, "rooms", id.description],
            query: [
                "from": from?.description, "day": day?.description, "time": time, "until": until,
            ], fragment: day == nil ? nil : "book")
    }

    static func roomBookings(_ realm: Realm, _ id: Room.ID) -> Link {
        Link(realm.slug, "rooms", id.description, "bookings")
    }

    static func publicSitting(_ realm: Realm, _ id: Sitting.ID) -> Link {
        Link(realm.slug, "sittings", id.description)
    }

    static func sittingBookings(_ realm: Realm, _ id: Sitting.ID) -> Link {
        Link(realm.slug, "sittings", id.description, "bookings")
    }

    static func bookings(_ realm: Realm) -> Link { Link(realm.slug, "bookings") }

    static func booking(_ realm: Realm, _ number: CardNumber, fresh: Bool = false) -> Link {
        Link(
            realm.slug, "bookings", number.description, query: ["new": fresh ? "1" : nil])
    }

    static func bookingCancellation(_ realm: Realm, _ number: CardNumber) -> Link {
        Link(realm.slug, "bookings", number.description, "cancellation")
    }

    // MARK: - At the desk

    static func venues(done: Bool = false) -> Link {
        Link("desk", "venues", query: ["done": done ? "1" : nil])
    }

    static let newVenue = Link("desk", "venues", "new")

    static func venue(_ id: Venue.ID, done: Bool = false) -> Link {
        Link("desk", "venues", id.description, query: ["done": done ? "1" : nil])
    }

    static func venueAct(_ id: Venue.ID, _ act: String) -> Link {
        Link("desk", "venues", id.description, act)
    }

    static func room(
        _ id: Room.ID, from: Day? = nil, day: Day? = nil, time: String? = nil,
        until: String? = nil, done: Bool = false
    ) -> Link {
        Link(
            ["desk", "rooms", id.description],
            query: [
                "from": from?.description, "day": day?.description, "time": time, "until": until,
                "done": done ? "1" : nil,
            ], fragment: day == nil ? nil : "action-booking")
    }

    static func roomAct(_ id: Room.ID, _ act: String) -> Link {
        Link("desk", "rooms", id.description, act)
    }

    static func deskBooking(_ number: CardNumber) -> Link {
        Link("desk", "bookings", number.description)
    }

    static func deskBookingAct(_ number: CardNumber, _ act: String) -> Link {
        Link("desk", "bookings", number.description, act)
    }

    static func sittings(after: Sittings.Cursor? = nil) -> Link {
        Link("desk", "sittings", query: ["after": after.map(\.text)])
    }

    static func sitting(_ id: Sitting.ID, done: Bool = false) -> Link {
        Link("desk", "sittings", id.description, query: ["done": done ? "1" : nil])
    }

    static func sittingAct(_ id: Sitting.ID, _ act: String) -> Link {
        Link("desk", "sittings", id.description, act)
    }
}
