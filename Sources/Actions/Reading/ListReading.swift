package import Kernel
import SQL
package import Storage

/// One list with a page of what stands on it.
package struct ListPage: Sendable {
    package let procedure: Procedure
    package let lines: [ListedMatter]
    package let count: ListCount
    /// Where the next page begins; nil on the last.
    package let next: ListQuery.Cursor?
}

extension Profile {
    /// The procedures whose pages share a door, in their declared order.
    package func procedures(behind door: Procedure.Door) -> [Procedure] {
        procedures.filter { $0.door == door }
    }
}

extension Installation {
    /// A page of each of some lists, in one snapshot.
    ///
    /// - Parameter isPublic: whether only what everyone may read is looked for.
    package func lists(
        _ asked: [(procedure: Procedure, query: ListQuery)], isPublic: Bool, limit: Int,
        in realm: Realm
    ) async throws -> [ListPage] {
        let asked = asked.map { procedure, query in
            var query = query
            if isPublic {
                query.states = procedure.states.filter { $0.isPublic && $0.ending == nil }
                    .map(\.id)
            }
            return (procedure: procedure, query: query)
        }
        return try await database.glance { db in
            try asked.map { procedure, query in
                let found = try Inbox.listed(query, in: realm.id, limit: limit + 1, db)
                return ListPage(
                    procedure: procedure, lines: Array(found.prefix(limit)),
                    count: try Inbox.count(query, in: realm.id, db),
                    next: found.count > limit ? found.prefix(limit).last?.cursor : nil)
            }
        }
    }
}
