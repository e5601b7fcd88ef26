import Actions
import Kernel
import Markup

extension Site {
    /// Venues, their rooms, and who sits there: kept at the desk, booked by posts and by neighbours
    /// without an account.
    static let venueRoutes: [Route] = [
        .get("/desk/venues", .desk) { try await DeskFrame($0).venuesPage() },
        .get("/desk/venues/new", .post(.keepVenues)) { try await DeskFrame($0).newVenuePage() },
        .post("/desk/venues", .post(.keepVenues), openVenue),
        .get("/desk/venues/:id", .desk) { try await venuePage($0) },
        .post("/desk/venues/:id/change", .post(.keepVenues)) { ask in
            try await keep("change", ask) { visit, id in
                try await ChangeVenue(
                    realm: visit.realm, holding: visit.holding, venue: id, seen: ask.seen,
                    wish: ask.form.venueWish
                ).run(in: ask.installation)
            }
        },
        .post("/desk/venues/:id/closure", .post(.keepVenues)) { ask in
            try await keep("closure", ask, then: .venues(done: true)) { visit, id in
                try await CloseVenue(
                    realm: visit.realm, holding: visit.holding, venue: id, seen: ask.seen
                ).run(in: ask.installation)
            }
        },
        .post("/desk/venues/:id/days", .post(.keepVenues)) { ask in
            try await keep("days", ask) { visit, id in
                try await KeepVenueDay(
                    realm: visit.realm, holding: visit.holding, venue: id,
                    day: ask.form["day"] ?? "", hours: ask.form["hours"] ?? "",
                    reason: ask.form["reason"] ?? ""
                ).run(in: ask.installation)
            }
        },
        .post("/desk/venues/:id/rooms", .post(.keepVenues)) { ask in
            try await keep("rooms", ask) { visit, id in
                try await AddRoom(
                    realm: visit.realm, holding: visit.holding, venue: id, wish: ask.form.roomWish
                ).run(in: ask.installation)
            }
        },
        .post("/desk/venues/:id/sittings", .post(.keepVenues)) { ask in
            try await keep("sittings", ask) { visit, id in
                try await HoldSitting(
                    realm: visit.realm, holding: visit.holding, venue: id,
                    wish: ask.form.sittingWish
                ).run(in: ask.installation)
            }
        },
        .get("/desk/rooms/:id", .desk) { try await roomPage($0) },
        .post("/desk/rooms/:id/bookings", .desk, bookRoomAtDesk),
        .post("/desk/rooms/:id/change", .post(.keepVenues), changeRoom),
        .get("/desk/bookings/:number", .desk) { try await bookingPage($0) },
        .post("/desk/bookings/:number/cancellation", .desk, cancelBookingAtDesk),
        .post("/desk/bookings/:number/reading", .post(.keepVenues), readBooker),
        .get("/desk/sittings", .desk) { try await DeskFrame($0).sittingsPage() },
        .get("/desk/sittings/:id", .desk) { try await sittingPage($0) },
        .post("/desk/sittings/:id/count", .post(.keepVenues)) { ask in
            try await keepSitting("count", ask) { visit, id in
                try await CountSitting(
                    realm: visit.realm, holding: visit.holding, sitting: id,
                    served: ask.form["served"] ?? ""
                ).run(in: ask.installation)
            }
        },
        .post("/desk/sittings/:id/cancellation", .post(.keepVenues)) { ask in
            try await keepSitting("cancellation", ask) { visit, id in
                try await CancelSitting(
                    realm: visit.realm, holding: visit.holding, sitting: id,
                    reason: ask.form["reason"] ?? ""
                ).run(in: ask.installation)
            }
        },
        .get("/:realm/venues", .everyone) { try await $0.neighbourhood().venuesReply() },
        .get("/:realm/venues/:id", .everyone) { try await $0.neighbourhood().venueReply() },
        .get("/:realm/rooms/:id", .everyone) { try await $0.neighbourhood().roomReply() },
        .post("/:realm/rooms/:id/bookings", .everyone) {
            try await $0.neighbourhood().bookRoom()
        },
        .get("/:realm/sittings/:id", .everyone) { try await $0.neighbourhood().sittingReply() },
        .post("/:realm/sittings/:id/bookings", .everyone) {
            try await $0.neighbourhood().bookSlot()
        },
        .get("/:realm/bookings", .everyone) { try await $0.neighbourhood().bookingsReply() },
        .post("/:realm/bookings", .everyone) { try await $0.neighbourhood().openBooking() },
        .get("/:realm/bookings/:number", .everyone) {
            try await $0.neighbourhood().bookingReply()
        },
        .post("/:realm/bookings/:number/cancellation", .everyone) {
            try await $0.neighbourhood().cancelBooking()
        },
    ]

    // MARK: - Venues

    private static func openVenue(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        return try await changing(
            "new", ask, page: { try await DeskFrame(ask).newVenuePage(back: $0) },
            {
                guard let place = try await ask.sentPlace(in: visit.realm) else {
                    throw ActionError.invalid(["place": .init("answer.missing")])
                }
                let venue = try await OpenVenue(
                    realm: visit.realm, holding: visit.holding, place: place,
                    wish: ask.form.venueWish
                ).run(in: ask.installation)
                return .see(.venue(venue.id, done: true))
            })
    }

    private static func venuePage(_ ask: Ask, back: FormReturn? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard let id = Venue.ID(try ask.parameter("id")),
            let file = try await ask.installation.venueFile(id, in: frame.visit.realm)
        else { throw ActionError.notFound }
        return try frame.venuePage(file, back: back)
    }

