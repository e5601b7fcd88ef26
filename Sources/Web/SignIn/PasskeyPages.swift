import Actions
import HTTPTypes
import Identity
import Kernel
import Markup
import Storage

extension Site {
    /// Passkeys: made on one's own page, asked for in place of a password or after it.
    static let passkeyRoutes: [Route] = [
        .post("/sign-in/passkey", .everyone, beginPasskeySignIn),
        .post("/sign-in/passkey/answer", .everyone, answerPasskey),
        .post("/desk/sign-in/passkeys", .desk, beginPasskey),
        .post("/desk/sign-in/passkeys/answer", .desk, addPasskey),
        .post("/desk/sign-in/passkeys/:id/removal", .desk, removePasskey),
    ]

    private static func ceremonyCookie(_ ask: Ask) -> String {
        ask.isSecure ? "__Host-linli_ceremony" : "linli_ceremony"
    }

    /// The session that waits for its second factor; nil for a browser that has none.
    private static func waiting(_ ask: Ask) -> Visit? {
        ask.visitor.flatMap { $0.mustConfirmFirst ? $0 : nil }
    }

    private static func beginPasskeySignIn(_ ask: Ask) async throws -> Reply {
        let (question, secret) = try await BeginPasskeySignIn(
            visit: waiting(ask), house: ask.house, address: ask.address
        ).run(in: ask.installation)
        let words = ask.words
        let back = waiting(ask) == nil ? Link.signIn() : .signInCode
        let reply = Reply.page(
            ask.plain(
                words("passkey.use.title"), back: NavItem(words("passkey.otherwise"), back),
                content: ceremony(
                    question, "get", to: .passkeyAnswer, lead: "passkey.use.lead",
                    start: "passkey.use.start", ask,
                    fields: """
                        \(hiddenField("credential", value: ""))\
                        \(hiddenField("signature", value: ""))\
                        \(hiddenField("back", value: ask.form["back"] ?? ""))
                        """)))
        guard let secret else { return reply }
        return reply.setting(
            ceremonyCookie(ask), to: secret, seconds: Int(Ceremonies.minutes) * 60,
            isSecure: ask.isSecure)
    }

    private static func answerPasskey(_ ask: Ask) async throws -> Reply {
        do {
            let token = try await AnswerPasskey(
                visit: waiting(ask), browserSecret: ask.cookies[ceremonyCookie(ask)],
                house: ask.house, credential: String((ask.form["credential"] ?? "").prefix(1_400)),
                answer: PasskeyProof.Answer(
                    clientData: ask.bytes("clientData"),
                    authenticatorData: ask.bytes("authenticatorData"),
                    signature: ask.bytes("signature")),
                address: ask.address, browser: ask.browser
            ).run(in: ask.installation)
            return Reply.see(ask.form["back"].flatMap { Link(path: $0) } ?? .desk)
                .opening(token, ask)
                .setting(ceremonyCookie(ask), to: "", seconds: 0, isSecure: ask.isSecure)
        } catch let error as ActionError {
            let back = waiting(ask) == nil ? Link.signIn() : .signInCode
            return ask.refused(error) { problem in
                ask.plain(
                    ask.words("passkey.use.title"),
                    back: NavItem(ask.words("passkey.otherwise"), back),
                    content: """
                        \(alertMessage(problem))\
                        \(postForm(
                            to: .passkey,
                            content: submitButton(ask.words("passkey.again"), weight: .first)))
                        """)
            }
        }
    }

    private static func beginPasskey(_ ask: Ask) async throws -> Reply {
        try await changingOwn("passkey", ask) {
            let question = try await BeginPasskey(
                visit: try ask.visit, password: ask.form["current"] ?? "", house: ask.house
            ).run(in: ask.installation)
            return .page(
                ask.plain(
                    ask.words("passkey.add"), back: NavItem(ask.words("own.title"), .ownSignIn()),
                    content: ceremony(
                        question, "create", to: .ownPasskeyAnswer, lead: "passkey.add.lead",
                        start: "passkey.add.start", ask,
                        fields: textField(
                            Field(
                                "name", label: ask.words("passkey.name"),
                                hint: ask.words("passkey.name.hint")),
                            value: ask.words(
                                "system.\(ask.browser.system.rawValue)"),
                            autocomplete: "off", lengthMax: AddPasskey.nameCharactersMax))))
        }
    }

    private static func addPasskey(_ ask: Ask) async throws -> Reply {
        try await changingOwn("passkey", ask) {
            let (token, codes) = try await AddPasskey(
                visit: try ask.visit, name: ask.form["name"] ?? "", house: ask.house,
                clientData: ask.bytes("clientData"),
                authenticatorData: ask.bytes("authenticatorData")
            ).run(in: ask.installation)
            let reply =
                codes.isEmpty
                ? Reply.see(.ownSignIn(done: true)) : recoveryCodesPage(ask, codes)
            return reply.opening(token, ask)
        }
    }

    private static func removePasskey(_ ask: Ask) async throws -> Reply {
        guard let id = Passkey.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        return try await changingOwn("passkey-\(id)", ask) {
            try await RemovePasskey(
                visit: try ask.visit, key: id, password: ask.form["current"] ?? ""
            ).run(in: ask.installation)
            return .see(.ownSignIn(done: true))
        }
    }

    /// The page's part of a ceremony: the question for the device, and a form for its answer.
    private static func ceremony(
        _ question: PasskeyQuestion, _ kind: String, to link: Link, lead: String, start: String,
        _ ask: Ask, fields: HTML
    ) -> HTML {
        let words = ask.words
        return """
            <div data-passkey="\(kind)" data-challenge="\(question.challenge)" \
            data-host="\(question.host)" data-house-name="\(words("site.name"))" \
            data-known="\(question.known.joined(separator: " "))"\
            \(attribute: "data-user", question.person?.handle)\
            \(attribute: "data-user-name", question.person?.signIn)\
            \(attribute: "data-user-title", question.person?.name)\
            \(flag: "data-verified", question.wantsVerified)>\
            <p>\(words(lead))</p>\
            <div data-passkey-problem hidden>\(alertMessage(words("passkey.failed")))</div>\
            <form class="form" method="post" action="\(link)" data-passkey-answer>\
            \(hiddenField("clientData", value: ""))\
            \(hiddenField("authenticatorData", value: ""))\(fields)\
            <button class="button button-first" type="button" data-passkey-start hidden>\
            \(icon(.shield))<span>\(words(start))</span></button></form>\
            <noscript><p class="hint">\(words("passkey.needsScript"))</p></noscript></div>
            """
    }
}

extension Ask {
    /// The site as browsers know it.
    var house: House { House(origin: origin) }

    /// What a script wrote into a hidden field.
    fileprivate func bytes(_ field: String) -> [UInt8] {
        form[field].flatMap { Base64URL.decode($0) } ?? []
    }
}

/// The way in with a passkey; it shows where the browser knows what that is.
func passkeyForm(_ words: Words, back: String = "") -> HTML {
    """
    <div data-needs-passkeys hidden>\
    \(postForm(
        to: .passkey, hidden: hiddenField("back", value: back),
        content: submitButton(words("passkey.use"), weight: .second, icon: .shield)))</div>
    """
}
