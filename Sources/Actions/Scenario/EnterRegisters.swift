import Kernel
import Profiles
import SQL
import Storage

/// Enters what a scenario's registers hold at the beginning of its year: places, bodies, people
/// with posts, and people who register with their community.
struct EnterRegisters {
    let realm: Realm
    let book: Rulebook
    let installation: Installation
    private var cast: DemoCast
    private(set) var words: RealmWords
    /// The hash of the password that all invented people share.
    private let verifier: String

    init(
        realm: Realm, book: Rulebook, installation: Installation, cast: DemoCast,
        words: RealmWords, verifier: String
    ) {
        self.realm = realm
        self.book = book
        self.installation = installation
        self.cast = cast
        self.words = words
        self.verifier = verifier
    }

    mutating func enter(_ registers: [Scenario.Register]) async throws {
        for register in registers {
            for number in 0..<register.count {
                let entry = register.entry(number)
                do {
                    try await enter(entry)
                } catch let problem as PlayDemonstration.Problem {
                    throw problem
                } catch {
                    throw PlayDemonstration.Problem.step(
                        line: entry.line, action: entry.name, reason: "\(error)")
                }
            }
        }
    }

    private mutating func enter(_ entry: Scenario.Register) async throws {
        try await meet(entry.actor)
        guard let place = words.places[entry.place] else {
            throw PlayDemonstration.Problem.noPlace(entry.place, line: entry.line)
        }
        switch entry.noun {
        case .places(let level):
            let holding = try cast.holding(of: entry.actor, granting: [.editPlaces])
            words.places[entry.key] = try await AddPlace(
                realm: realm, by: .holding(holding), under: place.id, level: level,
                name: entry.name
            ).run(in: installation)
        case .bodies(let kind):
            let holding = try cast.holding(of: entry.actor, granting: [.editBodies])
            words.bodies[entry.key] = try await AddBody(
                realm: realm, by: .holding(holding), kind: kind,
                BodyWish(name: entry.name, place: place.id)
            ).run(in: installation).id
        case .posts(let role, let body):
            let holding = try cast.holding(of: entry.actor, granting: [.manage])
            _ = try await add(entry, role: role, body: body, at: place, by: .holding(holding))
        case .enrolments(let kind, let role, let body):
            let person = try await add(entry, role: role, body: body, at: place, by: .operator)
            try await enrol(person, kind, at: place, confirmedBy: entry.actor)
        }
    }

    /// Whoever an earlier register entered may act in a later one.
    private mutating func meet(_ signIn: String) async throws {
        guard cast.holdings[signIn] == nil else { return }
        let day = book.day(of: installation.now())
        let met = try await installation.database.read { [book] db in
            try DemoCast(signIns: [signIn], book: book, on: day, db)
        }
        cast = cast.with(met)
    }

    private func add(
        _ entry: Scenario.Register, role: Role.ID, body: String, at place: Place,
        by changer: Changer
    ) async throws -> Person {
        guard let id = words.bodies[body] else {
            throw PlayDemonstration.Problem.noPlace(body, line: entry.line)
        }
        return try await AddPerson(
            realm: realm, by: changer, name: entry.name, signIn: entry.key, password: "",
            post: PostWish(role: role, body: id, place: place.id), verifier: verifier
        ).run(in: installation)
    }

    /// They send it themselves, and whoever keeps the community's register confirms it.
    private func enrol(
        _ person: Person, _ kind: Enrolment.Kind, at place: Place, confirmedBy keeper: String
    ) async throws {
        let today = book.day(of: installation.now())
        let held = try await installation.database.read { db in
            try Posts.held(by: person.id, on: today, db)
        }
        guard let post = held.first, let role = book.profile.role(post.role) else {
            throw PlayDemonstration.Problem.nobody(person.signIn)
        }
        let sent = try await Enrol(
            realm: realm, holding: Holding(post: post, verbs: role.verbs), kind: kind.rawValue,
            place: place.id, unitWords: kind == .reported ? "演示单位" : "",
            offers: "有空的时候搭把手", consents: true
        ).run(in: installation)
        try await AnswerEnrolment(
            realm: realm, holding: try cast.holding(of: keeper, granting: [.keepRegister]),
            enrolment: sent.id, seen: sent.version, answer: .confirm
        ).run(in: installation)
    }
}
