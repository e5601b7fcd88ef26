import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What pages of venues, rooms and bookings ask goes through an index.
@Suite(.enabled(if: TownHall.isEmbedded, "plans are those of the embedded engine"))
struct VenuePlanTests {
    @Test func noPageOfVenuesReadsEveryRow() async throws {
        try await withTown { town in
            let (realm, now) = (town.realm.id, town.clock.now)
            let today = try await town.rulebook().day(of: now)
            let (venue, room, sitting) = (Venue.ID(1), Room.ID(1), Sitting.ID(1))
            let scans = try await town.database.read { db in
                let db = ExplainingReader(db)
                _ = try Venues.all(in: realm, db)
                _ = try Venues.find(venue, in: realm, db)
                _ = try VenueDays.of([venue], from: today, before: today.adding(days: 7), db)
                _ = try Rooms.of([venue], db)
                _ = try Rooms.find(room, in: realm, db)
                _ = try RoomTimes.between(now, and: now.adding(fullDays: 7), of: room, db)
                _ = try RoomTimes.taken([now], of: room, db)
                _ = try RoomTimes.room(of: .init(.meeting, 1), db)
                _ = try Sittings.upcoming(in: realm, from: now, limit: 9, db)
                _ = try Sittings.between(now, and: now, in: realm, limit: 9, db)
                _ = try Bookings.by([Post.ID(1)], from: now, before: now, limit: 9, db)
                _ = try Bookings.by(Post.ID(1), from: now, limit: 9, db)
                _ = try Sittings.past(in: realm, before: now, limit: 9, db)
                _ = try Sittings.of(venue, from: now, limit: 9, db)
                _ = try Bookings.of(room, from: now, limit: 9, db)
                _ = try Bookings.of(sitting, db)
                _ = try Bookings.counts(of: [sitting], db)
                _ = try Bookings.find(CardNumber(serial: 1), in: realm, db)
                _ = try Bookings.find(sent: "a", in: realm, db)
                _ = try Bookings.count(
                    of: "a", for: .room(room), from: now, before: now.adding(fullDays: 1),
                    in: realm, db)
                _ = try Guides.all(in: realm, on: today, db)
                _ = try Guides.find(Guide.ID(1), in: realm, db)
                _ = try Guides.at(venue, in: realm, on: today, db)
                _ = try Guides.due(of: Body.ID(1), by: today, limit: 9, db)
                _ = try PlaceFacts.current(of: [Place.ID(1)], db)
                _ = try PlaceFacts.current(.area, of: Place.ID(1), db)
                _ = try PlaceFacts.history(of: Place.ID(1), limit: 9, db)
                let month = Month(of: today)
                _ = try Canteens.find(venue, in: realm, db)
                _ = try Canteens.grants(of: venue, limit: 9, db)
                _ = try Canteens.expired(of: venue, before: today, db)
                _ = try Canteens.card(CardNumber(serial: 1), in: realm, db)
                _ = try Meals.had(MealCard.ID(1), on: today, at: .lunch, db)
                _ = try Meals.last(at: venue, on: today, by: Post.ID(1), db)
                _ = try Meals.days(of: venue, from: month.first, before: month.end, db)
                _ = try Meals.sources(of: venue, from: month.first, before: month.end, db)
                _ = try ReadingLog.ofBookings.lines(of: Booking.ID(1), limit: 9, db)
                return db.scans
            }
            #expect(scans == [])
        }
    }
}
