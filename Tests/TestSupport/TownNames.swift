package import Kernel
package import SQL
import Storage

/// Names of a town's places and bodies as its rows have them.
package struct TownNames: NameBook {
    package let realm: Realm.ID

    package init(_ town: Town) {
        realm = town.realm.id
    }

    package func places(_ ids: [Place.ID], _ db: any Reader) throws -> [Place.ID: Place] {
        let found = try Places.find(ids: ids, in: realm, db)
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package func bodies(_ ids: [Body.ID], _ db: any Reader) throws -> [Body.ID: Body] {
        try Bodies.find(ids: ids, in: realm, db)
    }
}
