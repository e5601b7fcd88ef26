package import Kernel
import SQL
package import Storage

/// One's own registrations with everything that one may know of them.
package struct OwnRegistrations: Sendable {
    /// An own registration, with what was said and who read it.
    package struct One: Sendable {
        package let enrolment: Enrolment
        package let details: EnrolmentDetails?
        package let consentedAt: Instant?
        package let readings: [ReadingLog.Line]
    }

    package let all: [One]
    package let places: [Place.ID: Place]
    /// Communities that keep a register.
    package let registers: [Place]
    /// Units that are registered, from which a home unit is chosen.
    package let units: [Body.ID: Body]
    /// Call-ups of the communities where one is registered.
    package let callUps: [CallUp]
}

/// One year of one's own handbook.
package struct OwnHandbook: Sendable {
    /// Those that hold or did, of which one is looked at.
    package let enrolments: [Enrolment]
    package let enrolment: Enrolment
    package let place: Place?
    package let entries: [HandbookEntries.Line]
    package let service: [Certificates.Served]
    package let sums: HandbookYear
}

/// A page of the register that a post keeps.
package struct RegisterPage: Sendable {
    package let numbers: Enrolments.Numbers
    package let lines: [Enrolments.Line]
    package let next: Enrolment.ID?
    package let places: [Place.ID: Place]
}

/// A registration as those who keep the register see it, before they read what is sealed.
package struct EnrolmentFile: Sendable {
    package let enrolment: Enrolment
    package let name: String
    package let place: Place?
    package let unit: Body?
    /// Entries that wait for an answer.
    package let waiting: [HandbookEntries.Line]
}

extension Installation {
    package func ownRegistrations(
        of person: Person.ID, in realm: Realm
    ) async throws -> OwnRegistrations {
        let now = now()
        return try await database.glance { db in
            let all = try Enrolments.of(person, in: realm.id, db)
            let ones = try all.map { enrolment in
                // At most two stand, so at most two are opened.
                let stands = [.proposed, .confirmed, .returned].contains(
                    enrolment.registration.state)
                let told =
                    stands ? try EnrolmentSecrets.details(of: enrolment.id, vault: vault, db) : nil
                return OwnRegistrations.One(
                    enrolment: enrolment, details: told?.details, consentedAt: told?.consentedAt,
                    readings: stands
                        ? try ReadingLog.ofEnrolments.lines(of: enrolment.id, limit: 20, db) : [])
            }
            let registers = try registerPlaces(in: realm, at: now, db)
            let units =
                try UnitRegistrations.bodies(in: realm.id, db) + all.compactMap(\.unit)
            let homes = all.filter { $0.registration.state == .confirmed }.map(\.placePath)
            return OwnRegistrations(
                all: ones, places: try Self.registeredPlaces(all.map(\.place), in: realm.id, db),
                registers: registers,
                units: try Bodies.find(ids: Set(units).sorted(), in: realm.id, db),
                callUps: homes.isEmpty
                    ? []
                    : try CallUps.open(in: realm.id, db).filter { callUp in
                        homes.contains { $0.contains(callUp.placePath) }
                    })
        }
    }

    /// - Parameter id: nil for the one that holds.
    /// - Returns: nil for somebody who has no handbook, and for another's.
    package func ownHandbook(
        of person: Person.ID, _ id: Enrolment.ID?, year: Int, in realm: Realm
    ) async throws -> OwnHandbook? {
        let book = try await rulebook(of: realm)
        let zone = book.profile.zone
        let (first, last) = try Day.year(year)
        return try await database.glance { db in
            let all = try Enrolments.of(person, in: realm.id, db)
                .filter { [.confirmed, .ended].contains($0.registration.state) }
            let standing = all.first { $0.registration.state == .confirmed }
            let wanted = id.map { id in all.first { $0.id == id } } ?? (standing ?? all.first)
            guard let enrolment = wanted else { return nil }
            let entries = try HandbookEntries.of(
                enrolment.id, from: first, until: last, vault: vault, db)
            return OwnHandbook(
                enrolments: all, enrolment: enrolment,
                place: try Places.find(enrolment.place, in: realm.id, db), entries: entries,
                service: try Certificates.served(
                    of: person, from: first.start(in: zone),
                    until: last.adding(days: 1).start(in: zone), in: realm.id,
                    limit: HandbookEntry.perYearMax, db),
                sums: HandbookYear(
                    kinds: book.profile.handbookKinds,
                    entries: entries.map { ($0.entry, $0.content) }))
        }
    }

    /// The places of communities that keep a register today.
    package func registers(in realm: Realm) async throws -> [Place] {
        let now = now()
        return try await database.glance { db in try registerPlaces(in: realm, at: now, db) }
    }

    package func registerPage(
        _ view: Enrolments.View, in realm: Realm, for holding: Holding, after: Enrolment.ID?,
        limit: Int
    ) async throws -> RegisterPage {
        guard holding.grants(.keepRegister, at: holding.post.reach, in: realm.id) else {
            throw ActionError.forbidden
        }
        let now = now()
        return try await database.glance { db in
            let day = try book(of: realm, at: now, db).day(of: now)
            let reach = holding.post.reach
            let found = try Enrolments.kept(
                view, under: reach, in: realm.id, after: after, limit: limit + 1, db)
            let lines = Array(found.prefix(limit))
            return RegisterPage(
                numbers: try Enrolments.numbers(under: reach, in: realm.id, on: day, db),
                lines: lines, next: found.count > limit ? lines.last?.enrolment.id : nil,
                places: try Self.registeredPlaces(lines.map(\.enrolment.place), in: realm.id, db))
        }
    }

    /// - Returns: nil unless the post keeps that register.
    package func enrolmentFile(
        _ id: Enrolment.ID, in realm: Realm, for holding: Holding
    ) async throws -> EnrolmentFile? {
        try await database.glance { db in
            guard let enrolment = try Enrolments.find(id, in: realm.id, db),
                enrolment.isKept(by: holding), enrolment.registration.state != .ended
            else { return nil }
            return EnrolmentFile(
                enrolment: enrolment,
                name: try People.names(of: [enrolment.person], in: realm.id, db)[
                    enrolment.person] ?? "",
                place: try Places.find(enrolment.place, in: realm.id, db),
                unit: try enrolment.unit.flatMap { try Bodies.find($0, in: realm.id, db) },
                waiting: try HandbookEntries.waiting(of: id, vault: vault, db))
        }
    }

    static func registeredPlaces(
        _ ids: [Place.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Place.ID: Place] {
        Dictionary(
            try Places.find(ids: Set(ids).sorted(), in: realm, db).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
    }
}
