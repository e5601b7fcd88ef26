import Foundation
import Identity
import Kernel
import SQL
import Secrets
import Storage

/// Begins a sign-in by a provider: the question is bound to this browser.
package struct BeginProviderSignIn: Sendable {
    package let provider: String
    /// The page of ours to go to afterwards.
    package let back: String
    /// Where the provider sends the browser back to.
    package let returnAddress: String
    package let address: String

    package init(provider: String, back: String, returnAddress: String, address: String) {
        self.provider = provider
        self.back = String(back.prefix(500))
        self.returnAddress = returnAddress
        self.address = address
    }

    /// - Returns: where the browser goes, and the secret that it keeps.
    /// - Throws: `.notFound`; `.tooOften`; `ProviderTrouble`.
    package func run(
        in installation: Installation
    ) async throws -> (url: String, browserSecret: String) {
        guard let provider = installation.providers.provider(provider) else {
            throw ActionError.notFound
        }
        try await Limit.ceremonies.count(subject: address, in: installation)
        let (description, _) = try await installation.providers.description(
            of: provider, installation)
        let question = ProviderQuestion(
            provider: provider.name, back: back,
            randomness: (
                Cipher.randomBytes(32), Cipher.randomBytes(32), Cipher.randomBytes(32)
            ))
        let secret = SignIn.freshToken()
        let holder = installation.ceremonyDigest(secret)
        let sealed = try installation.vault.sealOwn(
            Array(try JSONEncoder().encode(question)), context: "provider \(holder)")
        let now = installation.now()
        try await installation.database.write { db in
            try Ceremonies.begin(.provider, of: holder, sealed: sealed, at: now, db)
        }
        return (
            question.address(
                description, clientID: provider.clientID, scopes: provider.scopes,
                returnAddress: returnAddress), secret
        )
    }
}

/// Finds where somebody who signed out here signs out at the provider, too.
package struct EndProviderSession: Sendable {
    package let provider: String
    /// The page of ours to come back to.
    package let returnAddress: String
    package let address: String

    package init(provider: String, returnAddress: String, address: String) {
        self.provider = provider
        self.returnAddress = returnAddress
        self.address = address
    }

    /// - Returns: where the browser goes; nil where the provider has no such page.
    /// - Throws: `.notFound`; `.tooOften`; `ProviderTrouble`.
    package func run(in installation: Installation) async throws -> String? {
        guard let provider = installation.providers.provider(provider) else {
            throw ActionError.notFound
        }
        try await Limit.ceremonies.count(subject: address, in: installation)
        let (description, _) = try await installation.providers.description(
            of: provider, installation)
        return description.endAddress(clientID: provider.clientID, returnAddress: returnAddress)
    }
}

/// Takes what a browser brings back from a provider: signs its person in, with the posts that
/// follow from what the provider claims.
package struct FinishProviderSignIn: Sendable {
    package let provider: String
    package let code: String
    package let state: String
    package let browserSecret: String?
    package let returnAddress: String
    package let browser: BrowserKind

    package init(
        provider: String, code: String, state: String, browserSecret: String?,
        returnAddress: String, browser: BrowserKind
    ) {
        self.provider = provider
        self.code = code
        self.state = state
        self.browserSecret = browserSecret
        self.returnAddress = returnAddress
        self.browser = browser
    }

    /// - Returns: the session, and the page of ours to go to.
    /// - Throws: `.notFound`; `ProviderTrouble`.
    package func run(
        in installation: Installation
    ) async throws -> (token: SignIn.Token, back: String) {
        guard let provider = installation.providers.provider(provider) else {
            throw ActionError.notFound
        }
        let question = try await question(in: installation)
        guard question.provider == provider.name,
            Cipher.areEqual(Array(question.state.utf8), Array(state.utf8))
        else { throw ProviderTrouble("tooLate", "the state is another's") }
        let token = try await installation.providers.token(
            for: code, question, provider, returnAddress: returnAddress, installation)
        let session = try await SignInAsClaimed(
            provider: provider, subject: token.subject, claims: token.claims,
            isMultiFactor: token.isMultiFactor, browser: browser
        ).run(in: installation)
        return (session, question.back)
    }

    /// The question that this browser was sent with, which nobody answers again.
    private func question(in installation: Installation) async throws -> ProviderQuestion {
        guard let browserSecret else { throw ProviderTrouble("tooLate", "no cookie came back") }
        let holder = installation.ceremonyDigest(browserSecret)
        let now = installation.now()
        let sealed = try await installation.database.write { db in
            try Ceremonies.take(.provider, of: holder, at: now, db)
        }
        guard let sealed else { throw ProviderTrouble("tooLate", "the question is over") }
        let bytes = try installation.vault.openOwn(sealed, context: "provider \(holder)")
        return try JSONDecoder().decode(ProviderQuestion.self, from: Data(bytes))
    }
}
