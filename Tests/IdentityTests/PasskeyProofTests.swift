import Identity
import TestSupport
import Testing

/// What devices prove, and everything that they must not be believed.
@Suite struct PasskeyProofTests {
    private let challenge: [UInt8] = Array(0..<32)
    private var asked: String { Base64URL.encode(challenge) }
    private let house = SoftDevice.house

    private func register(
        _ device: SoftDevice, clientData: [UInt8]? = nil, made: [UInt8]? = nil
    ) -> Result<NewPasskey, PasskeyProblem> {
        do {
            return .success(
                try PasskeyProof.registered(
                    clientData: clientData
                        ?? device.clientData("webauthn.create", challenge: asked),
                    authenticatorData: made ?? device.made(), challenge: challenge, house: house))
        } catch {
            return .failure(error)
        }
    }

    private func verify(
        _ answer: PasskeyProof.Answer, _ key: NewPasskey, counter: Int64 = 0,
        wantsVerified: Bool = true, algorithm: Int? = nil
    ) -> Result<Int64, PasskeyProblem> {
        do {
            return .success(
                try PasskeyProof.asserted(
                    answer, challenge: challenge, house: house,
                    algorithm: algorithm ?? key.algorithm, publicKey: key.publicKey,
                    counter: counter, wantsVerified: wantsVerified))
        } catch {
            return .failure(error)
        }
    }

    @Test func aKeyIsMadeAndSigns() throws {
        var device = SoftDevice()
        let key = try register(device).get()
        #expect(key.algorithm == -7 && key.credential == device.credential && key.counter == 0)
        let answer = try device.answer(to: asked)
        #expect(verify(answer, key) == .success(1))
    }

    @Test func whatTheBrowserSaysMustFitTheQuestion() {
        let device = SoftDevice()
        let other = Base64URL.encode(Array(1..<33))
        let cases: [([UInt8], PasskeyProblem)] = [
            (device.clientData("webauthn.get", challenge: asked), .wrongType),
            (device.clientData("webauthn.create", challenge: other), .wrongChallenge),
            (device.clientData("webauthn.create", challenge: ""), .wrongChallenge),
            (
                device.clientData(
                    "webauthn.create", challenge: asked, origin: "https://linli.example.evil.net"),
                .wrongOrigin
            ),
            (
                device.clientData(
                    "webauthn.create", challenge: asked, origin: "http://linli.example"),
                .wrongOrigin
            ),
            (
                device.clientData("webauthn.create", challenge: asked, crossOrigin: true),
                .wrongOrigin
            ),
            (Array("{}".utf8), .malformed), ([], .malformed), (Array("null".utf8), .malformed),
            ([UInt8](repeating: 0x20, count: 5_000), .malformed),
        ]
        for (data, problem) in cases {
            #expect(register(device, clientData: data) == .failure(problem))
        }
    }

    @Test func whatTheDeviceMakesMustBeWhole() {
        var device = SoftDevice()
        #expect(register(device, made: device.made(for: "evil.net")) == .failure(.wrongHost))
        #expect(
            register(device, made: device.made(algorithm: 0x27)) == .failure(.wrongAlgorithm))
        let whole = device.made()
        for length in [0, 36, 37, 54, 55, 90, whole.count - 1] {
            if case .success = register(device, made: Array(whole.prefix(length))) {
                Issue.record("\(length) bytes are no passkey")
            }
        }
        device.isPresent = false
        #expect(register(device, made: device.made()) == .failure(.notPresent))
    }

    @Test func anAnswerOfAnotherSiteKeyOrQuestionIsRefused() throws {
        var device = SoftDevice()
        let key = try register(device).get()
        var stranger = SoftDevice()
        let cases: [(PasskeyProof.Answer, PasskeyProblem)] = [
            (try stranger.answer(to: asked), .notGenuine),
            (try device.answer(to: asked, origin: "https://evil.net"), .wrongOrigin),
            (try device.answer(to: asked, for: "evil.net"), .wrongHost),
            (try device.answer(to: Base64URL.encode([1, 2, 3])), .wrongChallenge),
            (try device.answer(to: asked, type: "webauthn.create"), .wrongType),
        ]
        for (answer, problem) in cases { #expect(verify(answer, key) == .failure(problem)) }
    }

    @Test func aChangedAnswerIsRefused() throws {
        var device = SoftDevice()
        let key = try register(device).get()
        let good = try device.answer(to: asked)
        var counted = good.authenticatorData
        counted[36] += 1
        let changed = PasskeyProof.Answer(
            clientData: good.clientData, authenticatorData: counted, signature: good.signature)
        #expect(verify(changed, key) == .failure(.notGenuine))
        let bare = PasskeyProof.Answer(
            clientData: good.clientData, authenticatorData: good.authenticatorData, signature: [])
        #expect(verify(bare, key) == .failure(.malformed))
        #expect(verify(good, key, algorithm: -8) == .failure(.notGenuine))
        #expect(verify(good, key, algorithm: -999) == .failure(.notGenuine))
    }

    @Test func aCounterThatGoesBackIsACopy() throws {
        var device = SoftDevice()
        let key = try register(device).get()
        let first = try device.answer(to: asked)
        let second = try device.answer(to: asked)
        #expect(verify(second, key, counter: 1) == .success(2))
        #expect(verify(first, key, counter: 2) == .failure(.counterWentBack))
        #expect(verify(second, key, counter: 2) == .failure(.counterWentBack))
        // The next one is 0 again, as of a device that does not count.
        device.counter = .max
        let uncounted = try device.answer(to: asked)
        #expect(verify(uncounted, key, counter: 0) == .success(0))
        #expect(verify(uncounted, key, counter: 1) == .failure(.counterWentBack))
    }

    @Test func whoTouchesItIsMadeSureWhereThatIsAsked() throws {
        var device = SoftDevice()
        let key = try register(device).get()
        device.isVerifying = false
        let answer = try device.answer(to: asked)
        #expect(verify(answer, key) == .failure(.notVerified))
        #expect(verify(answer, key, wantsVerified: false) == .success(1))
    }

    @Test(arguments: ["", "AA", "-_-_", "AAA="])
    func base64ForAddressesIsReadAndWritten(text: String) {
        let bytes = Base64URL.decode(text)
        #expect(bytes.map { Base64URL.encode($0) } == text.replacing("=", with: ""))
    }

    @Test(arguments: ["+/", "A", "ä", "A A A"])
    func whatIsNoBase64IsNone(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test(
        arguments: [
            ("https://linli.example", "linli.example"), ("http://localhost:8080", "localhost"),
            ("https://[::1]:8443", "[::1]"),
        ])
    func aHouseIsKnownByItsHost(origin: String, host: String) {
        #expect(House(origin: origin).host == host)
    }
}
