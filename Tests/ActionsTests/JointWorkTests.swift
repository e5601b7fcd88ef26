import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// Work that several bodies share, and requests that turn out to be one.
@Suite struct JointWorkTests {
    @Test func theLeadFinishesOnlyAfterThoseWhoAssist() async throws {
        try await withTown { town in
            var matter = try await town.request(standing: "accepted")
            let office = try town.body("city-office")
            matter = try await town.dispatcher.does(
                "dispatch", matter,
                ["assists": [office.id.description], "instruction": ["请先清运。"]])
            let task = try #require(try await town.children(of: matter).first)
            #expect(task.procedure.name == "assistance")
            #expect(task.parent == matter.id)
            #expect(task.lead == office.id)
            #expect(task.account == "请先清运。")
            #expect(task.reference != matter.reference)

            matter = try await town.property.does("receive", matter)
            let early = await refusal { [matter] in try await town.property.does("finish", matter) }
            #expect(early == .guardFailed(.childrenEnded))

            let department = try await town.department
            _ = try await department.does("receive", task)
            let still = await refusal { [matter] in try await town.property.does("finish", matter) }
            #expect(still == .guardFailed(.childrenEnded))
            let done = try await department.does("complete", task)
            #expect(done.ending == .done)
            #expect(try await town.property.does("finish", matter).state == "checking")
        }
    }

    @Test func aDeclinedTaskHoldsNobodyUp() async throws {
        try await withTown { town in
            var matter = try await town.request(standing: "handling")
            matter = try await town.property.does(
                "inviteAssists", matter,
                ["assists": [try town.body("city-office").id.description]])
            let task = try #require(try await town.children(of: matter).first)
            _ = try await town.department.does("decline", task)
            #expect(try await town.property.does("finish", matter).state == "checking")
        }
    }

    @Test func invitingTheSameBodyTwiceOpensOneTask() async throws {
        try await withTown { town in
            let office = try town.body("city-office").id.description
            var matter = try await town.request(standing: "handling")
            matter = try await town.property.does("inviteAssists", matter, ["assists": [office]])
            matter = try await town.property.does(
                "inviteAssists", matter, ["assists": [office, office]])
            #expect(try await town.children(of: matter).count == 1)
            #expect(matter.assists.count == 1)
        }
    }

    @Test func aBodyNamedTwiceInOneInvitationIsInvitedOnce() async throws {
        try await withTown { town in
            let office = try town.body("city-office").id.description
            let matter = try await town.property.does(
                "inviteAssists", try await town.request(standing: "handling"),
                ["assists": [office, office]])
            #expect(try await town.children(of: matter).count == 1)
            #expect(matter.assists.count == 1)
        }
    }

    @Test func noMoreThanTwelveBodiesAssist() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "handling")
            let many = town.bodies.filter { $0.id != matter.lead }.map(\.id.description)
            let refused = await refusal {
                try await town.property.does(
                    "inviteAssists", matter, ["assists": Array(many.prefix(13))])
            }
            #expect(refused == .answers(["assists": .tooMany(12)]))
            let twelve = try await town.property.does(
                "inviteAssists", matter, ["assists": Array(many.prefix(12))])
            #expect(try await town.children(of: twelve).count == 12)
            let more = await refusal {
                try await town.property.does("inviteAssists", twelve, ["assists": [many[12]]])
            }
            #expect(more == .childrenMax(12))
        }
    }

    @Test func theReporterOfAMergedRequestFollowsTheOther() async throws {
        try await withTown { town in
            let first = try await town.resident.reports("电梯有异响。", category: "property.elevator")
            let second = try await town.resident.reports("电梯响得厉害。", category: "property.elevator")
            let merged = try await town.dispatcher.does(
                "merge", second.matter, ["other": [first.matter.reference.description]])
            #expect(merged.ending == .merged)
            #expect(merged.mergedInto == first.matter.id)
            let followed = try #require(
                try await town.installation.matter(first.matter.id, in: town.realm))
            #expect(followed.state == "submitted")
            let file = try #require(try await town.dispatcher.file(of: first.matter))
            #expect(file.related.map(\.reference) == [second.matter.reference])
            let tracked = try await town.resident.tracks(
                second.receipt.reference.description, second.receipt.word.text)
            #expect(tracked.mergedInto == first.matter.id)
        }
    }

    @Test func aRequestIsMergedOnlyIntoAnotherOpenOne() async throws {
        try await withTown { town in
            let ended = try await town.request(standing: "withdrawn")
            let matter = try await town.resident.reports("还没修。").matter
            let dispatcher = try await town.dispatcher
            for (other, expected) in [
                (ended.reference.description, Refusal.guardFailed(.otherMatterOpen)),
                (matter.reference.description, .guardFailed(.otherMatterOpen)),
                ("26-99999-9", .answers(["other": .notAChoice])),
                ("nonsense", .answers(["other": .notAChoice])),
            ] {
                let refused = await refusal {
                    try await dispatcher.does("merge", matter, ["other": [other]])
                }
                #expect(refused == expected, "\(other)")
            }
        }
    }
}
