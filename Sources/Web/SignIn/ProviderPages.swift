import Actions
import HTTPTypes
import Kernel
import Logging
import Markup
import Storage

extension Site {
    /// Signing in by a provider of OpenID Connect. Both are links, since browsers do not follow a
    /// form to another site.
    static let providerRoutes: [Route] = [
        .get("/sign-in/openid/:name", .everyone, askProvider),
        .get("/sign-in/openid/:name/back", .everyone, hearProvider),
        .get("/sign-in/openid/:name/end", .everyone, leaveProvider),
    ]

    /// Whoever signed out here is still signed in at the provider, and with one tap here again: the
    /// page leads there. Where the provider has no page for it, signing in is what is left.
    private static func leaveProvider(_ ask: Ask) async throws -> Reply {
        let name = try ask.parameter("name")
        let words = ask.words
        guard let provider = ask.installation.providers.provider(name) else {
            throw ActionError.notFound
        }
        let url: String?
        do {
            url = try await EndProviderSession(
                provider: name, returnAddress: ask.origin + Link.signIn().address,
                address: ask.address
            ).run(in: ask.installation)
        } catch let trouble as ProviderTrouble {
            ask.log.warning("Signing out of \(name) failed: \(trouble.word), \(trouble.cause)")
            url = nil
        }
        guard let url else { return .see(.signIn()) }
        let called = provider.words.zh.isEmpty ? name : words.name(provider.words)
        return .page(
            ask.plain(
                words("provider.end.title"), back: NavItem(words("signIn.title"), .signIn()),
                content: """
                    \(statusMessage(words("provider.end.done")))\
                    <p>\(words("provider.end.lead", ["provider": called]))</p>\
                    <p><a class="button button-first" href="\(url)">\
                    \(icon(.leave))<span>\(words("provider.end.leave", ["provider": called]))\
                    </span></a></p>
                    """))
    }

    private static func providerCookie(_ ask: Ask) -> String {
        ask.isSecure ? "__Host-linli_provider" : "linli_provider"
    }

    private static func returnAddress(_ ask: Ask) throws -> String {
        ask.origin + Link.providerReturn(try ask.parameter("name")).address
    }

    private static func askProvider(_ ask: Ask) async throws -> Reply {
        do {
            let (url, secret) = try await BeginProviderSignIn(
                provider: try ask.parameter("name"), back: ask.query["back"] ?? "",
                returnAddress: try returnAddress(ask), address: ask.address
            ).run(in: ask.installation)
            return Reply(
                status: .seeOther, headers: [.location: url, .cacheControl: "no-store"]
            ).setting(
                providerCookie(ask), to: secret, seconds: Int(Ceremonies.minutes) * 60,
                isSecure: ask.isSecure)
        } catch let trouble as ProviderTrouble {
            return providerTrouble(trouble, ask)
        }
    }

    private static func hearProvider(_ ask: Ask) async throws -> Reply {
        do {
            guard ask.query["error"] == nil, let code = ask.query["code"],
                let state = ask.query["state"]
            else { return providerTrouble(.refused(errorCode(ask) ?? "no code"), ask) }
            let (token, back) = try await FinishProviderSignIn(
                provider: try ask.parameter("name"), code: String(code.prefix(4_096)),
                state: String(state.prefix(200)), browserSecret: ask.cookies[providerCookie(ask)],
                returnAddress: try returnAddress(ask), browser: ask.browser
            ).run(in: ask.installation)
            return Reply.see(Link(path: back) ?? .desk).opening(token, ask)
                .setting(providerCookie(ask), to: "", seconds: 0, isSecure: ask.isSecure)
        } catch let trouble as ProviderTrouble {
            return providerTrouble(trouble, ask)
        }
    }

    /// What a provider says went wrong, where it is a word of the standard's kind.
    private static func errorCode(_ ask: Ask) -> String? {
        guard let code = ask.query["error"] else { return nil }
        let isWord =
            code.utf8.count <= 40
            && code.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
        return isWord ? code : "unknown"
    }

    /// A page that says what to do; what went wrong goes to the operator's log alone.
    private static func providerTrouble(_ trouble: ProviderTrouble, _ ask: Ask) -> Reply {
        let words = ask.words
        // Whatever else stands in the address is not for the log.
        let known = ask.installation.providers.provider(ask.parameters["name"] ?? "")
        let name = known?.name ?? "no provider"
        ask.log.warning("A sign-in by \(name) failed: \(trouble.word), \(trouble.cause)")
        let number = ask.log[metadataKey: "hb.request.id"].map { "\($0)" } ?? ""
        return .page(
            ask.plain(
                words("provider.trouble.title"), back: NavItem(words("signIn.title"), .signIn()),
                content: """
                    \(alertMessage(words("provider.trouble.\(trouble.word)")))\
                    \(HTML.when(
                        !number.isEmpty,
                        """
                        <p class="hint plain-more">\
                        \(words("provider.trouble.number", ["number": number]))</p>
                        """))
                    """), status: trouble.word == "unreachable" ? .badGateway : .forbidden)
    }
}

extension Ask {
    /// The ways in by a provider, one button each.
    var providerButtons: HTML {
        let back = query["back"] ?? form["back"]
        let all = installation.providers.all
        return HTML.when(
            !all.isEmpty,
            """
            <div class="provider-buttons">\(HTML.each(all) { provider in
                buttonLink(
                    provider.words.zh.isEmpty ? provider.name : words.name(provider.words),
                    to: .provider(provider.name, back: back), weight: .second, icon: .people)
            })</div>
            """)
    }
}
