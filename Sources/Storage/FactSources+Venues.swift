import Foundation
import Kernel
import SQL

extension FactSources {
    /// A booking counts on the day for which it is; one that was given back counts nothing.
    static func bookings(
        _ subjects: [Int64], zone: TimeZone, _ db: any Reader
    ) throws -> [Fact] {
        let rows = try db.rows(
            """
            SELECT bookings.id, bookings.starts_at, bookings.people, bookings.room_id,
                COALESCE(venues.place_path, sittings.place_path),
                COALESCE(venues.body_id, sittings.body_id)
            FROM bookings LEFT JOIN rooms ON rooms.id = bookings.room_id
                LEFT JOIN venues ON venues.id = rooms.venue_id
                LEFT JOIN sittings ON sittings.id = bookings.sitting_id
            WHERE bookings.id IN \(list: subjects) AND bookings.state = 'booked'
            ORDER BY bookings.id LIMIT \(subjects.count)
            """
        ) { row in
            let isRoom = try !row.isNull(3)
            let base = Base(
                noun: .booking, kind: isRoom ? "room" : "slot",
                day: Day(of: try row.instant(1), in: zone), place: try row.path(4),
                subject: try row.int(0), body: try row.idOrNil(5))
            return try [
                base.fact(isRoom ? "room" : "slot", 1), base.fact("people", row.int(2)),
            ]
        }
        return rows.flatMap(\.self)
    }

    static func sittings(
        _ subjects: [Int64], zone: TimeZone, _ db: any Reader
    ) throws -> [Fact] {
        let rows = try db.rows(
            """
            SELECT id, kind, starts_at, place_path, body_id, served FROM sittings
            WHERE id IN \(list: subjects) AND state = 'held'
            ORDER BY id LIMIT \(subjects.count)
            """
        ) { row in
            let base = Base(
                noun: .sitting, kind: try row.text(1), day: Day(of: try row.instant(2), in: zone),
                place: try row.path(3), subject: try row.int(0), body: try row.idOrNil(4))
            return try [base.fact("held", 1), base.fact("served", row.int(5))]
        }
        return rows.flatMap(\.self).filter { $0.amount > 0 }
    }

    static func lines(_ subjects: [Int64], _ db: any Reader) throws -> [Fact] {
        try db.rows(
            """
            SELECT id, line, day, place_path FROM work_lines WHERE id IN \(list: subjects)
            ORDER BY id LIMIT \(subjects.count)
            """
        ) { row in
            Base(
                noun: .line, kind: try row.text(1), day: try Day(parsing: row.text(2)),
                place: try row.path(3), subject: try row.int(0), body: nil
            ).fact("tagged", 1)
        }
    }
}
