import Actions
import HTTPTypes
import Kernel
import Storage

// Venues, their rooms, and booking a room for the post.
extension DeskEndpoint {
    private static let clockForm = TextForm(
        lengths: 5...5, pattern: "^[0-2][0-9]:[0-5][0-9]$",
        accepts: { $0.utf8.allSatisfy { (0x30...0x3A).contains($0) } })

    static let venueEndpoints: [DeskEndpoint] = [
        .whole(
            "/venues", "listVenues", "The venues of today with their rooms", verb: nil,
            of: Shapes.venue
        ) { call in
            let list = try await call.installation.venues(in: call.realm)
            return list.venues.map { ($0, list.rooms[$0.id] ?? []) }
        },
        .one("/venues/:id", "getVenue", "One venue", verb: nil, shape: Shapes.venue) { call in
            guard let file = try await call.installation.venueFile(call.id("id"), in: call.realm)
            else { throw Problem(.notFound) }
            return (file.venue, file.rooms)
        },
        .one(
            "/rooms/:id/days/:day", "getRoomDays",
            "Seven days of a room from one on: when it is open, and when it is taken", verb: nil,
            shape: Shapes.roomFile
        ) { call in
            guard let day = try? Day(parsing: call.parameter("day")),
                abs(day.ordinal - call.today.ordinal) <= 400,
                let file = try await call.installation.roomFile(
                    call.id("id"), from: day, in: call.realm)
            else { throw Problem(.notFound) }
            return file
        },
        .act(
            "/rooms/:id/bookings", "bookRoom", "Books a room for the post at an hour that is free",
            body: .named(
                "BookingWish",
                .object([
                    .init("day", .text(.day)), .init("from", .text(clockForm), "Such as `09:00`."),
                    .init("until", .text(clockForm)), .init("people", .number(1...2_000)),
                    .init("title", .text(.line(Booking.titleCharactersMax)), "Everyone reads it."),
                    .init("withSound", .flag, isRequired: false),
                ])), shape: Shapes.booking, status: .created, isRepeatable: true,
            isKnownAgain: true, bookRoom),
        .act(
            "/bookings/:id/cancellation", "cancelBooking",
            "Gives back a booking of the post, or calls off one at a venue that it keeps",
            body: .named(
                "Cancellation",
                .object([
                    .init(
                        "reason", .text(.line(Booking.reasonCharactersMax)), isRequired: false,
                        "Needed where it is not one's own.")
                ])), shape: Shapes.booking, problems: [.conflict]
        ) { call in
            let id: Booking.ID = try call.id("id")
            try await CancelBooking(
                realm: call.realm, booking: id, booker: .post(call.holding),
                reason: call.text("reason") ?? ""
            ).run(in: call.installation)
            guard let file = try await call.installation.bookingFile(id, in: call.realm) else {
                throw Problem(.notFound)
            }
            return file.booking
        },
    ]

    private static func bookRoom(_ call: DeskCall) async throws -> Booking {
        var wish = BookingWish()
        wish.day = call.text("day") ?? ""
        wish.time = call.text("from") ?? ""
        wish.until = call.text("until") ?? ""
        wish.title = call.text("title") ?? ""
        if case .int(let people)? = call.body["people"] { wish.people = String(people) }
        wish.withSound = call.body["withSound"] == .bool(true)
        let written = [
            "day": [wish.day], "from": [wish.time], "until": [wish.until], "title": [wish.title],
            "people": [wish.people],
        ]
        return try await BookRoom(
            realm: call.realm, room: call.id("id"), booker: .post(call.holding), wish: wish,
            sending: try call.sending(written)
        ).run(in: call.installation).booking
    }
}

extension Shapes {
    static let venue = Shape<(Venue, [Room])>(
        "Venue",
        [
            .id("id") { $0.0.id }, .name("name") { $0.0.name },
            .text("model", .word) { pair, _ in pair.0.model },
            .texts("functions", .word) { pair, _ in pair.0.functions },
            .text("spot") { pair, _ in pair.0.spot }, .maybe("phone") { pair, _ in pair.0.phone },
            .text("about") { pair, _ in pair.0.about }, .text("rules") { pair, _ in pair.0.rules },
            .id("place") { $0.0.place }, .id("body") { $0.0.body },
            .many("rooms", room) { pair, _ in pair.1 },
        ])

    static let room = Shape<Room>(
        "Room",
        [
            .id("id") { $0.id }, .name("name") { $0.name },
            .text("has") { room, _ in room.has },
            .number("capacity") { room, _ in room.capacity },
            .text("access", .choice(Room.Access.allCases.map(\.rawValue))) { room, _ in
                room.access.rawValue
            },
            .flag("allowsSound") { room, _ in room.allowsSound },
            .text("state", .choice(Room.State.allCases.map(\.rawValue))) { room, _ in
                room.state.rawValue
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
            .many("taken", minutes) { day, _ in day.uses.map { ($0.from, $0.to) } },
        ])

    /// A span within a day.
    static let minutes = Shape<(Int, Int)>(
        "Minutes",
        [
            .number("from", about: "The minute of the day.") { pair, _ in pair.0 },
            .number("until") { pair, _ in pair.1 },
        ])

    static let booking = Shape<Booking>(
        "Booking",
        [
            .id("id") { $0.id }, .text("number") { booking, _ in booking.number.description },
            .time("startsAt") { $0.startsAt }, .time("endsAt") { $0.endsAt },
            .number("people") { booking, _ in booking.people },
            .maybe("title") { booking, _ in booking.title },
            .text("state", .choice(Booking.State.allCases.map(\.rawValue))) { booking, _ in
                booking.state.rawValue
            },
        ])
}
