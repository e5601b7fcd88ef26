import Actions
import Kernel
import SQL
import Secrets
import Storage
import TestSupport
import Testing

/// People and their posts: given by somebody else, dated, ended, and never the last that manages.
@Suite struct PeopleChangeTests {
    private func wish(
        _ role: String, in town: Town, from: String? = nil
    ) throws -> PostWish {
        PostWish(
            role: role, body: try town.body("grid-banshanshang").id,
            place: try town.place("半山尚小区").id, duty: "兼职", from: from)
    }

    private func secondAdministrator(_ town: Town) async throws -> Person {
        try await AddPerson(
            realm: town.realm, by: .holding(try await town.admin.holding), name: "演示·管理二",
            signIn: "admin2", password: "yanshi-linli-2027", isTemporary: true,
            post: try wish("administrator", in: town)
        ).run(in: town.installation)
    }

    @Test func onePersonHoldsPostsInSeveralBodiesAndEachActsOnItsOwn() async throws {
        try await withTown { town in
            let community = try await town.community
            try await AddPost(
                person: community.person, by: .holding(try await town.admin.holding),
                wish: try wish("gridWorker", in: town)
            ).run(in: town.installation)
            let second = try await town.colleague("community", post: 1)
            #expect(second.role == "gridWorker")
            #expect(!second.holding.verbs.contains(.publish))
            #expect(community.holding.verbs.contains(.publish))
            let file = try #require(
                try await town.installation.personFile(
                    community.person.id, in: town.realm, before: nil))
            #expect(file.posts.map(\.post.role) == ["gridWorker", "communityWorker"])
            #expect(file.history.map(\.action) == ["addPost"])
            let body = try #require(
                try await town.installation.bodyFile(
                    try town.body("grid-banshanshang").id, in: town.realm,
                    for: second.holding, before: nil))
            #expect(
                body.elsewhere[community.person.id]?.map(\.post.body) == [community.body])
        }
    }

    @Test func nobodyGivesThemselvesAPost() async throws {
        try await withTown { town in
            let admin = try await town.admin
            let refused = await complaints {
                try await AddPost(
                    person: admin.person, by: .holding(admin.holding),
                    wish: try wish("streetDispatcher", in: town)
                ).run(in: town.installation)
            }
            #expect(refused == ["role": "post.self"])
            #expect(
                try await town.count("SELECT COUNT(*) FROM records WHERE action = 'addPost'") == 0)
        }
    }

    @Test func theLastPostThatManagesStays() async throws {
        try await withTown { town in
            let admin = try await town.admin
            func end() async -> [String: String]? {
                await complaints {
                    try await EndPost(
                        person: admin.person, by: .holding(admin.holding), post: admin.holding.post
                    ).run(in: town.installation)
                }
            }
            #expect(await end() == ["until": "post.lastManager"])
            let second = try await secondAdministrator(town)
            let own = await complaints {
                try await EndPerson(person: admin.person, by: .holding(admin.holding))
                    .run(in: town.installation)
            }
            #expect(own == ["until": "person.end.self"])
            #expect(await end() == nil)
            let successor = try await town.colleague(second.signIn)
            let last = await complaints {
                try await EndPost(
                    person: second, by: .holding(successor.holding), post: successor.holding.post
                ).run(in: town.installation)
            }
            #expect(last == ["until": "post.lastManager"])
        }
    }

    @Test func aPostBeginsAndEndsOnItsDays() async throws {
        try await withTown { town in
            let grid = try await town.otherGrid
            let admin = Changer.holding(try await town.admin.holding)
            let today = try await town.rulebook().day(of: town.clock.now)
            try await AddPost(
                person: grid.person, by: admin,
                wish: try wish("gridWorker", in: town, from: today.adding(days: 3).description)
            ).run(in: town.installation)
            #expect(await failure { try await town.colleague("grid2", post: 1) } != nil)
            town.clock.advance(days: 3)
            let later = try await town.colleague("grid2", post: 1)
            let past = await complaints {
                try await EndPost(
                    person: grid.person, by: admin, post: later.holding.post,
                    until: today.description
                ).run(in: town.installation)
            }
            #expect(past == ["until": "org.day.past"])
            try await EndPost(
                person: grid.person, by: admin, post: later.holding.post,
                until: today.adding(days: 5).description
            ).run(in: town.installation)
            #expect(try await town.colleague("grid2", post: 1).role == "gridWorker")
            town.clock.advance(days: 2)
            #expect(await failure { try await town.colleague("grid2", post: 1) } != nil)
        }
    }

    @Test func theSamePostIsNotGivenTwice() async throws {
        try await withTown { town in
            let grid = try await town.grid
            let refused = await complaints {
                try await AddPost(
                    person: grid.person, by: .holding(try await town.admin.holding),
                    wish: PostWish(
                        role: grid.role, body: grid.body, place: grid.holding.post.place)
                ).run(in: town.installation)
            }
            #expect(refused == ["role": "post.held"])
        }
    }

    @Test func onlyWhoManagesPeopleDoesSo() async throws {
        try await withTown { town in
            let grid = try await town.grid
            for signIn in ["dispatcher", "secretary", "supervisor"] {
                let by = Changer.holding(try await town.colleague(signIn).holding)
                let wish = try wish("gridWorker", in: town)
                #expect(
                    await outcome {
                        try await AddPost(person: grid.person, by: by, wish: wish)
                            .run(in: town.installation)
                    } == "forbidden", "\(signIn)")
                #expect(
                    await outcome {
                        try await EndPerson(person: grid.person, by: by).run(in: town.installation)
                    } == "forbidden", "\(signIn)")
                #expect(
                    await outcome {
                        try await SetPassword(
                            person: grid.person, by: by, password: "yanshi-linli-2028"
                        ).run(in: town.installation)
                    } == "forbidden", "\(signIn)")
                #expect(
                    await outcome {
                        try await EnrolOneTimePassword(person: grid.person, by: by)
                            .run(in: town.installation)
                    } == "forbidden", "\(signIn)")
            }
            let stranger = Changer.holding(
                try await town.bostonian.holding("administrator").holding)
            #expect(
                await outcome {
                    try await EndPerson(person: grid.person, by: stranger)
                        .run(in: town.installation)
                } == "forbidden")
        }
    }

    @Test func aSignInThatEndedOpensNothingUntilItIsGivenBack() async throws {
        try await withTown { town in
            let grid = try await town.grid
            let visit = try await grid.visit()
            let admin = Changer.holding(try await town.admin.holding)
            try await EndPerson(person: grid.person, by: admin).run(in: town.installation)
            #expect(
                try await town.count(
                    "SELECT COUNT(*) FROM sessions WHERE person_id = \(visit.person.id)")
                    == 0)
            func signIn(_ password: String) async -> String {
                await outcome {
                    try await SignIn(name: "grid", password: password, address: "test")
                        .run(in: town.installation)
                }
            }
            #expect(await signIn(Town.password) == "invalid")
            try await ReopenPerson(
                person: grid.person, by: admin, password: "yanshi-linli-2029"
            ).run(in: town.installation)
            #expect(await signIn(Town.password) == "invalid")
            #expect(await signIn("yanshi-linli-2029") == "done")
            #expect(await failure { try await town.grid } != nil, "the posts stay ended")
        }
    }

    @Test func aHistoryHoldsNoListOfSignIns() async throws {
        try await withTown { town in
            let token = try await SignIn(name: "grid", password: Town.password, address: "test")
                .run(in: town.installation)
            let file = try #require(
                try await town.installation.personFile(
                    token.person.id, in: town.realm, before: nil))
            #expect(file.history.isEmpty)
        }
    }

    @Test func anotherRealmsPersonIsNotThere() async throws {
        try await withTown { town in
            let grid = try await town.grid
            let file = try await town.installation.personFile(
                grid.person.id, in: town.boston, before: nil)
            #expect(file == nil)
        }
    }
}
