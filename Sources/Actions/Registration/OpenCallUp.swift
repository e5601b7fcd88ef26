package import Kernel
import SQL
import Storage

/// Opens a call-up: a community asks for hands. Its shifts are added one by one.
package struct OpenCallUp: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let place: Place.ID?
    package let kind: String
    package let title: String
    package let about: String
    package let venue: String

    package init(
        realm: Realm, holding: Holding, place: Place.ID?, kind: String, title: String,
        about: String, venue: String
    ) {
        self.realm = realm
        self.holding = holding
        self.place = place
        self.kind = kind
        self.title = title
        self.about = about
        self.venue = venue
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> CallUp {
        try await installation.doing(realm, holding) { (work: ActivityWork) in
            var text = FormText()
            let title = text.read("title", title, most: CallUp.titleCharactersMax)
            let about = text.read("about", about, most: CallUp.aboutCharactersMax)
            let venue = text.read("venue", venue, most: Activity.venueCharactersMax)
            if try !work.book().profile.activityKinds.contains(kind) {
                text.complain("kind", "answer.notAChoice")
            }
            let place = try place.flatMap { try Places.find($0, in: realm.id, work.db) }
            if place == nil { text.complain("place", "answer.missing") }
            try text.finish()
            guard let place, holding.grants(.organise, at: place.path, in: realm.id) else {
                throw ActionError.forbidden
            }
            let callUp = CallUp(
                id: installation.newID(), realm: realm.id, body: holding.post.body,
                place: place.id, placePath: place.path, kind: kind, title: title, about: about,
                venue: venue, openedAt: work.now)
            try CallUps.insert(callUp, work.db)
            try work.record(
                callUp, action: "openCallUp",
                ["title": .text(title), "about": .text(about), "venue": .text(venue)])
            return callUp
        }
    }
}

/// Adds a shift to a call-up: an activity, for which people sign up themselves and whose worked
/// hours come into the same ledger.
package struct AddShift: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let callUp: CallUp.ID
    /// What there is to do, such as 门岗.
    package let post: String
    package let day: String
    package let time: String
    package let until: String
    package let places: String

    package static let postCharactersMax = 16

    package init(
        realm: Realm, holding: Holding, callUp: CallUp.ID, post: String, day: String,
        time: String, until: String, places: String
    ) {
        self.realm = realm
        self.holding = holding
        self.callUp = callUp
        self.post = post
        self.day = day
        self.time = time
        self.until = until
        self.places = places
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Activity {
        try await installation.doing(realm, holding) { (work: ActivityWork) in
            let callUp = try work.open(callUp, mine: true)
            guard let place = try Places.find(callUp.place, in: realm.id, work.db) else {
                throw ActionError.notFound
            }
            let shifts = try CallUps.shifts(of: [callUp.id], work.db)[callUp.id] ?? []
            guard shifts.count < CallUp.shiftsMax else {
                throw ActionError.invalid([
                    "day": .init("answer.tooMany", ["max": String(CallUp.shiftsMax)])
                ])
            }
            var text = FormText()
            let post = text.read("post", post, most: Self.postCharactersMax)
            // A shift says how many it needs; an activity need not.
            _ = text.number("places", places, in: Activity.placesRange)
            try text.finish()
            var wish = ActivityWish()
            wish.kind = callUp.kind
            wish.title = "\(post)（\(callUp.title)）"
            wish.about = callUp.about
            wish.venue = callUp.venue
            (wish.day, wish.time, wish.until, wish.places) = (day, time, until, places)
            wish.risk = Activity.Risk.ordinary.rawValue
            let activity: Activity
            do {
                activity = try work.announce(wish, at: place)
            } catch ActionError.invalid(var complaints) {
                complaints["post"] = complaints.removeValue(forKey: "title")
                throw ActionError.invalid(complaints)
            }
            try CallUps.insert(shift: activity.id, of: callUp.id, work.db)
            return activity
        }
    }
}

/// A unit answers a call-up with a number; who comes signs up in person.
package struct AnswerCallUp: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let callUp: CallUp.ID
    package let hands: String
    package let words: String

    package init(
        realm: Realm, holding: Holding, callUp: CallUp.ID, hands: String, words: String = ""
    ) {
        self.realm = realm
        self.holding = holding
        self.callUp = callUp
        self.hands = hands
        self.words = words
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: ActivityWork) in
            guard holding.verbs.contains(.offer) else { throw ActionError.forbidden }
            let callUp = try work.open(callUp, mine: false)
            var text = FormText()
            let hands = text.number("hands", hands, in: CallUp.handsRange)
            let words = text.read(
                "words", words, most: CallUp.wordsCharactersMax, isRequired: false)
            try text.finish()
            guard let hands else { throw ActionError.notFound }
            try CallUps.keep(
                UnitAnswer(body: holding.post.body, hands: hands, words: words, at: work.now),
                to: callUp.id, by: holding.post.id, work.db)
            try work.record(
                callUp, action: "answerCallUp",
                ["hands": .int(Int64(hands)), "words": .text(words)])
        }
    }
}

/// Closes a call-up: nothing more is asked. Shifts that people took go on.
package struct CloseCallUp: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let callUp: CallUp.ID
    package let seen: Int

    package init(realm: Realm, holding: Holding, callUp: CallUp.ID, seen: Int) {
        self.realm = realm
        self.holding = holding
        self.callUp = callUp
        self.seen = seen
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: ActivityWork) in
            let before = try work.open(callUp, mine: true)
            guard seen == before.version else { throw ActionError.conflict }
            var closed = before
            closed.state = .closed
            closed.version += 1
            guard try CallUps.update(closed, from: before, work.db) else {
                throw ActionError.conflict
            }
            try work.record(closed, action: "closeCallUp")
        }
    }
}

extension ActivityWork {
    /// A call-up that is open.
    ///
    /// - Parameter mine: whether the post must organise at its place.
    fileprivate func open(_ id: CallUp.ID, mine: Bool) throws -> CallUp {
        guard let callUp = try CallUps.find(id, in: realm.id, db) else {
            throw ActionError.notFound
        }
        guard !mine || holding.grants(.organise, at: callUp.placePath, in: realm.id) else {
            throw ActionError.forbidden
        }
        guard callUp.state == .open else {
            throw ActionError.invalid(["state": .init("callUps.problem.closed")])
        }
        return callUp
    }

    fileprivate func record(
        _ callUp: CallUp, action: String, _ payload: [String: Payload] = [:]
    ) throws {
        try installation.note(
            action, on: "callUp", callUp.id.rawValue, in: realm.id, by: .holding(holding),
            at: now, payload, db)
    }
}
