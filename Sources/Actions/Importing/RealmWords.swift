import Kernel
import Profiles
import SQL
import Storage

/// The words of a realm's own files, each with the row that it became when the realm was founded.
struct RealmWords: Sendable {
    var places: [String: Place]
    var bodies: [String: Body.ID]
    let categories: [String: Kernel.Category]

    /// Rows carry no keys of files, so they are found by name; a name that two rows bear is left
    /// out, and whoever needs it is told that there is no such place.
    init(of realm: Realm, profile: Profile, _ db: any Reader) throws {
        let files = try Realms.profileFiles(of: realm.id, version: realm.profileVersion, db)
        let setting = try ProfileSource(files: files).setting(for: profile)
        var found: [String: Place] = [:]
        var above: [String: Place] = [:]
        let stored = Dictionary(
            grouping: try Places.under(.root, in: realm.id, limit: Places.countMax, db)
        ) { Spot(parent: $0.parent, level: $0.level, name: $0.name.zh) }
        for entry in setting.places {
            let parent = entry.parent.flatMap { above[$0] }
            let spot = Spot(parent: parent?.id, level: entry.level, name: entry.name.zh)
            guard let matches = stored[spot], matches.count == 1 else { continue }
            found[entry.key] = matches[0]
            above[entry.key] = matches[0]
        }
        let named = Dictionary(grouping: try Bodies.all(in: realm.id, db), by: \.name.zh)
        places = found
        bodies = Dictionary(
            setting.bodies.compactMap { entry in
                guard let matches = named[entry.name.zh], matches.count == 1 else { return nil }
                return (entry.key, matches[0].id)
            }, uniquingKeysWith: { first, _ in first })
        categories = Dictionary(
            profile.categories.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private struct Spot: Hashable {
        let parent: Place.ID?
        let level: String
        let name: String
    }
}
