package import Kernel
package import SQL
import Storage

/// Counts what was recorded since it last counted: keeps the facts of whatever the records are
/// about, and the sums of their months.
///
/// Nothing waits for it. A figure says of itself up to when it is counted.
package struct CountFacts: Sendable {
    package init() {}

    /// How many records one step reads: what it holds back others for stays under a blink.
    package static let recordsMax: Int64 = 800

    /// - Parameter recordsMax: after so many it stops, and the rest waits for the next time.
    /// - Returns: how many records were counted.
    @discardableResult
    package func run(
        in installation: Installation, atMost recordsMax: Int64 = .max
    ) async throws -> Int64 {
        var counted: Int64 = 0
        while counted < recordsMax,
            let step = try await installation.database.read({ try next(installation, $0) })
        {
            // Another node may have counted the same meanwhile; then its work stands.
            let isKept = try await installation.database.write { db in
                guard try Facts.lastCounted(db) == step.first - 1 else { return false }
                for change in step.changes {
                    try Facts.change(from: change.before, to: change.after, in: change.realm, db)
                }
                try Facts.setLastCounted(step.last, db)
                return true
            }
            if isKept { counted += step.last - step.first + 1 }
        }
        return counted
    }

    /// Counts what happened a moment ago, so that whoever did it sees it. A longer rest is left to
    /// the work behind the pages: nobody who reads waits for it.
    func catchUp(in installation: Installation, within recordsMax: Int64) async throws {
        let rest = try await installation.database.glance { try Self.uncounted($0) }
        if rest > 0 && rest <= recordsMax { try await run(in: installation) }
    }

    /// How many records are not counted yet.
    static func uncounted(_ db: any Reader) throws -> Int64 {
        try Records.lastSequence(db) - Facts.lastCounted(db)
    }

    private struct Step {
        let first: Int64
        let last: Int64
        let changes: [Change]
    }

    private struct Change {
        let realm: Realm.ID
        let before: Set<Fact>
        let after: Set<Fact>
    }

    private func next(_ installation: Installation, _ db: any Reader) throws -> Step? {
        let first = try Facts.lastCounted(db) + 1
        let newest = try Records.lastSequence(db)
        let last = min(newest, first + Self.recordsMax - 1)
        guard last >= first else { return nil }
        let headers = try Records.headers(from: first, through: last, db)
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
                    for ids in ids.sorted().chunks(of: Facts.subjectsMax) {
                        let due =
                            try last < newest
                            ? Self.ids(ids, of: kind, withoutRecordAfter: last, db) : Array(ids)
                        let kept = try Facts.of(due, db)
                        before.formUnion(kept)
                        after.formUnion(try reading.facts(of: kind, due, kept: kept))
                    }
                }
                return Change(realm: realm.id, before: before, after: after)
            }
        return Step(first: first, last: last, changes: changes)
    }

    /// Facts are read off what stands now, so whatever has a later record waits for that one.
    private static func ids(
        _ ids: ArraySlice<Int64>, of kind: String, withoutRecordAfter last: Int64,
        _ db: any Reader
    ) throws -> [Int64] {
        let later = try Records.subjects(of: kind, Array(ids), recordedAfter: last, db)
        return ids.filter { !later.contains($0) }
    }
}
