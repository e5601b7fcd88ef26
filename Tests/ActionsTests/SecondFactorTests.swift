import Actions
import Kernel
import SQL
import Secrets
import Storage
import TestSupport
import Testing

/// Authenticators and recovery codes that people set up themselves.
@Suite struct SecondFactorTests {
    private func code(_ secret: OneTimePassword, _ town: Town, later steps: Int64 = 0) -> String {
        secret.code(
            step: OneTimePassword.step(atSeconds: town.clock.now.milliseconds / 1_000) + steps)
    }

    /// Sets up the authenticator of a visit.
    private func setUp(
        _ visit: Visit, _ town: Town
    ) async throws -> (visit: Visit, secret: OneTimePassword, codes: [String]) {
        try await BeginAuthenticator(visit: visit, password: Town.password)
            .run(in: town.installation)
        let secret = try #require(try await town.installation.pendingAuthenticator(visit))
        let (token, codes) = try await ConfirmAuthenticator(visit: visit, code: code(secret, town))
            .run(in: town.installation)
        let renewed = try #require(try await town.installation.visit(token: token.text))
        return (renewed, secret, codes)
    }

    private func signIn(_ town: Town, _ name: String = "grid") async throws -> Visit {
        let token = try await SignIn(name: name, password: Town.password, address: "10.0.0.1")
            .run(in: town.installation)
        return try #require(try await town.installation.visit(token: token.text))
    }

    @Test func whoeverSetsOneUpIsAskedForItFromThenOn() async throws {
        try await withTown { town in
            let first = try await signIn(town)
            let other = try await signIn(town)
            #expect(!first.needsConfirmation)
            let done = try await setUp(first, town)
            #expect(done.visit.confirmed && !done.visit.needsConfirmation)
            #expect(done.codes.count == 10 && Set(done.codes).count == 10)
            let ended = try await town.installation.own(other)
            #expect(ended == nil, "sessions from before are over")
            let next = try await signIn(town)
            #expect(next.needsConfirmation && next.mustConfirmFirst && !next.maySetSecondFactor)
            let reused = await complaints {
                try await ConfirmSignIn(visit: next, code: code(done.secret, town))
                    .run(in: town.installation)
            }
            #expect(reused == ["code": "signIn.wrongCode"], "the first code served already")
            try await ConfirmSignIn(visit: next, code: code(done.secret, town, later: 1))
                .run(in: town.installation)
        }
    }

    @Test func thePasswordIsAskedForAgain() async throws {
        try await withTown { town in
            let visit = try await signIn(town)
            let wrong = await complaints {
                try await BeginAuthenticator(visit: visit, password: "wrong-password")
                    .run(in: town.installation)
            }
            #expect(wrong == ["current": "password.wrong"])
            let nothing = try await town.installation.pendingAuthenticator(visit)
            #expect(nothing == nil)
            let early = await outcome {
                try await ConfirmAuthenticator(visit: visit, code: "000000")
                    .run(in: town.installation)
            }
            #expect(early == "conflict")
        }
    }

    @Test func aSecretWaitsTenMinutesForItsFirstCode() async throws {
        try await withTown { town in
            let visit = try await signIn(town)
            try await BeginAuthenticator(visit: visit, password: Town.password)
                .run(in: town.installation)
            town.clock.advance(minutes: 10)
            let late = try await town.installation.pendingAuthenticator(visit)
            #expect(late == nil)
        }
    }

    @Test func aPasswordAloneMakesNoAdministrator() async throws {
        try await withTown { town in
            let visit = try await signIn(town, "admin")
            #expect(visit.needsConfirmation && !visit.maySetSecondFactor)
            let refused = await outcome {
                try await BeginAuthenticator(visit: visit, password: Town.password)
                    .run(in: town.installation)
            }
            #expect(refused == "forbidden")
        }
    }

