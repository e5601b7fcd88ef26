import Kernel

/// A favour that someone asks, the branch offers and one person takes on: what everyone reads of
/// it, and what only some do. Times and posts are those of `Errand`.
struct Favour {
    let errand: Errand
    let procedure: Procedure

    static let issue = Verb("issue")
    static let claim = Verb("claim")
    static let branch = Errand.post(1, body: 4, [.read, issue])
    static let clerk = Errand.post(2, body: 4, [.read])
    static let one = Errand.post(7, body: 5, [claim])
    static let two = Errand.post(8, body: 5, [claim])

    init() throws {
        errand = try Errand()
        procedure = Procedure(
            key: Procedure.Key(name: "favour", version: 1), stages: ["all"],
            states: [
                .init(
                    id: "asked", stage: "all", owner: .office(Self.issue), limit: nil, ending: nil),
                .init(
                    id: "pooled", stage: "all", owner: .office(Self.claim), limit: nil, ending: nil,
                    isPublic: true),
                .init(
                    id: "taken", stage: "all", owner: .taker, limit: nil, ending: nil,
                    isPublic: true),
                .init(id: "withdrawn", stage: "all", owner: nil, limit: nil, ending: .withdrawn),
            ],
            actions: Self.moves + Self.words, fields: Self.fields, clocks: [], isPublic: true)
    }

    private static let moves: [Procedure.Action] = [
        .init(
            id: "ask", from: [], to: "asked", by: [.anyone],
            asks: [.init(field: "account", required: true)], shown: [.reporter]),
        .init(id: "issue", from: ["asked"], to: "pooled", by: [.office(issue)], shown: []),
        .init(
            id: "take", from: ["pooled"], to: "taken", by: [.office(claim)], effects: [.take],
            shown: []),
        .init(
            id: "giveUp", from: ["taken"], to: "pooled", by: [.taker(claim)], effects: [.giveBack],
            shown: []),
        .init(
            id: "withdraw", from: ["asked", "pooled", "taken"], to: "withdrawn", by: [.reporter],
            shown: []),
    ]

    private static let words: [Procedure.Action] = [
        .init(
            id: "allow", from: ["taken"], to: nil, by: [.reporter],
            guards: [.notConsented("thanks")], shown: []),
        .init(
            id: "release", from: ["taken"], to: nil, by: [.office(issue)],
            guards: [.consented("thanks")], shown: []),
        .init(
            id: "takeBack", from: ["taken"], to: nil, by: [.reporter],
            guards: [.consented("thanks")], shown: []),
        .init(id: "object", from: ["taken"], to: nil, by: [.anyone], shown: []),
        .init(id: "answer", from: ["taken"], to: nil, by: [.office(issue)], shown: []),
        .init(
            id: "file", from: ["taken"], to: nil, by: [.office(issue)],
            guards: [.allAnswered("object", by: "answer")], shown: []),
        .init(
            id: "assign", from: ["taken"], to: nil, by: [.office(issue)],
            asks: [
                .init(field: "taskTitle", required: true),
                .init(field: "taskWords", required: true), .init(field: "taskBody", required: true),
            ],
            effects: [.openChild(.init(procedure: "request", opening: "task"))], shown: []),
    ]

    private static let fields: [Procedure.Field] = [
        .init(
            id: "title", type: .line(charactersMax: 60), visibility: [.everyone], sets: .title),
        .init(
            id: "account", type: .paragraphs(charactersMax: 60),
            visibility: [.reporter, .taker, .office(issue)], sets: .account),
        .init(
            id: "spot", type: .line(charactersMax: 60),
            visibility: [.reporter, .taker, .office(issue)], sets: .spot),
        .init(
            id: "phone", type: .phone, visibility: [.reporter, .taker, .office(issue)],
            personal: .init(purpose: "service", basis: "consent", keepDays: 30)),
        .init(
            id: "thanks", type: .paragraphs(charactersMax: 60), visibility: [.reporter],
            publication: .init(consent: "allow", release: "release", withdrawal: "takeBack")),
        .init(id: "taskTitle", type: .line(charactersMax: 60), visibility: [.everyone]),
        .init(id: "taskWords", type: .paragraphs(charactersMax: 60), visibility: [.everyone]),
        .init(id: "taskBody", type: .body, visibility: [.everyone]),
    ]

    /// A favour that stands in a state, taken on by person 7 where somebody has.
    func standing(_ state: Procedure.State.ID) throws -> Matter {
        var matter = try procedure.open(
            "ask", draft: errand.draft(), by: .anyone, with: Answers(["account": .text("灯")]),
            in: errand.situation()
        ).after
        if state != "asked" { matter = try does("issue", matter, by: Self.branch).after }
        if state == "taken" { matter = try does("take", matter, by: Self.one).after }
        return matter
    }

    func does(
        _ action: String, _ matter: Matter, by acting: Acting,
        _ answers: [Procedure.Field.ID: Answer] = [:], after acts: [String] = [],
        children: Int = 0
    ) throws -> Change {
        try procedure.decide(
            action, on: matter, by: acting, with: Answers(answers),
            in: errand.situation(
                20, history: Self.history(acts),
                children: Array(
                    repeating: Situation.Child(body: Body.ID(6), isOpen: false), count: children)))
    }

    static func history(_ acts: [String]) -> [Deed] {
        acts.map { Deed(action: $0, person: nil, body: nil, at: Instant(milliseconds: 0)) }
    }
}
