package import Kernel
import SQL
import Storage

/// Writes down that a list was taken away as a file: which list, and by what it was narrowed.
package struct NoteExport: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let list: String
    /// The names of the filters alone: what somebody looked for is their own affair.
    package let filters: [String]

    package init(realm: Realm, holding: Holding, list: String, filters: [String]) {
        self.realm = realm
        self.holding = holding
        self.list = list
        self.filters = filters
    }

    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.database.write { db in
            try installation.note(
                "exportList", on: "list", realm.id.rawValue, in: realm.id, by: .holding(holding),
                at: now,
                ["list": .text(list), "filters": .list(filters.sorted().map(Payload.text))], db)
        }
    }
}
