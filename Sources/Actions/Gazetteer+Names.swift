package import Kernel
package import SQL
package import Storage

/// What the places, bodies, people and posts of a realm are called, as far as this node knows them.
package struct GazetteerNames: NameBook {
    let gazetteer: Gazetteer
    let staff: KeptStaff
    let realm: Realm.ID
    let now: Instant

    package func places(_ ids: [Place.ID], _ db: any Reader) throws -> [Place.ID: Place] {
        let known = try gazetteer.realm(realm, at: now, db).placesByID
        if ids.allSatisfy({ known[$0] != nil }) { return known }
        let found = try Places.find(ids: ids, in: realm, db)
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package func bodies(_ ids: [Body.ID], _ db: any Reader) throws -> [Body.ID: Body] {
        try gazetteer.bodies(ids, in: realm, at: now, db)
    }

    package func people(_ ids: [Person.ID], _ db: any Reader) throws -> [Person.ID: String] {
        try staff.people(ids, in: realm, db)
    }

    package func posts(
        _ ids: [Post.ID], _ db: any Reader
    ) throws -> [Post.ID: RecordNames.NamedPost] { try staff.posts(ids, in: realm, db) }
}

extension Installation {
    func names(in realm: Realm, at now: Instant) -> GazetteerNames {
        names(in: realm.id, at: now)
    }

    package func names(in realm: Realm.ID, at now: Instant) -> GazetteerNames {
        GazetteerNames(gazetteer: gazetteer, staff: staff, realm: realm, now: now)
    }
}
