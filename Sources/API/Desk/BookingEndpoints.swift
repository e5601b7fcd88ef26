import Actions
import HTTPTypes
import Kernel
import Storage

// Rooms booked for the post, and bookings of whoever else at venues that it keeps.
extension DeskEndpoint {
    private static let pageMax = 50

    static let bookingEndpoints: [DeskEndpoint] = [
        .list(
            "/bookings", "listBookings",
            "What the post booked that begins now or later, or from a day on; called off or not",
            verb: nil, query: [Parameter("from", .day, "Today's instant unless said.")],
            most: pageMax, of: Shapes.booking
        ) { call in
            let start = call.day("from").map { $0.start(in: call.book.profile.zone) } ?? call.now
            let page = try await call.installation.bookings(
                of: call.holding, from: start,
                after: try call.startCursor(), limit: call.limit(pageMax))
            return Listing(page.bookings, next: page.next?.text)
        },
        .one(
            "/bookings/:id", "getBooking",
            "One booking, and who read how whoever booked is reached; never who that is",
            verb: nil, shape: Shapes.bookingFile
        ) { call in try await call.bookingFile() },
        .whole(
            "/rooms/:id/bookings", "listRoomBookings",
            "The next \(RoomFile.bookingsMax) standing bookings of a room, the nearest first",
            verb: nil, of: Shapes.booking
        ) { call in try await call.roomFile().bookings },
        .act(
            "/rooms/:id/bookings", "bookRoom", "Books a room for the post at an hour that is free",
            body: .named(
                "BookingWish",
                .object([
                    .text("day", .day), .text("from", .wallClock, "Such as `09:00`."),
                    .text("until", .wallClock),
                    .init("people", .number(Room.capacityRange)),
                    .text("title", .line(Booking.titleCharactersMax), "Everyone reads it."),
                    .init("withSound", .flag, isRequired: false),
                ])), shape: Shapes.booking, status: .created, isRepeatable: true,
            location: { "/bookings/\($0.id)" }, bookRoom),
        .act(
            "/bookings/:id/cancellation", "cancelBooking",
            "Gives back a booking of the post, or calls off one at a venue that it keeps",
            body: .named(
                "Cancellation",
                .object([
                    .maybe(
                        "reason", .line(Booking.reasonCharactersMax),
                        "Needed where it is not one's own.")
                ])), shape: Shapes.booking, problems: [.conflict]
        ) { call in
            try await CancelBooking(
                realm: call.realm, booking: call.id("id"), booker: .post(call.holding),
                reason: call.typed("reason")
            ).run(in: call.installation)
            return try await call.bookingFile().booking
        },
        .act(
            "/bookings/:id/booker-readings", "readBooker",
            "Reads how whoever booked is reached; each reading is logged and told to them",
            verb: .keepVenues,
            body: .named(
                "BookerReading",
                .object([.text("reason", .line(ReadContact.reasonCharactersMax))])),
            shape: Shapes.booker
        ) { call in
            try await ReadBooker(
                realm: call.realm, holding: call.holding, booking: call.id("id"),
                reason: call.typed("reason")
            ).run(in: call.installation)
        },
    ]

    private static func bookRoom(_ call: DeskCall) async throws -> Booking {
        var wish = BookingWish()
        wish.day = call.typed("day")
        wish.time = call.typed("from")
        wish.until = call.typed("until")
        wish.title = call.typed("title")
        wish.people = call.typed("people")
        wish.withSound = call.flag("withSound")
        let ready = wish
        return try await call.naming(["time": "from"]) {
            try await BookRoom(
                realm: call.realm, room: call.id("id"), booker: .post(call.holding), wish: ready
            ).run(in: call.installation).booking
        }
    }
}

extension DeskCall {
    fileprivate func bookingFile() async throws -> BookingFile {
        guard let file = try await installation.bookingFile(id("id"), in: realm) else {
            throw Problem(.notFound)
        }
        return file
    }
}

extension Shapes {
    private static let bookingMembers: [Member<Booking>] = [
        .id("id") { $0.id }, .text("number") { booking, _ in booking.number.description },
        .maybeID("room") { (booking: Booking) -> Room.ID? in
            if case .room(let id) = booking.subject { id } else { nil }
        },
        .maybeID("sitting") { (booking: Booking) -> Sitting.ID? in
            if case .slot(let id, _) = booking.subject { id } else { nil }
        },
        .maybeNumber("slot", about: "Of the sitting, counted from 1.") { booking, _ in
            if case .slot(_, let slot) = booking.subject { slot } else { nil }
        },
        .time("startsAt") { $0.startsAt }, .time("endsAt") { $0.endsAt },
        .number("people") { booking, _ in booking.people },
        .flag("withSound") { booking, _ in booking.withSound },
        .maybe("title", about: "Null where a neighbour booked.") { booking, _ in booking.title },
        .text("state", .choice(Booking.State.allCases.map(\.rawValue))) { booking, _ in
            booking.state.rawValue
        },
        .maybe("reason", about: "Why the venue called it off.") { booking, _ in booking.reason },
    ]

    static let booking = Shape<Booking>("Booking", bookingMembers)

    static let bookingFile = Shape<BookingFile>(
        "BookingFile",
        [
            .one("booking", booking) { file, _ in file.booking },
            .id("venue") { $0.venue.id },
            .flag("isSealed", about: "Whether it is still kept how whoever booked is reached.") {
                file, _ in file.isSealed
            },
            .many("readings", reading) { file, _ in file.readings },
        ])

    /// That somebody read what is personal, and why.
    static let reading = Shape<ReadingLog.Line>(
        "Reading",
        [
            .time("at") { $0.at }, .name("body") { $0.body },
            .text("role", .word) { line, _ in line.role },
            .text("reason") { line, _ in line.reason },
        ])

    static let booker = Shape<BookerDetails?>(
        "Booker",
        [
            .maybe("name", about: "Both are null once it was forgotten.") { told, _ in
                told?.name
            },
            .maybe("phone") { told, _ in told?.phone },
        ])
}
