package import Kernel
import SQL
import Storage

/// Adds a room to a venue.
package struct AddRoom: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let venue: Venue.ID
    package let wish: RoomWish

    package init(realm: Realm, holding: Holding, venue: Venue.ID, wish: RoomWish) {
        self.realm = realm
        self.holding = holding
        self.venue = venue
        self.wish = wish
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Room {
        try await installation.doing(realm, holding) { (work: VenueWork) in
            _ = try work.venue(venue)
            let room = try wish.read(installation.newID(), of: venue, version: 1)
            let others = try Rooms.of([venue], work.db)[venue] ?? []
            guard others.count < Venue.roomsMax else {
                throw ActionError.invalid([
                    "name": .init("answer.tooMany", ["max": String(Venue.roomsMax)])
                ])
            }
            guard !others.contains(where: { $0.name.zh == room.name.zh }) else {
                throw ActionError.invalid(["name": .init("venues.problem.roomTwice")])
            }
            try Rooms.insert(room, work.db)
            try work.record(
                "addRoom", on: "venue", venue.rawValue, ["name": room.name.payload])
            return room
        }
    }
}

/// Changes a room and the rules by which it is booked; what is booked stays booked.
package struct ChangeRoom: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let room: Room.ID
    package let seen: Int
    package let wish: RoomWish

    package init(realm: Realm, holding: Holding, room: Room.ID, seen: Int, wish: RoomWish) {
        self.realm = realm
        self.holding = holding
        self.room = room
        self.seen = seen
        self.wish = wish
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: VenueWork) in
            let (before, venue) = try work.room(room)
            let changed = try wish.read(room, of: venue.id, version: before.version)
            guard seen == before.version, try Rooms.update(changed, from: before, work.db) else {
                throw ActionError.conflict
            }
            try work.record(
                "changeRoom", on: "venue", venue.id.rawValue, ["name": changed.name.payload])
        }
    }
}
