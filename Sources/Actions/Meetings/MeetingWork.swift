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
    func meet(
        _ realm: Realm, _ holding: Holding,
        _ work: @escaping @Sendable (MeetingWork) throws -> Meeting
    ) async throws -> Meeting {
        guard holding.post.realm == realm.id, holding.verbs.contains(.convene) else {
            throw ActionError.forbidden
        }
        let now = now()
        let (meeting, matter) = try await database.write { db in
            let meeting = try work(
                MeetingWork(
                    installation: self, realm: realm, holding: holding, now: now, db: db))
            return (meeting, try meeting.matter.flatMap { try Matters.find($0, in: realm.id, db) })
        }
        tell(
            LiveFeed.Event(
                realm: realm.id, place: matter?.placePath ?? meeting.placePath,
                parties: [meeting.body] + (matter.map { [$0.lead].compactMap { $0 } } ?? []),
                reference: matter?.reference, isNew: false))
        return meeting
    }
}
