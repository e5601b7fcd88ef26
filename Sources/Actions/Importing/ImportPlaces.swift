package import Kernel
import SQL
import Storage

/// Takes in the area tree from files of codes: adds what is new, renames what was renamed, and
/// changes nothing at all when too many rows are bad.
package struct ImportPlaces: Sendable {
    package let realm: Realm
    package let sheet: PlaceSheet
    /// In hundredths of all rows: more bad rows than this refuse the whole import.
    package let badPercentMax: Double
    package let isDryRun: Bool

    package init(
        realm: Realm, sheet: PlaceSheet, badPercentMax: Double = 1, isDryRun: Bool = false
    ) {
        self.realm = realm
        self.sheet = sheet
        self.badPercentMax = badPercentMax
        self.isDryRun = isDryRun
    }

    /// The levels of the codes, from 1 to 5, as the profile must name them.
    package static let levels = ["province", "city", "county", "township", "committee"]

    /// Why nothing was imported.
    package enum Problem: Error, CustomStringConvertible {
        case tooManyBad(bad: BadRows, rows: Int, percentMax: Double)
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
        package let bad: BadRows
    }

    package func run(in installation: Installation) async throws -> Report {
        let profile = try await installation.rulebook(of: realm).profile
        let missing = Self.levels.filter { !profile.levels.contains($0) }
        guard missing.isEmpty else {
            throw Problem.levelsMissing(realm: realm.slug, missing: missing)
        }
        let stored = try await installation.database.read { db in
            try StoredPlaces(sheet, in: realm.id, db)
        }
        let plan = PlacePlan(sheet, stored: stored)
        let report = try Self.report(plan, badPercentMax)
        if !isDryRun, report.added + report.renamed > 0 || !sheet.located.isEmpty {
            try await store(plan, in: installation)
        }
        return report
    }

    /// What the files would bring into a realm that holds nothing yet.
    ///
    /// - Throws: as the import would, before there is a realm at all.
    package static func check(_ sheet: PlaceSheet, badPercentMax: Double) throws -> Report {
        try report(PlacePlan(sheet, stored: .none), badPercentMax)
    }

    private static func report(_ plan: PlacePlan, _ badPercentMax: Double) throws -> Report {
        let rows = plan.sheet.rows
        guard Double(plan.bad.count) * 100 <= badPercentMax * Double(rows) else {
            throw Problem.tooManyBad(bad: plan.bad, rows: rows, percentMax: badPercentMax)
        }
        return Report(
            rows: rows, places: plan.places, added: plan.added.count,
            renamed: plan.renamed.count, bad: plan.bad)
    }

    /// Everything in one transaction: a tree that is half there helps nobody.
    private func store(_ plan: PlacePlan, in installation: Installation) async throws {
        let now = installation.now()
        try await installation.reorganising { db in
            var planting = PlacePlanting(plan, in: realm.id)
            for position in plan.added {
                try planting.plant(position, as: installation.newID(), db)
            }
            for position in plan.renamed {
                guard let (place, name) = try planting.rename(position, db) else { continue }
                try installation.note(
                    "renamePlace", on: "place", place.id.rawValue, in: realm.id, by: .operator,
                    at: now, ["before": place.name.payload, "after": name.payload], db)
            }
            let located = try planting.locate(db)
            if plan.added.isEmpty, plan.renamed.isEmpty, located == 0 { return }
            try Records.append(
                Records.Entry(
                    realm: realm.id, at: now, person: nil, post: nil, action: "importPlaces",
                    subjectKind: "realm", subject: realm.id.rawValue,
                    payload: .object([
                        "files": .list(sheet.files.map { .text($0) }),
                        "added": .int(Int64(plan.added.count)),
                        "renamed": .int(Int64(plan.renamed.count)),
                        "located": .int(Int64(located)),
                    ])),
                id: installation.newID(), db)
        }
    }
}
