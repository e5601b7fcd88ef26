package import Kernel
import SQL
import Storage

/// Sets up a duty roster of one's own body at a place (值班表).
package struct OpenRoster: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let place: Place.ID
    package let wish: RosterWish

    package init(realm: Realm, holding: Holding, place: Place.ID, wish: RosterWish) {
        self.realm = realm
        self.holding = holding
        self.place = place
        self.wish = wish
    }

    /// - Throws: `.notFound`, `.forbidden` where the post does not organise there, `.invalid`.
    @discardableResult
    package func run(in installation: Installation) async throws -> Roster {
        try await installation.doing(realm, holding) { (work: RosterWork) in
            guard let place = try Places.find(place, in: realm.id, work.db) else {
                throw ActionError.notFound
            }
            guard holding.grants(.organise, at: place.path, in: realm.id) else {
                throw ActionError.forbidden
            }
            let today = try work.book().day(of: work.now)
            let read = try wish.read(today: today)
            let open = try Rosters.open(in: realm.id, work.db)
            guard open.count < Roster.openMax else {
                throw ActionError.invalid([
                    "title": .init("answer.tooMany", ["max": String(Roster.openMax)])
                ])
            }
            if open.contains(where: { $0.title == read.title && $0.place == place.id }) {
                throw ActionError.invalid(["title": .init("rosters.problem.twice")])
            }
            let roster = Roster(
                id: installation.newID(), realm: realm.id, body: holding.post.body,
                place: place.id, placePath: place.path, openedOn: today, title: read.title,
                about: read.about, phone: read.phone, spans: read.spans,
                onDaysOff: wish.onDaysOff, isPublic: wish.isPublic, until: read.until)
            try Rosters.insert(roster, work.db)
            try work.record(roster, "openRoster", ["title": .text(roster.title)])
            return roster
        }
    }
}

/// Changes what a roster says of itself. Shifts ahead that no longer fit are struck.
package struct ChangeRoster: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let roster: Roster.ID
    package let seen: Int
    package let wish: RosterWish

    package init(realm: Realm, holding: Holding, roster: Roster.ID, seen: Int, wish: RosterWish) {
        self.realm = realm
        self.holding = holding
        self.roster = roster
        self.seen = seen
        self.wish = wish
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: RosterWork) in
            let before = try work.kept(roster, for: "title")
            let book = try work.book()
            let read = try wish.read(today: book.day(of: work.now))
            var changed = before
            (changed.title, changed.about) = (read.title, read.about)
            (changed.phone, changed.spans) = (read.phone, read.spans)
            (changed.onDaysOff, changed.isPublic) = (wish.onDaysOff, wish.isPublic)
            changed.until = read.until
            try work.store(
                changed, from: before, seen: seen, action: "changeRoster",
                ["title": .text(changed.title)])
            let ahead = try work.ahead(of: before)
            let months = Set(ahead.map { Month(of: book.day(of: $0.startsAt)) })
            let slots = Set(
                months.flatMap {
                    changed.slots(of: $0, by: book.keeper.calendar, in: book.profile.zone)
                })
            try work.remove(ahead.filter { !slots.contains($0.slot) })
        }
    }
}

/// Ends a roster today: shifts ahead are struck, those before stay.
package struct EndRoster: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let roster: Roster.ID
    package let seen: Int

    package init(realm: Realm, holding: Holding, roster: Roster.ID, seen: Int) {
        self.realm = realm
        self.holding = holding
        self.roster = roster
        self.seen = seen
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: RosterWork) in
            let before = try work.kept(roster, for: "roster")
            var ended = before
            ended.endedOn = try work.book().day(of: work.now)
            try work.store(ended, from: before, seen: seen, action: "endRoster")
            try work.remove(try work.ahead(of: before))
        }
    }
}

extension DutyShift {
    var slot: Slot { Slot(startsAt: startsAt, endsAt: endsAt) }
}
