import Kernel
import SQL
import Storage

/// What the words of a table mean in a realm, looked up once each. It lives inside one transaction.
final class KnownNames {
    let realm: Realm
    let book: Rulebook
    let today: Day
    private let db: any Reader
    let places: KnownPlaces
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
        places = KnownPlaces(realm.id, on: today, db)
        for body in try Bodies.all(in: realm.id, db) { note(body) }
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

    /// Looks up at once whom some rows name.
    func prepare(names: Set<String>, signIns: Set<String>) throws {
        let asked = signIns.filter { self.signIns[$0] == nil }
        if !asked.isEmpty {
            for text in asked { self.signIns[text] = .some(nil) }
            for person in try People.find(signIns: Array(asked), db) {
                self.signIns[person.signIn] = .some(person)
            }
        }
        let called = names.filter { people[$0] == nil }
        if called.isEmpty { return }
        let most = 10 * called.count
        let found = try People.called(anyOf: Array(called), in: realm.id, limit: most, db)
        // Where so many share a name, each name is asked for by itself.
        if found.count == most { return }
        for name in called { people[name] = [] }
        for person in found { people[person.name, default: []].append(person) }
    }

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
