package import Kernel
import SQL
import Storage

/// What a form says of a sitting.
package struct SittingWish: Sendable {
    package var kind = ""
    /// Who sends them; empty for one's own body.
    package var body = ""
    /// Empty where it is in no room, such as before the door.
    package var room = ""
    package var about = ""
    package var day = ""
    package var time = ""
    package var until = ""
    package var slotMinutes = ""

    package init() {}
}

/// Announces hours in which somebody sits at a venue for whoever comes (坐班、便民摊位).
package struct HoldSitting: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let venue: Venue.ID
    package let wish: SittingWish

    package init(realm: Realm, holding: Holding, venue: Venue.ID, wish: SittingWish) {
        self.realm = realm
        self.holding = holding
        self.venue = venue
        self.wish = wish
    }

    /// - Throws: `.notFound`, `.forbidden`, `.invalid`.
    @discardableResult
    package func run(in installation: Installation) async throws -> Sitting {
        try await installation.doing(realm, holding) { (work: VenueWork) in
            let venue = try work.venue(venue)
            let sitting = try read(for: venue, work)
            guard try !Sittings.stands(sitting, work.db) else {
                throw ActionError.invalid(["time": .init("sittings.problem.twice")])
            }
            try Sittings.insert(sitting, work.db)
            if let room = sitting.room {
                try installation.take(
                    room, from: sitting.startsAt, to: sitting.endsAt,
                    for: .init(.sitting, sitting.id.rawValue), in: work.book().profile.zone,
                    work.db)
            }
            try work.record(
                "holdSitting", on: "sitting", sitting.id.rawValue,
                [
                    "kind": .text(sitting.kind), "startsAt": .int(sitting.startsAt.milliseconds),
                    "slots": .int(Int64(sitting.slots)),
                ])
            return sitting
        }
    }

    private func read(for venue: Venue, _ work: VenueWork) throws -> Sitting {
        let profile = try work.book().profile
        var text = FormText()
        let about = text.read("about", wish.about, most: Sitting.aboutCharactersMax)
        if profile.venues?.sittings.contains(wish.kind) != true {
            text.complain("kind", "answer.notAChoice")
        }
        let rooms = try Rooms.of([venue.id], work.db)[venue.id] ?? []
        let room = rooms.first { $0.id.description == wish.room && $0.state == .open }
        if !wish.room.isEmpty, room == nil { text.complain("room", "answer.notAChoice") }
        var body: Body.ID? = holding.post.body
        if !wish.body.isEmpty {
            body = try Body.ID(wish.body).flatMap { try Bodies.find($0, in: realm.id, work.db) }?.id
            if body == nil { text.complain("body", "answer.notAChoice") }
        }
        let day = text.day("day", wish.day)
        let slot = text.number("slotMinutes", wish.slotMinutes, in: Sitting.slotRange)
        let (from, to) = (
            MeetingWish.minuteOfDay(wish.time), MeetingWish.minuteOfDay(wish.until)
        )
        if from == nil { text.complain("time", "meetings.problem.time") }
        if to == nil { text.complain("until", "meetings.problem.time") }
        if let from, let to, let slot {
            if !Sitting.minutesRange.contains(Int64(to - from)) || to - from < slot {
                text.complain("until", "sittings.problem.span")
            }
        }
        let today = try work.today()
        if let day, day > today.adding(days: Sitting.aheadDaysMax) {
            text.complain(
                "day", "venues.problem.tooFar", ["days": String(Sitting.aheadDaysMax)])
        }
        let start = from.flatMap { from in
            day.map { $0.instant(minuteOfDay: from, in: profile.zone) }
        }
        if let start, start <= work.now { text.complain("day", "venues.problem.past") }
        try text.finish()
        guard let day, let start, let to, let slot, let body else {
            throw ActionError.invalid(["day": .init("answer.notADay")])
        }
        return Sitting(
            id: work.installation.newID(), realm: realm.id, venue: venue.id, room: room?.id,
            placePath: venue.placePath, kind: wish.kind, body: body, about: about,
            startsAt: start, endsAt: day.instant(minuteOfDay: to, in: profile.zone),
            slotMinutes: slot)
    }
}

/// Calls a sitting off, with a reason that the receipts of its slots show.
package struct CancelSitting: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let sitting: Sitting.ID
    package let reason: String

    package init(realm: Realm, holding: Holding, sitting: Sitting.ID, reason: String) {
        self.realm = realm
        self.holding = holding
        self.sitting = sitting
        self.reason = reason
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: VenueWork) in
            let before = try work.sitting(sitting)
            guard before.state == .open else {
                throw ActionError.invalid(["sitting": .init("sittings.problem.over")])
            }
            var text = FormText()
            let reason = text.read("reason", reason, most: Sitting.reasonCharactersMax)
            try text.finish()
            var cancelled = before
            cancelled.state = .cancelled
            cancelled.reason = reason
            try work.store(
                cancelled, from: before, action: "cancelSitting", ["reason": .text(reason)])
            try RoomTimes.release(.init(.sitting, sitting.rawValue), work.db)
        }
    }
}

/// Says how many came to a sitting: a number, never names, and never what was said.
package struct CountSitting: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let sitting: Sitting.ID
    package let served: String

    package init(realm: Realm, holding: Holding, sitting: Sitting.ID, served: String) {
        self.realm = realm
        self.holding = holding
        self.sitting = sitting
        self.served = served
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: VenueWork) in
            let before = try work.sitting(sitting)
            guard before.state != .cancelled, work.now >= before.startsAt else {
                throw ActionError.invalid(["served": .init("sittings.problem.notYet")])
            }
            var text = FormText()
            let served = text.number("served", served, in: 0...Sitting.servedMax)
            try text.finish()
            var held = before
            held.state = .held
            held.served = served
            try work.store(
                held, from: before, action: "countSitting",
                ["served": .int(Int64(served ?? 0))])
        }
    }
}

extension VenueWork {
    fileprivate func store(
        _ sitting: Sitting, from before: Sitting, action: String, _ payload: [String: Payload]
    ) throws {
        guard try Sittings.update(sitting, from: before, db) else { throw ActionError.conflict }
        try record(action, on: "sitting", sitting.id.rawValue, payload)
    }
}
