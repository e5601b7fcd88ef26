package import Kernel
package import SQL
package import Storage

/// Replays every matter from its records and checks that the rows are what the records lead to.
///
/// It reads a page at a time, each in a transaction of its own, so that others go on writing and a
/// million matters need no more memory than two hundred.
package struct CheckRows: Sendable {
    package let vault: Vault
    package let now: Instant

    package init(vault: Vault, now: Instant) {
        self.vault = vault
        self.now = now
    }

    /// How many problems are told in words; all are counted.
    package static let problemsShownMax = 20
    static let page = 200

    package struct Report: Sendable {
        package internal(set) var matters = 0
        package internal(set) var steps = 0
        /// Matters whose words are erased: their records open for nobody any more.
        package internal(set) var erased = 0
        package internal(set) var problemCount = 0
        /// The first of them, each a sentence that names its matter.
        package internal(set) var problems: [String] = []

        mutating func add(_ problem: String) {
            problemCount += 1
            if problems.count < CheckRows.problemsShownMax { problems.append(problem) }
        }
    }

    package func run(in database: any Database) async throws -> Report {
        var check = RowCheck(vault: vault, now: now, realms: try await realms(database))
        var after: Matter.ID?
        repeat {
            let (start, waiting) = (after, check)
            (check, after) = try await database.read { db in
                var check = waiting
                let names = try StoredRows.names(after: start, limit: Self.page, db)
                for name in names { try check.take(name, db) }
                try check.takeFacts(of: names, db)
                return (check, names.last?.id)
            }
        } while after != nil
        let waiting = check
        return try await database.read { db in
            var check = waiting
            try check.finish(db)
            var report = check.report
            for stray in try Facts.strays(limit: Self.problemsShownMax, db) {
                report.add("The months of \(stray) are not the sum of its facts.")
            }
            for holder in try Ledgers.strays(db) {
                report.add("The account of \(holder) is not the sum of its entries.")
            }
            try Reports.forEachFrozen(db) { frozen, body in
                let content = try? frozen.content.map { try ReportContent(canonical: $0) }
                let said = content.map { Payload.object(ReportProof.body(of: $0)).canonicalBytes }
                if said != body {
                    report.add(
                        "The report \(frozen.layout) \(frozen.period), version "
                            + "\(frozen.version), is not the one that was frozen.")
                }
            }
            for id in try PublicMatters.orphans(limit: Self.problemsShownMax, db) {
                report.add("Everyone finds matter \(id) on maps, and it is of another realm.")
            }
            for line in try Funds.strays(db) {
                report.add("The line \(line) of a project's money is not what its transfer moved.")
            }
            return report
        }
    }

    private func realms(_ database: any Database) async throws -> [Realm.ID: RealmRules] {
        try await database.read { db in
            let rules = try Realms.all(db).map { realm in
                (
                    realm.id,
                    RealmRules(
                        realm: realm,
                        changedCalendar: try StoredRows.changedCalendar(of: realm.id, db),
                        isPublicFinished: try FinishPublicMatters.isFinished(realm, db))
                )
            }
            return Dictionary(rows: rules)
        }
    }
}

/// A realm, and what of its past is judged gently.
struct RealmRules: Sendable {
    let realm: Realm
    let changedCalendar: Bool
    /// Whether what everyone finds on maps was worked out under its profile.
    let isPublicFinished: Bool
}

extension Dictionary {
    fileprivate init(rows: [(Key, Value)]) {
        self.init(rows, uniquingKeysWith: { first, _ in first })
    }
}
