import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// One action for many matters: each decided by itself, nothing twice, nothing by the way.
@Suite struct BulkTests {
    private static let filling: MessageFilling = { text, matter, _ in
        text.replacing("{ref}", with: matter.reference.description)
    }

    private func accepting(
        _ matters: [Matter], shared: [String: [String]]? = nil, seen: [Reference: Int] = [:]
    ) -> BulkOrder {
        BulkOrder(
            procedure: "request", action: "accept", references: matters.map(\.reference),
            shared: shared ?? ["triage": ["onSite"], "message": ["编号 {ref} 已受理。"]], seen: seen)
    }

    /// Does an order and answers with its outcomes, done or why not.
    private func run(
        _ order: BulkOrder, by colleague: Colleague, run: BulkRun.ID? = nil
    ) async throws -> [Bulks.Outcome] {
        let visit = try await colleague.visit()
        let installation = colleague.town.installation
        let id: BulkRun.ID = run ?? installation.newID()
        try await ActOnMany(
            visit: visit, run: id, order: order, filling: Self.filling, wording: { "\($0)" }
        ).run(in: installation)
        return try await installation.outcomes(of: id, for: visit) ?? []
    }

    @Test func eachMatterIsAcceptedByItselfWithItsOwnMessage() async throws {
        try await withTown { town in
            var matters: [Matter] = []
            for account in ["路灯不亮。", "门坏了。", "垃圾没人清。"] {
                matters.append(try await town.resident.reports(account).matter)
            }
            let outcomes = try await run(accepting(matters), by: try await town.dispatcher)
            #expect(outcomes.map(\.isDone) == [true, true, true])
            for matter in matters {
                let after = try await town.matter(matter.id)
                #expect(after.state == "accepted")
                #expect(after.title == matter.title)
                #expect(after.urgency == matter.urgency)
                let lines = try await town.lines(of: after)
                #expect(lines.map(\.action) == ["report", "accept"])
                guard case .text(let message)? = lines.last?.payload?["answers"]?["message"]
                else {
                    Issue.record("no message")
                    continue
                }
                #expect(message == "编号 \(matter.reference) 已受理。")
            }
        }
    }

    @Test func thePreviewSaysWhatWillHappenAndChangesNothing() async throws {
        try await withTown { town in
            let fresh = try await town.resident.reports("路灯不亮。").matter
            let ended = try await town.request(standing: "withdrawn")
            let order = accepting([fresh, ended])
            let preview = try await town.installation.preview(
                order, for: try await town.dispatcher.visit(), filling: Self.filling)
            guard case .moves(let move) = preview.lines[0].outcome,
                case .refused(.refused(.moved(to: "withdrawn"), _, _)) = preview.lines[1].outcome
            else {
                Issue.record("\(preview.lines)")
                return
            }
            #expect(move.to == "accepted")
            #expect(move.missing.isEmpty)
            #expect(try await town.matter(fresh.id).state == "submitted")
            let done = try await run(order, by: try await town.dispatcher)
            #expect(done.map(\.isDone) == [true, false])
            let after = try await town.matter(fresh.id)
            let keeper = try await town.rulebook().keeper
            #expect(move.due == after.clock("dispatch")?.deadline(by: keeper).at)
        }
    }

    @Test func whatIsNotAnsweredYetIsNamedAndNotDone() async throws {
        try await withTown { town in
            let matter = try await town.resident.reports("路灯不亮。").matter
            let order = accepting([matter], shared: [:])
            let preview = try await town.installation.preview(
                order, for: try await town.dispatcher.visit(), filling: Self.filling)
            guard case .moves(let move) = preview.lines[0].outcome else {
                Issue.record("\(preview.lines)")
                return
            }
            #expect(move.missing == ["triage", "message"])
            let done = try await run(order, by: try await town.dispatcher)
            #expect(done.map(\.isDone) == [false])
            #expect(try await town.matter(matter.id).state == "submitted")
        }
    }

    @Test func theSameRunIsNeverDoneTwice() async throws {
        try await withTown { town in
            let matter = try await town.resident.reports("路灯不亮。").matter
            let dispatcher = try await town.dispatcher
            let id: BulkRun.ID = town.installation.newID()
            let first = try await run(accepting([matter]), by: dispatcher, run: id)
            let again = try await run(accepting([matter]), by: dispatcher, run: id)
            #expect(first.map(\.isDone) == [true])
            #expect(again.map(\.isDone) == [true])
            #expect(try await town.story(of: matter) == ["report", "accept"])
            // Somebody else's run shows them nothing.
            let other = try await town.secretary.visit()
            #expect(try await town.installation.outcomes(of: id, for: other) == nil)
        }
    }

