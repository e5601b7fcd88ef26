import Actions
import HTTPTypes
import Kernel
import Markup
import Secrets

extension Site {
    /// One's own authenticator: first the password, then the code to scan, then a first code.
    static func authenticatorPage(
        _ ask: Ask, complaints: [String: ActionError.Complaint] = [:], alert: String? = nil
    ) async throws -> Reply {
        let words = ask.words
        let visit = try ask.visit
        guard visit.maySetSecondFactor else { return .see(.signInCode) }
        let pending = try await ask.installation.pendingAuthenticator(visit)
        let isFirst = visit.needsConfirmation
        let form = try pending.map { try pendingForm($0, visit, complaints, words) }
        return .page(
            ask.plain(
                words("factor.authenticator.title"),
                back: isFirst ? nil : NavItem(words("own.title"), .ownSignIn()),
                content: """
                    \(HTML.when(alert) { alertMessage($0) })\
                    \(HTML.when(isFirst, "<p>\(words("factor.first"))</p>"))\
                    \(form ?? passwordForm(complaints, words))\
                    \(HTML.when(
                        isFirst,
                        postForm(
                            to: .signOut,
                            content: submitButton(words("desk.signOut"), weight: .quiet))))
                    """))
    }

    private static func passwordForm(
        _ complaints: [String: ActionError.Complaint], _ words: Words
    ) -> HTML {
        """
        <p>\(words("factor.authenticator.lead"))</p>\
        \(postForm(
            to: .authenticator,
            content: """
                \(textField(
                    Field(
                        "current", label: words("factor.password"),
                        problem: complaints["current"].map { words($0.key, $0.gaps) }),
                    kind: .password, autocomplete: "current-password", lengthMax: 256))\
                \(showPasswords(words("password.show")))\
                \(submitButton(words("factor.authenticator.begin"), weight: .first))
                """))
        """
    }

    private static func pendingForm(
        _ pending: OneTimePassword, _ visit: Visit, _ complaints: [String: ActionError.Complaint],
        _ words: Words
    ) throws -> HTML {
        let uri = pending.uri(issuer: "Linli", account: visit.person.signIn)
        let drawn = try qrDrawing(uri, moduleSize: 5, label: words("person.oneTime.code"))
        return """
            <p>\(words("factor.authenticator.scan"))</p><div class="once-code">\(drawn)</div>\
            <p class="hint">\(words("factor.authenticator.typed"))</p>\
            <p class="once secret"><code data-secret>\(spaced(pending.base32))</code></p>\
            \(postForm(
                to: .authenticatorConfirmation,
                content: """
                    \(textField(
                        Field(
                            "code", label: words("factor.authenticator.code"),
                            problem: complaints["code"].map { words($0.key, $0.gaps) }),
                        autocomplete: "one-time-code", lengthMax: 12, isNarrow: true))\
                    \(submitButton(words("factor.authenticator.confirm"), weight: .first))
                    """))
            """
    }

    /// In fours, as one types them.
    private static func spaced(_ text: String) -> String {
        text.enumerated().map { ($0 > 0 && $0.isMultiple(of: 4) ? " " : "") + String($1) }.joined()
    }

    static func beginAuthenticator(_ ask: Ask) async throws -> Reply {
        try await settingUp(ask) {
            try await BeginAuthenticator(
                visit: try ask.visit, password: ask.form["current"] ?? ""
            ).run(in: ask.installation)
            return .see(.authenticator)
        }
    }

    static func confirmAuthenticator(_ ask: Ask) async throws -> Reply {
        try await settingUp(ask) {
            let (token, codes) = try await ConfirmAuthenticator(
                visit: try ask.visit, code: ask.form["code"] ?? ""
            ).run(in: ask.installation)
            return recoveryCodesPage(ask, codes).opening(token, ask)
        }
    }

    private static func settingUp(
        _ ask: Ask, _ work: () async throws -> Reply
    ) async throws -> Reply {
        do {
            return try await work()
        } catch let error as ActionError {
            let failure = ask.failure(of: error, ask.words)
            var reply: Reply
            switch error {
            case .invalid(let complaints):
                reply = try await authenticatorPage(ask, complaints: complaints)
            case .conflict:
                reply = try await authenticatorPage(ask, alert: ask.words("factor.tooLate"))
            case .tooOften: reply = try await authenticatorPage(ask, alert: failure.detail)
            default: throw error
            }
            if reply.status == .ok { reply.status = failure.status }
            return reply
        }
    }

    /// Ten codes to be kept on paper; they stand on the page that answers, and nowhere else.
    static func recoveryCodesPage(_ ask: Ask, _ codes: [String]) -> Reply {
        let words = ask.words
        return .page(
            ask.plain(
                words("factor.codes.title"),
                content: """
                    <p>\(words("factor.codes.lead"))</p>\
                    \(HTML.when(ask.visitor?.person.signIn) { signIn in
                        definitionList([(words("people.column.signIn"), "<code>\(signIn)</code>")])
                    })\
                    <ol class="recovery-codes">\
                    \(HTML.each(codes) { "<li><code>\($0)</code></li>" })</ol>\
                    \(buttonRow([
                        printButton(words("factor.codes.print")),
                        buttonLink(words("factor.codes.kept"), to: .ownSignIn(), weight: .first),
                    ]))
                    """))
    }
}
