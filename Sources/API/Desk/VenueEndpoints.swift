import Actions
import HTTPTypes
import Kernel
import Storage

// Venues and their rooms, as everyone at the desk reads them.
extension DeskEndpoint {
    static let venueEndpoints: [DeskEndpoint] = [
        .whole(
            "/venues", "listVenues", "The venues of today with their rooms", verb: nil,
            of: Shapes.venue
        ) { call in
            let list = try await call.installation.venues(in: call.realm)
            return list.venues.map { ($0, list.rooms[$0.id] ?? []) }
        },
        .one(
            "/venues/:id", "getVenue", "One venue", verb: nil, shape: Shapes.venue,
            tag: { "\"\($0.0.version)\"" }
        ) { call in
            let file = try await call.venueFile(call.id("id"))
            return (file.venue, file.rooms)
        },
        .one(
            "/venues/:id/days", "getVenueDays",
            "A week of a venue from today on, and the days after it on which other hours hold",
            verb: nil, shape: Shapes.venueDays
        ) { call in try await call.venueFile(call.id("id")) },
        .one(
            "/rooms/:id", "getRoom", "One room, with the rules by which it is booked", verb: nil,
            shape: Shapes.room, tag: { "\"\($0.version)\"" }
        ) { call in try await call.roomFile().room },
        .one(
            "/rooms/:id/days/:day", "getRoomDays",
            "Seven days of a room from one on: when it is open, and when it is taken", verb: nil,
            shape: Shapes.roomFile
        ) { call in
            guard let day = try? Day(parsing: call.parameter("day")),
                abs(day.ordinal - call.today.ordinal) <= 400
            else { throw Problem(.notFound) }
            return try await call.roomFile(from: day)
        },
    ]
}

extension DeskCall {
    func venueFile(_ id: Venue.ID) async throws -> VenueFile {
        guard let file = try await installation.venueFile(id, in: realm) else {
            throw Problem(.notFound)
        }
        return file
    }

    func roomFile(from day: Day? = nil) async throws -> RoomFile {
        guard let file = try await installation.roomFile(id("id"), from: day ?? today, in: realm)
        else { throw Problem(.notFound) }
        return file
    }
}

extension Shapes {
    static let venue = Shape<(Venue, [Room])>(
        "Venue",
        [
            .id("id") { $0.0.id }, .number("version") { pair, _ in pair.0.version },
            .name("name") { $0.0.name }, .maybe("nameEnglish") { pair, _ in pair.0.name.en },
            .text("model", .word) { pair, _ in pair.0.model },
            .texts("functions", .word) { pair, _ in pair.0.functions },
            .text("spot") { pair, _ in pair.0.spot }, .maybe("phone") { pair, _ in pair.0.phone },
            .text("about") { pair, _ in pair.0.about }, .text("rules") { pair, _ in pair.0.rules },
            .id("place") { $0.0.place }, .id("body") { $0.0.body },
            .texts("weekdays", about: "When it is open, Monday first; empty is closed.") {
                pair, _ in pair.0.hours.weekdays.map(Self.typed)
            },
            .text("onHolidays", .choice(OpeningHours.Holidays.allCases.map(\.rawValue))) {
                pair, _ in pair.0.hours.onHolidays.rawValue
            },
            .text("quiet", about: "When nothing loud may go on.") { pair, _ in
                typed(pair.0.quiet)
            },
            .maybeDay("closedOn") { $0.0.closedOn },
            .many("rooms", room) { pair, _ in pair.1 },
        ])

    /// Such as `08:30-12:00 14:30-17:30`.
    private static func typed(_ spans: [OpeningHours.Span]) -> String {
        spans.map(\.description).joined(separator: " ")
    }

    static let room = Shape<Room>(
        "Room",
        [
            .id("id") { $0.id }, .id("venue") { $0.venue },
            .number("version") { room, _ in room.version },
            .name("name") { $0.name }, .maybe("nameEnglish") { room, _ in room.name.en },
            .text("has") { room, _ in room.has },
            .number("capacity") { room, _ in room.capacity },
            .text("access", .choice(Room.Access.allCases.map(\.rawValue))) { room, _ in
                room.access.rawValue
            },
            .number("minutesMax", about: "The longest booking of a neighbour.") { room, _ in
                room.minutesMax
            },
            .number("perDay", about: "How often a day the same neighbour may.") { room, _ in
                room.perDay
            },
            .number("aheadDays") { room, _ in room.aheadDays },
            .flag("allowsSound") { room, _ in room.allowsSound },
            .text("state", .choice(Room.State.allCases.map(\.rawValue))) { room, _ in
                room.state.rawValue
            },
        ])

    static let venueDays = Shape<VenueFile>(
        "VenueDays",
        [
            .many("week", openDay) { file, _ in file.week },
            .many("said", openDay, about: "Days of which the venue itself says when.") {
                file, _ in file.saidDays
            },
        ])

    static let openDay = Shape<OpeningHours.OpenDay>(
        "OpenDay",
        [
            .day("day") { $0.day }, .text("hours") { open, _ in typed(open.spans) },
            .text("ground", .choice(["usual", "holiday", "makeUp", "said"])) { open, _ in
                switch open.reason {
                case .usual: "usual"
                case .holiday: "holiday"
                case .makeUp: "makeUp"
                case .said: "said"
                }
            },
            .maybe("reason", about: "In the venue's own words.") { open, _ in
                if case .said(let words) = open.reason { words } else { nil }
            },
        ])

    static let roomFile = Shape<RoomFile>(
        "RoomDays",
        [
            .one("room", room) { file, _ in file.room },
            .many("days", roomDay) { file, _ in file.days },
        ])

    static let roomDay = Shape<RoomDay>(
        "RoomDay",
        [
            .day("day") { $0.open.day },
            .many("open", minutes) { day, _ in day.open.spans.map { ($0.from, $0.to) } },
            .many("taken", roomUse) { day, _ in day.uses },
        ])

    /// A span within a day.
    static let minutes = Shape<(Int, Int)>(
        "Minutes",
        [
            .number("from", about: "The minute of the day.") { pair, _ in pair.0 },
            .number("until") { pair, _ in pair.1 },
        ])

    static let roomUse = Shape<RoomDay.Use>(
        "RoomUse",
        [
            .number("from", about: "The minute of the day.") { use, _ in use.from },
            .number("until") { use, _ in use.to },
            .text("what", .choice(RoomTime.Use.Noun.allCases.map(\.rawValue))) { use, _ in
                switch use.subject {
                case .meeting: "meeting"
                case .activity: "activity"
                case .sitting: "sitting"
                case .booking: "booking"
                }
            },
            .text("id", .id) { use, _ in
                switch use.subject {
                case .meeting(let id, _): id.description
                case .activity(let id, _): id.description
                case .sitting(let sitting): sitting.id.description
                case .booking(let booking): booking.id.description
                }
            },
        ])
}
