import Actions
import HTTPTypes
import Kernel
import Storage

// Who sits at a venue for whoever comes, and when. Of those who come there is a number.
extension DeskEndpoint {
    private static let pageMax = 50

    static let sittingEndpoints: [DeskEndpoint] = [
        .list(
            "/sittings", "listSittings",
            "Sittings: on the first page up to 60 that are to come, then those past, newest first",
            verb: nil, most: pageMax, of: Shapes.sitting
        ) { call in
            let cursor: Sittings.Cursor? = try call.startCursor()
            let lists = try await call.installation.sittingLists(
                in: call.realm, after: cursor, limit: call.limit(pageMax))
            return Listing(
                (cursor == nil ? lists.upcoming : []) + lists.past, next: lists.older?.text)
        },
        .one(
            "/sittings/:id", "getSitting", "One sitting, with its slots", verb: nil,
            shape: Shapes.sittingFile
        ) { call in try await call.sittingFile(call.id("id")) },
        .act(
            "/venues/:id/sittings", "holdSitting",
            "Announces hours in which somebody sits at a venue that the post keeps",
            verb: .keepVenues,
            body: .named(
                "SittingWish",
                .object([
                    .text("kind", .word, "One of those that the profile declares."),
                    .maybe("body", .id, "The post's own unless said."),
                    .maybe("room", .id, "An open room of the venue."),
                    .text("about", .line(Sitting.aboutCharactersMax)),
                    .text("day", .day), .text("from", .wallClock, "Such as `09:00`."),
                    .text("until", .wallClock),
                    .init("slotMinutes", .number(Sitting.slotRange)),
                ])), shape: Shapes.sittingFile, status: .created, isRepeatable: true,
            location: { "/sittings/\($0.line.sitting.id)" }
        ) { call in
            var wish = SittingWish()
            wish.kind = call.typed("kind")
            wish.body = call.typed("body")
            wish.room = call.typed("room")
            wish.about = call.typed("about")
            wish.day = call.typed("day")
            wish.time = call.typed("from")
            wish.until = call.typed("until")
            wish.slotMinutes = call.typed("slotMinutes")
            let ready = wish
            let sitting = try await call.naming(["time": "from"]) {
                try await HoldSitting(
                    realm: call.realm, holding: call.holding, venue: call.id("id"), wish: ready
                ).run(in: call.installation)
            }
            return try await call.sittingFile(sitting.id)
        },
        .act(
            "/sittings/:id/count", "countSitting",
            "Says how many came: a number, once it has begun", verb: .keepVenues,
            body: .named(
                "SittingCount", .object([.init("served", .number(0...Sitting.servedMax))])),
            shape: Shapes.sittingFile, problems: [.conflict]
        ) { call in
            let id: Sitting.ID = try call.id("id")
            try await CountSitting(
                realm: call.realm, holding: call.holding, sitting: id, served: call.typed("served")
            ).run(in: call.installation)
            return try await call.sittingFile(id)
        },
        .act(
            "/sittings/:id/cancellation", "cancelSitting",
            "Calls a sitting off, with a reason that the receipts of its slots show",
            verb: .keepVenues,
            body: .named(
                "SittingCancellation",
                .object([.text("reason", .line(Sitting.reasonCharactersMax))])),
            shape: Shapes.sittingFile, problems: [.conflict]
        ) { call in
            let id: Sitting.ID = try call.id("id")
            try await CancelSitting(
                realm: call.realm, holding: call.holding, sitting: id, reason: call.typed("reason")
            ).run(in: call.installation)
            return try await call.sittingFile(id)
        },
    ]
}

extension DeskCall {
    fileprivate func sittingFile(_ id: Sitting.ID) async throws -> SittingFile {
        guard let file = try await installation.sittingFile(id, in: realm) else {
            throw Problem(.notFound)
        }
        return file
    }
}

extension Shapes {
    static let sitting = Shape<SittingLine>(
        "Sitting",
        [
            .id("id") { $0.sitting.id }, .id("venue") { $0.venue.id },
            .name("venueName") { $0.venue.name }, .maybeID("room") { $0.sitting.room },
            .text("kind", .word) { line, _ in line.sitting.kind },
            .text("kindTitle") { line, pen in pen.words("sittingKind.\(line.sitting.kind)") },
            .id("body") { $0.sitting.body }, .text("about") { line, _ in line.sitting.about },
            .time("startsAt") { $0.sitting.startsAt }, .time("endsAt") { $0.sitting.endsAt },
            .number("slotMinutes") { line, _ in line.sitting.slotMinutes },
            .number("slots") { line, _ in line.sitting.slots },
            .number("taken") { line, _ in line.taken },
            .text("state", .choice(Sitting.State.allCases.map(\.rawValue))) { line, _ in
                line.sitting.state.rawValue
            },
            .maybeNumber("served") { line, _ in line.sitting.served },
            .maybe("reason", about: "Why it was called off.") { line, _ in line.sitting.reason },
        ])

    static let sittingFile = Shape<SittingFile>(
        "SittingFile",
        [
            .one("sitting", sitting) { file, _ in file.line },
            .many("slots", slot) { file, _ in
                (1...max(file.line.sitting.slots, 1)).map {
                    ($0, file.line.sitting.start(of: $0), file.bookings[$0]?.id)
                }
            },
        ])

    static let slot = Shape<(Int, Instant, Booking.ID?)>(
        "Slot",
        [
            .number("slot") { slot, _ in slot.0 }, .time("startsAt") { $0.1 },
            .flag("isTaken") { slot, _ in slot.2 != nil },
        ])
}
