import Actions
import Kernel
import Secrets
import TestSupport
import Testing

/// Signing in: nothing is told to a guesser, sessions end, one-time passwords serve once.
@Suite struct SignInTests {
    private func signIn(
        _ town: Town, _ name: String, _ password: String, from address: String = "10.0.0.1"
    ) async throws -> SignIn.Token {
        try await SignIn(name: name, password: password, address: address)
            .run(in: town.installation)
    }

    @Test func aSessionOpensWithTheRightPasswordAndEndsAfterTwelveHours() async throws {
        try await withTown { town in
            let token = try await signIn(town, " Dispatcher ", Town.password)
            let visit = try #require(try await town.installation.visit(token: token.text))
            #expect(visit.person.signIn == "dispatcher")
            #expect(visit.holding.post.role == "streetDispatcher")
            #expect(!visit.needsConfirmation)
            let hours = token.expiresAt.seconds(since: town.clock.now) / 3_600
            #expect(hours == 12)
            for _ in 1..<12 {
                town.clock.advance(minutes: 60)
                let visit = try await town.installation.visit(token: token.text)
                try await town.installation.keepAwake(try #require(visit))
            }
            town.clock.set(token.expiresAt.adding(milliseconds: -1))
            let last = try await town.installation.visit(token: token.text)
            #expect(last != nil)
            town.clock.set(token.expiresAt)
            let over = try await town.installation.visit(token: token.text)
            #expect(over == nil)
        }
    }

    @Test func aSessionInWhichNothingWasAskedForTwoHoursIsOver() async throws {
        try await withTown { town in
            let token = try await signIn(town, "dispatcher", Town.password)
            town.clock.advance(minutes: 119)
            let visit = try await town.installation.visit(token: token.text)
            try await town.installation.keepAwake(try #require(visit))
            town.clock.advance(minutes: 119)
            let kept = try await town.installation.visit(token: token.text)
            #expect(kept != nil)
            town.clock.advance(minutes: 1)
            let over = try await town.installation.visit(token: token.text)
            #expect(over == nil)
        }
    }

    @Test func howLongNothingMayBeAskedIsASetting() async throws {
        try await withTown { town in
            var installation = town.installation
            installation.sessions.idleMinutes = 30
            let token = try await signIn(town, "dispatcher", Town.password)
            town.clock.advance(minutes: 29)
            let kept = try #require(try await installation.visit(token: token.text))
            #expect(try await installation.ownSignIn(kept).sessions.count == 1)
            town.clock.advance(minutes: 1)
            let over = try await installation.visit(token: token.text)
            #expect(over == nil)
            #expect(try await installation.ownSignIn(kept).sessions.isEmpty)
        }
    }

    @Test func aPasswordThatSomebodyElseGaveIsGoodForFourteenDays() async throws {
        try await withTown { town in
            let person = try await town.colleague("dispatcher").person
            try await SetPassword(
                person: person, password: "given-on-paper-1", isTemporary: true
            ).run(in: town.installation)
            town.clock.advance(minutes: 14 * 1_440 - 1)
            let token = try await signIn(town, "dispatcher", "given-on-paper-1")
            let visit = try await town.installation.visit(token: token.text)
            #expect(visit?.needsNewPassword == true)
            town.clock.advance(minutes: 1)
            let late = await complaints { try await signIn(town, "dispatcher", "given-on-paper-1") }
            #expect(late == ["password": "signIn.over"])
            let wrong = await complaints { try await signIn(town, "dispatcher", "another-guess") }
            #expect(wrong == ["password": "signIn.wrong"], "only who knows it hears that")
        }
    }

    @Test func aWrongPasswordAndAnUnknownNameLookTheSame() async throws {
        try await withTown { town in
            for (name, password) in [
                ("dispatcher", "wrong-password"), ("nobody", Town.password), ("", ""),
                ("dispatcher", ""), ("dispatcher\0", Town.password),
                ("' OR 1=1 --", Town.password), (String(repeating: "a", count: 10_000), "x"),
            ] {
                let complaint = await complaints { try await signIn(town, name, password) }
                #expect(complaint == ["password": "signIn.wrong"], "\(name.prefix(20))")
            }
        }
    }

    @Test func anOfficeSharesAnAddressAndNobodyIsKeptOut() async throws {
        try await withTown { town in
            for _ in 1...62 {
                let token = try await signIn(town, "grid", Town.password, from: "10.0.0.7")
                #expect(token.person.signIn == "grid")
            }
        }
    }

    @Test func tenWrongTriesKeepANameOutForAWhile() async throws {
        try await withTown { town in
            for number in 1...10 {
                let outcome = await outcome {
                    try await signIn(town, "grid", "wrong-password", from: "10.0.0.\(number)")
                }
                #expect(outcome == "invalid")
            }
            let limited = await outcome {
                try await signIn(town, "grid", Town.password, from: "10.0.1.1")
            }
            #expect(limited == "tooOften")
            let other = try await signIn(town, "community", Town.password)
            #expect(other.person.signIn == "community")
            town.clock.advance(minutes: 15)
            let later = try await signIn(town, "grid", Town.password)
            #expect(later.person.signIn == "grid")
        }
    }

    @Test func anUnknownTokenOpensNothing() async throws {
        try await withTown { town in
            for token in ["", "0", "\0", String(repeating: "f", count: 64)] {
                let visit = try await town.installation.visit(token: token)
                #expect(visit == nil)
            }
        }
    }

    @Test func signingOutEndsTheSessionAtOnce() async throws {
        try await withTown { town in
            let token = try await signIn(town, "grid", Town.password)
            try await town.installation.signOut(token: token.text)
            #expect(try await town.installation.visit(token: token.text) == nil)
        }
    }

    @Test func aNewPasswordEndsEverySession() async throws {
        try await withTown { town in
            let token = try await signIn(town, "grid", Town.password)
            try await SetPassword(person: token.person, password: "another-password")
                .run(in: town.installation)
            #expect(try await town.installation.visit(token: token.text) == nil)
            let old = await outcome { try await signIn(town, "grid", Town.password) }
            #expect(old == "invalid")
            _ = try await signIn(town, "grid", "another-password")
        }
    }

    @Test func aPostThatManagesNeedsAOneTimePasswordEachCodeOnce() async throws {
        try await withTown { town in
            let admin = try await town.admin
            let secret = try await town.installation.enrolOneTimePassword(of: admin.person)
            let token = try await signIn(town, "admin", Town.password)
            let visit = try #require(try await town.installation.visit(token: token.text))
            #expect(visit.needsConfirmation)
            let step = OneTimePassword.step(atSeconds: town.clock.now.milliseconds / 1_000)
            let code = secret.code(step: step)
            for wrong in ["", "000", code + "0", secret.code(step: step - 2), "１２３４５６７"] {
                let complaint = await complaints {
                    try await ConfirmSignIn(visit: visit, code: wrong).run(in: town.installation)
                }
                #expect(complaint == ["code": "signIn.wrongCode"], "\(wrong)")
            }
            let renewed = try await ConfirmSignIn(visit: visit, code: code)
                .run(in: town.installation)
            let old = try await town.installation.visit(token: token.text)
            #expect(old == nil, "the token from before the second factor is worth nothing")
            let confirmed = try #require(try await town.installation.visit(token: renewed.text))
            #expect(!confirmed.needsConfirmation)
            let again = await outcome {
                try await ConfirmSignIn(visit: visit, code: code).run(in: town.installation)
            }
            #expect(again == "tooOften" || again == "invalid")
        }
    }

    @Test func aCodeThatServedOnceServesNoSecondSession() async throws {
        try await withTown { town in
            let admin = try await town.admin
            let secret = try await town.installation.enrolOneTimePassword(of: admin.person)
            let step = OneTimePassword.step(atSeconds: town.clock.now.milliseconds / 1_000)
            let first = try await admin.visit(confirmed: false)
            let second = try await admin.visit(confirmed: false)
            try await ConfirmSignIn(visit: first, code: secret.code(step: step))
                .run(in: town.installation)
            let reused = await complaints {
                try await ConfirmSignIn(visit: second, code: secret.code(step: step))
                    .run(in: town.installation)
            }
            #expect(reused == ["code": "signIn.wrongCode"])
        }
    }

    @Test func aPersonSwitchesBetweenTheirOwnPostsOnly() async throws {
        try await withTown { town in
            let token = try await signIn(town, "cross", Town.password)
            let visit = try #require(try await town.installation.visit(token: token.text))
            #expect(visit.holdings.count == 2)
            let other = try #require(visit.holdings.last)
            try await SwitchPost(visit: visit, post: other.post.id).run(in: town.installation)
            let switched = try #require(try await town.installation.visit(token: token.text))
            #expect(switched.holding == other)
            let foreign = try await town.dispatcher.holding.post.id
            let outcome = await outcome {
                try await SwitchPost(visit: visit, post: foreign).run(in: town.installation)
            }
            #expect(outcome == "forbidden")
            #expect(try await town.installation.visit(token: token.text)?.holding == other)
        }
    }
}
