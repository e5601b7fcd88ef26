import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Six steps from a word to the file, with meetings that were really held.
@Suite struct DeliberationWayTests {
    @Test func aMatterGoesAllSixStepsToItsFile() async throws {
        try await withTown { town in
            let secretary = try await town.secretary
            var matter = try await town.deliberation(standing: "published")
            #expect(
                try await town.story(of: matter).filter { $0 != "note" } == [
                    "raise", "admit", "summarise", "propose", "carry", "assign", "finish", "rate",
                    "publish",
                ])
            try await town.resident.says("object", to: matter)
            let due = try await due("publish", of: matter, in: town)
            town.clock.set(due.adding(minutes: -1))
            #expect(try await RunDueActions().run(in: town.installation) == 0)
            town.clock.set(due.adding(minutes: 1))
            // The fifteen days are over, and an objection waits.
            #expect(try await RunDueActions().run(in: town.installation) == 0)
            #expect(try await town.matter(matter.id).state == "published")
            try await secretary.does("answerObjection", matter)
            #expect(try await RunDueActions().run(in: town.installation) == 1)
            matter = try await town.matter(matter.id)
            #expect(matter.state == "filed")
            #expect(matter.ending == .done)
            #expect(try await town.resident.openFile(of: matter) != nil)
            #expect(try await VerifyRecords().run(in: town.database).problem == nil)
        }
    }

    @Test func itHangsForAtLeastFifteenDays() async throws {
        try await withTown { town in
            let matter = try await town.deliberation(standing: "published")
            let published = try #require(matter.clock("publish")?.startedAt)
            let due = try await due("publish", of: matter, in: town)
            #expect(due.seconds(since: published) >= 15 * 86_400)
            for days in [Int64(1), 7, 15] {
                town.clock.set(published.adding(minutes: days * 1_440))
                let early = await refusal {
                    try await ActOnMatter(
                        realm: town.realm, matter: matter.id, action: "file", acting: .clock,
                        seen: nil
                    ).run(in: town.installation)
                }
                #expect(early == .guardFailed(.elapsed("publish")), "after \(days) days")
            }
        }
    }

    @Test func anAnswerBeforeTheObjectionAnswersNothing() async throws {
        try await withTown { town in
            let matter = try await town.deliberation(standing: "published")
            try await town.secretary.does("answerObjection", matter)
            try await town.resident.says("object", to: matter)
            town.clock.advance(days: 17)
            #expect(try await RunDueActions().run(in: town.installation) == 0)
            try await town.secretary.does("answerObjection", matter)
            #expect(try await RunDueActions().run(in: town.installation) == 1)
        }
    }

    @Test func noProposalWithoutAMeetingOfEnough() async throws {
        try await withTown { town in
            let matter = try await town.deliberation(standing: "deliberating")
            let secretary = try await town.secretary
            let before = await refusal { try await secretary.does("propose", matter) }
            #expect(before == .guardFailed(.met))
            try await secretary.holdsConsultation(on: matter, entitled: 20, present: 10)
            #expect(try await secretary.does("propose", matter).state == "deciding")
            // The consultation decided nothing: a vote must be held in the next step.
            let early = await refusal { try await secretary.does("carry", matter) }
            #expect(early == .guardFailed(.carried))
        }
    }

    @Test(arguments: [(5, "reject", "carry"), (6, "carry", "reject")])
    func theVoteDecidesWhichWayItGoes(
        _ inFavour: Int, _ allowed: String, _ refused: String
    ) async throws {
        try await withTown { town in
            let matter = try await town.deliberation(standing: "deciding")
            let secretary = try await town.secretary
            try await secretary.holdsVote(on: matter, inFavour: inFavour)
            let rule: Procedure.Guard = refused == "carry" ? .carried : .notCarried
            let wrong = await refusal { try await secretary.does(refused, matter) }
            #expect(wrong == .guardFailed(rule))
            let after = try await secretary.does(allowed, matter)
            #expect(after.state == (allowed == "carry" ? "doing" : "rejected"))
            #expect(after.ending == (allowed == "carry" ? nil : .declined))
        }
    }

    @Test func aTaskIsARequestOfItsOwnAndHoldsTheEndBack() async throws {
        try await withTown { town in
            let matter = try await town.deliberation(standing: "doing")
            let secretary = try await town.secretary
            let none = await refusal { try await secretary.does("finish", matter) }
            #expect(none == .guardFailed(.happened("assign", times: 1)))
            let task = try await secretary.assigns("平整场地", on: matter)
            #expect(task.procedure.name == "request")
            #expect(task.state == "dispatched")
            #expect(task.title == "平整场地")
            #expect(task.account == "两周内平整。")
            #expect(task.lead == (try town.body("property-banshan")).id)
            #expect(task.parent == matter.id)
            // Nothing of who raised the matter goes along with the task.
            let file = try #require(try await town.property.file(of: task))
            #expect(file.held.isEmpty)
            #expect(!"\(try await town.lines(of: task))".contains("老吴"))
            for _ in 1...2 {
                let open = await refusal { try await secretary.does("finish", matter) }
                #expect(open == .guardFailed(.childrenEnded))
                let back = await refusal { try await secretary.does("returnToDecision", matter) }
                #expect(back == .guardFailed(.childrenEnded))
                if try await town.matter(task.id).state == "dispatched" {
                    _ = try await town.property.does("receive", task)
                }
            }
            town.clock.advance(minutes: 10)
            _ = try await town.property.does("finish", task, ["result": ["solved"]])
            _ = try await town.checker.does("passCheck", task)
            _ = try await town.callBack.does("confirmSolved", task)
            #expect(try await secretary.does("finish", matter).state == "appraising")
        }
    }

    @Test func aTaskOfAnotherRealmsBodyIsNoChoice() async throws {
        try await withTown { town in
            let matter = try await town.deliberation(standing: "doing")
            let foreign = try #require(try await town.installation.bodies(in: town.boston).first)
            let refused = await refusal {
                try await town.secretary.does(
                    "assign", matter, ["taskBody": [foreign.id.description]])
            }
            #expect(refused == .answers(["taskBody": .notAChoice]))
            #expect(try await town.children(of: matter).isEmpty)
        }
    }

    @Test func aStepGoesBackWithItsReasonTwice() async throws {
        try await withTown { town in
            var matter = try await town.deliberation(standing: "deliberating")
            let secretary = try await town.secretary
            let silent = await refusal {
                try await secretary.does("returnToHearing", matter, ["reason": [" "]])
            }
            #expect(silent == .answers(["reason": .missing]))
            for _ in 1...2 {
                matter = try await secretary.does(
                    "returnToHearing", matter, ["reason": ["一楼没有问到。"]])
                #expect(matter.state == "hearing")
                #expect(matter.clock("hear")?.stoppedAt == nil)
                matter = try await secretary.does("summarise", matter)
            }
            let third = await refusal { try await secretary.does("returnToHearing", matter) }
            #expect(third == .usedUp("returnToHearing", atMost: 2))
            let lines = try await town.lines(of: matter).filter { $0.action == "returnToHearing" }
            #expect(lines.count == 2)
            #expect(lines.allSatisfy { $0.payload?["answers"]?["reason"] == .text("一楼没有问到。") })
        }
    }

    @Test func aMeetingBeforeTheReturnDecidesNothingAfterIt() async throws {
        try await withTown { town in
            var matter = try await town.deliberation(standing: "deciding")
            let secretary = try await town.secretary
            matter = try await secretary.does("returnToDeliberation", matter)
            town.clock.advance(minutes: 10)
            let refused = await refusal { try await secretary.does("propose", matter) }
            #expect(refused == .guardFailed(.met))
        }
    }

    private func due(
        _ clock: String, of matter: Matter, in town: Town
    ) async throws -> Instant {
        let running = try #require(matter.clock(clock))
        return running.deadline(by: try await town.rulebook().keeper).at
    }
}
