package import Foundation
package import Kernel
package import SQL

/// What can be counted of everything but matters, worked out from their rows.
package enum FactSources {
    package static func facts(
        of noun: Fact.Noun, _ subjects: [Int64], zone: TimeZone, _ db: any Reader
    ) throws -> [Fact] {
        if subjects.isEmpty { return [] }
        return switch noun {
        case .meeting: try meetings(subjects, zone: zone, db)
        case .activity: try activities(subjects, zone: zone, db)
        case .pairing: try pairings(subjects, zone: zone, db)
        case .report: try reports(subjects, zone: zone, db)
        case .booking: try bookings(subjects, zone: zone, db)
        case .sitting: try sittings(subjects, zone: zone, db)
        case .line: try lines(subjects, db)
        }
    }

    private static func meetings(
        _ subjects: [Int64], zone: TimeZone, _ db: any Reader
    ) throws -> [Fact] {
        let rows = try db.rows(
            """
            SELECT id, rule, starts_at, place_path, body_id, COALESCE(present, 0),
                (SELECT COUNT(*) FROM meeting_motions
                WHERE meeting_id = meetings.id AND outcome = 'carried')
            FROM meetings WHERE id IN \(list: subjects) AND state = 'closed'
            ORDER BY id LIMIT \(subjects.count)
            """
        ) { row in
            let day = Day(of: try row.instant(2), in: zone)
            let base = Base(
                noun: .meeting, kind: try row.text(1), day: day, place: try row.path(3),
                subject: try row.int(0), body: try row.id(4))
            return try [base.fact("held", row.int(5)), base.fact("carried", row.int(6))]
        }
        return rows.flatMap(\.self).filter { $0.name.event == "held" || $0.amount > 0 }
    }

    private static func activities(
        _ subjects: [Int64], zone: TimeZone, _ db: any Reader
    ) throws -> [Fact] {
        let rows = try db.rows(
            """
            SELECT activities.id, kind, starts_at, place_path, body_id, COALESCE(visitors, 0),
                COUNT(sign_ups.person_id), CAST(COALESCE(SUM(sign_ups.minutes), 0) AS BIGINT),
                agreement_id
            FROM activities LEFT JOIN sign_ups
                ON sign_ups.activity_id = activities.id AND sign_ups.minutes > 0
            WHERE activities.id IN \(list: subjects) AND state = 'held'
            GROUP BY activities.id, kind, starts_at, place_path, body_id, visitors, agreement_id
            ORDER BY activities.id LIMIT \(subjects.count)
            """
        ) { row in
            let day = Day(of: try row.instant(2), in: zone)
            let base = Base(
                noun: .activity, kind: try row.text(1), day: day, place: try row.path(3),
                subject: try row.int(0), body: try row.id(4))
            let served = try row.int(5)
            let attended = try row.int(6)
            return try [
                base.fact("held", 1), base.fact("joint", row.isNull(8) ? 0 : 1),
                base.fact("served", served),
                base.fact("attended", attended), base.fact("minutes", row.int(7)),
            ]
        }
        return rows.flatMap(\.self).filter { $0.amount > 0 }
    }

    private static func pairings(
        _ subjects: [Int64], zone: TimeZone, _ db: any Reader
    ) throws -> [Fact] {
        let stood = try db.rows(
            """
            SELECT id, kind, place_path, started_on, ended_at FROM pairings
            WHERE id IN \(list: subjects) AND started_on IS NOT NULL
            ORDER BY id LIMIT \(subjects.count)
            """
        ) { row in
            let begun = Base(
                noun: .pairing, kind: try row.text(1), day: try Day(parsing: row.text(3)),
                place: try row.path(2), subject: try row.int(0), body: nil)
            let end = try row.instantOrNil(4).map { Day(of: $0, in: zone) }
            return [begun.fact("begun", 1)] + (end.map { [begun.on($0).fact("ended", 1)] } ?? [])
        }
        let visits = try db.rows(
            """
            SELECT pairing_id, pairing_visits.id, pairing_visits.kind, visited_at, place_path
            FROM pairing_visits JOIN pairings ON pairings.id = pairing_id
            WHERE pairing_id IN \(list: subjects)
            ORDER BY pairing_id, pairing_visits.id LIMIT \(subjects.count * visitsMax)
            """
        ) { row in
            Fact(
                Fact.Name(Fact.Noun.pairing.rawValue, "visited"), kind: try row.text(2),
                day: Day(of: try row.instant(3), in: zone), place: try row.path(4),
                subject: try row.int(0), sequence: try row.int(1))
        }
        return stood.flatMap(\.self) + visits
    }

    private static func reports(
        _ subjects: [Int64], zone: TimeZone, _ db: any Reader
    ) throws -> [Fact] {
        let rows = try db.rows(
            """
            SELECT id, layout, frozen_at, place_path, filled, typed FROM reports
            WHERE id IN \(list: subjects) AND frozen_at IS NOT NULL
            ORDER BY id LIMIT \(subjects.count)
            """
        ) { row in
            let day = Day(of: try row.instant(2), in: zone)
            let base = Base(
                noun: .report, kind: try row.text(1), day: day, place: try row.path(3),
                subject: try row.int(0), body: nil)
            return try [
                base.fact("frozen", 1), base.fact("filled", row.int(4)),
                base.fact("typed", row.int(5)),
            ]
        }
        return rows.flatMap(\.self).filter { $0.amount > 0 }
    }

    /// How many visits of one pairing are counted.
    private static let visitsMax = 1_000

    /// What the facts of one subject have in common.
    struct Base {
        let noun: Fact.Noun
        let kind: String
        var day: Day
        let place: PlacePath
        let subject: Int64
        let body: Body.ID?

        func fact(_ event: String, _ amount: Int64) -> Fact {
            Fact(
                Fact.Name(noun.rawValue, event), kind: kind, day: day, place: place,
                subject: subject, body: body, amount: amount)
        }

        func on(_ other: Day) -> Base {
            var base = self
            base.day = other
            return base
        }
    }
}
