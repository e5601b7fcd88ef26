package import Kernel
import SQL
package import Storage

/// Buildings with the places that they lie in, so that each is named in full: `岩岭小区 1号楼`.
package struct BuildingLines: Sendable {
    package let places: [Place.ID: Place]

    /// The place and those above it that lie below a community's own path.
    package func line(of id: Place.ID, under path: PlacePath) -> [Place] {
        guard let place = places[id] else { return [] }
        return place.path.ids.dropFirst(path.depth).compactMap { places[$0] }
    }

    static func of(
        _ ids: some Sequence<Place.ID>, in realm: Realm.ID, _ db: any Reader
    ) throws -> BuildingLines {
        let found = try Places.find(ids: Array(Set(ids)).sorted(), in: realm, db)
        let above = Set(found.flatMap(\.path.ids)).subtracting(found.map(\.id))
        let all = try found + Places.find(ids: above.sorted(), in: realm, db)
        return BuildingLines(
            places: Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
    }
}

/// The desk's list: what holds where, and the newest rounds.
package struct AppraisalLists: Sendable {
    package let schemes: [AppraisalScheme]
    package let rounds: [AppraisalRound]
    package let progress: [AppraisalRound.ID: (entered: Int, all: Int)]
    package let places: [Place.ID: Place]
}

/// A scheme with its earlier versions and rounds.
package struct AppraisalSchemeFile: Sendable {
    package let scheme: AppraisalScheme
    package let place: Place
    package let meeting: Meeting?
    package let versions: [AppraisalScheme]
    package let rounds: [AppraisalRound]
    package let progress: [AppraisalRound.ID: (entered: Int, all: Int)]
    /// How many buildings would take part today.
    package let buildings: Int
}

/// A round with everything that its page shows, read in one snapshot.
package struct AppraisalRoundFile: Sendable {
    package let round: AppraisalRound
    package let scheme: AppraisalScheme
    package let place: Place
    package let buildings: [Place.ID]
    package let lines: BuildingLines
    package let sheets: [AppraisalSheet]
    package let awards: [AppraisalFlags.Award]
    /// What each building has for the round now, corrections counted.
    package let given: [Place.ID: Int64]
    package let flags: [AppraisalFlags.Flag]
    package let bulletin: AppraisalBulletins.Bulletin?
    package let story: [MeetingStories.Line]
}

package struct AppraisalSheetFile: Sendable {
    package let sheet: AppraisalSheet
    package let round: AppraisalRound
    package let scheme: AppraisalScheme
    package let lines: BuildingLines
    package let story: [MeetingStories.Line]
}

extension Holding {
    /// Whether the post's place and another lie in one line of the tree.
    package func isConcerned(with path: PlacePath) -> Bool {
        post.reach.contains(path) || path.contains(post.reach)
    }
}

extension Installation {
    /// What concerns a post: schemes and rounds at its own place, below it and above it.
    package func appraisalLists(
        along reach: PlacePath = .root, in realm: Realm, limit: Int
    ) async throws -> AppraisalLists {
        try await database.glance { db in
            let schemes = try Appraisals.inForce(in: realm.id, db).filter {
                reach.contains($0.placePath) || $0.placePath.contains(reach)
            }
            let rounds = try AppraisalRounds.newest(
                along: reach, in: realm.id, limit: limit, db)
            let ids = Set(schemes.map(\.place) + rounds.map(\.place))
            let places = try Places.find(ids: ids.sorted(), in: realm.id, db)
            return AppraisalLists(
                schemes: schemes, rounds: rounds,
                progress: try AppraisalSheets.progress(of: rounds.map(\.id), db),
                places: Dictionary(
                    places.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
        }
    }

    package func appraisalScheme(
        _ id: AppraisalScheme.ID, in realm: Realm
    ) async throws -> AppraisalSchemeFile? {
        let book = try await rulebook(of: realm)
        let today = book.day(of: now())
        return try await database.glance { db in
            guard let scheme = try Appraisals.find(id, in: realm.id, db),
                let place = try Places.find(scheme.place, in: realm.id, db)
            else { return nil }
            let rounds = try AppraisalRounds.of(scheme.place, in: realm.id, limit: 24, db)
            return AppraisalSchemeFile(
                scheme: scheme, place: place,
                meeting: try scheme.adoption.meeting.flatMap {
                    try Meetings.find($0, in: realm.id, db)
                },
                versions: try Appraisals.versions(
                    at: scheme.place, in: realm.id, limit: 20, db),
                rounds: rounds,
                progress: try AppraisalSheets.progress(of: rounds.map(\.id), db),
                buildings: try Appraisals.buildings(
                    under: scheme.placePath, level: book.profile.levels.last ?? "",
                    in: realm.id, on: today, db
                ).count)
        }
    }

    /// The version in force at a place, which a form for the next one starts from.
    package func appraisalInForce(
        at place: Place.ID, in realm: Realm
    ) async throws -> AppraisalScheme? {
        try await database.glance { db in
            try Appraisals.inForce(at: place, in: realm.id, db)
        }
    }

    package func appraisalRound(
        _ id: AppraisalRound.ID, in realm: Realm
    ) async throws -> AppraisalRoundFile? {
        try await database.glance { db in
            guard let round = try AppraisalRounds.find(id, in: realm.id, db),
                let scheme = try Appraisals.find(round.scheme, in: realm.id, db),
                let place = try Places.find(round.place, in: realm.id, db)
            else { return nil }
            let buildings = try AppraisalRounds.buildings(of: id, db)
            return AppraisalRoundFile(
                round: round, scheme: scheme, place: place, buildings: buildings,
                lines: try BuildingLines.of(buildings, in: realm.id, db),
                sheets: try AppraisalSheets.of(id, db),
                awards: try AppraisalFlags.awards(of: id, db),
                given: try AppraisalFlags.given(in: id, db),
                flags: try AppraisalFlags.of(id, db),
                bulletin: try AppraisalBulletins.find(of: id, db),
                story: try AppraisalStories.of(id, db))
        }
    }

    package func appraisalSheet(
        _ id: AppraisalSheet.ID, in realm: Realm
    ) async throws -> AppraisalSheetFile? {
        try await database.glance { db in
            guard let sheet = try AppraisalSheets.find(id, db),
                let round = try AppraisalRounds.find(sheet.round, in: realm.id, db),
                let scheme = try Appraisals.find(round.scheme, in: realm.id, db)
            else { return nil }
            return AppraisalSheetFile(
                sheet: sheet, round: round, scheme: scheme,
                lines: try BuildingLines.of(
                    [sheet.visitor, sheet.building], in: realm.id, db),
                story: try AppraisalStories.of(id, db))
        }
    }

    /// Closed meetings that carried something, the newest first: one may have adopted a scheme.
    package func meetingsThatCarried(in realm: Realm) async throws -> [Meeting] {
        let now = now()
        return try await database.glance { db in
            try Meetings.past(in: realm.id, before: now, limit: 60, db)
                .filter { $0.state == .closed && $0.hasCarried }
        }
    }
}
