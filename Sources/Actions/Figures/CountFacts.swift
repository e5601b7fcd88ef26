import Kernel
import SQL
import Storage

/// Counts what was recorded since it last counted: keeps the facts of whatever the records are
/// about, and the sums of their months.
///
/// Nothing waits for it. A figure says of itself up to when it is counted.
package struct CountFacts: Sendable {
    package init() {}

    /// How many records one step reads: what it holds back others for stays under half a second,
    /// and what many of them add to the same month is written once.
    package static let recordsMax: Int64 = 2_000
    /// How many records are counted before a page is shown.
    private static let readersWaitFor: Int64 = 2_000

    /// Whether a page counts what happened a moment ago first, so that whoever did it sees it. A
    /// longer rest is left to the work behind the pages: nobody who reads waits for it.
    static func goesFirst(_ standing: Facts.Standing) -> Bool {
        (1...readersWaitFor).contains(standing.uncounted)
    }

    /// - Parameter recordsMax: after so many it stops, and the rest waits for the next time.
    /// - Returns: how many records were counted.
    @discardableResult
    package func run(
        in installation: Installation, atMost recordsMax: Int64 = .max
    ) async throws -> Int64 {
        var counted: Int64 = 0
        var coming = try await step(in: installation)
        while counted < recordsMax, let step = coming {
            let isEnough = counted + step.count >= recordsMax
            // The next is worked out while this one is written.
            async let ahead =
                step.isLast || isEnough ? nil : self.step(after: step, in: installation)
            let isKept = try await keep(step, in: installation)
            if isKept { counted += step.count }
            if isKept && isEnough { break }
            let next = try await ahead
            // Another node may have counted the same meanwhile; then its work stands.
            coming = if isKept, let next { next } else { try await self.step(in: installation) }
        }
        return counted
    }

    private func keep(_ step: Step, in installation: Installation) async throws -> Bool {
        try await installation.database.write { db in
            guard try Facts.lastCounted(db) == step.first - 1 else { return false }
            for change in step.changes {
                try Facts.change(from: change.before, to: change.after, in: change.realm, db)
            }
            try Facts.setLastCounted(step.last, db)
            return true
        }
    }

    /// Works out what the records after a step change, or after those that are counted.
    private func step(
        after last: Step? = nil, in installation: Installation
    ) async throws -> Step? {
        try await installation.database.read { db in try next(after: last, installation, db) }
    }

    func catchUp(in installation: Installation) async throws {
        let standing = try await installation.database.glance { db in
            try installation.standing.read(db)
        }
        if Self.goesFirst(standing) { try await run(in: installation) }
    }

    private struct Step {
        let first: Int64
        let last: Int64
        /// The last record that was there when it was read.
        let newest: Int64
        let changes: [Change]

        var isLast: Bool { last == newest }
        var count: Int64 { last - first + 1 }
    }

    private struct Change {
        let realm: Realm.ID
        let before: Set<Fact>
        let after: Set<Fact>
    }

    /// A step after another that may not be written yet reads no record that was not there when
    /// that one was read: of each subject only the last record counts, so the two share none.
    private func next(
        after step: Step?, _ installation: Installation, _ db: any Reader
    ) throws -> Step? {
        let standing =
            try step.map { Facts.Standing(recorded: $0.newest, counted: $0.last) }
            ?? Facts.standing(db)
        let (counted, newest) = (standing.counted, standing.recorded)
        let last = min(newest, counted + Self.recordsMax)
        guard last > counted else { return nil }
        let headers = try Records.headers(from: counted + 1, through: last, db)
        let changes = try Dictionary(grouping: headers, by: \.realm).sorted { $0.key < $1.key }
            .compactMap { realm, headers -> Change? in
                guard let realm = try Realms.find(Realm.ID(realm), db) else { return nil }
                let reading = FactReading(
                    realm: realm, rulebooks: installation.rulebooks, vault: installation.vault,
                    now: installation.now(), db: db)
                var subjects: [String: Set<Int64>] = [:]
                for header in headers {
                    subjects[header.subjectKind, default: []].insert(header.subject)
                }
                var before: Set<Fact> = []
                var after: Set<Fact> = []
                for (kind, ids) in subjects where FactReading.counts(kind) {
                    let due =
                        try last < newest
                        ? Self.ids(ids, of: kind, withoutRecordAfter: last, db) : ids
                    for due in due.sorted().chunks(of: Facts.subjectsMax) {
                        let kept = try Facts.of(Array(due), db)
                        before.formUnion(kept)
                        after.formUnion(try reading.facts(of: kind, Array(due), kept: kept))
                    }
                }
                return Change(realm: realm.id, before: before, after: after)
            }
        return Step(first: counted + 1, last: last, newest: newest, changes: changes)
    }

    /// Facts are read off what stands now, so whatever has a later record waits for that one.
    private static func ids(
        _ ids: Set<Int64>, of kind: String, withoutRecordAfter last: Int64, _ db: any Reader
    ) throws -> Set<Int64> {
        var due = ids
        for asked in ids.sorted().chunks(of: Facts.subjectsMax) {
            due.subtract(try Records.subjects(of: kind, Array(asked), recordedAfter: last, db))
        }
        return due
    }
}
