import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// Who speaks to a deliberation: anyone, while it is open to all; and who moves it.
@Suite struct DeliberationVoiceTests {
    private static let voices = ["speak", "rate", "object"]

    /// What anyone may say in which state; in every other it is refused, and what is not open to
    /// all is not there.
    @Test(arguments: [
        ("raised", nil), ("hearing", "speak"), ("deliberating", "speak"), ("deciding", ""),
        ("doing", ""), ("appraising", "rate"), ("published", "object"),
    ])
    func anyoneSpeaksWhereItIsOpenToAll(_ state: String, _ voice: String?) async throws {
        try await withTown { town in
            let matter = try await town.deliberation(standing: state)
            let file = try await town.resident.openFile(of: matter)
            #expect((file == nil) == (voice == nil))
            #expect(
                Set(file?.available.map(\.id) ?? []) == Set([voice ?? ""].filter { !$0.isEmpty }))
            for action in Self.voices {
                let outcome = await outcome { try await town.resident.says(action, to: matter) }
                let expected =
                    voice == nil ? "notFound" : action == voice ? "done" : "refused: moved"
                #expect(outcome == expected, "\(action)")
            }
        }
    }

    @Test func whatWasWithdrawnOrRefusedIsNotThere() async throws {
        try await withTown { town in
            let raised = try await town.deliberation(standing: "raised")
            _ = try await town.secretary.does("refuse", raised)
            let hearing = try await town.deliberation(standing: "hearing")
            _ = try await town.resident.does("withdraw", hearing)
            for matter in [raised, hearing] {
                #expect(try await town.resident.openFile(of: matter) == nil)
                let spoken = await outcome { try await town.resident.says("speak", to: matter) }
                #expect(spoken == "notFound")
            }
        }
    }

    @Test func aWordNeedsAStanceAndSomethingSaid() async throws {
        try await withTown { town in
            let matter = try await town.deliberation(standing: "hearing")
            let refused = await refusal {
                try await town.resident.says(
                    "speak", to: matter, ["stance": ["perhaps"], "opinion": ["  "]])
            }
            #expect(refused == .answers(["stance": .notAChoice, "opinion": .missing]))
            #expect(!(try await town.story(of: matter)).contains("speak"))
        }
    }

    @Test func voicesAreCountedAndBounded() async throws {
        try await withTown { town in
            let matter = try await town.deliberation(standing: "appraising")
            let secretary = try await town.secretary
            let none = await refusal { try await secretary.does("publish", matter) }
            #expect(none == .guardFailed(.happened("rate", times: 1)))
            for satisfaction in ["satisfied", "satisfied", "dissatisfied"] {
                try await town.resident.says("rate", to: matter, ["satisfaction": [satisfaction]])
            }
            let answers = try await town.lines(of: matter).filter { $0.action == "rate" }
                .compactMap { $0.payload?["answers"]?["satisfaction"] }
            #expect(answers == [.text("satisfied"), .text("satisfied"), .text("dissatisfied")])
            // Who spoke is nobody: neither a person nor a post stands with it.
            let lines = try await town.lines(of: matter).filter { $0.action == "rate" }
            #expect(lines.allSatisfy { $0.person == nil && $0.personName == nil })
            #expect(try await secretary.does("publish", matter).state == "published")
        }
    }

    @Test func aWordMovesNothingAndTwoAtOnceAreBothHeard() async throws {
        try await withTown { town in
            let matter = try await town.deliberation(standing: "hearing")
            let outcomes = await withTaskGroup(of: String.self) { group in
                for _ in 1...10 {
                    group.addTask {
                        await outcome { try await town.resident.says("speak", to: matter) }
                    }
                }
                return await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(outcomes.allSatisfy { $0 == "done" })
            #expect(try await town.story(of: matter).filter { $0 == "speak" }.count == 10)
            #expect(try await town.matter(matter.id).state == "hearing")
        }
    }

    private static let branch: Set = ["community", "secretary"]
    private static let hearers: Set = ["grid", "community", "secretary"]
    private static let moves: [(state: String, action: String, people: Set<String>)] = [
        ("hearing", "summarise", hearers), ("hearing", "noteVoice", hearers),
        ("raised", "admit", hearers), ("doing", "assign", branch),
        ("published", "answerObjection", branch), ("published", "returnToAppraisal", branch),
        ("published", "file", []),
    ]

    @Test(arguments: moves)
    func onlyPostsOfThePlaceMoveIt(
        _ state: String, _ action: String, _ people: Set<String>
    ) async throws {
        try await withTown { town in
            let matter = try await town.deliberation(standing: state)
            for colleague in try await town.everyone() where !people.contains(colleague.signIn) {
                let offered = try await colleague.offered(matter)
                #expect(!(offered?.contains(action) ?? false), "\(colleague.signIn)")
                let outcome = await outcome {
                    try await colleague.does(
                        action, matter,
                        ["taskBody": [try town.body("property-banshan").id.description]])
                }
                let expected = offered == nil ? "notFound" : "refused: notYours"
                #expect(outcome == expected, "\(colleague.signIn)")
            }
            for signIn in people {
                let offered = try await town.colleague(signIn).offered(matter)
                #expect(offered?.contains(action) == true, "\(signIn)")
            }
        }
    }

    @Test func anotherRealmHasNothingOfIt() async throws {
        try await withTown { town in
            let matter = try await town.deliberation(standing: "hearing")
            let there = Resident(town: town, realm: town.boston)
            #expect(try await there.openFile(of: matter) == nil)
            let spoken = await outcome {
                try await there.says("speak", to: matter, ["stance": ["favour"], "opinion": ["x"]])
            }
            #expect(spoken == "notFound")
        }
    }
}
