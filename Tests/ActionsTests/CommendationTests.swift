import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Nobody is thanked in public who has not agreed, and whoever agreed may take it back.
@Suite struct CommendationTests {
    private func asks(
        _ colleague: Colleague, _ signIn: String = "volunteer", _ deed: String = "陪楼里老人看病"
    ) async throws -> Commendation {
        try await CommendVolunteer(
            realm: colleague.realm, holding: colleague.holding, volunteer: signIn, deed: deed
        ).run(in: colleague.town.installation)
    }

    private func answers(
        _ colleague: Colleague, _ commendation: Commendation,
        _ answer: AnswerCommendation.Answer, called: String = "小林", words: String = ""
    ) async throws -> Commendation {
        try await AnswerCommendation(
            realm: colleague.realm, holding: colleague.holding, commendation: commendation.id,
            answer: answer, called: called, words: words
        ).run(in: colleague.town.installation)
    }

    private func shown(_ town: Town) async throws -> [Commendation] {
        try await town.installation.commendations(
            published: true, in: town.realm, before: nil, limit: 10
        ).lines
    }

    @Test func itIsShownOnceAgreedAndGoneOnceTakenBack() async throws {
        try await withTown { town in
            let (publisher, volunteer) = (try await town.community, try await town.volunteer)
            let asked = try await asks(publisher)
            var found = try await shown(town)
            #expect(found.isEmpty)
            _ = try await answers(volunteer, asked, .agree, words: "顺手的事")
            found = try await shown(town)
            #expect(found.map(\.consent) == [.init(called: "小林", words: "顺手的事")])
            _ = try await answers(volunteer, asked, .withdraw)
            found = try await shown(town)
            #expect(found.isEmpty)
            // Name and words are gone with the agreement, from rows and record alike.
            let left = try await town.count(
                "SELECT COUNT(*) FROM commendation_consents WHERE called IS NOT NULL")
            #expect(left == 0)
            let again = await outcome { try await answers(volunteer, asked, .agree) }
            #expect(again == "conflict")
        }
    }

    @Test func onlyThePersonAnswers() async throws {
        try await withTown { town in
            let publisher = try await town.community
            let asked = try await asks(publisher)
            let found = await outcome { try await answers(publisher, asked, .agree) }
            #expect(found == "notFound")
            let volunteer = try await town.volunteer
            let nameless = await complaints {
                try await answers(volunteer, asked, .agree, called: " ")
            }
            #expect(nameless == ["called": "answer.missing"])
            let declined = try await answers(volunteer, asked, .decline)
            #expect(declined.state == .declined)
        }
    }

    @Test func whoMayNotBeAskedIsSaid() async throws {
        try await withTown { town in
            let (publisher, volunteer) = (try await town.community, try await town.volunteer)
            let nobody = await complaints { try await asks(publisher, "nobody") }
            #expect(nobody == ["volunteer": "thanks.problem.nobody"])
            let oneself = await complaints { try await asks(publisher, "community") }
            #expect(oneself == ["volunteer": "thanks.problem.oneself"])
            let named = await complaints {
                try await asks(publisher, "volunteer", "谢谢\(volunteer.person.name)")
            }
            #expect(named == ["deed": "thanks.problem.name"])
            _ = try await asks(publisher)
            let twice = await complaints { try await asks(publisher) }
            #expect(twice == ["volunteer": "thanks.problem.asked"])
            let grid = try await town.colleague("grid")
            let refused = await outcome { try await asks(grid) }
            #expect(refused == "forbidden")
        }
    }
}
