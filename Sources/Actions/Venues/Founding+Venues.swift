import Kernel
import Profiles
import SQL
import Storage

extension Founding {
    /// A venue that the realm starts with, and its rooms.
    func store(_ entry: Setting.VenueEntry, _ db: any Writer) throws {
        guard let place = places[entry.place], let body = bodies[entry.body] else { return }
        let venue = Venue(
            id: installation.newID(), realm: realm.id, body: body, place: place.id,
            placePath: place.path, openedOn: today, name: entry.name, model: entry.model,
            functions: entry.functions, spot: entry.spot, phone: entry.phone, about: entry.about,
            rules: entry.rules, hours: entry.hours, quiet: entry.quiet)
        try Venues.insert(venue, db)
        for room in entry.rooms {
            try Rooms.insert(
                Room(
                    id: installation.newID(), venue: venue.id, name: room.name, has: room.has,
                    capacity: room.capacity, access: room.access, minutesMax: room.minutesMax,
                    perDay: room.perDay, aheadDays: room.aheadDays,
                    allowsSound: room.allowsSound), db)
        }
    }
}
