import Kernel
import Testing

/// What is done once more from the record: the row is what comes of it, or the difference is named.
@Suite struct MatterReplayTests {
    /// A matter that was asked for, started, taken, paused, gone on with and finished.
    private struct Story {
        let errand: Errand
        var matter: Matter
        var steps: [RecordedStep] = []

        init() throws {
            errand = try Errand()
            let change = try errand.procedure.open(
                "ask", draft: errand.draft(), by: .anyone,
                with: Answers(["title": .text("灯"), "far": .number(3)]), in: errand.situation())
            matter = change.after
            add(change, .anyone, minute: 0)
            try does(
                "start", 10, Errand.post(1, body: 4, [Errand.accept]), ["lead": .body(.init(5))])
            try does("take", 20, Errand.runner)
            try does("pause", 30, Errand.runner)
            try does("goOn", 90, Errand.runner)
            try does("invite", 95, Errand.runner, ["assists": .bodies([.init(8), .init(9)])])
            try does("finish", 100, Errand.runner)
        }

        private mutating func does(
            _ action: String, _ minute: Int64, _ acting: Acting, _ answers: [String: Answer] = [:]
        ) throws {
            let change = try errand.procedure.decide(
                action, on: matter, by: acting, with: Answers(answers),
                in: errand.situation(minute))
            matter = change.after
            add(change, acting, minute: minute)
        }

        private mutating func add(_ change: Change, _ acting: Acting, minute: Int64) {
            let payload = Payload.object([
                "from": change.from.map { .text($0) } ?? .null, "to": .text(change.after.state),
                "reference": .text(change.after.reference.description),
                "version": .int(Int64(change.after.version)),
                "answers": .object(change.answers.values.mapValues(\.payload)),
            ])
            let step = RecordedStep(
                sequence: Int64(steps.count + 1), at: errand.morning.adding(minutes: minute),
                person: acting.person, action: change.action.id, payload: payload)
            if let step { steps.append(step) }
        }

        func problems(
            of row: Matter? = nil, told steps: [RecordedStep]? = nil
        ) -> [String] {
            MatterReplay(
                of: row ?? matter, under: errand.procedure, told: steps ?? self.steps,
                in: errand.keeper.zone, urgency: { _ in "later" }
            ).problems.map(\.description)
        }
    }

    @Test func whatWasDoneIsWhatIsStored() throws {
        let story = try Story()
        #expect(story.steps.count == 7)
        #expect(story.problems() == [])
    }

    struct Slip: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let make: @Sendable (inout Matter) -> Void
        let told: String

        init(
            _ description: String, told: String, _ make: @escaping @Sendable (inout Matter) -> Void
        ) {
            testDescription = description
            self.told = told
            self.make = make
        }
    }

    @Test(arguments: [
        Slip("another state", told: "its state is going, but the record leads to done") {
            $0.state = "going"
        },
        Slip("a later version", told: "its version is 8, but the record leads to 7") {
            $0.version += 1
        },
        Slip("another end", told: "its ending is solved") { $0.ending = .solved },
        Slip("another hour of the end", told: "its end is") {
            $0.endedAt = $0.endedAt?.adding(minutes: 1)
        },
        Slip("another title", told: "its title is not what") { $0.title = "门" },
        Slip("another lead", told: "its lead is 6, but the record leads to 5") {
            $0.lead = Body.ID(6)
        },
        Slip("no first receiver", told: "its first receiver is nothing") {
            $0.firstReceiver = nil
        },
        Slip("another taker", told: "its taker is 99") { $0.taker = Person.ID(99) },
        Slip("more urgent", told: "its urgency is soon") { $0.urgency = "soon" },
        Slip("merged into another", told: "its merging is 3") { $0.mergedInto = Matter.ID(3) },
        Slip("an assisting body less", told: "its assisting bodies is not") {
            $0.assists.removeLast()
        },
        Slip("supervised", told: "its supervision is street") { $0.supervision = "street" },
        Slip("a clock less", told: "its clock start is not") { $0.clocks.removeFirst() },
        Slip("a clock that runs on", told: "its clock finish is not") { matter in
            matter.clocks = matter.clocks.map { clock in
                clock.name == "finish"
                    ? Clock(
                        name: clock.name, budget: clock.budget, startedAt: clock.startedAt,
                        suspensions: clock.suspensions) : clock
            }
        },
    ])
    func whatStandsOtherwiseIsNamed(_ change: Slip) throws {
        let story = try Story()
        var row = story.matter
        change.make(&row)
        let problems = story.problems(of: row)
        #expect(problems.count == 1)
        #expect(problems.first?.contains(change.told) == true, "\(problems)")
    }

    @Test func aStepThatStandsTwiceIsNamed() throws {
        let story = try Story()
        var steps = story.steps
        steps.insert(steps[2], at: 3)
        #expect(story.problems(told: steps).first?.contains("makes version 3, but 4") == true)
    }

    @Test func aStepThatIsMissingIsNamed() throws {
        let story = try Story()
        for place in 1..<story.steps.count {
            var steps = story.steps
            steps.remove(at: place)
            #expect(!story.problems(told: steps).isEmpty, "without step \(place + 1)")
        }
    }

    @Test func aMatterWithoutItsOpeningIsNamed() throws {
        let story = try Story()
        #expect(story.problems(told: []) == ["no record says that it was opened"])
        let late = Array(story.steps.dropFirst())
        #expect(story.problems(told: late) == ["record 2, its first, does not open it"])
    }

    @Test func aStepThatTheProcedureDoesNotHaveIsNamed() throws {
        let story = try Story()
        func step(_ action: String, from: String, to: String) -> RecordedStep? {
            RecordedStep(
                sequence: 8, at: story.errand.morning, person: nil, action: action,
                payload: .object([
                    "from": .text(from), "to": .text(to), "version": .int(8),
                    "reference": .text(story.matter.reference.description), "answers": .object([:]),
                ]))
        }
        let cases: [(RecordedStep?, String)] = [
            (step("vanish", from: "done", to: "done"), "does vanish, which its procedure"),
            (step("start", from: "done", to: "going"), "does start from done, where it cannot"),
            (step("praise", from: "done", to: "going"), "praise leads to going, where it does not"),
            (step("praise", from: "going", to: "going"), "begins at going, but it stood at done"),
        ]
        for (extra, told) in cases {
            let problems = story.problems(told: story.steps + [try #require(extra)])
            #expect(problems.contains { $0.contains(told) }, "\(told): \(problems)")
        }
    }

    @Test func aDeadlineThatWasWorkedOutAnewIsNoStep() {
        let step = RecordedStep(
            sequence: 1, at: Instant(milliseconds: 0), person: nil, action: "reproject",
            payload: .object(["clocks": .list([])]))
        #expect(step == nil)
    }
}
