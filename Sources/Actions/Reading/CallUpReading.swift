package import Kernel
import SQL
import Storage

/// A call-up in short: how many hands its shifts need, and how many took one.
package struct CallUpLine: Sendable {
    package let callUp: CallUp
    package let shifts: Int
    package let needed: Int
    package let taken: Int
    package let body: Body?
}

package struct CallUpLists: Sendable {
    package let open: [CallUpLine]
    package let closed: [CallUpLine]
    package let older: CallUp.ID?
}

/// A call-up with everything that its page shows.
package struct CallUpFile: Sendable {
    /// A shift with its list, and where the person who looks stands.
    package struct Shift: Sendable {
        package let activity: Activity
        package let placed: Int
        package let waiting: Int
        package let own: SignUp?
    }

    package let callUp: CallUp
    package let body: Body?
    package let placeLine: [Place]
    package let shifts: [Shift]
    package let answers: [UnitAnswer]
    package let bodies: [Body.ID: Body]
}

extension Installation {
    package func callUpLists(
        in realm: Realm, before: CallUp.ID?, limit: Int
    ) async throws -> CallUpLists {
        try await database.glance { db in
            let open = before == nil ? try CallUps.open(in: realm.id, db) : []
            let found = try CallUps.closed(in: realm.id, before: before, limit: limit + 1, db)
            let closed = Array(found.prefix(limit))
            let lines = try Self.lines(of: open + closed, in: realm.id, db)
            return CallUpLists(
                open: Array(lines.prefix(open.count)), closed: Array(lines.dropFirst(open.count)),
                older: found.count > limit ? closed.last?.id : nil)
        }
    }

    private static func lines(
        of callUps: [CallUp], in realm: Realm.ID, _ db: any Reader
    ) throws -> [CallUpLine] {
        let shifts = try CallUps.shifts(of: callUps.map(\.id), db)
        let ids = shifts.values.flatMap { $0 }
        let activities = try Activities.find(ids: ids, in: realm, db)
        let counts = try SignUps.counts(of: ids, db)
        let bodies = try Bodies.find(ids: Set(callUps.map(\.body)).sorted(), in: realm, db)
        return callUps.map { callUp in
            let own = (shifts[callUp.id] ?? []).compactMap { activities[$0] }
                .filter { $0.state != .cancelled }
            return CallUpLine(
                callUp: callUp, shifts: own.count,
                needed: own.reduce(0) { $0 + ($1.places ?? 0) },
                taken: own.reduce(0) { $0 + (counts[$1.id]?.placed ?? 0) },
                body: bodies[callUp.body])
        }
    }

    /// - Parameter person: who looks.
    package func callUpFile(
        _ id: CallUp.ID, in realm: Realm, for person: Person.ID
    ) async throws -> CallUpFile? {
        try await database.glance { db in
            guard let callUp = try CallUps.find(id, in: realm.id, db) else { return nil }
            let ids = try CallUps.shifts(of: [id], db)[id] ?? []
            let counts = try SignUps.counts(of: ids, db)
            let own = try SignUps.of(person, among: ids, db)
            let shifts = try Activities.find(ids: ids, in: realm.id, db).values
                .sorted { ($0.startsAt, $0.id) < ($1.startsAt, $1.id) }
                .map { activity in
                    CallUpFile.Shift(
                        activity: activity, placed: counts[activity.id]?.placed ?? 0,
                        waiting: counts[activity.id]?.waiting ?? 0, own: own[activity.id])
                }
            let answers = try CallUps.answers(to: id, db)
            let bodies = Set(answers.map(\.body) + [callUp.body]).sorted()
            let found = try Bodies.find(ids: bodies, in: realm.id, db)
            return CallUpFile(
                callUp: callUp, body: found[callUp.body],
                placeLine: try Places.find(ids: callUp.placePath.ids, in: realm.id, db),
                shifts: shifts, answers: answers, bodies: found)
        }
    }
}
