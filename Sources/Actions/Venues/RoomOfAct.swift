import Foundation
import Kernel
import SQL
import Storage

/// The room that a form of a meeting or an activity asks for.
struct RoomOfAct {
    let room: Room
    let venue: Venue

    /// - Returns: nil where no room is asked for.
    /// - Throws: `.invalid` where there is none of that id, or it is closed.
    init?(_ typed: String, in realm: Realm.ID, _ db: any Reader) throws {
        let typed = typed.trimmingCharacters()
        if typed.isEmpty { return nil }
        guard let id = Room.ID(typed), let found = try Rooms.find(id, in: realm, db),
            found.room.state == .open, found.venue.closedOn == nil
        else { throw ActionError.invalid(["room": .init("answer.notAChoice")]) }
        room = found.room
        venue = found.venue
    }

    /// `岩岭邻里中心 · 议事厅`: where it is, for whoever left the venue empty.
    var spot: String { "\(venue.name.zh) · \(room.name.zh)" }
}

extension Installation {
    /// Lets a meeting or an activity have a room from now on, and no other.
    func occupy(
        _ room: Room.ID?, from start: Instant, to end: Instant, for use: RoomTime.Use,
        in zone: TimeZone, _ db: any Writer
    ) throws {
        try RoomTimes.release(use, db)
        guard let room else { return }
        try take(room, from: start, to: end, for: use, in: zone, db)
    }
}
