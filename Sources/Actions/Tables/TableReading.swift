package import Kernel
import Media
import SQL
package import Storage

/// A table as its page shows it.
package struct TableFile: Sendable {
    package let sheet: SheetImport
    /// The first values of each column, by its index.
    package let samples: [Int: [String]]
    /// What its rows come to under the mapping; nil once it was accepted or is gone.
    package let plan: TablePlan?
    /// What was left out when it was accepted.
    package let leftOut: [SheetImportRows.LeftOut]
    /// What of it was not taken back, the last first.
    package let standing: [SheetImport.Item]
}

extension Installation {
    package static let tableSamples = 3
    package static let standingShown = 50

    /// Tables of a realm, the newest first.
    package func tables(in realm: Realm, nouns: [SheetNoun]) async throws -> [SheetImport] {
        try await database.glance { db in
            try SheetImports.latest(in: realm.id, nouns: nouns, db)
        }
    }

    /// - Throws: `.notFound`; `.forbidden` for whoever may not take in such a table.
    package func table(
        _ id: SheetImport.ID, in realm: Realm, by changer: Changer
    ) async throws -> TableFile {
        let now = now()
        return try await database.read { db in
            let work = SheetImportWork(
                installation: self, realm: realm, changer: changer, now: now, db: db)
            let sheet = try work.find(id)
            guard sheet.waits(at: now) else {
                return TableFile(
                    sheet: sheet, samples: [:], plan: nil,
                    leftOut: try SheetImportRows.leftOut(of: id, db),
                    standing: try SheetImportRows.standing(
                        of: id, before: nil, limit: Self.standingShown, db))
            }
            let key = try work.key(of: id)
            let planner = try TablePlanner(
                self, sheet, by: changer, try book(of: realm, at: now, db), at: now, db)
            var plan = TablePlan()
            var samples: [Int: [String]] = [:]
            for start in stride(from: 0, to: sheet.rows, by: SheetImports.chunkRows) {
                let rows = try work.rows(from: start, of: id, key: key)
                try planner.prepare(rows)
                for row in rows {
                    if start == 0 { Self.sample(row, &samples) }
                    let planned = try planner.plan(row)
                    try planner.rehearse(planned)
                    plan.take(planned)
                }
            }
            return TableFile(
                sheet: sheet, samples: samples, plan: plan, leftOut: [], standing: [])
        }
    }

    /// How far a table came, without its rows.
    package func tableAtWork(
        _ id: SheetImport.ID, in realm: Realm, by changer: Changer
    ) async throws -> SheetImport {
        let now = now()
        return try await database.glance { db in
            try SheetImportWork(
                installation: self, realm: realm, changer: changer, now: now, db: db
            ).find(id)
        }
    }

    private static func sample(_ row: SheetRow, _ samples: inout [Int: [String]]) {
        for (index, text) in row.cells.enumerated() where !text.isEmpty {
            if samples[index, default: []].count < tableSamples,
                !samples[index, default: []].contains(text)
            {
                samples[index, default: []].append(String(text.prefix(40)))
            }
        }
    }
}
