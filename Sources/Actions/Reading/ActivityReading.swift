package import Kernel
import SQL
package import Storage

/// An activity with everything that its page shows, read in one snapshot.
package struct ActivityFile: Sendable {
    package let activity: Activity
    package let placeLine: [Place]
    package let body: Body?
    package let placed: Int
    package let waiting: Int
    /// Where the person who looks stands; nil for one who never signed up.
    package let own: SignUp?
    /// How many wait before them.
    package let ahead: Int
    /// The agreement under which it is held.
    package let agreement: Agreements.Line?
}

/// Activities to come and activities past, with how many have signed up.
package struct ActivityLists: Sendable {
    package let upcoming: [Activity]
    package let past: [Activity]
    package let older: Activities.Cursor?
    package let signedUp: [Activity.ID: (placed: Int, waiting: Int)]
}

/// One's own service: what one signed up for, what was confirmed, and the certificates.
package struct OwnHours: Sendable {
    package let minutes: Int64
    package let lines: [(signUp: SignUp, activity: Activity)]
    package let older: Activity.ID?
    package let certificates: [Certificate]
}

extension Installation {
    /// - Parameter person: who looks; nil for someone without a sign-in.
    package func activityFile(
        _ id: Activity.ID, in realm: Realm, for person: Person.ID?
    ) async throws -> ActivityFile? {
        try await database.glance { db in
            guard let activity = try Activities.find(id, in: realm.id, db) else { return nil }
            let counts = try SignUps.counts(of: id, db)
            let own = try person.flatMap { try SignUps.find($0, for: id, db) }
            let ahead =
                own?.standing == .waiting
                ? try SignUps.waiting(for: id, limit: Activity.waitingMax, db)
                    .prefix { $0.person != own?.person }.count : 0
            return ActivityFile(
                activity: activity,
                placeLine: try Places.find(ids: activity.placePath.ids, in: realm.id, db),
                body: try Bodies.find(ids: [activity.body], in: realm.id, db)[activity.body],
                placed: counts.placed, waiting: counts.waiting, own: own, ahead: ahead,
                agreement: try activity.agreement.flatMap {
                    try Agreements.find($0, in: realm.id, db)
                })
        }
    }

    /// Everyone on the list, for whoever organises it.
    package func roll(of activity: Activity) async throws -> [SignUps.Name] {
        try await database.glance { db in try SignUps.of(activity.id, db) }
    }

    package func activityLists(
        in realm: Realm, after: Activities.Cursor?, limit: Int
    ) async throws -> ActivityLists {
        let book = try await rulebook(of: realm)
        let start = book.day(of: now()).start(in: book.profile.zone)
        return try await database.glance { db in
            let upcoming = try Activities.upcoming(in: realm.id, from: start, limit: 60, db)
            let past = try Activities.past(
                in: realm.id, before: start, after: after, limit: limit + 1, db)
            let shown = Array(past.prefix(limit))
            let last = past.count > limit ? shown.last : nil
            return ActivityLists(
                upcoming: upcoming, past: shown,
                older: last.map { Activities.Cursor(startsAt: $0.startsAt, id: $0.id) },
                signedUp: try SignUps.counts(of: (upcoming + shown).map(\.id), db))
        }
    }

    /// The next activities that are not called off, with how many signed up.
    package func nextActivities(
        in realm: Realm, limit: Int
    ) async throws -> [(Activity, (placed: Int, waiting: Int))] {
        let now = now()
        return try await database.glance { db in
            let found = try Activities.upcoming(in: realm.id, from: now, limit: limit * 3, db)
                .filter { $0.state == .open }.prefix(limit)
            let counts = try SignUps.counts(of: found.map(\.id), db)
            return found.map { ($0, counts[$0.id] ?? (0, 0)) }
        }
    }

    /// What a month amounts to: from its first day until before the next.
    package func activityCounts(
        in realm: Realm, from first: Day, before end: Day
    ) async throws -> ActivityCounts {
        let zone = try await rulebook(of: realm).profile.zone
        return try await database.glance { db in
            try Activities.counts(
                from: first.start(in: zone), until: end.start(in: zone), in: realm.id, db)
        }
    }

    package func ownService(
        of person: Person.ID, in realm: Realm, before: Activity.ID?, limit: Int
    ) async throws -> OwnHours {
        try await database.glance { db in
            let found = try SignUps.of(
                person, in: realm.id, before: before, limit: limit + 1, db)
            let shown = Array(found.prefix(limit))
            let activities = try Activities.find(ids: shown.map(\.activity), in: realm.id, db)
            return OwnHours(
                minutes: try Ledgers.balance(of: .person(person), .minutes, in: realm.id, db),
                lines: shown.compactMap { signUp in
                    activities[signUp.activity].map { (signUp: signUp, activity: $0) }
                }, older: found.count > limit ? shown.last?.activity : nil,
                certificates: try Certificates.of(person, in: realm.id, limit: 20, db))
        }
    }

    /// A certificate by its code, with the name that it was given to.
    package func certificate(
        _ code: String, in realm: Realm
    ) async throws -> (certificate: Certificate, name: String)? {
        try await database.glance { db in
            guard let certificate = try Certificates.find(code, in: realm.id, db),
                let person = try People.find(certificate.person, in: realm.id, db)
            else { return nil }
            return (certificate, person.name)
        }
    }

    /// Confirmed service between two days, for a certificate or for an organiser's report.
    package func service(
        of person: Person.ID?, from first: Day, before end: Day, in realm: Realm, limit: Int
    ) async throws -> [Certificates.Served] {
        let zone = try await rulebook(of: realm).profile.zone
        return try await lookBack { db in
            try Certificates.served(
                of: person, from: first.start(in: zone), until: end.start(in: zone),
                in: realm.id, limit: limit, db)
        }.answer
    }
}
