import Kernel
import SQL
import Storage
import Synchronization

/// Names of people and posts that were read before. A person is never renamed, and a post keeps its
/// body and its role until it ends, so those of a story are asked for once.
final class KeptStaff: Sendable {
    /// About two megabytes; beyond, all are let go.
    private static let keptMax = 20_000

    private struct Shelf {
        var people: [Person.ID: String] = [:]
        var posts: [Post.ID: RecordNames.NamedPost] = [:]
    }

    private let kept = Mutex(Shelf())

    func people(
        _ ids: [Person.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Person.ID: String] {
        try find(ids, \.people) { try People.names(of: $0, in: realm, db) }
    }

    func posts(
        _ ids: [Post.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Post.ID: RecordNames.NamedPost] {
        try find(ids, \.posts) { try RecordNames.posts($0, in: realm, db) }
    }

    private func find<ID: Hashable & Sendable, Name: Sendable>(
        _ ids: [ID], _ part: any WritableKeyPath<Shelf, [ID: Name]> & Sendable,
        asking: ([ID]) throws -> [ID: Name]
    ) throws -> [ID: Name] {
        let found = kept.withLock { shelf in
            let known = shelf[keyPath: part]
            return Dictionary(
                ids.compactMap { id in known[id].map { (id, $0) } },
                uniquingKeysWith: { first, _ in first })
        }
        let unknown = ids.filter { found[$0] == nil }
        if unknown.isEmpty { return found }
        let read = try asking(unknown)
        kept.withLock { shelf in
            if shelf[keyPath: part].count + read.count > Self.keptMax { shelf[keyPath: part] = [:] }
            shelf[keyPath: part].merge(read) { _, new in new }
        }
        return found.merging(read) { _, new in new }
    }
}
