import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// How one signs in oneself: password, second factor, and where one is signed in now.
    static let ownSignInRoutes: [Route] = [
        .get("/desk/sign-in", .desk) { ask in try await ownSignInPage(ask) },
        .post("/desk/sign-in/sessions/end", .desk, endSessions),
        .post("/desk/sign-in/warnings/read", .desk, readWarnings),
        .post("/desk/sign-in/authenticator/removal", .desk, removeAuthenticator),
        .post("/desk/sign-in/recovery-codes", .desk, renewRecoveryCodes),
    ]

    static func ownSignInPage(_ ask: Ask, back: FormReturn? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let own = try await ask.installation.ownSignIn(frame.visit)
        return frame.ownSignInPage(own, back: back)
    }

    private static func endSessions(_ ask: Ask) async throws -> Reply {
        let named = ask.form["session"] ?? ""
        try await EndSessions(
            visit: try ask.visit, which: named == "others" ? .others : .one(named)
        ).run(in: ask.installation)
        return .see(.ownSignIn(done: true))
    }

    private static func readWarnings(_ ask: Ask) async throws -> Reply {
        guard let last = SignInWarning.ID(ask.form["last"] ?? "") else {
            throw ActionError.notFound
        }
        try await ReadSignInWarnings(visit: try ask.visit, last: last).run(in: ask.installation)
        return .see(.ownSignIn(done: true))
    }

    private static func removeAuthenticator(_ ask: Ask) async throws -> Reply {
        try await changingOwn("removal", ask) {
            try await RemoveAuthenticator(
                visit: try ask.visit, password: ask.form["current"] ?? ""
            ).run(in: ask.installation)
            return .see(.ownSignIn(done: true))
        }
    }

    private static func renewRecoveryCodes(_ ask: Ask) async throws -> Reply {
        try await changingOwn("codes", ask) {
            recoveryCodesPage(
                ask,
                try await RenewRecoveryCodes(
                    visit: try ask.visit, password: ask.form["current"] ?? ""
                ).run(in: ask.installation))
        }
    }

    /// Runs a change of one's own sign-in; a form that was refused comes back.
    static func changingOwn(
        _ form: String, _ ask: Ask, _ work: () async throws -> Reply
    ) async throws -> Reply {
        try await changing(form, ask, page: { try await ownSignInPage(ask, back: $0) }, work)
    }
}

extension DeskFrame {
    func ownSignInPage(_ own: OwnSignIn, back: FormReturn?) -> Reply {
        let forms = OrganisationForms(words: words, back: back)
        return page(
            words("own.title"), current: .ownSignIn(),
            content: """
                \(deskHead(title: words("own.title"), detail: words("own.detail")))\
                \(doneMessage())\(warnings(own))\
                \(HTML.when(
                    ask.query["recovered"] != nil,
                    statusMessage(
                        words("own.recovered"),
                        detail: "<p>\(words("own.recovered.next"))</p>")))\
                \(storyAndActions(
                    story: "\(factorPanel(own))\(passkeyPanel(own, forms))\(sessionPanel(own))",
                    actions: panel(
                        words("org.change"), content: actionList(ownActions(own, forms))),
                    actionsLabel: words("matter.actions")))
                """)
    }

    /// What changed in how one signs in, until one says that one has read it.
    private func warnings(_ own: OwnSignIn) -> HTML {
        guard let last = own.warnings.first else { return .empty }
        let lines = HTML.each(own.warnings) { warning in
            "<li>\(times.moment(warning.at)) \(words("records.action.\(warning.action)"))</li>"
        }
        return alertMessage(
            words("own.warning"),
            detail: """
                <ul>\(lines)</ul><p>\(words("own.warning.next"))</p>\
                \(postForm(
                    to: .signInWarningsRead,
                    hidden: hiddenField("last", value: last.id.description),
                    content: submitButton(words("own.warning.read"), weight: .second)))
                """)
    }

    private func factorPanel(_ own: OwnSignIn) -> HTML {
        let codes =
            own.recoveryCodesLeft > 0
            ? words("own.codes.left", ["count": String(own.recoveryCodesLeft)])
            : words("own.codes.none")
        return panel(
            words("own.factors"),
            content: definitionList([
                (words("people.column.signIn"), "<code>\(visit.person.signIn)</code>"),
                (
                    words("own.authenticator"),
                    "\(words(own.hasAuthenticator ? "person.oneTime.yes" : "own.authenticator.no"))"
                ),
                (words("own.codes"), "\(codes)"),
            ]))
    }