    @Test func whoSawAnOlderVersionIsToldSo() async throws {
        try await withTown { town in
            let matter = try await town.resident.reports("路灯不亮。").matter
            try await town.resident.does("addWords", matter, ["words": ["现在更暗了。"]])
            let done = try await run(
                accepting([matter], seen: [matter.reference: matter.version]),
                by: try await town.dispatcher)
            #expect(done.map(\.isDone) == [false])
            #expect(done.first?.reason?.contains("changedMeanwhile") == true)
        }
    }

    @Test func dispatchGoesWhereTheCatalogueSaysUnlessSomebodyChose() async throws {
        try await withTown { town in
            var matters: [Matter] = []
            for _ in 1...2 { matters.append(try await town.request(standing: "accepted")) }
            let chosen = try town.body("property-lanshan")
            let order = BulkOrder(
                procedure: "request", action: "dispatch", references: matters.map(\.reference),
                leads: [matters[1].reference: chosen.id.description])
            let done = try await run(order, by: try await town.dispatcher)
            #expect(done.map(\.isDone) == [true, true])
            let routing = try await town.installation.routing(
                place: matters[0].placePath, category: matters[0].category, in: town.realm)
            #expect(try await town.matter(matters[0].id).lead == routing.chosen?.lead)
            #expect(try await town.matter(matters[1].id).lead == chosen.id)
        }
    }

    @Test func mergingKeepsOneAndTellsEveryone() async throws {
        try await withTown { town in
            var matters: [Matter] = []
            for number in 1...3 {
                matters.append(try await town.resident.reports("停水了，第\(number)户。").matter)
            }
            let order = BulkOrder(
                procedure: "request", action: "merge", references: matters.map(\.reference),
                shared: ["message": ["和 {ref} 一样的事合在一起办。"]], target: matters[1].reference)
            let done = try await run(order, by: try await town.dispatcher)
            #expect(done.count == 2)
            #expect(done.allSatisfy { $0.isDone == true })
            #expect(try await town.matter(matters[1].id).state == "submitted")
            for matter in [matters[0], matters[2]] {
                let after = try await town.matter(matter.id)
                #expect(after.state == "merged")
                #expect(after.mergedInto == matters[1].id)
                let file = try #require(try await town.resident.file(of: after))
                #expect(file.story.last?.action == "merge")
            }
            // One alone has nothing to be merged into.
            let alone = BulkOrder(
                procedure: "request", action: "merge", references: [matters[1].reference],
                shared: ["message": ["x"]])
            #expect(try await run(alone, by: try await town.dispatcher).isEmpty)
        }
    }

    @Test func otherRealmsAndOtherPlacesAreNotThere() async throws {
        try await withTown { town in
            let matter = try await town.resident.reports("路灯不亮。").matter
            for stranger in [try await town.bostonian, try await town.otherGrid] {
                let preview = try await town.installation.preview(
                    accepting([matter]), for: try await stranger.visit(), filling: Self.filling)
                guard case .refused(.notFound) = preview.lines[0].outcome else {
                    Issue.record("\(stranger.signIn) sees it")
                    continue
                }
                #expect(preview.lines[0].matter == nil)
                #expect(try await run(accepting([matter]), by: stranger).isEmpty)
            }
            #expect(try await town.matter(matter.id).state == "submitted")
        }
    }

    @Test func fiftyAtOnceAndEachOnce() throws {
        let references = try (1...60).map { try Reference(year: 26, serial: $0).checked }
        let order = BulkOrder(
            procedure: "request", action: "accept", references: references + references)
        #expect(order.references.count == Procedure.manyMax)
        #expect(Set(order.references).count == Procedure.manyMax)
    }

    @Test func whatMustBeLookedAtOneByOneIsNeverOfferedForMany() async throws {
        try await withTown { town in
            let profile = try await town.rulebook().profile
            let request = try #require(profile.procedure("request"))
            let many = Set(request.actions.filter(request.suitsMany).map(\.id))
            #expect(many.isSuperset(of: ["accept", "merge", "dispatch", "receive"]))
            #expect(
                many.isDisjoint(with: [
                    "refuse", "redirect", "object", "finish", "passCheck", "failCheck",
                    "confirmSolved", "stillUnsolved", "closeUnsolved", "note", "report", "withdraw",
                    "noAnswer", "answerQuestion",
                ]))
            let finish = BulkOrder(
                procedure: "request", action: "finish",
                references: [try await town.request(standing: "handling").reference],
                shared: ["result": ["solved"], "message": ["好了"]])
            let done = try await run(finish, by: try await town.property)
            #expect(done.map(\.isDone) == [false])
        }
    }
}

extension Reference {
    /// The reference itself; parsing it again proves its check digit.
    fileprivate var checked: Reference { get throws { try Reference(parsing: description) } }
}
