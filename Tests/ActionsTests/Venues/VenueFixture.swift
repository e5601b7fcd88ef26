import Actions
import Kernel
import SQL
import Storage
import TestSupport

extension Town {
    /// The secretary of Yanling, who keeps its venues.
    var venueKeeper: Colleague { get async throws { try await colleague("secretary") } }

    func venue(_ name: String = "岩岭邻里中心") async throws -> Venue {
        let realm = realm.id
        let found = try await database.read { db in
            try Venues.all(in: realm, db).first { $0.name.zh == name }
        }
        return try found ?? { throw ActionError.notFound }()
    }

    func room(_ name: String, of venue: String = "岩岭邻里中心") async throws -> Room {
        let id = try await self.venue(venue).id
        let found = try await database.read { db in
            try Rooms.of([id], db)[id]?.first { $0.name.zh == name }
        }
        return try found ?? { throw ActionError.notFound }()
    }

    func bookingWish(
        inDays days: Int = 1, from: String = "09:00", until: String = "11:00",
        phone: String = "0719-000-9001"
    ) async throws -> BookingWish {
        var wish = BookingWish()
        wish.day = try await rulebook().day(of: clock.now).adding(days: days).description
        (wish.time, wish.until) = (from, until)
        wish.people = "6"
        wish.phone = phone
        wish.name = "示例居民"
        wish.agrees = true
        return wish
    }

    /// A neighbour books a room.
    @discardableResult
    func books(
        _ room: String, _ wish: BookingWish, sending: Sending? = nil
    ) async throws -> BookRoom.Receipt {
        try await BookRoom(
            realm: realm, room: try await self.room(room).id, booker: .neighbour, wish: wish,
            limit: Limit.Counted(.bookings, of: "127.0.0.1"), sending: sending
        ).run(in: installation)
    }

    func sitting(
        _ kind: String = "lawyer", inDays days: Int = 2, room: String = ""
    ) async throws -> Sitting {
        var wish = SittingWish()
        wish.kind = kind
        wish.about = "带上材料"
        wish.day = try await rulebook().day(of: clock.now).adding(days: days).description
        (wish.time, wish.until, wish.slotMinutes) = ("09:00", "10:00", "15")
        if !room.isEmpty { wish.room = try await self.room(room).id.description }
        return try await HoldSitting(
            realm: realm, holding: try await venueKeeper.holding, venue: try await venue().id,
            wish: wish
        ).run(in: installation)
    }
}
