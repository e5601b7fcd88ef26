import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Needs, resources and projects joined to each other, with everything that comes of it.
@Suite struct LinkingActionTests {
    private func links(_ town: Town, _ matter: Matter) async throws -> [MatterLink] {
        let id = matter.id
        return try await town.database.read { db in try MatterLinks.of(id, db) }
    }

    private func isMatched(_ town: Town, _ matter: Matter) async throws -> Bool {
        let id = matter.id
        return try await town.count("SELECT matched FROM matters WHERE id = \(id)") == 1
    }

    @Test func aProjectStartsOnceItHasANeedAndAResource() async throws {
        try await withTown { town in
            let (need, resource) = (try await town.need(), try await town.resource())
            let community = try await town.community
            var project = try await town.project()
            project = try await community.does("agree", project)
            let early = await refusal { try await community.does("start", project) }
            #expect(early == .guardFailed(.linked("need")))
            try await community.does("joinNeed", project, naming: "need", need)
            let half = await refusal { try await community.does("start", project) }
            #expect(half == .guardFailed(.linked("resource")))
            try await community.does("joinResource", project, naming: "resource", resource)
            let started = try await community.does("start", project)
            #expect(started.state == "running")
            let found = try await links(town, project)
            #expect(found.map(\.kind) == ["need", "resource"])
            #expect(found.allSatisfy { $0.isOwn && $0.isOpen })
            let back = try await links(town, need)
            #expect(back.map(\.other) == [project.id] && back.allSatisfy { !$0.isOwn })
        }
    }

    @Test func whoeverRaisedTheNeedReadsThatItBecamePartOfTheProject() async throws {
        try await withTown { town in
            let need = try await town.need()
            let before = try await town.matter(need.id)
            let project = try await town.project()
            town.clock.advance(minutes: 10)
            try await town.community.does("joinNeed", project, naming: "need", need)
            let lines = try await town.lines(of: need)
            let last = try #require(lines.last)
            #expect(last.action == "matter.linked")
            #expect(last.payload?["procedure"] == .text("project"))
            #expect(last.payload?["otherReference"] == .text("\(project.reference)"))
            let community = try await town.community.person.id
            #expect(last.person == community)
            // It stands where it stood: nobody's page of it is old.
            let after = try await town.matter(need.id)
            #expect(after == before)
            try await town.community.does(
                "partNeed", project, ["need": ["\(need.reference)"], "reason": ["另外办了"]])
            let story = try await town.story(of: need)
            #expect(story.suffix(2) == ["matter.linked", "matter.parted"])
            let left = try await links(town, need)
            #expect(left.isEmpty)
        }
    }

    @Test func aNumberOfAnotherKindIsRefusedWithItsReason() async throws {
        try await withTown { town in
            let (need, resource) = (try await town.need(), try await town.resource())
            let project = try await town.project()
            let community = try await town.community
            func refused(_ other: Matter) async -> Refusal? {
                await refusal {
                    try await community.does("joinNeed", project, naming: "need", other)
                }
            }
            let kind = await refused(resource)
            #expect(kind == .answers(["need": .isOtherThan("need")]))
            let itself = await refused(project)
            #expect(itself == .answers(["need": .isThisOne]))
            try await community.does("joinNeed", project, naming: "need", need)
            let again = await refused(need)
            #expect(again == .answers(["need": .isLinked]))
            let ended = try await town.need("另一项")
            _ = try await town.resident.does("withdraw", ended)
            let over = await refused(ended)
            #expect(over == .answers(["need": .hasEnded]))
        }
    }

    @Test func whatOneMayNotReadIsNoMatterThatOneCouldLink() async throws {
        try await withTown { town in
            let receipt = try await town.resident.raises(
                "need", "raise",
                [
                    "account": ["还没核实的需求"], "category": ["need.care"],
                    "place": [try town.place(Resident.home).id.description],
                ])
            let raised = try await town.matter(receipt.id)
            let liaison = try await town.liaison
            let project = try await liaison.opens(
                "project", "propose",
                [
                    "title": ["每月义诊"], "category": ["project.health"],
                    "lead": [try town.body("partner-hospital").id.description],
                ])
            let hidden = await refusal {
                try await liaison.does("joinNeed", project, naming: "need", raised)
            }
            #expect(hidden == .answers(["need": .notAChoice]))
            let unknown = await refusal {
                try await liaison.does("joinNeed", project, ["need": ["26-09999-1"]])
            }
            #expect(unknown == hidden)
            let listed = try await town.need()
            try await liaison.does("joinNeed", project, naming: "need", listed)
            let found = try await links(town, project)
            #expect(found.map(\.other) == [listed.id])
        }
    }

    @Test func listsKnowWhatIsAnswered() async throws {
        try await withTown { town in
            let need = try await town.need()
            let project = try await town.project()
            let community = try await town.community
            var matched = try await isMatched(town, need)
            #expect(!matched)
            try await community.does("joinNeed", project, naming: "need", need)
            matched = try await isMatched(town, need)
            #expect(matched)
            // A project that is given up answers nothing any more.
            try await community.does("cancel", project)
            matched = try await isMatched(town, need)
            #expect(!matched)
            let claimed = try await town.volunteer.does("take", need)
            matched = try await isMatched(town, claimed)
            #expect(matched)
            try await town.volunteer.does("giveUp", claimed)
            matched = try await isMatched(town, claimed)
            #expect(!matched)
        }
    }

    @Test func whatTheProjectDidIsConfirmedByAnother() async throws {
        try await withTown { town in
            let need = try await town.need()
            let project = try await town.project()
            let (community, secretary) = (try await town.community, try await town.secretary)
            let early = await refusal { try await community.does("deliver", need) }
            #expect(early == .guardFailed(.linked("project")))
            try await community.does("joinNeed", project, naming: "need", need)
            let served = try await community.does("deliver", need)
            #expect(served.state == "served")
            let own = await refusal { try await community.does("confirm", served) }
            #expect(own == .guardFailed(.otherPersonThan(["serve", "deliver"])))
            let met = try await secretary.does("confirm", served)
            #expect(met.ending == .done)
        }
    }

    @Test func theCheckOfRowsFindsLinksThatNoRecordMade() async throws {
        try await withTown { town in
            let (need, resource) = (try await town.need(), try await town.resource())
            let project = try await town.project()
            let community = try await town.community
            try await community.does("joinNeed", project, naming: "need", need)
            try await community.does("joinResource", project, naming: "resource", resource)
            try await community.does(
                "partResource", project,
                ["resource": ["\(resource.reference)"], "reason": ["没有空"]])
            func problems() async throws -> [String] {
                try await CheckRows(vault: town.installation.vault, now: town.clock.now)
                    .run(in: town.database).problems
            }
            var found = try await problems()
            #expect(found == [])
            let (from, to) = (project.id, resource.id)
            try await town.database.write { db in
                try db.run("INSERT INTO matter_links (from_id, to_id) VALUES (\(from), \(to))")
            }
            found = try await problems()
            #expect(found.contains { $0.contains("\(project.reference): its links") })
            #expect(found.contains { $0.contains("\(resource.reference): it is kept as unans") })
        }
    }
}
