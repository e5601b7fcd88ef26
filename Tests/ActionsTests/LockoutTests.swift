import Actions
import Kernel
import SQL
import Secrets
import Storage
import TestSupport
import Testing

/// Whoever is locked out gets in again: by waiting, by a recovery code, by an administrator, and
/// the last administrator by the command line.
@Suite struct LockoutTests {
    private func signIn(
        _ town: Town, _ name: String = "grid", _ password: String = Town.password
    ) async throws -> SignIn.Token {
        try await SignIn(name: name, password: password, address: "10.0.0.1")
            .run(in: town.installation)
    }

    /// Guesses until the name is locked.
    private func lock(_ town: Town, _ name: String = "grid") async {
        for number in 1...11 {
            _ = await outcome {
                try await SignIn(
                    name: name, password: "wrong-password", address: "10.0.1.\(number)"
                ).run(in: town.installation)
            }
        }
    }

    @Test func waitingHelpsAndItIsSaidHowLong() async throws {
        try await withTown { town in
            await lock(town)
            do {
                _ = try await signIn(town)
                Issue.record("the name is locked")
            } catch ActionError.tooOften(let seconds) {
                #expect((1...901).contains(seconds))
                town.clock.advance(minutes: Int64(seconds + 59) / 60)
            }
            let token = try await signIn(town)
            #expect(token.person.signIn == "grid")
        }
    }

    @Test func aRecoveryCodeOpensAtOnceAndOnce() async throws {
        try await withTown { town in
            let grid = try await town.grid
            let visit = try await grid.visit()
            try await BeginAuthenticator(visit: visit, password: Town.password)
                .run(in: town.installation)
            let secret = try #require(try await town.installation.pendingAuthenticator(visit))
            let step = OneTimePassword.step(atSeconds: town.clock.now.milliseconds / 1_000)
            let (_, codes) = try await ConfirmAuthenticator(
                visit: visit, code: secret.code(step: step)
            ).run(in: town.installation)
            await lock(town)
            func recover(_ password: String, _ code: String) async -> String {
                await outcome {
                    _ = try await RecoverSignIn(
                        name: "grid", password: password, code: code, address: "10.0.0.2"
                    ).run(in: town.installation)
                }
            }
            #expect(await recover("wrong-password", codes[0]) == "invalid")
            #expect(await recover(Town.password, "abcde-fghjk") == "invalid")
            #expect(await recover(Town.password, "") == "invalid")
            let token = try await RecoverSignIn(
                name: " Grid ", password: Town.password, code: codes[0], address: "10.0.0.2"
            ).run(in: town.installation)
            let opened = try #require(try await town.installation.visit(token: token.text))
            #expect(opened.confirmed)
            #expect(await recover(Town.password, codes[0]) == "invalid")
            // The lock that others made is gone as well.
            _ = try await signIn(town)
        }
    }

    @Test func guessingRecoveryCodesIsLimited() async throws {
        try await withTown { town in
            var last = ""
            for _ in 1...7 {
                last = await outcome {
                    _ = try await RecoverSignIn(
                        name: "grid", password: Town.password, code: "abcde-fghjk",
                        address: "10.0.0.2"
                    ).run(in: town.installation)
                }
            }
            #expect(last == "tooOften")
        }
    }

    @Test func anAdministratorsResetAtTheDeskOpensAgain() async throws {
        try await withTown { town in
            let (grid, admin) = (try await town.grid, try await town.admin)
            _ = try await EnrolOneTimePassword(person: grid.person, by: .holding(admin.holding))
                .run(in: town.installation)
            await lock(town)
            try await SetPassword(
                person: grid.person, by: .holding(admin.holding), password: "from-the-office-1",
                isTemporary: true
            ).run(in: town.installation)
            let token = try await signIn(town, "grid", "from-the-office-1")
            let visit = try #require(try await town.installation.visit(token: token.text))
            #expect(visit.mustConfirmFirst, "the telephone is still asked for")
            try await ResetSecondFactors(person: grid.person, by: .holding(admin.holding))
                .run(in: town.installation)
            let again = try await signIn(town, "grid", "from-the-office-1")
            let open = try #require(try await town.installation.visit(token: again.text))
            #expect(!open.needsConfirmation && open.needsNewPassword)
        }
    }

    @Test func nobodyResetsTheirOwnSecondStepOrOneElsewhere() async throws {
        try await withTown { town in
            let (grid, admin) = (try await town.grid, try await town.admin)
            let own = await outcome {
                try await ResetSecondFactors(person: admin.person, by: .holding(admin.holding))
                    .run(in: town.installation)
            }
            #expect(own == "invalid")
            let colleague = await outcome {
                try await ResetSecondFactors(person: admin.person, by: .holding(grid.holding))
                    .run(in: town.installation)
            }
            #expect(colleague == "forbidden")
            let elsewhere = await outcome {
                try await ResetSecondFactors(
                    person: try await town.bostonian.person, by: .holding(admin.holding)
                ).run(in: town.installation)
            }
            #expect(elsewhere == "forbidden")
        }
    }

    /// What `linli person password` and `linli person one-time` do.
    @Test func theLastAdministratorGetsInByTheCommandLine() async throws {
        try await withTown { town in
            let admin = try await town.admin
            await lock(town, "admin")
            for _ in 1...7 {
                let visit = try await admin.visit(confirmed: false)
                _ = await outcome {
                    try await ConfirmSignIn(visit: visit, code: "000000")
                        .run(in: town.installation)
                }
            }
            try await SetPassword(person: admin.person, password: "from-the-terminal-1")
                .run(in: town.installation)
            let secret = try await town.installation.enrolOneTimePassword(of: admin.person)
            let token = try await signIn(town, "admin", "from-the-terminal-1")
            let visit = try #require(try await town.installation.visit(token: token.text))
            let step = OneTimePassword.step(atSeconds: town.clock.now.milliseconds / 1_000)
            let confirmed = try await ConfirmSignIn(visit: visit, code: secret.code(step: step))
                .run(in: town.installation)
            let open = try #require(try await town.installation.visit(token: confirmed.text))
            #expect(!open.needsConfirmation && open.holding.verbs.contains(.manage))
        }
    }
}
