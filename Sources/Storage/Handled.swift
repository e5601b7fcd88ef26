package import Kernel
package import SQL

/// A past matter as far as routing asks: what it was about, where, and who really led it.
package struct HandledMatter: Sendable {
    package let reference: Reference
    package let place: PlacePath
    package let category: Category.ID
    package let lead: Body.ID
}

extension Matters {
    /// How many past matters one trial looks at.
    package static let handledMax = 100_000

    /// The newest matters that a body has led, newest first; tasks of other matters are left out.
    package static func handled(
        in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [HandledMatter] {
        try db.rows(
            """
            SELECT reference, place_path, category, lead_id FROM matters
            WHERE realm_id = \(realm) AND lead_id IS NOT NULL AND parent_id IS NULL
            ORDER BY id DESC LIMIT \(min(limit, handledMax))
            """
        ) { row in
            HandledMatter(
                reference: try row.reference(0), place: try row.path(1),
                category: try row.text(2), lead: try row.id(3))
        }
    }
}

/// An open matter as far as routing asks.
package struct RoutedMatter: Sendable {
    package let reference: Reference
    package let place: PlacePath
    package let category: Category.ID
}

extension Matters {
    /// Open matters, those due soonest first; tasks of other matters are left out.
    package static func openForRouting(
        in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [RoutedMatter] {
        try db.rows(
            """
            SELECT reference, place_path, category FROM matters
            WHERE realm_id = \(realm) AND ended_at IS NULL AND parent_id IS NULL
            ORDER BY due_order, id LIMIT \(limit)
            """
        ) { row in
            RoutedMatter(
                reference: try row.reference(0), place: try row.path(1), category: try row.text(2))
        }
    }
}
