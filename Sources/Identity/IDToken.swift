import Foundation
import JWTKit

/// What a provider claims of somebody, by the names of the claims.
package enum Claim: Hashable, Sendable, Codable {
    case text(String)
    case number(Double)
    case truth(Bool)
    case list([Claim])
    case none

    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let truth = try? value.decode(Bool.self) {
            self = .truth(truth)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([Claim].self) {
            self = .list(list)
        } else {
            self = .none
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .text(let text): try value.encode(text)
        case .number(let number): try value.encode(number)
        case .truth(let truth): try value.encode(truth)
        case .list(let list): try value.encode(list)
        case .none: try value.encodeNil()
        }
    }

    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// Whether the claim is a text, or a list that holds it.
    package func holds(_ wanted: String) -> Bool {
        switch self {
        case .text(let text): text == wanted
        case .list(let list): list.contains(.text(wanted))
        case .number, .truth, .none: false
        }
    }

    fileprivate var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }
}

/// Why what a provider sent proves nothing.
package enum ProviderProblem: Error, Hashable, Sendable {
    /// Not what a provider sends.
    case malformed
    /// Signed with a method that was not agreed on.
    case wrongAlgorithm(String)
    /// Signed with a key that the provider does not show.
    case unknownKey
    case notGenuine
    case wrongIssuer
    /// Meant for another program.
    case wrongAudience
    case expired
    case notYet
    /// The answer to another question.
    case wrongNonce
    case noSubject
}

/// A token that says who somebody is.
///
/// Source: OpenID Connect Core 1.0, 3.1.3.7.
package struct IDToken: Sendable {
    package let subject: String
    package let claims: [String: Claim]

    /// RS256 is what every provider has; ES256 what careful ones prefer.
    package static let algorithms = ["RS256", "ES256"]
    /// By how much the clocks of two houses may differ.
    package static let leewaySeconds: Double = 60

    private static let bytesMax = 32_768
    private static let subjectMax = 255

    /// What a token must answer.
    package struct Expected: Sendable {
        package let issuer: String
        package let clientID: String
        package let nonce: String
        /// Seconds since 1970.
        package let now: Double

        package init(issuer: String, clientID: String, nonce: String, now: Double) {
            self.issuer = issuer
            self.clientID = clientID
            self.nonce = nonce
            self.now = now
        }
    }

    private struct Header: Decodable {
        let alg: String
        let kid: String?
    }

    private struct Payload: JWTPayload {
        let claims: [String: Claim]

        init(from decoder: any Decoder) throws {
            claims = try decoder.singleValueContainer().decode([String: Claim].self)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(claims)
        }

        /// The claims are looked at apart, so that each has its own refusal.
        func verify(using algorithm: some JWTAlgorithm) {}
    }

    /// Verifies a token with the keys that the provider shows.
    ///
    /// - Parameter keys: a JSON Web Key Set.
    /// - Throws: `ProviderProblem`; `.unknownKey` where newer keys may help.
    package init(
        _ token: String, keys: [UInt8], expecting expected: Expected
    ) async throws(ProviderProblem) {
        guard token.utf8.count <= Self.bytesMax,
            let first = token.split(separator: ".", omittingEmptySubsequences: false).first,
            let head = Base64URL.decode(String(first)),
            let header = try? JSONDecoder().decode(Header.self, from: Data(head))
        else { throw .malformed }
        guard Self.algorithms.contains(header.alg) else { throw .wrongAlgorithm(header.alg) }
        let key = try ProviderKeys(keys).key(header.kid, algorithm: header.alg)
        let payload: Payload
        do {
            let one = JWTKeyCollection()
            try await one.add(jwk: key, isDefault: true)
            payload = try await one.verify(token, as: Payload.self)
        } catch {
            throw .notGenuine
        }
        claims = payload.claims
        subject = try Self.checked(payload.claims, expected)
    }

    /// - Returns: the subject.
    package static func checked(
        _ claims: [String: Claim], _ expected: Expected
    ) throws(ProviderProblem) -> String {
        guard claims["iss"]?.text == expected.issuer else { throw .wrongIssuer }
        let party = claims["azp"]?.text
        let isAlone: Bool
        if case .list(let all)? = claims["aud"] { isAlone = all.count < 2 } else { isAlone = true }
        guard claims["aud"]?.holds(expected.clientID) == true,
            party.map({ $0 == expected.clientID }) ?? isAlone
        else { throw .wrongAudience }
        guard let end = claims["exp"]?.number, expected.now < end + leewaySeconds else {
            throw .expired
        }
        let starts = ["nbf", "iat"].compactMap { claims[$0]?.number }
        guard starts.allSatisfy({ $0 <= expected.now + leewaySeconds }) else { throw .notYet }
        guard claims["nonce"]?.text == expected.nonce else { throw .wrongNonce }
        guard let subject = claims["sub"]?.text, (1...subjectMax).contains(subject.utf8.count)
        else { throw .noSubject }
        return subject
    }

    /// Whether the provider says that it asked for more than one thing.
    ///
    /// Source: RFC 8176.
    package var isMultiFactor: Bool { claims["amr"]?.holds("mfa") ?? false }
}

/// The keys that a provider shows, of which one is picked before anything else is read: a set may
/// hold kinds of keys that nobody here knows.
private struct ProviderKeys {
    private let all: [[String: Claim]]

    private struct Whole: Decodable {
        let keys: [[String: Claim]]
    }

    init(_ bytes: [UInt8]) throws(ProviderProblem) {
        guard let whole = try? JSONDecoder().decode(Whole.self, from: Data(bytes)) else {
            throw .malformed
        }
        all = whole.keys
    }

    func key(_ name: String?, algorithm: String) throws(ProviderProblem) -> JWK {
        let kind = algorithm == "RS256" ? "RSA" : "EC"
        let fitting = all.filter { key in
            key["kty"]?.text == kind && key["use"]?.text ?? "sig" == "sig"
                && key["alg"]?.text ?? algorithm == algorithm
                && (name == nil || key["kid"]?.text == name)
        }
        guard fitting.count == 1, var chosen = fitting.first else { throw .unknownKey }
        chosen["kid"] = .text(name ?? "-")
        chosen["alg"] = .text(algorithm)
        // Only what is public of it.
        let kept = chosen.filter {
            ["kty", "kid", "alg", "n", "e", "crv", "x", "y"].contains($0.key)
        }
        guard let bytes = try? JSONEncoder().encode(kept),
            let key = try? JSONDecoder().decode(JWK.self, from: bytes)
        else { throw .malformed }
        return key
    }
}
