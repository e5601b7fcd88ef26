import Testing

@testable import Kernel

/// What may be linked with what, and what rules ask of links.
@Suite struct LinkingTests {
    private let errand: Errand

    init() throws {
        errand = try Errand()
    }

    private static let need = Matter.ID(40)

    private static func procedure(
        _ effects: [Procedure.Effect], _ guards: [Procedure.Guard] = [], required: Bool = true
    ) -> Procedure {
        Procedure(
            key: Procedure.Key(name: "project", version: 1), stages: ["all"],
            states: [
                .init(
                    id: "going", stage: "all", owner: .office(Errand.run), limit: nil, ending: nil)
            ],
            actions: [
                .init(
                    id: "join", from: ["going"], to: nil, by: [.office(Errand.run)],
                    asks: [.init(field: "need", required: required)], guards: guards,
                    effects: effects, shown: [])
            ],
            fields: [.init(id: "need", type: .matter, visibility: [.staff])], clocks: [],
            isPublic: false)
    }

    private static func other(
        _ id: Matter.ID = need, _ procedure: String = "need", isOpen: Bool = true
    ) -> Answer {
        .matter(
            OtherMatter(
                id: id, reference: Reference(year: 26, serial: 9), procedure: procedure,
                isOpen: isOpen))
    }

    private func matter() -> Matter {
        Matter(
            id: Matter.ID(1), realm: Realm.ID(1), reference: Reference(year: 26, serial: 1),
            procedure: Procedure.Key(name: "project", version: 1), channel: .counter,
            openedAt: errand.morning, state: "going", title: "", account: "", place: Place.ID(2),
            placePath: Errand.here, category: "project.care", urgency: "general")
    }

    private func decided(
        _ procedure: Procedure, _ answer: Answer?, _ links: [MatterLink] = []
    ) -> Result<Change, Refusal> {
        Result { () throws(Refusal) in
            try procedure.decide(
                "join", on: matter(),
                by: Errand.post(7, body: 5, [Errand.run, .read], reach: .root),
                with: Answers(answer.map { ["need": $0] } ?? [:]),
                in: Situation(now: errand.morning, timekeeper: errand.keeper, links: links))
        }
    }

    private func problem(
        _ answer: Answer, _ links: [MatterLink] = [], effect: Procedure.Effect = .link("need")
    ) -> Answers.Problem? {
        guard
            case .failure(.answers(let found)) = decided(
                Self.procedure([effect]), answer, links)
        else { return nil }
        return found["need"]
    }

    @Test func anOpenMatterOfTheProcedureIsLinked() throws {
        let change = try decided(Self.procedure([.link("need")]), Self.other()).get()
        #expect(change.joinings.map(\.other.id) == [Self.need])
        #expect(change.joinings.map(\.stands) == [true])
        #expect(change.after.version == 2)
    }

    @Test func nothingElseIs() {
        #expect(problem(Self.other(Self.need, "order")) == .isOtherThan("need"))
        #expect(problem(Self.other(isOpen: false)) == .hasEnded)
        #expect(problem(Self.other(Matter.ID(1))) == .isThisOne)
    }

    @Test(arguments: [true, false])
    func nothingIsLinkedTwiceWhicheverMadeTheLink(_ isOwn: Bool) {
        let link = MatterLink(kind: "need", other: Self.need, isOpen: true, isOwn: isOwn)
        #expect(problem(Self.other(), [link]) == .isLinked)
    }

    @Test func fiftyAreTheMost() {
        func links(_ count: Int64) -> [MatterLink] {
            (0..<count).map {
                MatterLink(kind: "need", other: Matter.ID(100 + $0), isOpen: true, isOwn: true)
            }
        }
        #expect(problem(Self.other(), links(49)) == nil)
        #expect(problem(Self.other(), links(50)) == .tooMany(50))
    }

    @Test func onlyWhoMadeALinkUndoesIt() throws {
        func link(_ isOwn: Bool, _ kind: String = "need") -> MatterLink {
            MatterLink(kind: kind, other: Self.need, isOpen: false, isOwn: isOwn)
        }
        let undo = Procedure.Effect.unlink("need")
        #expect(problem(Self.other(), [], effect: undo) == .isNotLinked)
        #expect(problem(Self.other(), [link(false)], effect: undo) == .isNotLinked)
        #expect(problem(Self.other(), [link(true, "order")], effect: undo) == .isNotLinked)
        // Even what has ended meanwhile.
        let change = try decided(
            Self.procedure([undo]), Self.other(isOpen: false), [link(true)]
        ).get()
        #expect(change.joinings.map(\.stands) == [false])
    }

    @Test func withoutAnAnswerNothingIsLinked() throws {
        let change = try decided(
            Self.procedure([.link("need")], required: false), nil
        ).get()
        #expect(change.joinings.isEmpty)
    }

    @Test func rulesAskForOpenAndForEndedOnes() {
        func holds(_ rule: Procedure.Guard, _ links: [MatterLink]) -> Bool {
            (try? decided(Self.procedure([], [rule], required: false), nil, links).get()) != nil
        }
        let open = MatterLink(kind: "need", other: Self.need, isOpen: true, isOwn: false)
        let ended = MatterLink(kind: "need", other: Self.need, isOpen: false, isOwn: true)
        let foreign = MatterLink(kind: "resource", other: Self.need, isOpen: true, isOwn: true)
        #expect(!holds(.linked("need"), []) && !holds(.linked("need"), [ended, foreign]))
        #expect(holds(.linked("need"), [ended, open]))
        #expect(holds(.linkedEnded("need"), []) && holds(.linkedEnded("need"), [ended, foreign]))
        #expect(!holds(.linkedEnded("need"), [ended, open]))
    }

    @Test func onlyProceduresThatLinkAreAskedForLinks() {
        #expect(Self.procedure([.link("need")]).asksForLinks)
        #expect(Self.procedure([], [.linkedEnded("need")]).asksForLinks)
        #expect(!Self.procedure([.take], [.led]).asksForLinks)
        #expect(!errand.procedure.asksForLinks)
    }
}
