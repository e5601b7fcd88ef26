package import Kernel
package import SQL

/// Removes rows that nothing else refers to. The schema itself says whether something does: every
/// reference to a person, post, place, body or fact is a foreign key.
package enum Unbuilt {
    /// Removes what an import made.
    ///
    /// - Throws: `SQLError.constraint(.foreignKey)` where something was built upon it.
    package static func remove(
        _ kind: SheetImport.Item.Kind, _ subject: Int64, in realm: Realm.ID, _ db: any Writer
    ) throws {
        switch kind {
        case .person:
            try db.run("DELETE FROM people WHERE id = \(subject) AND realm_id = \(realm)")
        case .post:
            try db.run("DELETE FROM posts WHERE id = \(subject) AND realm_id = \(realm)")
        case .place:
            // Where it lies came with it.
            try db.run("DELETE FROM place_extents WHERE place_id = \(subject)")
            try db.run("DELETE FROM place_positions WHERE place_id = \(subject)")
            try db.run("DELETE FROM places WHERE id = \(subject) AND realm_id = \(realm)")
        case .body:
            try db.run("DELETE FROM bodies WHERE id = \(subject) AND realm_id = \(realm)")
        case .fact: try removeFact(subject, in: realm, db)
        case .matter, .bodyPhone, .placeCode: break
        }
    }

    /// What was known before holds again.
    private static func removeFact(
        _ fact: Int64, in realm: Realm.ID, _ db: any Writer
    ) throws {
        let replaced = try db.int("SELECT replaces_id FROM place_facts WHERE id = \(fact)")
        try db.run("DELETE FROM place_facts WHERE id = \(fact) AND realm_id = \(realm)")
        if let replaced {
            try db.run("UPDATE place_facts SET is_current = 1 WHERE id = \(replaced)")
        }
    }
}
