import Kernel
import SQL
import Storage

/// What the places and bodies of a realm are called, as the gazetteer knows them.
struct GazetteerNames: NameBook {
    let gazetteer: Gazetteer
    let realm: Realm.ID
    let now: Instant

    func places(_ ids: [Place.ID], _ db: any Reader) throws -> [Place.ID: Place] {
        let known = try gazetteer.realm(realm, at: now, db).placesByID
        if ids.allSatisfy({ known[$0] != nil }) { return known }
        let found = try Places.find(ids: ids, in: realm, db)
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func bodies(_ ids: [Body.ID], _ db: any Reader) throws -> [Body.ID: Body] {
        try gazetteer.bodies(ids, in: realm, at: now, db)
    }
}

extension Installation {
    func names(in realm: Realm, at now: Instant) -> GazetteerNames {
        GazetteerNames(gazetteer: gazetteer, realm: realm.id, now: now)
    }
}
