import Foundation
import Identity
import JWTKit
import Testing

/// Tokens that say who somebody is: the good one, and each that must not be believed.
@Suite struct IDTokenTests {
    private struct Claims: JWTPayload {
        var all: [String: Claim]

        init(_ all: [String: Claim]) { self.all = all }

        init(from decoder: any Decoder) throws {
            all = try decoder.singleValueContainer().decode([String: Claim].self)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(all)
        }

        func verify(using algorithm: some JWTAlgorithm) {}
    }

    private static let now = 1_795_000_000.0
    private let key = ES256PrivateKey()
    private let expected = IDToken.Expected(
        issuer: "https://id.example", clientID: "linli", nonce: "n-1", now: Self.now)

    private var good: [String: Claim] {
        [
            "iss": .text("https://id.example"), "aud": .text("linli"), "sub": .text("s-17"),
            "exp": .number(Self.now + 300), "iat": .number(Self.now), "nonce": .text("n-1"),
            "groups": .list([.text("grid"), .text("staff")]),
        ]
    }

    private func keySet(_ keys: [(kid: String?, key: ES256PrivateKey)]) throws -> [UInt8] {
        let all = try keys.map { one -> [String: String] in
            let point = try #require(one.key.publicKey.parameters)
            var members = ["kty": "EC", "crv": "P-256", "use": "sig"]
            for (name, number) in [("x", point.x), ("y", point.y)] {
                members[name] = Base64URL.encode(Array(try #require(Data(base64Encoded: number))))
            }
            members["kid"] = one.kid
            return members
        }
        // A kind that nobody here knows does no harm.
        let odd = ["kty": "OKP-2030", "kid": "odd"]
        return Array(try JSONEncoder().encode(["keys": all + [odd]]))
    }

    private func token(
        _ claims: [String: Claim], kid: String? = "k1", by signer: ES256PrivateKey? = nil
    ) async throws -> String {
        let keys = JWTKeyCollection()
        await keys.add(ecdsa: signer ?? key, kid: kid.map { JWKIdentifier(string: $0) })
        return try await keys.sign(
            Claims(claims), kid: kid.map { JWKIdentifier(string: $0) })
    }

    private func read(
        _ token: String, keys: [UInt8]? = nil
    ) async throws -> Result<IDToken, ProviderProblem> {
        let keys = try keys ?? keySet([("k0", ES256PrivateKey()), ("k1", key)])
        do {
            return .success(try await IDToken(token, keys: keys, expecting: expected))
        } catch {
            return .failure(error)
        }
    }

    private func problem(_ token: String, keys: [UInt8]? = nil) async throws -> ProviderProblem? {
        if case .failure(let problem) = try await read(token, keys: keys) { problem } else { nil }
    }

    @Test func aGoodTokenNamesSomebody() async throws {
        let read = try await read(try await token(good)).get()
        #expect(read.subject == "s-17")
        #expect(read.claims["groups"]?.holds("grid") == true)
        #expect(!read.isMultiFactor)
    }

    @Test(
        arguments: [
            ("iss", .text("https://evil.example"), .wrongIssuer), ("iss", nil, .wrongIssuer),
            ("iss", .text("https://id.example/"), .wrongIssuer),
            ("aud", .text("other"), .wrongAudience), ("aud", nil, .wrongAudience),
            ("aud", .list([.text("linli"), .text("other")]), .wrongAudience),
            ("azp", .text("other"), .wrongAudience),
            ("exp", .number(Self.now - 60), .expired), ("exp", nil, .expired),
            ("exp", .text("never"), .expired), ("nbf", .number(Self.now + 61), .notYet),
            ("iat", .number(Self.now + 61), .notYet),
            ("nonce", .text("n-2"), .wrongNonce), ("nonce", nil, .wrongNonce),
            ("sub", nil, .noSubject), ("sub", .text(""), .noSubject),
            ("sub", .text(String(repeating: "s", count: 256)), .noSubject),
        ] as [(String, Claim?, ProviderProblem)])
    func oneWrongClaimIsEnough(
        name: String, value: Claim?, refusal: ProviderProblem
    ) async throws {
        var claims = good
        claims[name] = value
        let found = try await problem(try await token(claims))
        #expect(found == refusal)
    }

    @Test(
        arguments: [
            ("exp", .number(Self.now - 59)), ("iat", .number(Self.now + 60)),
            ("aud", .list([.text("linli")])),
        ] as [(String, Claim)])
    func clocksMayDifferByAMinute(name: String, value: Claim) async throws {
        var claims = good
        claims[name] = value
        let found = try await problem(try await token(claims))
        #expect(found == nil)
    }

    @Test func severalAudiencesNeedAWordOfWhomItIsFor() async throws {
        var claims = good
        claims["aud"] = .list([.text("linli"), .text("other")])
        claims["azp"] = .text("linli")
        let found = try await problem(try await token(claims))
        #expect(found == nil)
    }

    @Test func aForeignKeyAChangedTokenAndNoneAtAllAreRefused() async throws {
        let whole = try await token(good)
        let forged = try await problem(try await token(good, by: ES256PrivateKey()))
        #expect(forged == .notGenuine)
        let parts = whole.split(separator: ".").map(String.init)
        var claims = good
        claims["sub"] = .text("somebody else")
        let body = Base64URL.encode(Array(try JSONEncoder().encode(claims)))
        let changed = try await problem("\(parts[0]).\(body).\(parts[2])")
        #expect(changed == .notGenuine)
        let none = Base64URL.encode(Array(#"{"alg":"none"}"#.utf8))
        let unsigned = try await problem("\(none).\(parts[1]).")
        #expect(unsigned == .wrongAlgorithm("none"))
        let secret = Base64URL.encode(Array(#"{"alg":"HS256","kid":"k1"}"#.utf8))
        let symmetric = try await problem("\(secret).\(parts[1]).\(parts[2])")
        #expect(symmetric == .wrongAlgorithm("HS256"))
        for text in ["", ".", "..", "a.b.c", parts[0], whole + ".x"] {
            let broken = try await problem(text)
            #expect(broken != nil, "\(text)")
        }
    }

    @Test func theKeyThatATokenNamesIsTheOneThatCounts() async throws {
        let unknown = try await problem(try await token(good, kid: "k9"))
        #expect(unknown == .unknownKey)
        let nameless = try await token(good, kid: nil)
        let several = try await problem(nameless)
        #expect(several == .unknownKey, "one of several, and not said which")
        let alone = try await problem(nameless, keys: try keySet([(nil, key)]))
        #expect(alone == nil)
        let broken = try await problem(nameless, keys: Array("[]".utf8))
        #expect(broken == .malformed)
    }

    @Test(arguments: [
        ("https://id.example/end", "https://id.example/end?"),
        ("https://id.example/end?x=1", "https://id.example/end?x=1&"),
        ("javascript:alert(1)", nil), ("", nil), (nil, nil),
    ])
    func whereAProviderLetsPeopleOut(_ endpoint: String?, _ start: String?) throws {
        let end = endpoint.map { ", \"end_session_endpoint\": \"\($0)\"" } ?? ""
        let read = try ProviderDescription(
            Array(
                """
                {"issuer": "https://id.example", "authorization_endpoint": "https://id.example/a",
                "token_endpoint": "https://id.example/t", "jwks_uri": "https://id.example/k"\(end)}
                """.utf8), issuer: "https://id.example")
        let address = read.endAddress(
            clientID: "lin li", returnAddress: "https://linli.example/sign-in")
        let asked =
            "client_id=lin%20li&post_logout_redirect_uri=https%3A%2F%2Flinli.example%2Fsign-in"
        #expect(address == start.map { $0 + asked })
    }

    @Test func aProviderMustDescribeItselfAndKnowPKCE() throws {
        func description(
            issuer: String = "https://id.example", methods: String = #"["S256"]"#
        ) -> [UInt8] {
            Array(
                """
                {"issuer": "\(issuer)", "authorization_endpoint": "https://id.example/a?x=1",
                "token_endpoint": "https://id.example/t", "jwks_uri": "https://id.example/k",
                "code_challenge_methods_supported": \(methods)}
                """.utf8)
        }
        let read = try ProviderDescription(description(), issuer: "https://id.example")
        #expect(!read.takesSecretInForm)
        #expect(throws: ProviderProblem.wrongIssuer) {
            try ProviderDescription(
                description(issuer: "https://evil.example"), issuer: "https://id.example")
        }
        #expect(throws: ProviderProblem.wrongAlgorithm("PKCE")) {
            try ProviderDescription(
                description(methods: #"["plain"]"#), issuer: "https://id.example")
        }
        #expect(throws: ProviderProblem.malformed) {
            try ProviderDescription([], issuer: "https://id.example")
        }
        let question = ProviderQuestion(
            provider: "county", back: "/desk",
            randomness: ([1, 2, 3], [4, 5, 6], Array("dBjftJeZ4CVP-mB92K27uhbUJU1p1r".utf8)))
        let address = question.address(
            read, clientID: "lin li", scopes: ["openid", "groups"],
            returnAddress: "https://linli.example/back")
        #expect(address.hasPrefix("https://id.example/a?x=1&response_type=code&client_id=lin%20li"))
        #expect(address.contains("&scope=openid%20groups&state=AQID&nonce=BAUG&"))
        #expect(address.hasSuffix("&code_challenge_method=S256"))
        #expect(!address.contains(question.verifier), "the verifier stays here")
    }
}
