package import Kernel
import SQL
package import Storage

/// An agreement with what was done under it, as one viewer may see it.
package struct AgreementFile: Sendable {
    package let file: MatterFile
    package let counts: ActivityCounts
    /// The activities under it, the latest first.
    package let activities: [Activity]
    package let signedUp: [Activity.ID: (placed: Int, waiting: Int)]
    package let older: Activities.Cursor?
    /// The team that it names, and how many posts that has.
    package let team: (body: Body, members: Int)?
}

/// A registered unit with its agreements in force and what was done under them.
package struct UnitLine: Sendable {
    package let unit: Body
    package let agreements: [Agreements.Line]
    package let counts: ActivityCounts
    /// Projects that its agreements claim.
    package let projects: Int
}

/// Units with an agreement in force over registered units, with a page of one of the two lists.
package struct SigningList: Sendable {
    package let signed: Int
    package let registered: Int
    package let lines: [UnitLine]
    package let next: Body.ID?
}

extension Profile {
    /// The states in which an agreement is in force: signed, and everyone may read it.
    package var agreementStates: [Procedure.State.ID] {
        procedure(Agreements.procedure)?.states
            .filter { $0.isPublic && $0.ending == nil }.map(\.id) ?? []
    }
}

extension Rulebook {
    /// Whether there are agreements here, and a post reads all of them or is of a partner unit.
    ///
    /// - Parameter kind: of the body of the post.
    package func showsAgreements(to holding: Holding, ofKind kind: String?) -> Bool {
        guard !profile.agreementStates.isEmpty else { return false }
        return holding.verbs.contains(.read) || kind.map(profile.partnerKinds.contains) ?? false
    }
}

extension MatterFile {
    /// What was answered last to a field, such as the day until which an agreement runs.
    package func lastAnswer(to field: Procedure.Field.ID) -> Payload? {
        story.lazy.reversed().compactMap { $0.payload?["answers"]?[field] }.first
    }

    package func lastDay(of field: Procedure.Field.ID) -> Day? {
        if case .text(let text)? = lastAnswer(to: field) { try? Day(parsing: text) } else { nil }
    }
}

extension Installation {
    /// How many activities a page of an agreement lists.
    package static let agreementActivitiesMax = 20

    /// - Returns: nil where there is no such agreement for the viewer.
    package func agreementFile(
        of reference: Reference, in realm: Realm, for acting: Acting,
        after: Activities.Cursor? = nil
    ) async throws -> AgreementFile? {
        guard let file = try await file(of: reference, in: realm, for: acting),
            file.procedure.key.name == Agreements.procedure
        else { return nil }
        let id = file.matter.id
        var teamID: Body.ID?
        if case .text(let text)? = file.lastAnswer(to: "team") { teamID = Body.ID(text) }
        let (now, limit) = (now(), Self.agreementActivitiesMax)
        let team = teamID
        return try await database.glance { db in
            let found = try Activities.under(
                id, in: realm.id, after: after, limit: limit + 1, db)
            let shown = Array(found.prefix(limit))
            let last = found.count > limit ? shown.last : nil
            let day = file.book.day(of: now)
            return AgreementFile(
                file: file, counts: try Agreements.counts(of: [id], db)[id] ?? ActivityCounts(),
                activities: shown, signedUp: try SignUps.counts(of: shown.map(\.id), db),
                older: last.map { Activities.Cursor(startsAt: $0.startsAt, id: $0.id) },
                team: try team.flatMap { team in
                    try Bodies.find(ids: [team], in: realm.id, db)[team].map { body in
                        (body, try Posts.count(of: team, in: realm.id, on: day, db))
                    }
                })
        }
    }

    /// The agreements in force that a post sees: all of them, or those of its own unit.
    ///
    /// - Returns: nil for a post that sees none.
    package func agreementsInForce(for visit: Visit) async throws -> [UnitAgreement]? {
        let holding = visit.holding
        let own = try await database.glance { db in
            try Bodies.find(holding.post.body, in: visit.realm.id, db)
        }
        guard visit.book.showsAgreements(to: holding, ofKind: own?.kind) else { return nil }
        return try await agreementsInForce(
            of: holding.verbs.contains(.read) ? nil : holding.post.body, in: visit.realm)
    }

    /// The agreements in force, those of a unit or of all, for a form or for the unit's own page.
    package func agreementsInForce(
        of unit: Body.ID? = nil, in realm: Realm
    ) async throws -> [UnitAgreement] {
        let states = try await rulebook(of: realm).profile.agreementStates
        guard !states.isEmpty else { return [] }
        return try await database.glance { db in
            let lines = try Agreements.inForce(states, of: unit, in: realm.id, db)
            let ids = lines.map(\.id)
            let counts = try Agreements.counts(of: ids, db)
            let projects = try Agreements.linkCounts(of: ids, to: "project", db)
            return lines.map { line in
                UnitAgreement(
                    line: line, counts: counts[line.id] ?? ActivityCounts(),
                    projects: projects[line.id] ?? 0)
            }
        }
    }

    /// An agreement in force with what it amounts to.
    package struct UnitAgreement: Sendable {
        package let line: Agreements.Line
        package let counts: ActivityCounts
        package let projects: Int
    }

    /// - Parameter isSigned: whether the list is of units with an agreement in force.
    package func signing(
        isSigned: Bool, in realm: Realm, after: Body.ID?, limit: Int
    ) async throws -> SigningList {
        let book = try await rulebook(of: realm)
        let (states, kinds) = (book.profile.agreementStates, book.profile.partnerKinds)
        let day = book.day(of: now())
        let all = isSigned ? try await agreementsInForce(in: realm) : []
        let byUnit = Dictionary(grouping: all) { $0.line.unit }
        guard !kinds.isEmpty, !states.isEmpty else {
            return SigningList(signed: 0, registered: 0, lines: [], next: nil)
        }
        return try await database.glance { db in
            let numbers = try Agreements.unitCount(
                states, kinds: kinds, on: day, in: realm.id, db)
            let found = try Agreements.units(
                states, isSigned: isSigned, kinds: kinds, on: day, in: realm.id, after: after,
                limit: limit + 1, db)
            let shown = Array(found.prefix(limit))
            let units = try Bodies.find(ids: shown, in: realm.id, db)
            return SigningList(
                signed: numbers.signed, registered: numbers.registered,
                lines: shown.compactMap { id in
                    units[id].map { UnitLine($0, byUnit[id] ?? []) }
                }, next: found.count > limit ? shown.last : nil)
        }
    }
}

extension UnitLine {
    init(_ unit: Body, _ agreements: [Installation.UnitAgreement]) {
        var counts = ActivityCounts()
        for agreement in agreements {
            counts.activities += agreement.counts.activities
            counts.personTimes += agreement.counts.personTimes
            counts.minutes += agreement.counts.minutes
            counts.visitors += agreement.counts.visitors
        }
        self.init(
            unit: unit, agreements: agreements.map(\.line), counts: counts,
            projects: agreements.reduce(0) { $0 + $1.projects })
    }
}
