import Actions
import Identity
import Kernel
import Secrets
import Storage
import TestSupport
import Testing

/// Passkeys: made, asked for after the password, and in its place.
@Suite struct PasskeyTests {
    private let house = SoftDevice.house

    private func signIn(_ town: Town, _ name: String = "grid") async throws -> Visit {
        let token = try await SignIn(name: name, password: Town.password, address: "10.0.0.1")
            .run(in: town.installation)
        return try await visit(token, town)
    }

    private func visit(_ token: SignIn.Token, _ town: Town) async throws -> Visit {
        try #require(try await town.installation.visit(token: token.text))
    }

    /// Adds a passkey of a device.
    private func add(
        _ device: SoftDevice, _ visit: Visit, _ town: Town, challenge: String? = nil
    ) async throws -> (token: SignIn.Token, recoveryCodes: [String]) {
        let question = try await BeginPasskey(
            visit: visit, password: Town.password, house: house
        ).run(in: town.installation)
        return try await AddPasskey(
            visit: visit, name: "办公室电脑", house: house,
            clientData: device.clientData(
                "webauthn.create", challenge: challenge ?? question.challenge),
            authenticatorData: device.made()
        ).run(in: town.installation)
    }

    private func answer(
        _ device: inout SoftDevice, visit: Visit? = nil, _ town: Town, secret: String? = nil,
        credential: [UInt8]? = nil
    ) async throws -> SignIn.Token {
        let (question, own) = try await BeginPasskeySignIn(
            visit: visit, house: house, address: "10.0.0.1"
        )
        .run(in: town.installation)
        return try await AnswerPasskey(
            visit: visit, browserSecret: secret ?? own, house: house,
            credential: Base64URL.encode(credential ?? device.credential),
            answer: try device.answer(to: question.challenge), address: "10.0.0.1",
            browser: .unknown
        ).run(in: town.installation)
    }

    @Test func aPasskeyIsAskedForAfterThePasswordAndInItsPlace() async throws {
        try await withTown { town in
            var device = SoftDevice()
            let made = try await add(device, try await signIn(town), town)
            #expect(made.recoveryCodes.count == 10, "it is the first second factor")
            #expect(try await visit(made.token, town).confirmed)

            let waiting = try await signIn(town)
            #expect(waiting.mustConfirmFirst)
            let second = try await answer(&device, visit: waiting, town)
            #expect(try await visit(second, town).confirmed)

            let alone = try await answer(&device, town)
            let opened = try await visit(alone, town)
            #expect(opened.person.signIn == "grid" && opened.confirmed)
            let own = try await town.installation.ownSignIn(opened)
            #expect(own.sessions.contains { $0.way == .passkey })
            #expect(own.passkeys.map(\.counter) == [2] && own.passkeys[0].usedAt != nil)
        }
    }

    @Test func withoutThePasswordTheDeviceMustMakeSure() async throws {
        try await withTown { town in
            var device = SoftDevice()
            device.isVerifying = false
            _ = try await add(device, try await signIn(town), town)
            let alone = await complaints { _ = try await answer(&device, town) }
            #expect(alone == ["passkey": "passkey.notVerified"])
            let token = try await answer(&device, visit: try await signIn(town), town)
            #expect(try await visit(token, town).confirmed)
        }
    }

    @Test func aChallengeServesOneBrowserOnce() async throws {
        try await withTown { town in
            var device = SoftDevice()
            _ = try await add(device, try await signIn(town), town)
            let (question, secret) = try await BeginPasskeySignIn(
                visit: nil, house: house, address: "10.0.0.1"
            )
            .run(in: town.installation)
            let given = try device.answer(to: question.challenge)
            func send(_ secret: String?) async -> [String: String]? {
                await complaints {
                    _ = try await AnswerPasskey(
                        visit: nil, browserSecret: secret, house: house,
                        credential: Base64URL.encode(device.credential), answer: given,
                        address: "10.0.0.1", browser: .unknown
                    ).run(in: town.installation)
                }
            }
            #expect(await send("another browser") == ["passkey": "passkey.tooLate"])
            #expect(await send(nil) == ["passkey": "passkey.tooLate"])
            #expect(await send(secret) == nil)
            #expect(await send(secret) == ["passkey": "passkey.tooLate"], "it was answered")
        }
    }

    @Test func aQuestionIsTooOldAfterTenMinutes() async throws {
        try await withTown { town in
            var device = SoftDevice()
            _ = try await add(device, try await signIn(town), town)
            let (question, secret) = try await BeginPasskeySignIn(
                visit: nil, house: house, address: "10.0.0.1"
            )
            .run(in: town.installation)
            town.clock.advance(minutes: 10)
            let late = await complaints {
                _ = try await AnswerPasskey(
                    visit: nil, browserSecret: secret, house: house,
                    credential: Base64URL.encode(device.credential),
                    answer: try device.answer(to: question.challenge), address: "10.0.0.1",
                    browser: .unknown
                ).run(in: town.installation)
            }
            #expect(late == ["passkey": "passkey.tooLate"])
        }
    }

    @Test func aCopyAStrangerAndAnothersKeyAreRefused() async throws {
        try await withTown { town in
            var device = SoftDevice()
            _ = try await add(device, try await signIn(town), town)
            var copy = device
            _ = try await answer(&device, town)
            _ = try await answer(&device, town)
            let copied = await complaints { _ = try await answer(&copy, town) }
            #expect(copied == ["passkey": "passkey.copied"])
            var stranger = SoftDevice()
            let forged = await complaints { _ = try await answer(&stranger, town) }
            #expect(forged == ["passkey": "passkey.wrong"])
            let unknown = await complaints {
                _ = try await answer(&stranger, town, credential: [1, 2, 3])
            }
            #expect(unknown == ["passkey": "passkey.wrong"])
            let other = try await signIn(town, "dispatcher")
            let foreign = await complaints { _ = try await answer(&device, visit: other, town) }
            #expect(foreign == ["passkey": "passkey.wrong"])
        }
    }

    @Test func anotherChallengeAddsNothing() async throws {
        try await withTown { town in
            let device = SoftDevice()
            let grid = try await signIn(town)
            let wrong = await complaints {
                _ = try await add(device, grid, town, challenge: "AAAA")
            }
            #expect(wrong == ["passkey": "passkey.tooLate"])
            let dispatcher = try await signIn(town, "dispatcher")
            _ = try await add(device, dispatcher, town)
            let taken = await complaints { _ = try await add(device, grid, town) }
            #expect(taken == ["passkey": "passkey.wrong"], "a key belongs to one person")
        }
    }

    @Test func tenAreEnoughAndEachCanBeRemoved() async throws {
        try await withTown { town in
            var own = try await signIn(town)
            for number in 1...10 {
                let device = SoftDevice(credential: [UInt8](repeating: UInt8(number), count: 16))
                own = try await visit(try await add(device, own, town).token, town)
            }
            let eleventh = await complaints {
                _ = try await BeginPasskey(visit: own, password: Town.password, house: house)
                    .run(in: town.installation)
            }
            #expect(eleventh == ["current": "passkey.tooMany"])
            for key in try await town.installation.ownSignIn(own).passkeys {
                try await RemovePasskey(visit: own, key: key.id, password: Town.password)
                    .run(in: town.installation)
            }
            let left = try await town.installation.ownSignIn(own)
            #expect(left.passkeys.isEmpty && left.recoveryCodesLeft == 0)
            #expect(try await !signIn(town).needsConfirmation)
        }
    }
}