    private func ownActions(_ own: OwnSignIn, _ forms: OrganisationForms) -> [HTML] {
        func password(_ form: String) -> HTML { ownPassword(of: form, forms) }
        var actions = [
            buttonLink(
                words(
                    own.hasAuthenticator
                        ? "factor.authenticator.anew" : "factor.authenticator.title"),
                to: .authenticator, weight: own.hasAuthenticator ? .second : .first, icon: .shield),
            buttonLink(words("password.title"), to: .ownPassword, icon: .keys),
        ]
        if own.passkeys.count < Passkeys.perPersonMax {
            let lead = "<p class=\"hint\">\(words("passkey.add.detail"))</p>" as HTML
            actions.append(
                """
                <div data-needs-passkeys hidden>\(forms.panel(
                    "passkey", "passkey.add", hint: "passkey.add.hint", icon: .shield,
                    to: .ownPasskeys, submit: "passkey.add.begin",
                    content: "\(lead)\(password("passkey"))"))</div>
                """)
        }
        if visit.hasSecondFactor {
            actions.append(
                forms.panel(
                    "codes", "factor.codes.renew", hint: "factor.codes.renew.hint", icon: .list,
                    to: .ownRecoveryCodes, content: password("codes")))
        }
        if own.hasAuthenticator {
            actions.append(
                forms.panel(
                    "removal", "factor.authenticator.remove", icon: .leave, weight: .grave,
                    to: .authenticatorRemoval,
                    content: """
                        <p class="hint">\(words("factor.authenticator.remove.lead"))</p>\
                        \(password("removal"))
                        """))
        }
        return actions
    }

    /// One's password once more, before anything changes.
    private func ownPassword(of form: String, _ forms: OrganisationForms) -> HTML {
        """
        \(textField(
            forms.field("current", of: form, "factor.password"), kind: .password,
            autocomplete: "current-password", lengthMax: 256))\
        \(showPasswords(words("password.show")))
        """
    }

    private func passkeyPanel(_ own: OwnSignIn, _ forms: OrganisationForms) -> HTML {
        guard !own.passkeys.isEmpty else { return .empty }
        let rows = own.passkeys.map { key -> [HTML] in
            let form = "passkey-\(key.id)"
            let used = key.usedAt.map { times.since($0) } ?? words("passkey.unused")
            let copied = HTML.when(
                key.copiedAt != nil, chip(words("passkey.copied.chip"), tone: .cinnabar))
            return [
                "\(key.name) \(copied)", "\(times.moment(key.addedAt))", "\(used)",
                forms.panel(
                    form, "passkey.remove", icon: .leave, weight: .grave,
                    to: .passkeyRemoval(key.id),
                    content: ownPassword(of: form, forms)),
            ]
        }
        let table = dataTable(
            caption: words("own.passkeys"),
            columns: ["name", "added", "used", "remove"].map {
                TableColumn(words("own.passkey.column.\($0)"))
            }, rows: rows)
        return "<section class=\"panel\">\(table)</section>"
    }

    /// Where one is signed in: the kind of browser, since when, and last used when.
    private func sessionPanel(_ own: OwnSignIn) -> HTML {
        let rows = own.sessions.map { line -> [HTML] in
            let isThis = line.digest == visit.sessionDigest
            let end: HTML =
                isThis
                ? "<span>\(chip(words("own.session.this"), tone: .jade))</span>"
                : postForm(
                    to: .sessionsEnd, hidden: hiddenField("session", value: line.digest),
                    content: submitButton(words("own.session.end"), weight: .quiet))
            return [
                "\(browserName(line))",
                "\(times.moment(line.openedAt))", "\(times.since(line.seenAt))", end,
            ]
        }
        let others = HTML.when(
            own.sessions.count > 1,
            postForm(
                to: .sessionsEnd, hidden: hiddenField("session", value: "others"),
                content: submitButton(words("own.sessions.endOthers"), weight: .grave)))
        let table = dataTable(
            caption: words("own.sessions"),
            columns: ["browser", "since", "seen", "end"].map {
                TableColumn(words("own.session.column.\($0)"))
            }, rows: rows)
        let limits = words(
            "own.sessions.limits",
            [
                "hours": String(ask.installation.sessions.hours),
                "idle": String(ask.installation.sessions.idleMinutes),
            ])
        return """
            <section class="panel">\(table)\(others)\
            <p class="hint plain-more">\(limits)</p></section>
            """
    }

    private func browserName(_ line: Sessions.Line) -> String {
        let kind = BrowserKind(text: line.browser)
        return words(
            "own.session.browser",
            [
                "program": words("browser.\(kind.program.rawValue)"),
                "system": words("system.\(kind.system.rawValue)"),
                "way": words("signInWay.\(line.way.rawValue)"),
            ])
    }
}
