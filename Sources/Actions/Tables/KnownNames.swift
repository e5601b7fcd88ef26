import Kernel
import SQL
import Storage

/// What the words of a table mean in a realm, looked up once each. It lives inside one transaction.
final class KnownNames {
    let realm: Realm
    let book: Rulebook
    let today: Day
    private let db: any Reader
    private var places: [String: [Place]] = [:]
    private var names: [Place.ID: LocalName] = [:]
    private var made: [Place.ID: Place] = [:]
    private var bodies: [String: [Body]] = [:]
    private(set) var bodyCount = 0
    private var words: [String: [String: String]] = [:]
    private var signIns: [String: Person?] = [:]
    private var people: [String: [Person]] = [:]
    private var held: [Person.ID: [Post]] = [:]

    /// A name that one, none or several bear.
    enum Found<Noun> {
        case one(Noun)
        case none
        case several(Int)
    }

    init(_ book: Rulebook, on today: Day, _ db: any Reader) throws {
        realm = book.realm
        self.book = book
        self.today = today
        self.db = db
        for body in try Bodies.all(in: realm.id, db) { note(body) }
    }

    // MARK: - Places

    /// A place by its code, its name, or names from any place above down, parted by strokes.
    func place(_ text: String) throws -> Found<Place> {
        let parts = text.split { "/／›>".contains($0) }.map { String($0).trimmingCharacters() }
        guard let last = parts.last else { return .none }
        if let coded = try coded(text) { return .one(coded) }
        let found = try called(last).filter { try lies($0, under: parts.dropLast()) }
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
        if let noted = places["#" + code]?.first { return noted }
        guard let found = try Places.find(code: code, in: realm.id, db) else { return nil }
        places["#" + code] = [found]
        return found
    }

    /// Those of a name that exist today.
    func called(_ name: String) throws -> [Place] {
        if let known = places[name] { return known }
        // English names are looked up where the name could be one.
        let all =
            name.allSatisfy(\.isASCII)
            ? try Places.called(name, in: realm.id, limit: 500, db)
            : try Places.calledInChinese(name, in: realm.id, limit: 500, db)
        let found = all.filter { $0.exists(on: today) }
        places[name] = found
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
        let found = try Places.find(id, in: realm.id, db)?.name
        names[id] = found
        return found
    }

    /// A place that is there, or that a row above would make.
    func place(_ id: Place.ID) throws -> Place? {
        try made[id] ?? Places.find(id, in: realm.id, db)
    }

    func note(_ place: Place) throws {
        made[place.id] = place
        // What was looked up after it was stored has it already.
        let known = try called(place.name.zh)
        if !known.contains(where: { $0.id == place.id }) {
            places[place.name.zh] = known + [place]
        }
        names[place.id] = place.name
        if let code = place.code { places["#" + code] = [place] }
    }

    // MARK: - Bodies and words

    func body(_ text: String) -> Found<Body> {
        let found = bodies[text] ?? []
        switch found.count {
        case 0: return .none
        case 1: return .one(found[0])
        default: return .several(found.count)
        }
    }

    func note(_ body: Body) {
        bodyCount += 1
        guard body.exists(on: today) else { return }
        bodies[body.name.zh, default: []].append(body)
        if let english = body.name.en, english != body.name.zh {
            bodies[english, default: []].append(body)
        }
    }

    /// Which of some ids a word means: the id itself, or what pages call it in either language.
    ///
    /// - Parameter key: makes the key of its text.
    func choice(_ text: String, of ids: [String], _ kind: String, _ key: (String) -> String)
        -> String?
    {
        if words[kind] == nil {
            var known: [String: String] = [:]
            for id in ids.reversed() {
                known[Self.plain(id)] = id
                for language in Language.allCases {
                    known[Self.plain(book.profile.texts.text(key(id), in: language))] = id
                }
            }
            words[kind] = known
        }
        return words[kind]?[Self.plain(text)]
    }

    private static func plain(_ text: String) -> String {
        text.halfWidth.lowercased().filter { !$0.isWhitespace }
    }

    // MARK: - People

    func person(signIn: String) throws -> Person? {
        if let known = signIns[signIn] { return known }
        let found = try People.find(signIn: signIn, db)
        signIns[signIn] = .some(found)
        return found
    }

    func people(called name: String) throws -> [Person] {
        if let known = people[name] { return known }
        let found = try People.called(name, in: realm.id, db)
        people[name] = found
        return found
    }

    func held(by person: Person.ID) throws -> [Post] {
        if let known = held[person] { return known }
        let found = try Posts.held(by: person, on: today, db)
        held[person] = found
        return found
    }

    func note(_ person: Person) throws {
        let known = try people(called: person.name)
        if !known.contains(where: { $0.id == person.id }) {
            people[person.name] = known + [person]
        }
        signIns[person.signIn] = .some(person)
    }

    func note(_ post: Post) throws {
        let known = try held(by: post.person)
        if !known.contains(where: { $0.id == post.id }) { held[post.person] = known + [post] }
    }
}
