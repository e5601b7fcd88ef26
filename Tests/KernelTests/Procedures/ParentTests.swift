import Testing

@testable import Kernel

/// Under which matters others may be opened (由哪件事引出).
@Suite struct ParentTests {
    private let errand: Errand

    init() throws {
        errand = try Errand()
    }

    private static func procedure(
        waits: Bool, standsUnder: Bool = false
    ) -> Procedure {
        Procedure(
            key: Procedure.Key(name: "case", version: 1), stages: ["all"],
            states: [
                .init(
                    id: "going", stage: "all", owner: .office(Errand.run), limit: nil, ending: nil)
            ],
            actions: [
                .init(
                    id: "open", from: [], to: "going", by: [.office(Errand.run)],
                    asks: [.init(field: standsUnder ? "above" : "other", required: false)],
                    shown: []),
                .init(
                    id: "finish", from: ["going"], to: nil, by: [.office(Errand.run)],
                    guards: waits ? [.childrenEnded] : [], shown: []),
            ],
            fields: [
                .init(id: "above", type: .matter, visibility: [.staff], sets: .parent),
                .init(id: "other", type: .matter, visibility: [.staff]),
            ], clocks: [], isPublic: false)
    }

    private func matter(isOpen: Bool = true) -> Matter {
        Matter(
            id: Matter.ID(1), realm: Realm.ID(1), reference: Reference(year: 26, serial: 1),
            procedure: Procedure.Key(name: "case", version: 1), channel: .counter,
            openedAt: errand.morning, state: "going", title: "", account: "", place: Place.ID(2),
            placePath: Errand.here, category: "case.all", urgency: "general",
            endedAt: isOpen ? nil : errand.morning)
    }

    @Test func aMatterTakesOthersIfItWaitsForThemAndStandsUnderNone() {
        #expect(Self.procedure(waits: true).takesChildren)
        #expect(!Self.procedure(waits: false).takesChildren)
        #expect(!Self.procedure(waits: true, standsUnder: true).takesChildren)
    }

    @Test func theTwelfthIsTheLastAndAnEndedMatterTakesNone() {
        let rules = Self.procedure(waits: true)
        #expect(rules.problem(openingUnder: matter(), with: 11) == nil)
        #expect(rules.problem(openingUnder: matter(), with: 12) == .tooMany(12))
        #expect(rules.problem(openingUnder: matter(isOpen: false), with: 0) == .hasEnded)
        let others = Self.procedure(waits: false)
        #expect(others.problem(openingUnder: matter(), with: 0) == .takesNoChildren)
    }

    @Test func onlyAFieldThatSetsTheParentDoes() throws {
        let (with, without) = (
            Self.procedure(waits: true, standsUnder: true), Self.procedure(waits: true)
        )
        let other = Answer.matter(
            OtherMatter(
                id: Matter.ID(40), reference: Reference(year: 26, serial: 9), procedure: "case",
                isOpen: true))
        func opened(_ rules: Procedure, _ field: String) throws -> Matter {
            var draft = matter()
            draft.state = ""
            return try rules.open(
                "open", draft: draft,
                by: Errand.post(7, body: 5, [Errand.run, .read], reach: .root),
                with: Answers([field: other]),
                in: Situation(now: errand.morning, timekeeper: errand.keeper)
            ).after
        }
        #expect(try opened(with, "above").parent == Matter.ID(40))
        #expect(try opened(without, "other").parent == nil)
        #expect(with.parentField(of: try #require(with.action("open"))) == "above")
        #expect(without.parentField(of: try #require(without.action("open"))) == nil)
    }
}
