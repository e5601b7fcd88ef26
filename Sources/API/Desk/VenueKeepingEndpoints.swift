import Actions
import HTTPTypes
import Kernel
import Storage

// The register of venues and their rooms, for posts that keep it.
extension DeskEndpoint {
    static let venueKeepingEndpoints: [DeskEndpoint] = [
        .act(
            "/venues", "openVenue", "Adds a venue at a place whose venues the post keeps",
            verb: .keepVenues,
            body: .named(
                "NewVenue", .object([.text("place", .id)] + venueProperties)),
            shape: Shapes.venue, status: .created, isRepeatable: true,
            location: { "/venues/\($0.0.id)" }, tag: venueTag
        ) { call in
            guard let place: Place.ID = call.bodyID("place") else {
                throw invalid("/place", .says("problem.missing"))
            }
            let venue = try await call.naming(Self.weekdayNames) {
                try await OpenVenue(
                    realm: call.realm, holding: call.holding, place: place, wish: call.venueWish
                ).run(in: call.installation)
            }
            return (venue, [])
        },
        .act(
            "/venues/:id/change", "changeVenue",
            "Changes all that a venue says of itself, and when it is open", verb: .keepVenues,
            body: .named("VenueWish", .object(venueProperties)), shape: Shapes.venue,
            isConditional: true, tag: venueTag
        ) { call in
            let id: Venue.ID = try call.id("id")
            let seen = try call.seen(now: try await call.venueFile(id).venue.version)
            try await call.naming(Self.weekdayNames) {
                try await ChangeVenue(
                    realm: call.realm, holding: call.holding, venue: id, seen: seen,
                    wish: call.venueWish
                ).run(in: call.installation)
            }
            return try await call.venue(id)
        },
        .act(
            "/venues/:id/closure", "closeVenue",
            "Takes a venue off the list from today on, once nothing there is booked",
            verb: .keepVenues, body: .object([]), shape: Shapes.venue, isConditional: true,
            tag: venueTag
        ) { call in
            let id: Venue.ID = try call.id("id")
            let seen = try call.seen(now: try await call.venueFile(id).venue.version)
            try await CloseVenue(
                realm: call.realm, holding: call.holding, venue: id, seen: seen
            ).run(in: call.installation)
            return try await call.venue(id)
        },
        .act(
            "/venues/:id/days", "keepVenueDay",
            "Says that on one day other hours hold, or none; without a reason takes that back",
            verb: .keepVenues,
            body: .named(
                "VenueDay",
                .object([
                    .text("day", .day),
                    .maybe(
                        "hours", .hours, "Such as `09:00-12:00`; without it the venue is closed."),
                    .maybe("reason", .line(Venue.reasonCharactersMax)),
                ])), shape: Shapes.venueDays, problems: [.conflict]
        ) { call in
            let id: Venue.ID = try call.id("id")
            try await KeepVenueDay(
                realm: call.realm, holding: call.holding, venue: id, day: call.typed("day"),
                hours: call.typed("hours"), reason: call.typed("reason")
            ).run(in: call.installation)
            return try await call.venueFile(id)
        },
        .act(
            "/venues/:id/rooms", "addRoom", "Adds a room to a venue", verb: .keepVenues,
            body: .named("NewRoom", .object(roomProperties)), shape: Shapes.room,
            status: .created, isRepeatable: true, location: { "/rooms/\($0.id)" }, tag: roomTag
        ) { call in
            try await AddRoom(
                realm: call.realm, holding: call.holding, venue: call.id("id"),
                wish: call.roomWish
            ).run(in: call.installation)
        },
        .act(
            "/rooms/:id/change", "changeRoom",
            "Changes a room and the rules by which it is booked", verb: .keepVenues,
            body: .named(
                "RoomWish",
                .object(roomProperties + [.init("isClosed", .flag, isRequired: false)])),
            shape: Shapes.room, isConditional: true, tag: roomTag
        ) { call in
            let seen = try call.seen(now: try await call.roomFile().room.version)
            try await ChangeRoom(
                realm: call.realm, holding: call.holding, room: call.id("id"), seen: seen,
                wish: call.roomWish
            ).run(in: call.installation)
            return try await call.roomFile().room
        },
    ]

    private static let venueTag: @Sendable ((Venue, [Room])) -> String = {
        "\"\($0.0.version)\""
    }
    private static let roomTag: @Sendable (Room) -> String = { "\"\($0.version)\"" }

    /// What the fields of the week are called here.
    private static let weekdayNames = Dictionary(
        uniqueKeysWithValues: (1...7).map { ("weekday\($0)", "weekdays/\($0 - 1)") })

    private static let venueProperties: [Schema.Property] = [
        .text("name", .line(LocalName.charactersMax)),
        .maybe("nameEnglish", .line(LocalName.charactersMax)),
        .text("model", .word, "One of those that the profile declares."),
        .init(
            "functions", .list(.text(.word), most: Venue.functionsMax), isRequired: false,
            "Those of them that the profile declares are kept."),
        .text("spot", .line(Venue.spotCharactersMax)),
        .maybe("phone", .line(30)),
        .text("about", .line(Venue.aboutCharactersMax)),
        .maybe("rules", .line(Venue.rulesCharactersMax)),
        .init(
            "weekdays", .list(.text(.hours), most: 7),
            "Monday first, such as `08:30-12:00 14:30-17:30`; empty is closed."),
        .text("onHolidays", .choice(OpeningHours.Holidays.allCases.map(\.rawValue))),
        .maybe("quiet", .hours, "When nothing loud may go on."),
    ]

    private static let roomProperties: [Schema.Property] = [
        .text("name", .line(LocalName.charactersMax)),
        .maybe("nameEnglish", .line(LocalName.charactersMax)),
        .maybe("has", .line(Room.hasCharactersMax)),
        .init("capacity", .number(Room.capacityRange)),
        .text("access", .choice(Room.Access.allCases.map(\.rawValue))),
        .init("minutesMax", .number(Room.minutesRange)),
        .init("perDay", .number(Room.perDayRange)),
        .init("aheadDays", .number(Room.aheadDaysRange)),
        .init("allowsSound", .flag, isRequired: false),
    ]
}

extension TextForm {
    /// Spans of a day, or nothing.
    static let hours = TextForm(lengths: 0...80, accepts: { !$0.utf8.contains(0) })
}

extension DeskCall {
    fileprivate func venue(_ id: Venue.ID) async throws -> (Venue, [Room]) {
        let file = try await venueFile(id)
        return (file.venue, file.rooms)
    }

    fileprivate var venueWish: VenueWish {
        var wish = VenueWish()
        wish.name = typed("name")
        wish.nameEnglish = typed("nameEnglish")
        wish.model = typed("model")
        wish.functions = texts("functions")
        wish.spot = typed("spot")
        wish.phone = typed("phone")
        wish.about = typed("about")
        wish.rules = typed("rules")
        wish.weekdays = texts("weekdays")
        wish.onHolidays = typed("onHolidays")
        wish.quiet = typed("quiet")
        return wish
    }

    fileprivate var roomWish: RoomWish {
        var wish = RoomWish()
        wish.name = typed("name")
        wish.nameEnglish = typed("nameEnglish")
        wish.has = typed("has")
        wish.capacity = typed("capacity")
        wish.access = typed("access")
        wish.minutesMax = typed("minutesMax")
        wish.perDay = typed("perDay")
        wish.aheadDays = typed("aheadDays")
        wish.allowsSound = flag("allowsSound")
        wish.isClosed = flag("isClosed")
        return wish
    }
}
