package import Kernel
import SQL
import Storage

/// Announces an activity, for which people may sign up from then on.
package struct AnnounceActivity: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let place: Place.ID
    package let wish: ActivityWish

    package init(realm: Realm, holding: Holding, place: Place.ID, wish: ActivityWish) {
        self.realm = realm
        self.holding = holding
        self.place = place
        self.wish = wish
    }

    /// - Throws: `ActionError`.
    @discardableResult
    package func run(in installation: Installation) async throws -> Activity {
        try await installation.doing(realm, holding) { (work: ActivityWork) in
            guard let place = try Places.find(place, in: realm.id, work.db) else {
                throw ActionError.notFound
            }
            return try work.announce(wish, at: place)
        }
    }
}

extension ActivityWork {
    /// - Throws: `.forbidden` where the post does not organise at the place; `.invalid`.
    func announce(_ wish: ActivityWish, at place: Place) throws -> Activity {
        guard holding.grants(.organise, at: place.path, in: realm.id) else {
            throw ActionError.forbidden
        }
        let profile = try book().profile
        let (read, room) = try read(wish, by: profile)
        let activity = Activity(
            id: installation.newID(), realm: realm.id, body: holding.post.body, place: place.id,
            placePath: place.path, kind: read.kind, title: read.title, about: read.about,
            venue: read.venue, startsAt: read.startsAt, endsAt: read.endsAt,
            places: read.places, risk: read.risk, riskNote: read.riskNote,
            agreement: try agreement(read.agreement))
        guard try !Activities.stands(activity, db) else {
            throw ActionError.invalid(["title": .init("activities.problem.twice")])
        }
        try Activities.insert(activity, db)
        try occupy(room, activity, in: profile)
        try record(activity.id, action: "announceActivity", read.payload)
        return activity
    }
}

/// Changes an activity before it begins. More places go to those who wait.
package struct ChangeActivity: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let activity: Activity.ID
    package let seen: Int
    package let wish: ActivityWish

    package init(
        realm: Realm, holding: Holding, activity: Activity.ID, seen: Int, wish: ActivityWish
    ) {
        self.realm = realm
        self.holding = holding
        self.activity = activity
        self.seen = seen
        self.wish = wish
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Activity {
        try await installation.doing(realm, holding) { (work: ActivityWork) in
            let before = try work.find(activity, seen: seen)
            guard before.takesSignUps(at: work.now) else {
                throw ActionError.invalid(["activity": .init("activities.problem.begun")])
            }
            let profile = try work.book().profile
            let (read, room) = try work.read(wish, by: profile)
            // Nobody who has a place loses it.
            let placed = try SignUps.counts(of: activity, work.db).placed
            if let places = read.places, places < placed {
                throw ActionError.invalid([
                    "places": .init("activities.problem.taken", ["count": String(placed)])
                ])
            }
            var changed = before
            (changed.kind, changed.title, changed.about) = (read.kind, read.title, read.about)
            (changed.venue, changed.places) = (read.venue, read.places)
            (changed.startsAt, changed.endsAt) = (read.startsAt, read.endsAt)
            (changed.risk, changed.riskNote) = (read.risk, read.riskNote)
            // One that has ended meanwhile may stay, but none may be chosen.
            if try read.agreement != work.reference(of: before.agreement) {
                changed.agreement = try work.agreement(read.agreement)
            }
            changed.version += 1
            try work.occupy(room, changed, in: profile)
            var payload = read.payload
            let moved = try work.moveUp(changed)
            if !moved.isEmpty { payload["movedUp"] = .list(moved.map { .text($0.description) }) }
            return try work.store(changed, from: before, action: "changeActivity", payload)
        }
    }
}

/// Calls an activity off, with a reason that those who signed up can read.
package struct CancelActivity: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let activity: Activity.ID
    package let seen: Int
    package let reason: String

    package init(
        realm: Realm, holding: Holding, activity: Activity.ID, seen: Int, reason: String
    ) {
        self.realm = realm
        self.holding = holding
        self.activity = activity
        self.seen = seen
        self.reason = reason
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Activity {
        try await installation.doing(realm, holding) { (work: ActivityWork) in
            let before = try work.find(activity, seen: seen)
            guard before.state == .open else {
                throw ActionError.invalid(["activity": .init("activities.problem.over")])
            }
            var text = FormText()
            let reason = text.read("reason", reason, most: Activity.reasonCharactersMax)
            try text.finish()
            var cancelled = before
            cancelled.state = .cancelled
            try RoomTimes.release(.init(.activity, activity.rawValue), work.db)
            cancelled.reason = reason
            cancelled.version += 1
            return try work.store(
                cancelled, from: before, action: "cancelActivity", ["reason": .text(reason)])
        }
    }
}
