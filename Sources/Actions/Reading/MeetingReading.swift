package import Kernel
import SQL
package import Storage

/// A meeting with everything that its page shows, read in one snapshot.
package struct MeetingFile: Sendable {
    package let meeting: Meeting
    /// The rule as the profile has it now, for who may ask for such a meeting.
    package let rule: MeetingRule?
    package let matter: Matter?
    package let placeLine: [Place]
    package let body: Body?
    /// Who is entitled by name: as kept when it was opened, or who would be today.
    package let roll: [Rolls.Member]
    /// The alliance whose members meet; nil for every other meeting.
    package let alliance: Body?
    /// Its member units: as kept when it was opened, or those of today.
    package let units: [UnitPresence]
    /// The decisions of earlier meetings with which it opens.
    package let reviewed: [Resolutions.Reviewed]
    /// What it decided and handed out.
    package let resolutions: [Resolutions.Line]
    package let unitBodies: [Body.ID: Body]
    package let story: [MeetingStories.Line]
}

extension Holding {
    /// Whether this post may read who came and what was written down: its place and the meeting's
    /// lie in one line of the tree.
    package func readsMinutes(of meeting: Meeting) -> Bool {
        post.reach.contains(meeting.placePath) || meeting.placePath.contains(post.reach)
    }
}

/// Meetings to come and meetings past, each list with where the next page begins.
package struct MeetingLists: Sendable {
    package let upcoming: [Meeting]
    package let past: [Meeting]
    package let older: Meetings.Cursor?
}

extension Installation {
    package func meetingFile(_ id: Meeting.ID, in realm: Realm) async throws -> MeetingFile? {
        let now = now()
        return try await database.glance { db in
            guard let meeting = try Meetings.find(id, in: realm.id, db) else { return nil }
            let book = try rulebooks.find(realm, version: realm.profileVersion, at: now, db)
            let units = try Self.units(of: meeting, on: book.day(of: now), db)
            return MeetingFile(
                meeting: meeting, rule: book.profile.meetingRule(meeting.rule),
                matter: try meeting.matter.flatMap { try Matters.find($0, in: realm.id, db) },
                placeLine: try Places.find(ids: meeting.placePath.ids, in: realm.id, db),
                body: try Bodies.find(ids: [meeting.body], in: realm.id, db)[meeting.body],
                roll: try Self.roll(of: meeting, on: book.day(of: now), db),
                alliance: try meeting.alliance.flatMap { try Bodies.find($0, in: realm.id, db) },
                units: units, reviewed: try Self.reviewed(at: meeting, db),
                resolutions: meeting.alliance == nil ? [] : try Resolutions.of(id, db),
                unitBodies: units.isEmpty
                    ? [:] : try Bodies.find(ids: units.map(\.body), in: realm.id, db),
                story: try MeetingStories.of(id, db))
        }
    }

    private static func units(
        of meeting: Meeting, on day: Day, _ db: any Reader
    ) throws -> [UnitPresence] {
        guard let alliance = meeting.alliance else { return [] }
        let kept = try MeetingUnits.kept(of: meeting.id, db)
        guard kept.isEmpty, meeting.takesAttendance else { return kept }
        return (try Alliances.memberships(of: [alliance], on: day, db)[alliance] ?? [])
            .map { UnitPresence(body: $0.member, isPresent: nil) }
    }

    private static func reviewed(
        at meeting: Meeting, _ db: any Reader
    ) throws -> [Resolutions.Reviewed] {
        guard let alliance = meeting.alliance else { return [] }
        return meeting.state == .called
            ? try Resolutions.toReview(at: meeting.id, of: alliance, db)
            : try Resolutions.reviewed(at: meeting.id, db)
    }

    private static func roll(
        of meeting: Meeting, on day: Day, _ db: any Reader
    ) throws -> [Rolls.Member] {
        guard let role = meeting.terms.roll.role else { return [] }
        guard meeting.takesAttendance else { return try Rolls.kept(of: meeting.id, db) }
        let kept = try Rolls.kept(of: meeting.id, db)
        return kept.isEmpty
            ? try Rolls.holders(
                of: role, under: meeting.placePath, in: meeting.realm, on: day, db) : kept
    }

    /// The meetings of a realm: all that are still to come and not over, and a page of the past.
    package func meetingLists(
        in realm: Realm, after: Meetings.Cursor?, limit: Int
    ) async throws -> MeetingLists {
        let today = try await rulebook(of: realm)
        let start = today.day(of: now()).start(in: today.profile.zone)
        return try await database.glance { db in
            let upcoming = try Meetings.upcoming(in: realm.id, from: start, limit: 50, db)
            let past = try Meetings.past(
                in: realm.id, before: start, after: after, limit: limit + 1, db)
            let shown = Array(past.prefix(limit))
            let last = past.count > limit ? shown.last : nil
            return MeetingLists(
                upcoming: upcoming, past: shown,
                older: last.map { Meetings.Cursor(startsAt: $0.startsAt, id: $0.id) })
        }
    }

    /// The meetings between two days, for a month of the calendar.
    package func meetings(
        in realm: Realm, from first: Day, before end: Day
    ) async throws -> [Meeting] {
        let zone = try await rulebook(of: realm).profile.zone
        return try await database.glance { db in
            try Meetings.between(
                first.start(in: zone), and: end.start(in: zone), in: realm.id, limit: 200, db)
        }
    }

    /// The meetings on a matter, the newest first; of what a joint meeting decided, that meeting.
    package func meetings(on matter: Matter) async throws -> [Meeting] {
        try await database.glance { db in
            guard matter.procedure.name == Resolution.procedure else {
                return try Meetings.of(matter.id, db)
            }
            let origin = try Resolutions.origin(of: matter.id, db)
            return try origin.flatMap { try Meetings.find($0.meeting, in: matter.realm, db) }
                .map { [$0] } ?? []
        }
    }

    /// The matter that a call is about, where the post may read it.
    package func matter(
        _ reference: Reference, in realm: Realm, for holding: Holding
    ) async throws -> (matter: Matter, meets: [MeetingRule.ID])? {
        let now = now()
        return try await database.glance { db in
            guard let matter = try Matters.find(reference, in: realm.id, db),
                matter.isReadable(by: holding)
            else { return nil }
            let book = try rulebooks.find(
                realm, version: try Matters.profileVersion(of: matter.id, db), at: now, db)
            let state = book.profile.procedure(matter.procedure.name)?.state(matter.state)
            return (matter, state?.meets ?? [])
        }
    }
}
