import Actions
import Identity
import Kernel
import SQL
import Secrets
import Storage
import TestSupport
import Testing

/// People are told when how they sign in changed, and when somebody tries what only a thief has.
@Suite struct SignInWarningTests {
    private func signIn(_ town: Town, _ name: String = "grid") async throws -> Visit {
        let token = try await SignIn(name: name, password: Town.password, address: "10.0.0.1")
            .run(in: town.installation)
        return try await visit(token, town)
    }

    private func visit(_ token: SignIn.Token, _ town: Town) async throws -> Visit {
        try #require(try await town.installation.visit(token: token.text))
    }

    private func warnings(_ visit: Visit, _ town: Town) async throws -> [String] {
        try await town.installation.ownSignIn(visit).warnings.map(\.action)
    }

    /// Makes a passkey with a device, and confirms with it.
    private func answer(
        _ device: inout SoftDevice, visit: Visit? = nil, _ town: Town
    ) async throws -> SignIn.Token {
        let (question, secret) = try await BeginPasskeySignIn(
            visit: visit, house: SoftDevice.house, address: "10.0.0.1"
        ).run(in: town.installation)
        return try await AnswerPasskey(
            visit: visit, browserSecret: secret, house: SoftDevice.house,
            credential: Base64URL.encode(device.credential),
            answer: try device.answer(to: question.challenge), address: "10.0.0.1",
            browser: .unknown
        ).run(in: town.installation)
    }

    private func add(_ device: SoftDevice, _ visit: Visit, _ town: Town) async throws
        -> SignIn.Token
    {
        let question = try await BeginPasskey(
            visit: visit, password: Town.password, house: SoftDevice.house
        ).run(in: town.installation)
        return try await AddPasskey(
            visit: visit, name: "手机", house: SoftDevice.house,
            clientData: device.clientData("webauthn.create", challenge: question.challenge),
            authenticatorData: device.made()
        ).run(in: town.installation).token
    }

    private func history(_ person: Person, _ town: Town) async throws -> [Histories.Line] {
        try await town.database.read { db in
            try Histories.page(
                of: "person", person.id.rawValue, in: town.realm.id, before: nil, db)
        }
    }

    @Test func aCopiedPasskeyOpensNothingMoreAndItsPersonIsTold() async throws {
        try await withTown { town in
            var device = SoftDevice()
            _ = try await add(device, try await signIn(town), town)
            var copy = device
            let thief = try await visit(try await answer(&copy, town), town)
            let copied = await complaints { _ = try await answer(&device, town) }
            #expect(copied == ["passkey": "passkey.copied"])
            let ended = try await town.installation.ownSignIn(thief).sessions
            #expect(ended.isEmpty, "whoever came in with the copy is out")
            for _ in 0..<2 {
                let again = await complaints { _ = try await answer(&copy, town) }
                #expect(again == ["passkey": "passkey.copied"], "neither of both is taken")
            }
            town.clock.advance(minutes: 1)
            let own = try await signIn(town)
            #expect(own.hasWarnings && own.mustConfirmFirst)
            #expect(try await warnings(own, town).first == "copiedPasskey")
            let line = try #require(try await history(own.person, town).first)
            #expect(line.action == "copiedPasskey" && line.personName == nil)
            let question = try await BeginPasskeySignIn(
                visit: own, house: SoftDevice.house, address: "10.0.0.1"
            ).run(in: town.installation).question
            #expect(question.known.isEmpty, "it is not asked for any more")
        }
    }

    @Test func aCodeThatIsUsedAgainIsToldToItsOwner() async throws {
        try await withTown { town in
            let admin = try await town.colleague("admin").person
            let secret = try await town.installation.enrolOneTimePassword(of: admin)
            let code = secret.code(
                step: OneTimePassword.step(atSeconds: town.clock.now.milliseconds / 1_000))
            let first = try await signIn(town, "admin")
            let token = try await ConfirmSignIn(visit: first, code: code).run(
                in: town.installation)
            let open = try await visit(token, town)
            #expect(try await warnings(open, town) == ["setOneTime"], "others set it up")
            let second = try await signIn(town, "admin")
            let used = await complaints {
                try await ConfirmSignIn(visit: second, code: code).run(in: town.installation)
            }
            #expect(used == ["code": "signIn.wrongCode"], "as any other wrong code")
            _ = await complaints {
                try await ConfirmSignIn(visit: second, code: "000000").run(in: town.installation)
            }
            #expect(try await warnings(open, town) == ["reusedCode", "setOneTime"])
        }
    }

    @Test func whatOneDidOneselfIsToldFromTheNextSignInOnUntilItIsRead() async throws {
        try await withTown { town in
            var device = SoftDevice()
            let changed = try await visit(
                try await add(device, try await signIn(town), town), town)
            #expect(!changed.hasWarnings)
            town.clock.advance(minutes: 1)
            let waiting = try await signIn(town)
            await #expect(throws: ActionError.self) {
                try await ReadSignInWarnings(visit: waiting, last: SignInWarning.ID(.max))
                    .run(in: town.installation)
            }
            let next = try await visit(try await answer(&device, visit: waiting, town), town)
            let found = try await town.installation.ownSignIn(next).warnings
            #expect(found.map(\.action) == ["addPasskey"])
            try await ReadSignInWarnings(visit: next, last: try #require(found.first).id)
                .run(in: town.installation)
            let after = try await signIn(town)
            #expect(!after.hasWarnings)
            let other = try await signIn(town, "dispatcher")
            #expect(!other.hasWarnings)
        }
    }
}
