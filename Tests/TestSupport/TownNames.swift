package import Kernel
package import SQL
package import Storage

/// Names of a town's places, bodies, people and posts as its rows have them.
package struct TownNames: NameBook {
    let realm: Realm.ID

    package init(_ town: Town) {
        self.init(of: town.realm.id)
    }

    init(of realm: Realm.ID) {
        self.realm = realm
    }

    package func places(_ ids: [Place.ID], _ db: any Reader) throws -> [Place.ID: Place] {
        let found = try Places.find(ids: ids, in: realm, db)
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package func bodies(_ ids: [Body.ID], _ db: any Reader) throws -> [Body.ID: Body] {
        try Bodies.find(ids: ids, in: realm, db)
    }

    package func people(_ ids: [Person.ID], _ db: any Reader) throws -> [Person.ID: String] {
        try People.names(of: ids, in: realm, db)
    }

    package func posts(
        _ ids: [Post.ID], _ db: any Reader
    ) throws -> [Post.ID: RecordNames.NamedPost] { try RecordNames.posts(ids, in: realm, db) }
}
