import Kernel
import Profiles
import SQL
import Storage

/// Where an invented year takes place: the posts that act, the places, and the words to say.
struct InventedTown: Sendable {
    let book: Rulebook
    let procedure: Procedure
    let script: DemoScript
    let places: [Place]
    private let dispatcher: Holding
    private let checker: Holding
    private let caller: Holding
    private let supervisor: Holding
    private let handlers: [Body.ID: Holding]
    private let catalogue: Catalogue

    /// - Throws: `PlayDemonstration.Problem` where the realm is no demonstration of its profile.
    init(_ realm: Realm, source: ProfileSource, book: Rulebook, on day: Day, _ db: any Reader)
        throws
    {
        guard let script = try DemoScript(of: source, for: book.profile),
            let procedure = book.profile.procedure(Category.usual)
        else { throw PlayDemonstration.Problem.noScript(profile: book.profile.id) }
        let people = try People.all(in: realm.id, after: nil, limit: 1_000, db).map(\.signIn)
        let cast = try DemoCast(signIns: Set(people), book: book, on: day, db)
        self.book = book
        self.procedure = procedure
        self.script = script
        places = try Places.under(.root, in: realm.id, limit: Places.countMax, db)
            .filter { $0.level == book.profile.levels.last }
        dispatcher = try cast.holding(of: "dispatcher", granting: [Verb("dispatch")])
        checker = try cast.holding(of: "checker", granting: [Verb("check")])
        caller = try cast.holding(of: "callback", granting: [Verb("callBack")])
        supervisor = try cast.holding(of: "supervisor", granting: [Verb("supervise")])
        let handling = cast.holdings.values.joined().filter { $0.verbs.contains(Verb("handle")) }
        handlers = Dictionary(
            handling.sorted { $0.post.id < $1.post.id }.map { ($0.post.body, $0) },
            uniquingKeysWith: { first, _ in first })
        catalogue = try Catalogues.current(of: realm.id, db)
    }

    /// Who leads: whom the catalogue names, where somebody of theirs handles things; else one of
    /// those who do.
    func lead(at place: PlacePath, category: Category.ID, number: Int) -> Body.ID? {
        let named = catalogue.route(place: place, category: category).chosen?.lead
        if let named, handlers[named] != nil { return named }
        let able = handlers.keys.sorted()
        return able.isEmpty ? nil : able[number % able.count]
    }

    func acting(_ actor: DemoPath.Actor, on matter: Matter?) -> Acting {
        switch actor {
        case .resident, .clerk: matter == nil ? .anyone : .reporter
        case .dispatcher: .holding(dispatcher)
        case .handler: matter?.lead.flatMap { handlers[$0] }.map(Acting.holding) ?? .clock
        case .checker: .holding(checker)
        case .caller: .holding(caller)
        case .supervisor: .holding(supervisor)
        }
    }

    /// What is said at a step, in the words of the script.
    func answers(
        to action: Procedure.Action, template: DemoScript.Request, lead: @autoclosure () -> Body.ID?
    ) -> Answers {
        let words = script.words[action.id] ?? template.account
        var answers = Answers()
        for ask in action.asks where ask.required {
            switch ask.field {
            case "title": answers[ask.field] = .text(template.title)
            case "category": answers[ask.field] = .text(template.category)
            case "urgency":
                answers[ask.field] = .text(
                    book.profile.category(template.category)?.urgency ?? "general")
            case "triage": answers[ask.field] = .text("onSite")
            case "lead": answers[ask.field] = lead().map(Answer.body)
            default:
                switch procedure.field(ask.field)?.type {
                case .choice(let options): answers[ask.field] = options.first.map(Answer.text)
                default: answers[ask.field] = .text(words)
                }
            }
        }
        return answers
    }
}
