import Foundation
import Kernel
import SQL
import Storage

/// What every action on a venue does around its decision: finds it, asks for the right, records.
struct VenueWork: PostWork {
    let installation: Installation
    let realm: Realm
    let holding: Holding
    let now: Instant
    let db: any Writer

    func book() throws -> Rulebook { try installation.book(of: realm, at: now, db) }

    func today() throws -> Day { try book().day(of: now) }

    /// - Throws: `.notFound`; `.forbidden` where the post keeps no venues there.
    func venue(_ id: Venue.ID) throws -> Venue {
        guard let venue = try Venues.find(id, in: realm.id, db) else { throw ActionError.notFound }
        try mustKeep(venue)
        return venue
    }

    func room(_ id: Room.ID) throws -> (room: Room, venue: Venue) {
        guard let found = try Rooms.find(id, in: realm.id, db) else { throw ActionError.notFound }
        try mustKeep(found.venue)
        return found
    }

    func sitting(_ id: Sitting.ID) throws -> Sitting {
        guard let sitting = try Sittings.find(id, in: realm.id, db) else {
            throw ActionError.notFound
        }
        guard holding.grants(.keepVenues, at: sitting.placePath, in: realm.id) else {
            throw ActionError.forbidden
        }
        return sitting
    }

    private func mustKeep(_ venue: Venue) throws {
        guard holding.grants(.keepVenues, at: venue.placePath, in: realm.id) else {
            throw ActionError.forbidden
        }
    }

    func record(
        _ action: String, on kind: String, _ subject: Int64, _ payload: [String: Payload] = [:]
    ) throws {
        try installation.note(
            action, on: kind, subject, in: realm.id, by: .holding(holding), at: now, payload, db)
    }
}

extension Installation {
    /// Lets something have a room for a time.
    ///
    /// - Throws: `.invalid` for `field` where another has it: the sentence says from when.
    func take(
        _ room: Room.ID, from start: Instant, to end: Instant, for use: RoomTime.Use,
        field: String = "room", in zone: TimeZone, _ db: any Writer
    ) throws {
        let halves = RoomTime.halves(from: start, to: end)
        if let taken = try RoomTimes.taken(halves, of: room, db) {
            throw ActionError.invalid([
                field: .init("venues.problem.taken", ["time": taken.at.clock(in: zone)])
            ])
        }
        try RoomTimes.take(halves, of: room, for: use, db)
    }
}