    /// Runs one change of the venue that the address names.
    private static func keep(
        _ form: String, _ ask: Ask, then link: Link? = nil,
        _ work: (Visit, Venue.ID) async throws -> Void
    ) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Venue.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        return try await changing(form, ask, page: { try await venuePage(ask, back: $0) }) {
            try await work(visit, id)
            return .see(link ?? .venue(id, done: true))
        }
    }

    // MARK: - Rooms

    private static func roomPage(_ ask: Ask, back: FormReturn? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let asked = (ask.query["from"] ?? back?.sent["day"]).flatMap { try? Day(parsing: $0) }
        guard let id = Room.ID(try ask.parameter("id")),
            let file = try await ask.installation.roomFile(
                id, from: asked ?? frame.today, in: frame.visit.realm)
        else { throw ActionError.notFound }
        return try frame.roomPage(file, back: back)
    }

    private static func bookRoomAtDesk(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Room.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        return try await changing("booking", ask, page: { try await roomPage(ask, back: $0) }) {
            let receipt = try await BookRoom(
                realm: visit.realm, room: id, booker: .post(visit.holding),
                wish: ask.form.bookingWish
            ).run(in: ask.installation)
            return .see(.deskBooking(receipt.booking.number))
        }
    }

    private static func changeRoom(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Room.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        return try await changing("change", ask, page: { try await roomPage(ask, back: $0) }) {
            try await ChangeRoom(
                realm: visit.realm, holding: visit.holding, room: id, seen: ask.seen,
                wish: ask.form.roomWish
            ).run(in: ask.installation)
            return .see(.room(id, done: true))
        }
    }

    // MARK: - Bookings

    private static func bookingFile(_ ask: Ask) async throws -> BookingFile {
        guard let number = try? CardNumber(parsing: ask.parameter("number")),
            let file = try await ask.installation.bookingFile(number, in: ask.visit.realm)
        else { throw ActionError.notFound }
        return file
    }

    private static func bookingPage(
        _ ask: Ask, told: BookerDetails?? = nil, back: FormReturn? = nil
    ) async throws -> Reply {
        try await DeskFrame(ask).bookingPage(bookingFile(ask), told: told, back: back)
    }

    private static func cancelBookingAtDesk(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let file = try await bookingFile(ask)
        return try await changing(
            "cancellation", ask, page: { try await bookingPage(ask, back: $0) },
            {
                try await CancelBooking(
                    realm: visit.realm, booking: file.booking.id, booker: .post(visit.holding),
                    reason: ask.form["reason"] ?? ""
                ).run(in: ask.installation)
                return .see(.deskBooking(file.booking.number))
            })
    }

    private static func readBooker(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let file = try await bookingFile(ask)
        return try await changing(
            "reading", ask, page: { try await bookingPage(ask, back: $0) },
            {
                let told = try await ReadBooker(
                    realm: visit.realm, holding: visit.holding, booking: file.booking.id,
                    reason: ask.form["reason"] ?? ""
                ).run(in: ask.installation)
                return try await bookingPage(ask, told: .some(told))
            })
    }

    // MARK: - Sittings

    private static func sittingPage(_ ask: Ask, back: FormReturn? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard let id = Sitting.ID(try ask.parameter("id")),
            let file = try await ask.installation.sittingFile(id, in: frame.visit.realm)
        else { throw ActionError.notFound }
        return try frame.sittingPage(file, back: back)
    }

    private static func keepSitting(
        _ form: String, _ ask: Ask, _ work: (Visit, Sitting.ID) async throws -> Void
    ) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Sitting.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        return try await changing(form, ask, page: { try await sittingPage(ask, back: $0) }) {
            try await work(visit, id)
            return .see(.sitting(id, done: true))
        }
    }
}

extension Ask {
    /// The version that a form was drawn from.
    fileprivate var seen: Int { form["seen"].flatMap { Int($0) } ?? 0 }
}

extension SentForm {
    var venueWish: VenueWish {
        var wish = VenueWish()
        wish.name = self["name"] ?? ""
        wish.nameEnglish = self["nameEnglish"] ?? ""
        wish.model = self["model"] ?? ""
        wish.functions = texts["functions"] ?? []
        wish.spot = self["spot"] ?? ""
        wish.phone = self["phone"] ?? ""
        wish.about = self["about"] ?? ""
        wish.rules = self["rules"] ?? ""
        wish.weekdays = (1...7).map { self["weekday\($0)"] ?? "" }
        wish.onHolidays = self["onHolidays"] ?? ""
        wish.quiet = self["quiet"] ?? ""
        return wish
    }

    var roomWish: RoomWish {
        var wish = RoomWish()
        wish.name = self["name"] ?? ""
        wish.nameEnglish = self["nameEnglish"] ?? ""
        wish.has = self["has"] ?? ""
        wish.capacity = self["capacity"] ?? ""
        wish.access = self["access"] ?? ""
        wish.minutesMax = self["minutesMax"] ?? ""
        wish.perDay = self["perDay"] ?? ""
        wish.aheadDays = self["aheadDays"] ?? ""
        wish.allowsSound = self["allowsSound"] != nil
        wish.isClosed = self["isClosed"] != nil
        return wish
    }

    var sittingWish: SittingWish {
        var wish = SittingWish()
        wish.kind = self["kind"] ?? ""
        wish.body = self["body"] ?? ""
        wish.room = self["room"] ?? ""
        wish.about = self["about"] ?? ""
        wish.day = self["day"] ?? ""
        wish.time = self["time"] ?? ""
        wish.until = self["until"] ?? ""
        wish.slotMinutes = self["slotMinutes"] ?? ""
        return wish
    }
}
