import Actions
import HTTPTypes
import Kernel
import Markup

extension Site {
    /// Signing in and out.
    static let signInRoutes: [Route] =
        [
            .get("/sign-in", .everyone) { ask in .page(signInPage(ask)) },
            .post("/sign-in", .everyone, signIn),
            .get("/sign-in/recovery", .everyone) { ask in .page(recoveryPage(ask)) },
            .post("/sign-in/recovery", .everyone, recover),
            .get("/sign-in/code", .signedIn) { ask in .page(try await codePage(ask)) },
            .post("/sign-in/code", .signedIn, confirm),
            .get("/sign-in/password", .signedIn) { ask in
                try ask.visit.mustConfirmFirst
                    ? .see(.signInCode) : .page(try passwordPage(ask))
            },
            .post("/sign-in/password", .signedIn, changePassword),
            .get("/sign-in/authenticator", .signedIn) { ask in try await authenticatorPage(ask) },
            .post("/sign-in/authenticator", .signedIn, beginAuthenticator),
            .post("/sign-in/authenticator/confirmation", .signedIn, confirmAuthenticator),
            .post("/sign-out", .everyone, signOut),
        ] + ownSignInRoutes + passkeyRoutes + providerRoutes

    private static func signInPage(_ ask: Ask, problem: String? = nil) -> HTML {
        let words = ask.words
        return ask.plain(
            words("signIn.title"), back: NavItem(words("page.home"), Link()),
            content: """
                \(HTML.when(problem) { alertMessage($0) })\
                \(postForm(
                    to: .signIn(),
                    hidden: hiddenField("back", value: ask.query["back"] ?? ask.form["back"] ?? ""),
                    content: """
                        \(nameAndPassword(ask))\
                        \(submitButton(words("signIn.submit"), weight: .first))
                        """))\
                \(passkeyForm(words, back: ask.query["back"] ?? ask.form["back"] ?? ""))\
                \(ask.providerButtons)\
                <p class="plain-more"><a href="\(Link.recovery)">\(words("signIn.locked"))</a></p>
                """)
    }

    private static func nameAndPassword(_ ask: Ask) -> HTML {
        let words = ask.words
        return """
            \(textField(
                Field("name", label: words("signIn.name")), value: ask.form["name"] ?? "",
                autocomplete: "username", lengthMax: 60))\
            \(textField(
                Field("password", label: words("signIn.password")), kind: .password,
                autocomplete: "current-password", lengthMax: 256))\
            \(showPasswords(words("password.show")))
            """
    }

    private static func signIn(_ ask: Ask) async throws -> Reply {
        do {
            let token = try await SignIn(
                name: ask.form["name"] ?? "", password: ask.form["password"] ?? "",
                address: ask.address, browser: ask.browser
            ).run(in: ask.installation)
            return Reply.see(ask.form["back"].flatMap { Link(path: $0) } ?? .desk)
                .opening(token, ask)
        } catch let error as ActionError {
            return ask.refused(error) { signInPage(ask, problem: $0) }
        }
    }

    /// For whoever is locked out, or whose telephone is gone.
    private static func recoveryPage(_ ask: Ask, problem: String? = nil) -> HTML {
        let words = ask.words
        return ask.plain(
            words("signIn.recovery.title"), back: NavItem(words("signIn.title"), .signIn()),
            content: """
                \(HTML.when(problem) { alertMessage($0) })\
                <p>\(words("signIn.recovery.lead"))</p>\
                \(postForm(
                    to: .recovery,
                    content: """
                        \(nameAndPassword(ask))\
                        \(textField(
                            Field(
                                "code", label: words("signIn.recovery.code"),
                                hint: words("signIn.recovery.hint")),
                            autocomplete: "off", lengthMax: 20, isNarrow: true))\
                        \(submitButton(words("signIn.submit"), weight: .first))
                        """))\
                <p class="hint plain-more">\(words("signIn.recovery.otherwise"))</p>
                """)
    }

    private static func recover(_ ask: Ask) async throws -> Reply {
        do {
            let token = try await RecoverSignIn(
                name: ask.form["name"] ?? "", password: ask.form["password"] ?? "",
                code: ask.form["code"] ?? "", address: ask.address, browser: ask.browser
            ).run(in: ask.installation)
            return Reply.see(.ownSignIn(recovered: true)).opening(token, ask)
        } catch let error as ActionError {
            return ask.refused(error) { recoveryPage(ask, problem: $0) }
        }
    }

    private static func codePage(_ ask: Ask, problem: String? = nil) async throws -> HTML {
        let words = ask.words
        let own = try await ask.installation.ownSignIn(try ask.visit)
        let hasNothing = !own.hasAuthenticator && own.passkeys.isEmpty
        let code = HTML.when(
            own.hasAuthenticator || own.recoveryCodesLeft > 0,
            postForm(
                to: .signInCode,
                content: """
                    \(textField(
                        Field(
                            "code", label: words("signIn.code"), hint: words("signIn.code.hint")),
                        autocomplete: "one-time-code", lengthMax: 20, isNarrow: true))\
                    \(submitButton(words("signIn.code.submit"), weight: .first))
                    """))
        return ask.plain(
            words("signIn.code.title"),
            content: """
                \(HTML.when(problem) { alertMessage($0) })\
                \(HTML.when(hasNothing, alertMessage(words("signIn.code.none"))))\
                \(HTML.when(!hasNothing, "<p>\(words("signIn.code.lead"))</p>"))\(code)\
                \(HTML.when(!own.passkeys.isEmpty, passkeyForm(words)))\
                \(postForm(
                    to: .signOut, content: submitButton(words("desk.signOut"), weight: .quiet)))
                """)
    }

    private static func confirm(_ ask: Ask) async throws -> Reply {
        do {
            let token = try await ConfirmSignIn(
                visit: try ask.visit, code: ask.form["code"] ?? ""
            ).run(in: ask.installation)
            return Reply.see(.desk).opening(token, ask)
        } catch let error as ActionError {
            if case .forbidden = error {
                return .page(try await codePage(ask), status: .forbidden)
            }
            let failure = ask.failure(of: error, ask.words)
            return .page(
                try await codePage(ask, problem: failure.detail), status: failure.status)
        }
    }

    private static func signOut(_ ask: Ask) async throws -> Reply {
        var provider: String?
        if let token = ask.cookies[sessionCookie(ask)] {
            provider = try await ask.installation.signOut(token: token)
        }
        return Reply.see(provider.map(Link.providerEnd) ?? .signIn()).closing(ask)
    }
}

extension Ask {
    /// The page once more, with what was wrong and, after too many tries, how long to wait.
    func refused(_ error: ActionError, _ page: (String) -> HTML) -> Reply {
        let failure = failure(of: error, words)
        var reply = Reply.page(page(failure.detail), status: failure.status)
        if case .tooOften(let seconds) = error { reply.headers[.retryAfter] = String(seconds) }
        return reply
    }
}
