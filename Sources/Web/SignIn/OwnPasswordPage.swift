import Actions
import HTTPTypes
import Kernel
import Markup

extension Site {
    /// One's own password: changed whenever one likes, and first of all where another gave it.
    static func passwordPage(
        _ ask: Ask, problem: [String: ActionError.Complaint] = [:], alert: String? = nil
    ) throws -> HTML {
        let words = ask.words
        let isFirst = try ask.visit.needsNewPassword
        func field(_ name: String, _ kind: String, hint: String? = nil) -> HTML {
            textField(
                Field(
                    name, label: words("password.\(name)"), hint: hint,
                    problem: problem[name].map { words($0.key, $0.gaps) }),
                kind: .password, autocomplete: kind, lengthMax: 256)
        }
        return ask.plain(
            words("password.title"),
            back: isFirst ? nil : NavItem(words("own.title"), .ownSignIn()),
            content: """
                \(HTML.when(alert) { alertMessage($0) })\
                \(HTML.when(isFirst, "<p>\(words("password.first"))</p>"))\
                \(postForm(
                    to: .ownPassword,
                    content: """
                        \(field("current", "current-password"))\
                        \(field("new", "new-password", hint: words("password.hint")))\
                        \(field("again", "new-password"))\
                        \(showPasswords(words("password.show")))\
                        \(submitButton(words("password.submit"), weight: .first))
                        """))\
                \(postForm(
                    to: .signOut, content: submitButton(words("desk.signOut"), weight: .quiet)))
                """)
    }

    static func changePassword(_ ask: Ask) async throws -> Reply {
        do {
            // Passwords are taken as they were typed, with their blanks.
            guard ask.form["new"] == ask.form["again"] else {
                throw ActionError.invalid(["again": .init("password.differs")])
            }
            let token = try await ChangeOwnPassword(
                visit: try ask.visit, current: ask.form["current"] ?? "",
                new: ask.form["new"] ?? ""
            ).run(in: ask.installation)
            return Reply.see(.desk).opening(token, ask)
        } catch ActionError.invalid(let complaints) {
            return .page(
                try passwordPage(ask, problem: complaints), status: .unprocessableContent)
        } catch let error as ActionError {
            let failure = ask.failure(of: error, ask.words)
            return .page(try passwordPage(ask, alert: failure.detail), status: failure.status)
        }
    }
}
