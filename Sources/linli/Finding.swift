import ArgumentParser
import Kernel
import Profiles
import SQL
import Storage

/// Finds what a person named on the command line, or says which names would fit.
enum Finding {
    private static let candidatesMax = 5

    /// A place by its code, by its name, or by several names from the top down: 半山尚小区/3号楼.
    static func place(_ text: String, in realm: Realm, _ db: any Reader) throws -> Place {
        if let coded = try Places.find(code: text, in: realm.id, db) { return coded }
        var above: [PlacePath] = [.root]
        var found: [Place] = []
        for name in text.split(separator: "/").map(String.init) {
            let named = try Places.called(name, in: realm.id, limit: 500, db)
            found = named.filter { place in above.contains { $0.contains(place.path) } }
            above = found.map(\.path)
        }
        if found.count == 1 { return found[0] }
        guard found.isEmpty else {
            throw Complaint(
                "\(found.count) places of \(realm.slug) are called “\(text)”. Write the place "
                    + "above before it, such as 半山尚小区/3号楼, or its code.")
        }
        let near = try Places.named(text, in: realm.id, limit: candidatesMax, db).map(\.name.zh)
        throw Complaint("There is no place “\(text)” in \(realm.slug)" + hint(near))
    }

    /// A body by its name, Chinese or English.
    static func body(_ text: String, in realm: Realm, _ db: any Reader) throws -> Body {
        let all = try Bodies.all(in: realm.id, db)
        let found = all.filter { $0.name.zh == text || $0.name.en == text }
        if found.count == 1 { return found[0] }
        let near = all.filter { body in
            body.name.zh.contains(text) || (body.name.en ?? "").contains(text)
        }
        if found.isEmpty, near.count == 1 { return near[0] }
        throw Complaint(
            "There is no one body “\(text)” in \(realm.slug)"
                + hint(near.prefix(candidatesMax).map(\.name.zh)))
    }

    /// A wider category, such as `property`, is known as well as those within it.
    static func refuseUnknownCategory(
        _ text: String, in realm: Realm, _ db: any Reader
    ) throws {
        let files = try Realms.profileFiles(of: realm.id, version: realm.profileVersion, db)
        let known = try ProfileSource(files: files).load().categories.map(\.id)
        guard !known.contains(where: { Category.within($0, text) }) else { return }
        throw Complaint(
            "\(realm.slug) has no category “\(text)”; it has: \(known.joined(separator: ", ")).")
    }

    static func person(_ signIn: String, _ db: any Reader) throws -> Person {
        guard let person = try People.find(signIn: signIn, db) else {
            throw Complaint("Nobody signs in as “\(signIn)”. See: linli person list")
        }
        return person
    }

    private static func hint(_ names: [String]) -> String {
        names.isEmpty ? "." : "; near it: \(names.joined(separator: ", "))."
    }
}
