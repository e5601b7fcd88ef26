import Identity
package import Kernel
import Outgoing
import Synchronization

/// The providers of OpenID Connect by which staff may sign in, with what each says of itself.
///
/// A class, so that all copies of an installation share what was asked.
package final class Providers: Sendable {
    package let all: [OpenIDProvider]
    /// What providers said of themselves, by name, with when.
    private let known = Mutex<[String: Known]>([:])

    /// What was asked lately is not asked again at each sign-in.
    private static let minutesKept: Int64 = 10
    private static let bytesMax = 262_144

    private struct Known {
        let description: ProviderDescription
        let keys: [UInt8]
        let at: Instant
    }

    package init(_ all: [OpenIDProvider] = []) {
        self.all = all
    }

    package func provider(_ name: String) -> OpenIDProvider? { all.first { $0.name == name } }

    /// What a provider says of itself, and its keys.
    ///
    /// - Parameter isFresh: asks again, whatever is known.
    /// - Throws: `ProviderTrouble`.
    func description(
        of provider: OpenIDProvider, isFresh: Bool = false, _ installation: Installation
    ) async throws -> (ProviderDescription, keys: [UInt8]) {
        let now = installation.now()
        if !isFresh, let held = known.withLock({ $0[provider.name] }),
            now < held.at.adding(minutes: Self.minutesKept)
        {
            return (held.description, held.keys)
        }
        let document = try await get(
            ProviderDescription.address(of: provider.issuer), installation)
        let description: ProviderDescription
        do {
            description = try ProviderDescription(document, issuer: provider.issuer)
        } catch {
            throw ProviderTrouble("unreachable", "its description: \(error)")
        }
        let keys = try await get(description.keys, installation)
        known.withLock {
            $0[provider.name] = Known(description: description, keys: keys, at: now)
        }
        return (description, keys)
    }

    private func get(_ url: String, _ installation: Installation) async throws -> [UInt8] {
        let answer: OutgoingAnswer
        do {
            answer = try await installation.outgoing.send(
                OutgoingRequest(.get, url, answerBytesMax: Self.bytesMax))
        } catch {
            throw ProviderTrouble("unreachable", "\(error)")
        }
        guard answer.isSuccess else {
            throw ProviderTrouble("unreachable", "\(url) answered \(answer.status)")
        }
        return answer.body
    }

    /// Exchanges the code that a browser brought for a token, and verifies it.
    ///
    /// - Throws: `ProviderTrouble`.
    func token(
        for code: String, _ question: ProviderQuestion, _ provider: OpenIDProvider,
        returnAddress: String, _ installation: Installation
    ) async throws -> IDToken {
        let (description, keys) = try await description(of: provider, installation)
        let form = question.tokenForm(
            code: code, description, clientID: provider.clientID,
            secret: provider.clientSecret?.text, returnAddress: returnAddress)
        let answer: OutgoingAnswer
        do {
            answer = try await installation.outgoing.send(
                OutgoingRequest(
                    .post, description.token, headers: form.headers, body: form.body,
                    answerBytesMax: Self.bytesMax))
        } catch {
            throw ProviderTrouble("unreachable", "\(error)")
        }
        guard answer.isSuccess, let text = ProviderQuestion.idToken(in: answer.body) else {
            throw ProviderTrouble("refused", "the code was not taken: \(answer.status)")
        }
        let expected = IDToken.Expected(
            issuer: provider.issuer, clientID: provider.clientID, nonce: question.nonce,
            now: Double(installation.now().milliseconds) / 1_000)
        do {
            return try await IDToken(text, keys: keys, expecting: expected)
        } catch ProviderProblem.unknownKey {
            // Providers change their keys; what was read before may be old.
            let fresh = try await self.description(of: provider, isFresh: true, installation)
            do {
                return try await IDToken(text, keys: fresh.keys, expecting: expected)
            } catch {
                throw ProviderTrouble("wrong", "\(error)")
            }
        } catch {
            throw ProviderTrouble("wrong", "\(error)")
        }
    }
}

/// Why a sign-in by a provider led nowhere.
package struct ProviderTrouble: Error, Sendable {
    /// Which sentence people read.
    package let word: String
    /// For the operator's log; there is never a code or a token in it.
    package let cause: String

    init(_ word: String, _ cause: String = "") {
        self.word = word
        self.cause = cause
    }

    /// The provider said no, or the person went away there.
    ///
    /// - Parameter error: what it gave as its reason; of a stranger, so cut short.
    package static func refused(_ error: String) -> ProviderTrouble {
        ProviderTrouble("refused", String(error.prefix(60).filter { $0.isASCII && !$0.isNewline }))
    }
}
