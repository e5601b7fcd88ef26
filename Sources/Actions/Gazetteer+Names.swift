import Kernel
import SQL
import Storage

/// What the places, bodies, people and posts of a realm are called, as far as this node knows them.
struct GazetteerNames: NameBook {
    let gazetteer: Gazetteer
    let staff: KeptStaff
    let realm: Realm.ID
    let now: Instant

    func places(_ ids: [Place.ID], _ db: any Reader) throws -> [Place.ID: Place] {
        let known = try gazetteer.realm(realm, at: now, db).placesByID
        if ids.allSatisfy(known.keys.contains) { return known }
        let found = try Places.find(ids: ids, in: realm, db)
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func bodies(_ ids: [Body.ID], _ db: any Reader) throws -> [Body.ID: Body] {
        try gazetteer.bodies(ids, in: realm, at: now, db)
    }

    func people(_ ids: [Person.ID], _ db: any Reader) throws -> [Person.ID: String] {
        try staff.people(ids, in: realm, db)
    }

    func posts(
        _ ids: [Post.ID], _ db: any Reader
    ) throws -> [Post.ID: RecordNames.NamedPost] { try staff.posts(ids, in: realm, db) }
}

extension Installation {
    func names(in realm: Realm, at now: Instant) -> GazetteerNames {
        GazetteerNames(gazetteer: gazetteer, staff: staff, realm: realm.id, now: now)
    }

    /// The lines of some matters by their id, those that were read before from where they are kept.
    func lines(
        of matters: [Matter.ID], in realm: Realm, at now: Instant, _ db: any Reader
    ) throws -> [Matter.ID: MatterLine] {
        try Inbox.lines(
            of: matters, at: now, kept: keptLines, names: names(in: realm, at: now), db)
    }
}
