import Kernel
import SQL
import Storage

/// What every action on an activity does around its decision: finds it, asks for the right, stores
/// and records.
struct ActivityWork: PostWork {
    let installation: Installation
    let realm: Realm
    let holding: Holding
    let now: Instant
    let db: any Writer

    func find(_ id: Activity.ID) throws -> Activity {
        guard let activity = try Activities.find(id, in: realm.id, db) else {
            throw ActionError.notFound
        }
        return activity
    }

    /// The activity as its organiser sees it.
    ///
    /// - Throws: `.notFound`, `.forbidden` where the post does not organise at its place,
    ///   `.conflict` when it has changed since the actor looked.
    func find(_ id: Activity.ID, seen: Int) throws -> Activity {
        let activity = try find(id)
        guard holding.grants(.organise, at: activity.placePath, in: realm.id) else {
            throw ActionError.forbidden
        }
        guard seen == activity.version else { throw ActionError.conflict }
        return activity
    }

    /// The agreement in force under which an activity is to be held.
    ///
    /// - Throws: `.invalid` where there is none of that number.
    func agreement(_ reference: Reference?) throws -> Matter.ID? {
        guard let reference else { return nil }
        let states = try book().profile.agreementStates
        guard let matter = try Matters.find(reference, in: realm.id, db),
            matter.procedure.name == Agreements.procedure, states.contains(matter.state)
        else { throw ActionError.invalid(["agreement": .init("answer.notAChoice")]) }
        return matter.id
    }

    /// What a form says, with the venue filled in from the room.
    func read(
        _ wish: ActivityWish, by profile: Profile
    ) throws -> (ActivityWish.Reading, room: Room.ID?) {
        let room = try RoomOfAct(wish.room, in: realm.id, db)
        var wish = wish
        if wish.venue.trimmingCharacters().isEmpty, let room { wish.venue = room.spot }
        let read = try wish.read(kinds: profile.activityKinds, in: profile.zone, at: now)
        return (read, room?.room.id)
    }

    /// Lets the activity have its room, and no other.
    func occupy(_ room: Room.ID?, _ activity: Activity, in profile: Profile) throws {
        try installation.occupy(
            room, from: activity.startsAt, to: activity.endsAt,
            for: .init(.activity, activity.id.rawValue), in: profile.zone, db)
    }

    func reference(of agreement: Matter.ID?) throws -> Reference? {
        try agreement.flatMap { try Agreements.find($0, in: realm.id, db)?.reference }
    }

    func book() throws -> Rulebook {
        try installation.book(of: realm, at: now, db)
    }

    /// Stores what a decision made of an activity, with its record.
    func store(
        _ activity: Activity, from before: Activity, action: String, _ payload: [String: Payload]
    ) throws -> Activity {
        guard try Activities.update(activity, from: before, db) else { throw ActionError.conflict }
        try record(activity.id, action: action, payload)
        return activity
    }

    func record(
        _ activity: Activity.ID, action: String, _ payload: [String: Payload] = [:]
    ) throws {
        try installation.note(
            action, on: "activity", activity.rawValue, in: realm.id, by: .holding(holding),
            at: now, payload, db)
    }

    /// Lets those who wait longest have the places that are free, in the order in which they came.
    ///
    /// - Returns: who moved up.
    func moveUp(_ activity: Activity) throws -> [Person.ID] {
        guard activity.takesSignUps(at: now) else { return [] }
        let counts = try SignUps.counts(of: activity.id, db)
        let free = activity.places.map { $0 - counts.placed } ?? counts.waiting
        guard free > 0, counts.waiting > 0 else { return [] }
        let next = try SignUps.waiting(for: activity.id, limit: free, db)
        for var signUp in next {
            signUp.standing = .placed
            try SignUps.keep(signUp, db)
        }
        return next.map(\.person)
    }
}
