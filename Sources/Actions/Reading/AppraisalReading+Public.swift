package import Kernel
import SQL
package import Storage

/// What everyone may read of a place's appraisal: the scheme, the flags, the commendations. Never a
/// sheet, and never who came where beyond the flags.
package struct PublicAppraisal: Sendable {
    package let scheme: AppraisalScheme
    package let place: Place
    package let meeting: Meeting?
    /// The newest first; those without an end wave now.
    package let flags: [AppraisalFlags.Flag]
    package let rounds: [AppraisalRound.ID: AppraisalRound]
    /// Rounds whose bulletin was released.
    package let bulletins: [AppraisalRound]
    /// The buildings that stand there today, in the order of the tree.
    package let buildings: [Place]
    package let lines: BuildingLines
}

/// A building's account: what it has, and how it came to it.
package struct BuildingAccount: Sendable {
    package let place: Place
    package let line: [Place]
    package let balance: Int64
    package let movements: [Ledgers.Line]
    package let rounds: [AppraisalRound.ID: AppraisalRound]
    package let flags: [AppraisalFlags.Flag]
    package let older: Transfer.ID?
}

extension Installation {
    /// Whether anything of the appraisal shows in a realm: the profile has it, and a scheme holds.
    package func hasAppraisals(in realm: Realm) async throws -> Bool {
        guard try await rulebook(of: realm).profile.appraisal != nil else { return false }
        return try await database.glance { db in
            try Appraisals.holdAnywhere(in: realm.id, db)
        }
    }

    package func publicAppraisal(
        at place: Place.ID, in realm: Realm
    ) async throws -> PublicAppraisal? {
        let book = try await rulebook(of: realm)
        guard book.profile.appraisal != nil else { return nil }
        let today = book.day(of: now())
        return try await database.glance { db in
            guard let scheme = try Appraisals.inForce(at: place, in: realm.id, db),
                let place = try Places.find(place, in: realm.id, db)
            else { return nil }
            let flags = try AppraisalFlags.history(at: place.id, in: realm.id, limit: 60, db)
            let rounds = try AppraisalRounds.of(place.id, in: realm.id, limit: 36, db)
            let released = try AppraisalBulletins.released(of: rounds.map(\.id), db)
            let buildings = try Appraisals.buildings(
                under: scheme.placePath, level: book.profile.levels.last ?? "", in: realm.id,
                on: today, db)
            return PublicAppraisal(
                scheme: scheme, place: place,
                meeting: try scheme.adoption.meeting.flatMap {
                    try Meetings.find($0, in: realm.id, db)
                },
                flags: flags,
                rounds: Dictionary(
                    rounds.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
                bulletins: rounds.filter { released.contains($0.id) }, buildings: buildings,
                lines: try BuildingLines.of(
                    buildings.map(\.id) + flags.map(\.building), in: realm.id, db))
        }
    }

    /// A building's account, where some round gave it points.
    package func buildingAccount(
        of id: Place.ID, before: Transfer.ID?, in realm: Realm, limit: Int
    ) async throws -> BuildingAccount? {
        guard try await rulebook(of: realm).profile.appraisal != nil else { return nil }
        return try await database.glance { db in
            guard let place = try Places.find(id, in: realm.id, db) else { return nil }
            let found = try Ledgers.statement(
                of: .place(id), .points, in: realm.id, before: before, limit: limit + 1, db)
            let flags = try AppraisalFlags.held(by: id, limit: 24, db)
            let covered = try place.path.ids.contains {
                try Appraisals.inForce(at: $0, in: realm.id, db) != nil
            }
            guard covered || !found.isEmpty else { return nil }
            let movements = Array(found.prefix(limit))
            let rounds = movements.filter { $0.subject.kind == "appraisal" }
                .map { AppraisalRound.ID($0.subject.id) }
            return BuildingAccount(
                place: place, line: try Places.find(ids: place.path.ids, in: realm.id, db),
                balance: try Ledgers.balance(of: .place(id), .points, in: realm.id, db),
                movements: movements,
                rounds: try AppraisalRounds.find(
                    ids: Array(Set(rounds + flags.map(\.round))).sorted(), in: realm.id, db),
                flags: flags, older: found.count > limit ? movements.last?.transfer : nil)
        }
    }
}
