package import Kernel
package import SQL

/// Filters of the inbox that a person keeps under a name.
package struct SavedView: Hashable, Sendable {
    package typealias ID = Identifier<SavedView>

    package let id: ID
    package var name: String
    package let scope: InboxQuery.Scope
    package let light: Light?
    package let procedure: Procedure.Name?
    package let category: Category.ID?
    package let place: Place.ID?
    package let text: String?

    package init(
        id: ID, name: String, scope: InboxQuery.Scope, light: Light?, procedure: Procedure.Name?,
        category: Category.ID?, place: Place.ID?, text: String?
    ) {
        self.id = id
        self.name = name
        self.scope = scope
        self.light = light
        self.procedure = procedure
        self.category = category
        self.place = place
        self.text = text
    }
}

/// Rows of saved views, each of one person alone.
package enum SavedViews {
    /// How many views one person keeps at most.
    package static let countMax = 12

    package static func all(of person: Person.ID, _ db: any Reader) throws -> [SavedView] {
        try db.rows(
            """
            SELECT id, name, scope, light, procedure, category, place_id, words FROM saved_views
            WHERE person_id = \(person) ORDER BY id LIMIT \(countMax)
            """
        ) { row in
            // A light or scope that the program no longer knows is left out, never a broken page.
            SavedView(
                id: try row.id(0), name: try row.text(1),
                scope: InboxQuery.Scope(rawValue: try row.text(2)) ?? .mine,
                light: try row.textOrNil(3).flatMap(Light.init), procedure: try row.textOrNil(4),
                category: try row.textOrNil(5), place: try row.idOrNil(6),
                text: try row.textOrNil(7))
        }
    }

    package static func insert(
        _ view: SavedView, of person: Person.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO saved_views
                (id, person_id, name, scope, light, procedure, category, place_id, words)
            VALUES (\(view.id), \(person), \(view.name), \(view.scope.rawValue),
                \(view.light?.rawValue), \(view.procedure), \(view.category), \(view.place),
                \(view.text))
            """)
    }

    /// - Returns: false when the person has no such view.
    package static func rename(
        _ id: SavedView.ID, to name: String, of person: Person.ID, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE saved_views SET name = \(name) WHERE id = \(id) AND person_id = \(person)
            """) == 1
    }

    /// - Returns: false when the person has no such view.
    package static func delete(
        _ id: SavedView.ID, of person: Person.ID, _ db: any Writer
    ) throws -> Bool {
        try db.run("DELETE FROM saved_views WHERE id = \(id) AND person_id = \(person)") == 1
    }
}
