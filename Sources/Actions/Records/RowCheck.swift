import Kernel
import SQL
import Storage

/// The check of one matter after another, and what it has found so far.
struct RowCheck: Sendable {
    let vault: Vault
    let now: Instant
    let realms: [Realm.ID: RealmRules]
    private let books = Rulebooks()
    private var serials: [Year: Int] = [:]
    private(set) var report = CheckRows.Report()

    private struct Year: Hashable {
        let realm: Realm.ID
        let year: Int
    }

    init(vault: Vault, now: Instant, realms: [Realm.ID: RealmRules]) {
        self.vault = vault
        self.now = now
        self.realms = realms
    }

    mutating func take(_ name: StoredRows.Name, _ db: any Reader) throws {
        report.matters += 1
        var problems: [String] = []
        do {
            problems = try check(name, db)
        } catch let error as SQLError {
            // A damaged file ends the check; a row that cannot be understood is one problem.
            guard case .unexpected(let sentence) = error else { throw error }
            problems = ["its row cannot be read (\(sentence))"]
        } catch let error as Reference.Problem {
            problems = ["its number cannot be read (\(error))"]
        }
        for problem in problems { report.add("Matter \(called(name)): \(problem).") }
    }

    /// Whether what is counted of some matters is what their rows and records say. Nothing is said
    /// while records wait to be counted.
    mutating func takeFacts(of names: [StoredRows.Name], _ db: any Reader) throws {
        guard try Facts.lastCounted(db) == Records.lastSequence(db) else { return }
        for (realm, names) in Dictionary(grouping: names, by: \.realm) {
            guard let rules = realms[realm] else { continue }
            let ids = names.map(\.id.rawValue)
            let kept = try Facts.of(ids, db)
            let reading = FactReading(
                realm: rules.realm, rulebooks: books, vault: vault, now: now, db: db)
            let facts = Set(try reading.facts(of: "matter", ids, kept: kept))
            let wrong = Set(facts.symmetricDifference(kept).map(\.subject))
            for name in names where wrong.contains(name.id.rawValue) {
                report.add("Matter \(called(name)): what is counted of it is not what it is.")
            }
        }
    }

    /// What no single matter shows: counters, and records about nothing.
    mutating func finish(_ db: any Reader) throws {
        for (key, serial) in serials.sorted(by: { $0.value < $1.value }) {
            let counted = try StoredRows.lastSerial(of: key.year, in: key.realm, db)
            guard counted < serial, let rules = realms[key.realm] else { continue }
            report.add(
                "The counter of \(rules.realm.slug) for \(key.year) stands at \(counted), but "
                    + "\(serial) was given already: numbers would be given twice.")
        }
        for orphan in try StoredRows.orphans(limit: CheckRows.problemsShownMax, db) {
            report.add(
                "Record \(orphan.sequence) is about matter \(orphan.subject), which is not there.")
        }
    }

    private func called(_ name: StoredRows.Name) -> String {
        let slug = realms.count > 1 ? realms[name.realm].map { $0.realm.slug + " " } : nil
        return (slug ?? "") + name.reference
    }

    private mutating func check(_ name: StoredRows.Name, _ db: any Reader) throws -> [String] {
        guard let rules = realms[name.realm] else { return ["its realm is not there"] }
        guard let matter = try Matters.find(name.id, in: name.realm, db),
            let row = try StoredRows.find(name.id, db)
        else { return [] }
        count(matter)
        let book = try books.find(rules.realm, version: row.profileVersion, at: now, db)
        guard let procedure = book.profile.procedure(matter.procedure.name),
            procedure.key == matter.procedure
        else {
            return [
                "its procedure \(matter.procedure) is not in version \(row.profileVersion) of the "
                    + "profile"
            ]
        }
        guard let state = procedure.state(matter.state) else {
            return ["its state \(matter.state) is not one of \(matter.procedure)"]
        }
        var problems: [String] = []
        if state.ending != matter.ending || (matter.ending == nil) != (matter.endedAt == nil) {
            problems.append("its state \(matter.state) and its ending do not belong together")
        }
        problems +=
            DerivedCheck(
                matter: matter, row: row, procedure: procedure, keeper: book.keeper,
                changedCalendar: rules.changedCalendar
            ).problems
        problems += try publicProblems(
            matter, under: procedure, book, isFinished: rules.isPublicFinished, db)
        return try problems + replay(matter, row, procedure, book, db)
    }

    private mutating func count(_ matter: Matter) {
        let key = Year(realm: matter.realm, year: matter.reference.year)
        serials[key] = max(serials[key] ?? 0, matter.reference.serial)
    }

    private mutating func replay(
        _ matter: Matter, _ row: StoredRow, _ procedure: Procedure, _ book: Rulebook,
        _ db: any Reader
    ) throws -> [String] {
        guard !row.isErased else {
            report.erased += 1
            return []
        }
        let key: Vault.Key?
        do {
            key = try DataKeys.find(.story, of: matter.id, vault: vault, db)
        } catch is Vault.Problem {
            return ["the key of its story does not open"]
        }
        guard let key else { return ["the key of its story is missing"] }
        var problems: [String] = []
        let told = try RecordedSteps.of([matter.id: key], vault: vault, db) { sequence in
            problems.append("record \(sequence) does not open with its key")
        }
        let steps = told[matter.id] ?? []
        report.steps += steps.count
        guard problems.isEmpty else { return problems }
        let categories = Dictionary(
            book.profile.categories.map { ($0.id, $0.urgency) }, uniquingKeysWith: { a, _ in a })
        let usual = book.profile.urgencies.first
        let replay = MatterReplay(
            of: matter, under: procedure, told: steps, links: row.links,
            in: book.profile.zone, urgency: { categories[$0] ?? usual })
        return replay.problems.map(\.description) + missing(in: row, named: steps, procedure)
    }

    /// Photographs that a record names and that are not there.
    private func missing(
        in row: StoredRow, named steps: [RecordedStep], _ procedure: Procedure
    ) -> [String] {
        let named = steps.flatMap { $0.photographs(under: procedure) }
        let missing = Set(named).subtracting(row.photographs).count
        return missing == 0 ? [] : ["\(missing) photograph(s) that its record names are missing"]
    }
}
