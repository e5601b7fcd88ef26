import Testing

@testable import Kernel

/// Who reads a favour, who takes it on, and what it orders.
@Suite struct FavourTests {
    @Test func everyoneReadsTheMatterInPublicStatesOnly() throws {
        let favour = try Favour()
        let rows: [(state: String, acting: Acting, reads: Bool)] = [
            ("asked", .anyone, false), ("asked", Favour.one, false), ("asked", .reporter, true),
            ("asked", Favour.clerk, true), ("pooled", .anyone, true), ("pooled", Favour.one, true),
            ("taken", .anyone, true), ("taken", Favour.two, true), ("taken", .clock, true),
        ]
        for row in rows {
            let matter = try favour.standing(row.state)
            let reads = favour.procedure.lets(row.acting, read: matter)
            #expect(reads == row.reads, "\(row.acting) reads what is \(row.state)")
        }
    }

    @Test func onceWithdrawnOnlyTheTakerAndTheBranchReadIt() throws {
        let favour = try Favour()
        let matter = try favour.does(
            "withdraw", try favour.standing("taken"), by: .reporter
        ).after
        #expect(favour.procedure.lets(Favour.one, read: matter))
        #expect(favour.procedure.lets(Favour.branch, read: matter))
        #expect(!favour.procedure.lets(Favour.two, read: matter))
        #expect(!favour.procedure.lets(.anyone, read: matter))
    }

    @Test func anotherRealmReadsNothingAtAPost() throws {
        let favour = try Favour()
        let matter = try favour.standing("taken")
        for person in [Int64(7), 8] {
            let stranger = Errand.post(
                person, body: 5, [.read, Favour.claim, Favour.issue], reach: .root, realm: 2)
            #expect(!favour.procedure.lets(stranger, read: matter))
            #expect(!favour.procedure.shows(.account, of: matter, to: stranger))
            #expect(!favour.procedure.shows("phone", of: matter, to: stranger))
        }
    }

    @Test func wordsDoorAndNumberAreForTheTakerAndTheBranch() throws {
        let favour = try Favour()
        let pooled = try favour.standing("pooled")
        let taken = try favour.standing("taken")
        func reads(_ acting: Acting, _ matter: Matter) -> [Bool] {
            [Procedure.Part.account, .spot].map {
                favour.procedure.shows($0, of: matter, to: acting)
            } + [favour.procedure.shows("phone", of: matter, to: acting)]
        }
        for acting in [Acting.anyone, Favour.one, Favour.two, Favour.clerk] {
            #expect(reads(acting, pooled) == [false, false, false])
            #expect(favour.procedure.shows(.title, of: pooled, to: acting))
        }
        for acting in [Acting.reporter, Favour.branch] {
            #expect(reads(acting, pooled) == [true, true, true])
        }
        #expect(reads(Favour.one, taken) == [true, true, true])
        #expect(reads(Favour.two, taken) == [false, false, false])
        let given = try favour.does("giveUp", taken, by: Favour.one).after
        #expect(reads(Favour.one, given) == [false, false, false])
    }

    @Test func whatNoFieldSetsIsForStaff() throws {
        let favour = try Favour()
        let matter = try favour.standing("taken")
        #expect(favour.procedure.shows(.urgency, of: matter, to: Favour.clerk))
        for acting in [Acting.anyone, .reporter, Favour.one] {
            #expect(!favour.procedure.shows(.urgency, of: matter, to: acting))
        }
    }

    @Test func ofTwoTheSecondIsToldThatItIsTakenAndNotWhereItWent() throws {
        let favour = try Favour()
        let taken = try favour.standing("taken")
        #expect(throws: Refusal.taken) { try favour.does("take", taken, by: Favour.two) }
        #expect(throws: Refusal.taken) {
            try favour.procedure.admit(
                try #require(favour.procedure.action("take")), on: taken, by: Favour.two,
                in: favour.errand.situation(20))
        }
        // Whoever has it already, and whatever takes nothing on, is told where it stands.
        #expect(throws: Refusal.moved(to: "taken")) {
            try favour.does("take", taken, by: Favour.one)
        }
        #expect(throws: Refusal.moved(to: "taken")) {
            try favour.does("issue", taken, by: Favour.branch)
        }
        let given = try favour.does("giveUp", taken, by: Favour.one).after
        #expect(given.taker == nil)
        #expect(try favour.does("take", given, by: Favour.two).after.taker == Person.ID(8))
    }

    private static let task: [Procedure.Field.ID: Answer] = [
        "taskTitle": .text("平整场地"), "taskWords": .text("两周内平整。"), "taskBody": .body(Body.ID(9)),
    ]

    @Test func aTaskIsOrderedInItsOwnWordsForTheBodyThatIsNamed() throws {
        let favour = try Favour()
        let matter = try favour.standing("taken")
        let change = try favour.does("assign", matter, by: Favour.branch, Self.task)
        #expect(
            change.children == [
                Change.ChildOrder(
                    kind: .init(procedure: "request", opening: "task"), body: Body.ID(9),
                    title: "平整场地", account: "两周内平整。")
            ])
        // The order is the child's; of its parent it changes nothing.
        #expect(change.after.lead == nil && change.after.assists == [])
        #expect(change.after.title == matter.title && change.after.account == matter.account)
    }

    @Test func aTaskWithoutABodyIsNotOrdered() throws {
        let favour = try Favour()
        let matter = try favour.standing("taken")
        var answers = Self.task
        answers["taskBody"] = nil
        #expect(throws: Refusal.answers(["taskBody": .missing])) {
            try favour.does("assign", matter, by: Favour.branch, answers)
        }
    }

    @Test(arguments: [(0, true), (11, true), (12, false), (13, false)])
    func atMostTwelveTasksAreOrdered(_ tasks: Int, _ allowed: Bool) throws {
        let favour = try Favour()
        let matter = try favour.standing("taken")
        let assign = {
            try favour.does("assign", matter, by: Favour.branch, Self.task, children: tasks)
        }
        if allowed {
            #expect(try assign().children.count == 1)
        } else {
            #expect(throws: Refusal.childrenMax(12)) { try assign() }
        }
    }
}
