import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Sessions: seen by their person, ended one by one, and given another token when rights grow.
@Suite struct SessionTests {
    private func signIn(_ town: Town, _ agent: String = "") async throws -> SignIn.Token {
        try await SignIn(
            name: "grid", password: Town.password, address: "10.0.0.1",
            browser: BrowserKind(agent: agent)
        ).run(in: town.installation)
    }

    @Test func onesOwnAreListedAndEndedOneByOne() async throws {
        try await withTown { town in
            let chrome = """
                Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                Chrome/140.0.0.0 Safari/537.36
                """
            let first = try await signIn(town, chrome)
            town.clock.advance(minutes: 1)
            let second = try await signIn(town)
            _ = try await SignIn(
                name: "dispatcher", password: Town.password, address: "10.0.0.1"
            ).run(in: town.installation)
            let visit = try #require(try await town.installation.visit(token: second.text))
            let lines = try await town.installation.ownSignIn(visit).sessions
            #expect(lines.map(\.browser) == ["other other", "chrome windows"])
            try await EndSessions(visit: visit, which: .one(lines[1].digest))
                .run(in: town.installation)
            let ended = try await town.installation.visit(token: first.text)
            #expect(ended == nil)
            let again = await outcome {
                try await EndSessions(visit: visit, which: .one(lines[1].digest))
                    .run(in: town.installation)
            }
            #expect(again == "notFound")
        }
    }

    @Test func nobodyEndsAnothersSession() async throws {
        try await withTown { town in
            let token = try await signIn(town)
            let victim = try #require(try await town.installation.visit(token: token.text))
            let other = try await town.dispatcher.visit()
            let refused = await outcome {
                try await EndSessions(visit: other, which: .one(victim.sessionDigest))
                    .run(in: town.installation)
            }
            #expect(refused == "notFound")
            let open = try await town.installation.visit(token: token.text)
            #expect(open != nil)
        }
    }

    @Test func allOthersEndAndThisOneStays() async throws {
        try await withTown { town in
            let first = try await signIn(town)
            let second = try await signIn(town)
            let visit = try #require(try await town.installation.visit(token: second.text))
            try await EndSessions(visit: visit, which: .others).run(in: town.installation)
            let (gone, here) = (
                try await town.installation.visit(token: first.text),
                try await town.installation.visit(token: second.text)
            )
            #expect(gone == nil && here != nil)
        }
    }

    @Test func theOldestMakesRoomForTheTwentyFirst() async throws {
        try await withTown { town in
            let first = try await signIn(town)
            for _ in 1...20 {
                town.clock.advance(minutes: 1)
                _ = try await signIn(town)
            }
            let oldest = try await town.installation.visit(token: first.text)
            #expect(oldest == nil)
        }
    }

    @Test func anotherPasswordGivesTheSessionAnotherToken() async throws {
        try await withTown { town in
            let (old, other) = (try await signIn(town), try await signIn(town))
            let visit = try #require(try await town.installation.visit(token: old.text))
            let new = try await ChangeOwnPassword(
                visit: visit, current: Town.password, new: "another-password"
            ).run(in: town.installation)
            for token in [old, other] {
                let ended = try await town.installation.visit(token: token.text)
                #expect(ended == nil)
            }
            let here = try await town.installation.visit(token: new.text)
            #expect(here?.sessionEnds == old.expiresAt, "it lasts no longer than before")
        }
    }

    @Test(
        arguments: [
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Safari/604.1", "safari iphone"),
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "edge windows"),
            (
                "Mozilla/5.0 (Linux; Android 15) Chrome/120.0 Mobile Safari/537.36 "
                    + "MicroMessenger/8.0.50", "wechat android"
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "firefox linux"),
            ("curl/8.5.0", "other other"), ("", "other other"),
        ])
    func ofABrowserOnlyItsKindIsKept(agent: String, kind: String) {
        #expect(BrowserKind(agent: agent).text == kind)
        #expect(BrowserKind(text: kind).text == kind)
    }
}
