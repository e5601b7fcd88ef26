import Actions
import Identity
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Whom a provider vouches for, and the posts that follow from what it claims.
@Suite struct ProviderSignInTests {
    private func provider(_ match: String = "preferred_username") -> OpenIDProvider {
        var provider = OpenIDProvider(name: "county")
        provider.issuer = "https://id.county.example"
        provider.clientID = "linli"
        provider.realm = "checheng-road"
        provider.matchClaim = match
        provider.posts = [
            OpenIDProvider.Post(
                claim: "groups", value: "grid", role: "gridWorker", body: "半山尚小区网格",
                place: "半山尚小区"),
            OpenIDProvider.Post(
                claim: "groups", value: "admins", role: "administrator", body: "车城路街道办事处",
                place: "车城路街道"),
            OpenIDProvider.Post(
                claim: "duty", value: "check", role: "streetChecker", body: "车城路街道办事处",
                place: "车城路街道"),
        ]
        return provider
    }

    @discardableResult
    private func signIn(
        _ town: Town, subject: String = "s-1", name: String = "xin.ren", groups: [String] = [],
        also others: [String: Claim] = [:], by chosen: OpenIDProvider? = nil
    ) async throws -> Visit? {
        var claims: [String: Claim] = [
            "preferred_username": .text(name), "name": .text("演示·新人"),
            "groups": .list(groups.map { .text($0) }),
        ]
        claims.merge(others) { $1 }
        let token = try await SignInAsClaimed(
            provider: chosen ?? provider(), subject: subject, claims: claims
        ).run(in: town.installation)
        return try await town.installation.visit(token: token.text)
    }

    private func trouble(_ work: () async throws -> Void) async -> String {
        do {
            try await work()
            return ""
        } catch let trouble as ProviderTrouble {
            return trouble.word
        } catch {
            return "\(error)"
        }
    }

    private func roles(_ visit: Visit?) -> [String] {
        (visit?.holdings ?? []).map(\.post.role).sorted()
    }

    @Test func somebodyNewIsTakenInWithTheirPosts() async throws {
        try await withTown { town in
            let first = try await signIn(town, groups: ["grid", "staff"])
            #expect(roles(first) == ["gridWorker"])
            #expect(first?.person.name == "演示·新人")
            let second = try await signIn(town, groups: ["grid"], also: ["duty": .text("check")])
            #expect(roles(second) == ["gridWorker", "streetChecker"])
            let third = try await signIn(town, also: ["duty": .text("check")])
            #expect(roles(third) == ["streetChecker"], "a claim that is gone ends its post")
            let person = try #require(third?.person)
            let file = try await town.installation.personFile(
                person.id, in: town.realm, before: nil)
            let acts = (file?.history ?? []).map(\.action)
            #expect(acts.filter { $0 == "addPost" }.count == 2 && acts.contains("endPost"))
            #expect(
                file?.history.first { $0.action == "endPost" }?.payload?["provider"]
                    == .text("county"))
        }
    }

    @Test func whatWasGivenByHandStays() async throws {
        try await withTown { town in
            let grid = try await town.grid
            let admin = try await town.admin
            let before = roles(try await signIn(town, name: "grid"))
            #expect(before == ["gridWorker"])
            let given = try await signIn(town, name: "grid", also: ["duty": .text("check")])
            #expect(roles(given) == ["gridWorker", "streetChecker"])
            try await AddPost(
                person: grid.person, by: .holding(admin.holding),
                wish: PostWish(
                    role: "communityWorker", body: grid.body, place: grid.holding.post.place)
            ).run(in: town.installation)
            let after = try await signIn(town, name: "grid")
            #expect(roles(after) == ["communityWorker", "gridWorker"])
        }
    }

    @Test func nobodyUnknownComesInWithoutAPost() async throws {
        try await withTown { town in
            let stranger = await trouble { try await signIn(town, groups: ["staff"]) }
            #expect(stranger == "notKnown")
            let elsewhere = await trouble {
                try await signIn(town, name: try await town.bostonian.signIn, groups: ["grid"])
            }
            #expect(elsewhere == "notKnown")
            let malformed = await trouble {
                try await signIn(town, name: "新 人", groups: ["grid"])
            }
            #expect(malformed == "notKnown")
            try await signIn(town, groups: ["grid"])
            let postless = await trouble { try await signIn(town) }
            #expect(postless == "noPost")
        }
    }

    @Test func theSubjectCountsAndNotTheName() async throws {
        try await withTown { town in
            let first = try await signIn(town, subject: "s-1", name: "grid")
            let renamed = try await signIn(town, subject: "s-1", name: "someone.else")
            #expect(renamed?.person.id == first?.person.id)
            let usurper = await trouble { try await signIn(town, subject: "s-2", name: "grid") }
            #expect(usurper == "otherSubject")
            // The way out: whoever manages people has made sure who it is.
            let admin = try await town.admin
            try await ResetSecondFactors(
                person: try #require(first).person, by: .holding(admin.holding)
            ).run(in: town.installation)
            let again = try await signIn(town, subject: "s-2", name: "grid")
            #expect(again?.person.id == first?.person.id)
        }
    }

    @Test func anAddressMustBeVerified() async throws {
        try await withTown { town in
            let mail = provider("email")
            let unverified = await trouble {
                try await signIn(town, also: ["email": .text("grid")], by: mail)
            }
            #expect(unverified == "notKnown")
            let visit = try await signIn(
                town, also: ["email": .text("Grid"), "email_verified": .truth(true)], by: mail)
            #expect(visit?.person.signIn == "grid")
        }
    }

    @Test func theSecondStepIsTheProvidersOnlyWhereItSaysSo() async throws {
        try await withTown { town in
            let plain = try await signIn(town, groups: ["admins"])
            #expect(plain?.needsConfirmation == true)
            var strong = provider()
            strong.isSecondFactor = true
            let confirmed = try await signIn(town, groups: ["admins"], by: strong)
            #expect(confirmed?.needsConfirmation == false)
        }
    }

    @Test func theLastWhoManagesStaysWhateverAProviderSays() async throws {
        try await withTown { town in
            let first = try await signIn(town, groups: ["admins", "grid"])
            #expect(roles(first) == ["administrator", "gridWorker"])
            let admin = try await town.admin
            try await EndPerson(person: admin.person).run(in: town.installation)
            let last = try await signIn(town, groups: ["grid"])
            #expect(roles(last) == ["administrator", "gridWorker"])
        }
    }

    @Test func whatIsNotSetUpIsToldToTheOperator() async throws {
        try await withTown { town in
            var wrong = provider()
            wrong.posts = [
                OpenIDProvider.Post(claim: "groups", value: "grid", role: "king", body: "无")
            ]
            let chosen = wrong
            let found = await trouble { try await signIn(town, groups: ["grid"], by: chosen) }
            #expect(found == "notSetUp")
        }
    }
}
