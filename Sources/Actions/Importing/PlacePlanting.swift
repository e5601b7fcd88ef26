import Kernel
import SQL
import Storage

/// Writes new places under their parents. It remembers the ids of all and the path of the last
/// parent alone: children come parent by parent.
struct PlacePlanting {
    private let plan: PlacePlan
    private let realm: Realm.ID
    /// The ids of the new places by their position; 0 where none is new.
    private var ids: [Int64]
    private var lastParent: (code: OfficialCode, id: Place.ID, path: PlacePath)?

    init(_ plan: PlacePlan, in realm: Realm.ID) {
        self.plan = plan
        self.realm = realm
        ids = [Int64](repeating: 0, count: plan.sheet.entries.count)
    }

    /// - Parameter id: the id that the place gets.
    mutating func plant(_ position: Int32, as id: Place.ID, _ db: any Writer) throws {
        let entry = plan.sheet.entries[Int(position)]
        let parent = try entry.parent.map { try above($0, db) }
        ids[Int(position)] = id.rawValue
        let place = Place(
            id: id, realm: realm, parent: parent?.id,
            path: (parent?.path ?? .root).appending(id), code: entry.code.description,
            level: ImportPlaces.levels[Int(entry.level) - 1],
            name: LocalName(zh: plan.sheet.name(of: entry)))
        try Places.insert(place, poster: nil, db)
    }

    /// Gives a stored place the name that it has in the files.
    ///
    /// - Returns: the place as it was, and its new name.
    func rename(_ position: Int32, _ db: any Writer) throws -> (Place, LocalName)? {
        let entry = plan.sheet.entries[Int(position)]
        guard let id = plan.storedID(of: entry.code),
            let place = try Places.find(id, in: realm, db)
        else { return nil }
        let name = LocalName(zh: plan.sheet.name(of: entry), en: place.name.en)
        try Places.rename(id, to: name, db)
        return (place, name)
    }

    /// Says where the places are that the files locate, new and stored, where that is new.
    ///
    /// - Returns: how many.
    func locate(_ db: any Writer) throws -> Int {
        var count = 0
        for (code, position) in plan.sheet.located.sorted(by: { $0.key < $1.key }) {
            let new = plan.sheet.position(of: code).map { ids[$0] } ?? 0
            guard let id = new != 0 ? Place.ID(new) : plan.storedID(of: code),
                try Positions.find(id, db) != position
            else { continue }
            try Positions.keep(position, of: id, db)
            count += 1
        }
        return count
    }

    private mutating func above(
        _ code: OfficialCode, _ db: any Writer
    ) throws -> (id: Place.ID, path: PlacePath) {
        if let lastParent, lastParent.code == code { return (lastParent.id, lastParent.path) }
        let found = try wayDown(to: code, db)
        lastParent = (code, found.id, found.path)
        return found
    }

    /// A stored place keeps the path it has; a new one lies under its parent.
    private func wayDown(
        to code: OfficialCode, _ db: any Writer
    ) throws -> (id: Place.ID, path: PlacePath) {
        if let position = plan.sheet.position(of: code), ids[position] != 0 {
            let id = Place.ID(ids[position])
            let parent = plan.sheet.entries[position].parent
            let path = try parent.map { try wayDown(to: $0, db).path } ?? .root
            return (id, path.appending(id))
        }
        guard let id = plan.storedID(of: code), let place = try Places.find(id, in: realm, db)
        else { throw ActionError.notFound }
        return (place.id, place.path)
    }
}
