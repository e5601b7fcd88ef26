package import Kernel
import SQL
import Storage

/// Takes in the area tree from files of codes: adds what is new, renames what was renamed, and
/// changes nothing at all when too many rows are bad.
package struct ImportPlaces: Sendable {
    package let realm: Realm
    package let files: [CSVFile]
    /// In hundredths of all rows: more bad rows than this refuse the whole import.
    package let badPercentMax: Double
    package let isDryRun: Bool

    package init(realm: Realm, files: [CSVFile], badPercentMax: Double = 1, isDryRun: Bool = false)
    {
        self.realm = realm
        self.files = files
        self.badPercentMax = badPercentMax
        self.isDryRun = isDryRun
    }

    /// The levels of the codes, from 1 to 5, as the profile must name them.
    package static let levels = ["province", "city", "county", "township", "committee"]

    /// Why nothing was imported.
    package enum Problem: Error, CustomStringConvertible {
        case tooManyBad(bad: [BadRow], rows: Int, percentMax: Double)
        case levelsMissing(realm: String, missing: [String])

        package var description: String {
            switch self {
            case .tooManyBad(let bad, let rows, let percentMax):
                "\(bad.count) of \(rows) rows are bad, more than \(percentMax) in a hundred; "
                    + "nothing was changed. Correct the rows, or allow more with --bad-share."
            case .levelsMissing(let realm, let missing):
                "The profile of \(realm) has no level \(missing.joined(separator: ", ")), so these "
                    + "places have nowhere to lie. Import them into a realm of their own."
            }
        }
    }

    package struct Report: Sendable {
        package let rows: Int
        /// Distinct places in the files, bad ones left out.
        package let places: Int
        package let added: Int
        package let renamed: Int
        package let bad: [BadRow]
    }

    package func run(in installation: Installation) async throws -> Report {
        let profile = try await installation.rulebook(of: realm).profile
        let missing = Self.levels.filter { !profile.levels.contains($0) }
        guard missing.isEmpty else {
            throw Problem.levelsMissing(realm: realm.slug, missing: missing)
        }
        let stored = try await installation.database.read { db in
            try Places.coded(in: realm.id, db)
        }
        let (plan, report) = try Self.plan(files, badPercentMax, stored: stored)
        if !isDryRun, report.added + report.renamed > 0 {
            try await store(plan, stored, in: installation)
        }
        return report
    }

    /// What the files would bring into a realm that holds nothing yet.
    ///
    /// - Throws: as the import would, before there is a realm at all.
    package static func check(_ files: [CSVFile], badPercentMax: Double) throws -> Report {
        try plan(files, badPercentMax, stored: [:]).report
    }

    private static func plan(
        _ files: [CSVFile], _ badPercentMax: Double, stored: [String: Place]
    ) throws -> (plan: Plan, report: Report) {
        let sheet = try PlaceSheet(files, stored: levelNumbers(of: stored))
        let plan = Plan(sheet, stored: stored)
        let bad = sheet.bad + plan.moved
        guard Double(bad.count) * 100 <= badPercentMax * Double(sheet.rows) else {
            throw Problem.tooManyBad(bad: bad, rows: sheet.rows, percentMax: badPercentMax)
        }
        let report = Report(
            rows: sheet.rows, places: plan.placeCount, added: plan.added.count,
            renamed: plan.renamed.count, bad: bad)
        return (plan, report)
    }

    /// Everything in one transaction: a tree that is half there helps nobody.
    private func store(
        _ plan: Plan, _ stored: [String: Place], in installation: Installation
    ) async throws {
        let now = installation.now()
        try await installation.reorganising { db in
            var known = stored
            for entry in plan.added {
                let id: Place.ID = installation.newID()
                let parent = entry.parent.flatMap { known[$0] }
                let place = Place(
                    id: id, realm: realm.id, parent: parent?.id,
                    path: (parent?.path ?? .root).appending(id), code: entry.code,
                    level: Self.levels[entry.level - 1], name: LocalName(zh: entry.name))
                try Places.insert(place, poster: nil, db)
                known[entry.code] = place
            }
            for (place, name) in plan.renamed {
                try Places.rename(place.id, to: name, db)
                try installation.note(
                    "renamePlace", on: "place", place.id.rawValue, in: realm.id, by: .operator,
                    at: now, ["before": place.name.payload, "after": name.payload], db)
            }
            try Records.append(
                Records.Entry(
                    realm: realm.id, at: now, person: nil, post: nil, action: "importPlaces",
                    subjectKind: "realm", subject: realm.id.rawValue,
                    payload: .object([
                        "files": .list(files.map { .text($0.name) }),
                        "added": .int(Int64(plan.added.count)),
                        "renamed": .int(Int64(plan.renamed.count)),
                    ])),
                id: installation.newID(), key: nil, vault: installation.vault, db)
        }
    }

    private static func levelNumbers(of stored: [String: Place]) -> [String: Int] {
        stored.compactMapValues { place in levels.firstIndex(of: place.level).map { $0 + 1 } }
    }

    /// What the files change in what is stored.
    private struct Plan {
        var placeCount = 0
        var added: [PlaceSheet.Entry] = []
        var renamed: [(place: Place, name: LocalName)] = []
        /// Rows that would move a stored place: a move is a decision with a date, not an import.
        var moved: [BadRow] = []

        init(_ sheet: PlaceSheet, stored: [String: Place]) {
            for entry in sheet.ordered {
                guard let place = stored[entry.code] else {
                    placeCount += 1
                    added.append(entry)
                    continue
                }
                let parent = entry.parent.flatMap { stored[$0]?.id }
                guard parent == place.parent, levels[entry.level - 1] == place.level else {
                    moved.append(entry.bad("place \(entry.code) is stored under another parent"))
                    continue
                }
                placeCount += 1
                if place.name.zh != entry.name {
                    renamed.append((place, LocalName(zh: entry.name, en: place.name.en)))
                }
            }
        }
    }
}