    @Test func anUnconfirmedSessionChangesNothing() async throws {
        try await withTown { town in
            _ = try await setUp(try await signIn(town), town)
            let visit = try await signIn(town)
            let results = [
                await outcome {
                    try await ChangeOwnPassword(
                        visit: visit, current: Town.password, new: "another-password"
                    ).run(in: town.installation)
                },
                await outcome {
                    try await RemoveAuthenticator(visit: visit, password: Town.password)
                        .run(in: town.installation)
                },
                await outcome {
                    _ = try await RenewRecoveryCodes(visit: visit, password: Town.password)
                        .run(in: town.installation)
                },
            ]
            #expect(results == ["forbidden", "forbidden", "forbidden"])
        }
    }

    @Test func aRecoveryCodeServesOnceAndFreshOnesReplaceTheRest() async throws {
        try await withTown { town in
            let done = try await setUp(try await signIn(town), town)
            let next = try await signIn(town)
            let typed = done.codes[0].uppercased().replacing("-", with: " ")
            let token = try await ConfirmSignIn(visit: next, code: typed)
                .run(in: town.installation)
            let visit = try #require(try await town.installation.visit(token: token.text))
            #expect(visit.confirmed)
            let again = try await signIn(town)
            let used = await complaints {
                try await ConfirmSignIn(visit: again, code: done.codes[0])
                    .run(in: town.installation)
            }
            #expect(used == ["code": "signIn.wrongCode"])
            #expect(try await town.installation.ownSignIn(visit).recoveryCodesLeft == 9)
            let fresh = try await RenewRecoveryCodes(visit: visit, password: Town.password)
                .run(in: town.installation)
            #expect(fresh.count == 10 && Set(fresh).isDisjoint(with: done.codes))
            let stale = await complaints {
                try await ConfirmSignIn(visit: again, code: done.codes[1])
                    .run(in: town.installation)
            }
            #expect(stale == ["code": "signIn.wrongCode"])
        }
    }

    @Test func switchedOffNothingIsAskedForAndNoCodeIsLeft() async throws {
        try await withTown { town in
            let done = try await setUp(try await signIn(town), town)
            try await RemoveAuthenticator(visit: done.visit, password: Town.password)
                .run(in: town.installation)
            let visit = try await signIn(town)
            #expect(!visit.needsConfirmation)
            #expect(try await town.installation.ownSignIn(visit).recoveryCodesLeft == 0)
        }
    }

    @Test func aProfileMayWantOneOfWhoeverReadsPersonalData() async throws {
        try await withTown { town in
            var files = try ProfileText.files(of: "checheng-road")
            files.replaceVersion(1, with: 2)
            files.replace("\nretention:", with: "\nsecondFactor: [readContact]\nretention:")
            try await ApplyProfile(realm: town.realm, source: files.source)
                .run(in: town.installation)
            let grid = try await signIn(town)
            #expect(!grid.needsConfirmation)
            let community = try await signIn(town, "community")
            #expect(community.needsConfirmation && community.maySetSecondFactor)
            let done = try await setUp(community, town)
            #expect(!done.visit.needsConfirmation)
            let refused = await complaints {
                try await RemoveAuthenticator(visit: done.visit, password: Town.password)
                    .run(in: town.installation)
            }
            #expect(refused == ["current": "factor.needed"])
        }
    }

    @Test func aPostThatNeedsOneKeepsIt() async throws {
        try await withTown { town in
            let admin = try await town.admin
            _ = try await town.installation.enrolOneTimePassword(of: admin.person)
            let visit = try await admin.visit()
            let refused = await complaints {
                try await RemoveAuthenticator(visit: visit, password: Town.password)
                    .run(in: town.installation)
            }
            #expect(refused == ["current": "factor.needed"])
        }
    }
}

extension Installation {
    /// The visit of another session as it is now; nil when it is over.
    func own(_ visit: Visit) async throws -> Sessions.Line? {
        let now = now()
        return try await database.read { db in
            try Sessions.lines(of: visit.person.id, idleMinutes: 120, at: now, db)
                .first { $0.digest == visit.sessionDigest }
        }
    }
}
