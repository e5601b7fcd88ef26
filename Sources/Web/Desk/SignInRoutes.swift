import Actions
import HTTPTypes
import Kernel
import Markup

extension Site {
    /// Signing in and out.
    static let signInRoutes: [Route] = [
        .get("/sign-in", .everyone) { ask in .page(signInPage(ask)) },
        .post("/sign-in", .everyone, signIn),
        .get("/sign-in/code", .signedIn) { ask in .page(codePage(ask)) },
        .post("/sign-in/code", .signedIn, confirm),
        .get("/sign-in/password", .signedIn) { ask in .page(try passwordPage(ask)) },
        .post("/sign-in/password", .signedIn, changePassword),
        .post("/sign-out", .everyone, signOut),
    ]

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
                        \(textField(
                            Field("name", label: words("signIn.name")),
                            value: ask.form["name"] ?? "",
                            autocomplete: "username", lengthMax: 60))\
                        \(textField(
                            Field("password", label: words("signIn.password")), kind: .password,
                            autocomplete: "current-password", lengthMax: 256))\
                        \(submitButton(words("signIn.submit"), weight: .first))
                        """))
                """)
    }

    private static func signIn(_ ask: Ask) async throws -> Reply {
        do {
            let token = try await SignIn(
                name: ask.form["name"] ?? "", password: ask.form["password"] ?? "",
                address: ask.address
            ).run(in: ask.installation)
            let back = ask.form["back"].flatMap { Link(path: $0) } ?? .desk
            return Reply.see(back).setting(
                sessionCookie, to: token.text, seconds: Int(SignIn.sessionHours) * 3_600,
                isSecure: ask.isSecure)
        } catch let error as ActionError {
            let failure = ask.failure(of: error, ask.words)
            return .page(signInPage(ask, problem: failure.detail), status: failure.status)
        }
    }

    private static func codePage(_ ask: Ask, problem: String? = nil) -> HTML {
        let words = ask.words
        return ask.plain(
            words("signIn.code.title"),
            content: """
                \(HTML.when(problem) { alertMessage($0) })<p>\(words("signIn.code.lead"))</p>\
                \(postForm(
                    to: .signInCode,
                    content: """
                        \(textField(
                            Field("code", label: words("signIn.code")),
                            autocomplete: "one-time-code", lengthMax: 12, isNarrow: true))\
                        \(submitButton(words("signIn.code.submit"), weight: .first))
                        """))\
                \(postForm(
                    to: .signOut, content: submitButton(words("desk.signOut"), weight: .quiet)))
                """)
    }

    private static func confirm(_ ask: Ask) async throws -> Reply {
        do {
            try await ConfirmSignIn(visit: try ask.visit, code: ask.form["code"] ?? "")
                .run(in: ask.installation)
            return .see(.desk)
        } catch ActionError.forbidden {
            return .page(
                codePage(ask, problem: ask.words("signIn.code.none")), status: .forbidden)
        } catch let error as ActionError {
            let failure = ask.failure(of: error, ask.words)
            return .page(codePage(ask, problem: failure.detail), status: failure.status)
        }
    }

    private static func signOut(_ ask: Ask) async throws -> Reply {
        if let token = ask.cookies[sessionCookie] {
            try await ask.installation.signOut(token: token)
        }
        return Reply.see(.signIn()).setting(
            sessionCookie, to: "", seconds: 0, isSecure: ask.isSecure)
    }
}
