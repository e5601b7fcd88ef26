import Kernel
import SQL
import Storage

/// What every action on a meeting does around its decision: finds it, asks for the right, stores
/// and records.
struct MeetingWork {
    let installation: Installation
    let realm: Realm
    let holding: Holding
    let now: Instant
    let db: any Writer

    /// The meeting as it stands.
    ///
    /// - Throws: `.notFound` outside the realm, `.forbidden` where the post may not convene at its
    ///   place, `.conflict` when it has changed since the actor looked.
    func find(_ id: Meeting.ID, seen: Int) throws -> Meeting {
        guard let meeting = try Meetings.find(id, in: realm.id, db) else {
            throw ActionError.notFound
        }
        guard holding.grants(.convene, at: meeting.placePath, in: realm.id) else {
            throw ActionError.forbidden
        }
        guard seen == meeting.version else { throw ActionError.conflict }
        return meeting
    }

    func book() throws -> Rulebook {
        try installation.book(of: realm, at: now, db)
    }

    /// What a call says, with the venue filled in from the room.
    func read(_ call: MeetingWish) throws -> (MeetingWish.Reading, room: Room.ID?) {
        let room = try RoomOfAct(call.room, in: realm.id, db)
        let read = try call.held(at: room?.spot).read(in: book().keeper.zone)
        return (read, room?.room.id)
    }

    /// Lets the meeting have its room, and no other: for two hours, since nobody knows its end.
    func occupy(_ room: Room.ID?, _ meeting: Meeting) throws {
        try installation.occupy(
            room, from: meeting.startsAt,
            to: meeting.startsAt.adding(minutes: RoomTime.meetingMinutes),
            for: .init(.meeting, meeting.id.rawValue), in: book().keeper.zone, db)
    }

    /// Stores a meeting that is called now, where its notice is long enough.
    func call(
        _ meeting: Meeting, _ read: MeetingWish.Reading, in room: Room.ID?
    ) throws -> Meeting {
        let today = try book().day(of: now)
        try Self.refusing { () throws(Meeting.Refusal) in
            try Meeting.checkNotice(startsOn: read.day, calledOn: today, by: meeting.terms)
        }
        guard try !Meetings.stands(meeting, db) else {
            throw ActionError.invalid(["day": .init("meetings.problem.twice")])
        }
        try Meetings.insert(meeting, db)
        try occupy(room, meeting)
        try record(
            meeting, action: "callMeeting",
            read.payload.merging(meeting.termsPayload) { own, _ in own })
        return meeting
    }

    /// Stores what a decision made of a meeting, with its record.
    func store(
        _ meeting: Meeting, from before: Meeting, action: String, _ payload: [String: Payload]
    ) throws -> Meeting {
        guard try Meetings.update(meeting, from: before, db) else { throw ActionError.conflict }
        try record(meeting, action: action, payload)
        return meeting
    }

    func record(
        _ meeting: Meeting, action: String, _ payload: [String: Payload]
    ) throws {
        var payload = payload
        payload["state"] = .text(meeting.state.rawValue)
        payload["version"] = .int(Int64(meeting.version))
        if let matter = meeting.matter { payload["matter"] = .text(matter.description) }
        if let alliance = meeting.alliance { payload["alliance"] = .text(alliance.description) }
        try installation.note(
            action, on: "meeting", meeting.id.rawValue, in: realm.id, by: .holding(holding),
            at: now, payload, db)
    }

    /// Turns a rule's refusal into what the edge tells.
    static func refusing<T>(_ decide: () throws(Meeting.Refusal) -> T) throws(ActionError) -> T {
        do {
            return try decide()
        } catch {
            throw .meeting(error)
        }
    }
}

extension Installation {
    /// Does a piece of work on a meeting in one transaction, and tells open pages of it.
    ///
    /// - Parameter needs: the verbs of which the post must have one.
    func meet(
        _ realm: Realm, _ holding: Holding, needs: Set<Verb> = [.convene],
        _ work: @escaping @Sendable (MeetingWork) throws -> Meeting
    ) async throws -> Meeting {
        try await meeting(realm, holding, needs: needs) { (try work($0), ()) }.0
    }

    /// The same, where the work has something to tell beside the meeting.
    func meeting<Told: Sendable>(
        _ realm: Realm, _ holding: Holding, needs: Set<Verb> = [.convene],
        _ work: @escaping @Sendable (MeetingWork) throws -> (Meeting, Told)
    ) async throws -> (Meeting, Told) {
        guard holding.post.realm == realm.id, !holding.verbs.isDisjoint(with: needs) else {
            throw ActionError.forbidden
        }
        let now = now()
        let (meeting, told, matter) = try await database.write { db in
            let (meeting, told) = try work(
                MeetingWork(
                    installation: self, realm: realm, holding: holding, now: now, db: db))
            let matter = try meeting.matter.flatMap { try Matters.find($0, in: realm.id, db) }
            return (meeting, told, matter)
        }
        tell(
            LiveFeed.Event(
                realm: realm.id, place: matter?.placePath ?? meeting.placePath,
                parties: [meeting.body] + (matter.map { [$0.lead].compactMap { $0 } } ?? []),
                reference: matter?.reference, isNew: false))
        return (meeting, told)
    }
}
