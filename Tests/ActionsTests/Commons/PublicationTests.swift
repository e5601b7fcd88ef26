import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// What is made public: written by one, released by another, with nothing personal in it.
@Suite struct PublicationTests {
    @Test func whoeverTouchedItCannotReleaseIt() async throws {
        try await withTown { town in
            let waiting = try await town.publication(standing: "waiting")
            let community = try await town.community
            let own = await outcome { try await community.does("releaseResidents", waiting) }
            #expect(own == "refused: notYours")
            // Were the writer a secretary, too, it would still be one pair of eyes.
            let risen = try await community.holding("communitySecretary")
            let refused = await refusal { try await risen.does("releaseResidents", waiting) }
            #expect(refused == .guardFailed(.otherPersonThan(["draft", "revise", "submit"])))
            let secretary = try await town.secretary
            let hung = try await secretary.does("releaseResidents", waiting, ["fullDays": ["15"]])
            #expect(hung.state == "hanging")
        }
    }

    @Test func residentsAffairsHangForFifteenDaysAtLeast() async throws {
        try await withTown { town in
            let waiting = try await town.publication(standing: "waiting")
            let secretary = try await town.secretary
            let short = await refusal {
                try await secretary.does("releaseResidents", waiting, ["fullDays": ["14"]])
            }
            #expect(short == .answers(["fullDays": .outOfRange(15...366)]))
            let byTheOther = await refusal { try await secretary.does("release", waiting) }
            #expect(byTheOther == .guardFailed(.notAbout(["publication.residents"])))
            let hanging = try await secretary.does(
                "releaseResidents", waiting, ["fullDays": ["15"]])
            let community = try await town.community
            let early = await refusal { try await community.does("endEarly", hanging) }
            #expect(early == .guardFailed(.notAbout(["publication.residents"])))
        }
    }

    @Test func itHangsAsLongAsWasSaidAndNoLonger() async throws {
        try await withTown { town in
            let hanging = try await town.publication("government")
            let until = hanging.clock("hang")?.deadline(
                by: try await town.installation.rulebook(of: town.realm).keeper)
            let days = (until?.at.seconds(since: town.clock.now) ?? 0) / 86_400
            #expect((7...10).contains(days))
        }
    }

    @Test(arguments: [
        "请打 13800000000", "张三 420303209901010013", "3栋2单元501 补助三百元", "卡 6217000000000006",
    ])
    func nothingPersonalGetsIn(_ account: String) async throws {
        try await withTown { town in
            let refused = await refusal { try await town.publication(account: account) }
            #expect(
                refused == .answers(["account": .personal(PersonalData.findings(in: account))]))
        }
    }

    @Test func everyoneObjectsAndReadsTheAnswerButNotTheObjection() async throws {
        try await withTown { town in
            let hanging = try await town.publication()
            try await town.resident.says("object", to: hanging, ["objection": ["少算了广告"]])
            let community = try await town.community
            try await community.does("answerObjection", hanging, ["answer": ["广告记在四季度"]])
            let open = try #require(try await town.resident.openFile(of: hanging))
            let objected = try #require(open.procedure.action("object"))
            #expect(!objected.shown.contains(.everyone))
            #expect(open.procedure.action("answerObjection")?.shown.contains(.everyone) == true)
        }
    }

    @Test func whatIsTakenDownIsThereForNobody() async throws {
        try await withTown { town in
            let hanging = try await town.publication()
            #expect(try await town.resident.openFile(of: hanging) != nil)
            let secretary = try await town.secretary
            let down = try await secretary.does(
                "takeDown", hanging, ["ground": ["personal"], "reason": ["写到了住户"]])
            #expect(down.state == "takenDown" && !down.isOpen)
            #expect(try await town.resident.openFile(of: hanging) == nil)
            #expect(try await secretary.file(of: hanging) != nil)
            // The record keeps that it hung, and why it came down.
            #expect(
                try await town.story(of: hanging).suffix(2) == ["releaseResidents", "takeDown"])
        }
    }

    @Test func aDraftIsNobodyElsesBusiness() async throws {
        try await withTown { town in
            for state in ["drafting", "waiting"] {
                let matter = try await town.publication(standing: state)
                #expect(try await town.resident.openFile(of: matter) == nil)
            }
        }
    }
}
