import Kernel
import SQL
import Storage

/// Which places the words of a table mean, looked up once each. It lives inside one transaction.
final class KnownPlaces {
    private let realm: Realm.ID
    private let today: Day
    private let db: any Reader
    /// What is stored, by name or by `#` and code.
    private var stored: [String: [Place]] = [:]
    private var names: [Place.ID: LocalName] = [:]
    private var children: [Place.ID: [String: Place]] = [:]
    /// What rows above made, or would make.
    private var made: [Place.ID: Place] = [:]
    private var madeByName: [String: [Place]] = [:]

    /// Places of one name that are looked at.
    private static let sameNameMax = 500
    private static let preparedMax = 5_000

    init(_ realm: Realm.ID, on today: Day, _ db: any Reader) {
        self.realm = realm
        self.today = today
        self.db = db
    }

    /// Looks up at once what some cells name, or the highest place that they name.
    func prepare(_ texts: Set<String>) throws {
        let heads = Set(texts.compactMap { Self.parts(of: $0).first }).filter { head in
            stored[head] == nil && !head.allSatisfy(\.isASCII)
        }
        if heads.isEmpty { return }
        let found = try Places.calledInChinese(
            anyOf: Array(heads), in: realm, limit: Self.preparedMax, db)
        // Where many places share a name, each name is asked for by itself.
        if found.count == Self.preparedMax { return }
        for head in heads { stored[head] = [] }
        for place in found.sorted(by: { $0.path < $1.path }) where isThere(place) {
            stored[place.name.zh, default: []].append(place)
        }
    }

    /// A place by its code, its name, or names from any place above down, parted by strokes.
    func find(_ text: String) throws -> KnownNames.Found<Place> {
        if let coded = try coded(text) { return .one(coded) }
        return try find(Self.parts(of: text)[...])
    }

    private static func parts(of text: String) -> [String] {
        text.split { "/／›>".contains($0) }.map { String($0).trimmingCharacters() }
    }

    /// What lies right under the place that the names before the last mean; else any place of the
    /// last name under places of the others.
    private func find(_ parts: ArraySlice<String>) throws -> KnownNames.Found<Place> {
        guard let last = parts.last else { return .none }
        let above = parts.dropLast()
        if !above.isEmpty, case .one(let parent) = try find(above),
            let child = try child(last, of: parent.id)
        {
            return .one(child)
        }
        let found = try called(last).filter { try lies($0, under: above) }
        switch found.count {
        case 0: return .none
        case 1: return .one(found[0])
        default: return .several(found.count)
        }
    }

    func coded(_ text: String) throws -> Place? {
        let code = text.halfWidth
        guard code.utf8.count >= 2, code.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        if let noted = stored["#" + code]?.first { return noted }
        guard let found = try Places.find(code: code, in: realm, db) else { return nil }
        stored["#" + code] = [found]
        return found
    }

    /// Those of a name that exist today.
    private func called(_ name: String) throws -> [Place] {
        let known: [Place]
        if let kept = stored[name] {
            known = kept
        } else {
            // English names are looked up where the name could be one.
            let all =
                name.allSatisfy(\.isASCII)
                ? try Places.called(name, in: realm, limit: Self.sameNameMax, db)
                : try Places.calledInChinese(name, in: realm, limit: Self.sameNameMax, db)
            known = all.filter(isThere)
            stored[name] = known
        }
        return known + (madeByName[name] ?? [])
    }

    /// Whether it is stored and exists today, and no row above made it.
    private func isThere(_ place: Place) -> Bool {
        made[place.id] == nil && place.exists(on: today)
    }

    /// One of a name right under another that exists today.
    func child(_ name: String, of parent: Place.ID) throws -> Place? {
        if let known = children[parent]?[name] { return known }
        // All that lies under what rows above made is noted.
        if made[parent] != nil { return nil }
        let found = try Places.called(name, under: parent, db).first { $0.exists(on: today) }
        if let found { children[parent, default: [:]][name] = found }
        return found
    }

    private func lies(_ place: Place, under names: some Sequence<String>) throws -> Bool {
        let above = try place.path.ids.dropLast().compactMap(name)
        var rest = above[...]
        for name in names {
            guard let at = rest.firstIndex(where: { $0.zh == name || $0.en == name }) else {
                return false
            }
            rest = rest[(at + 1)...]
        }
        return true
    }

    private func name(of id: Place.ID) throws -> LocalName? {
        if let known = names[id] { return known }
        let found = try Places.find(id, in: realm, db)?.name
        names[id] = found
        return found
    }

    /// A place that is there, or that a row above would make.
    func find(_ id: Place.ID) throws -> Place? { try made[id] ?? Places.find(id, in: realm, db) }

    /// Notes what a row makes, or would make.
    func note(_ place: Place) {
        made[place.id] = place
        madeByName[place.name.zh, default: []].append(place)
        names[place.id] = place.name
        if let parent = place.parent { children[parent, default: [:]][place.name.zh] = place }
        if let code = place.code { stored["#" + code] = [place] }
    }
}
