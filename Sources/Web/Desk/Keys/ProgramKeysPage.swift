import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    private static let daysUsual = 90

    /// One's own keys for programs: those that are good, and a form for another.
    ///
    /// - Parameter issued: the key that was made just now, to be shown this once.
    func programKeysPage(back: FormReturn? = nil, issued: String? = nil) async throws -> Reply {
        let lines = try await ask.installation.programKeys(of: visit.person.id)
        let title = words("programs.title")
        return page(
            title, current: .programKeys(),
            content: """
                \(HTML.when(
                    ask.query["done"] != nil, statusMessage(words("programs.revoked"))))\
                \(deskHead(title: title, detail: words("programs.detail")))\
                \(HTML.when(issued, issuedKey))\
                \(lines.isEmpty
                    ? emptyState(words("programs.none"), next: words("programs.none.next"))
                    : dataTable(
                        caption: words("programs.good"),
                        columns: ["name", "post", "scope", "until", "used", "end"].map {
                            TableColumn(words("programs.column.\($0)"))
                        }, rows: lines.map { programRow($0, list: "own") }))\
                \(panel(words("programs.new"), content: newProgramKey(back)))
                """)
    }

    /// The key, shown this once.
    func issuedKey(_ text: String) -> HTML {
        """
        \(statusMessage(words("keys.issued")))\
        <p><code class="own-address">\(text)</code></p>
        """
    }

    private func newProgramKey(_ back: FormReturn?) -> HTML {
        let forms = OrganisationForms(words: words, back: back)
        let scope = forms.value("scope", of: "new", now: ProgramKey.Scope.read.rawValue)
        let manages = visit.holdings.contains { $0.verbs.contains(.manage) }
        let offered = ProgramKey.Scope.allCases.filter { $0 != .settings || manages }
        let scopes = offered.map { each in
            Choice(
                each.rawValue, label: words("programs.scope.\(each.rawValue)"),
                detail: words("programs.scope.\(each.rawValue).detail"),
                isChosen: scope == each.rawValue)
        }
        let posts = visit.holdings.map {
            Choice($0.post.id.description, label: postName($0))
        }
        return """
            \(refusedMessage(back))\
            \(postForm(
                to: .programKeys(),
                content: """
                    \(forms.text(
                        "name", of: "new", "programs.column.name", hint: "programs.name.hint",
                        lengthMax: ProgramKey.nameMax))\
                    \(forms.choice(
                        "post", of: "new", "programs.column.post",
                        groups: [ChoiceGroup(label: nil, choices: posts)],
                        now: visit.holding.post.id.description))\
                    \(radioCards(
                        forms.field("scope", of: "new", "programs.column.scope"),
                        choices: scopes))\
                    \(forms.text(
                        "days", of: "new", "keys.days", now: String(Self.daysUsual),
                        hint: "programs.days.hint", lengthMax: 4, isNarrow: true))\
                    \(submitButton(words("programs.make"), weight: .first))
                    """))
            """
    }

    /// A row of a list of programs' keys.
    ///
    /// - Parameter list: the page that revoking one leads back to.
    func programRow(_ line: ProgramKeys.Line, list: String) -> [HTML] {
        let key = line.key
        let held = visit.holdings.first { $0.post.id == key.post }
        let body = bodyNames[line.post.body].map { words.name($0.name) } ?? ""
        let post =
            held.map(postName)
            ?? words(
                "org.post",
                [
                    "role": words("role.\(line.post.role)"), "body": body,
                ])
        return [
            "\(key.name)", "\(post)",
            "\(words("programs.scope.\(key.scope.rawValue)"))",
            keyState(
                revokedAt: key.revokedAt, until: key.expiresAt, isGood: key.isGood(at: ask.now)),
            "\(key.usedOn.map(times.day) ?? words("programs.unused"))",
            HTML.when(
                key.isGood(at: ask.now),
                postForm(
                    to: .programKeyRevocation(key.id), hidden: hiddenField("list", value: list),
                    content: submitButton(words("keys.revoke"), weight: .quiet))),
        ]
    }

    /// Until when a key is good, or why it no longer is.
    func keyState(revokedAt: Instant?, until: Instant, isGood: Bool) -> HTML {
        if let revokedAt {
            return chip(words("keys.revoked", ["when": times.moment(revokedAt)]), tone: .amber)
        }
        return isGood
            ? "\(times.moment(until))"
            : chip(words("keys.ended", ["when": times.moment(until)]), tone: .amber)
    }
}
