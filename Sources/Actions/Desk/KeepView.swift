import Kernel
import SQL
package import Storage

/// Keeps filters of the inbox under a name; theirs alone, so not on the record (see `SetDesk`).
package struct KeepView: Sendable {
    package let visit: Visit
    package let view: SavedView

    package init(visit: Visit, view: SavedView) {
        self.visit = visit
        self.view = view
    }

    package static let nameCharactersMax = 20

    /// - Throws: `.invalid` for a name that is empty, too long or taken, and for one view too many.
    package func run(in installation: Installation) async throws {
        var view = view
        view.name = try Self.checked(view.name)
        let realm = visit.realm.id
        try await installation.database.write { [view] db in
            let kept = try SavedViews.all(of: visit.person.id, db)
            guard kept.count < SavedViews.countMax else {
                throw ActionError.invalid([
                    "name": .init("saved.full", ["max": String(SavedViews.countMax)])
                ])
            }
            guard !kept.contains(where: { $0.name == view.name }) else {
                throw ActionError.invalid(["name": .init("saved.taken")])
            }
            // Another realm's place is no filter of ours.
            if let place = view.place, try Places.find(place, in: realm, db) == nil {
                throw ActionError.notFound
            }
            try SavedViews.insert(view, of: visit.person.id, db)
        }
    }

    static func checked(_ name: String) throws -> String {
        let name = name.trimmingCharacters()
        guard !name.isEmpty, !name.contains("\0") else {
            throw ActionError.invalid(["name": .init("answer.missing")])
        }
        guard name.count <= nameCharactersMax else {
            throw ActionError.invalid([
                "name": .init(
                    "answer.tooLong",
                    ["max": String(nameCharactersMax), "count": String(name.count)])
            ])
        }
        return name
    }
}

package struct RenameView: Sendable {
    package let visit: Visit
    package let view: SavedView.ID
    package let name: String

    package init(visit: Visit, view: SavedView.ID, name: String) {
        self.visit = visit
        self.view = view
        self.name = name
    }

    package func run(in installation: Installation) async throws {
        let name = try KeepView.checked(name)
        try await installation.database.write { db in
            let others = try SavedViews.all(of: visit.person.id, db).filter { $0.id != view }
            guard !others.contains(where: { $0.name == name }) else {
                throw ActionError.invalid(["name": .init("saved.taken")])
            }
            guard try SavedViews.rename(view, to: name, of: visit.person.id, db) else {
                throw ActionError.notFound
            }
        }
    }
}

package struct DropView: Sendable {
    package let visit: Visit
    package let view: SavedView.ID

    package init(visit: Visit, view: SavedView.ID) {
        self.visit = visit
        self.view = view
    }

    package func run(in installation: Installation) async throws {
        try await installation.database.write { db in
            guard try SavedViews.delete(view, of: visit.person.id, db) else {
                throw ActionError.notFound
            }
        }
    }
}
