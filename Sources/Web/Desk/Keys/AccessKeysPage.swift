import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    private static let accessDaysUsual = 365

    /// The keys of other systems, and all keys of programs, for who manages the realm.
    ///
    /// - Parameter issued: the key that was made just now, to be shown this once.
    func accessKeysPage(back: FormReturn? = nil, issued: String? = nil) async throws -> Reply {
        let keys = try await ask.installation.accessKeys(of: visit.realm)
        let programs = try await ask.installation.programKeys(
            in: visit.realm, before: ask.query["before"].flatMap { ProgramKey.ID($0) },
            limit: ProgramKeys.pageMax)
        let title = words("keys.title")
        return page(
            title, current: .accessKeys(),
            content: """
                \(HTML.when(
                    ask.query["done"] != nil, statusMessage(words("programs.revoked"))))\
                \(deskHead(title: title, detail: words("keys.detail")))\
                \(HTML.when(issued, issuedKey))\
                \(keys.isEmpty
                    ? emptyState(words("keys.none"), next: words("keys.none.next"))
                    : dataTable(
                        caption: words("keys.all"),
                        columns: ["name", "scope", "channel", "until", "end"].map {
                            TableColumn(words("keys.column.\($0)"))
                        }, rows: keys.map(accessRow)))\
                \(panel(words("keys.new"), content: newAccessKey(back)))\
                \(allPrograms(programs))
                """)
    }

    private func allPrograms(
        _ programs: (lines: [ProgramKeys.Line], next: ProgramKey.ID?)
    ) -> HTML {
        guard !programs.lines.isEmpty else {
            return panel(
                words("keys.programs"),
                content: "<p class=\"hint\">\(words("keys.programs.none"))</p>")
        }
        let older = programs.next.map { NavItem(words("page.older"), .accessKeys(before: $0)) }
        return """
            \(dataTable(
                caption: words("keys.programs"),
                columns: ["person", "name", "post", "scope", "until", "used", "end"].map {
                    TableColumn(words("programs.column.\($0)"))
                },
                rows: programs.lines.map { line in
                    ["\(line.person.name)"] + programRow(line, list: "all")
                }))\
            \(pager(label: words("keys.programs"), newer: nil, older: older))
            """
    }

    private func newAccessKey(_ back: FormReturn?) -> HTML {
        let forms = OrganisationForms(words: words, back: back)
        let chosen = back?.sent.texts["scope"] ?? []
        let scopes = AccessKey.Scope.allCases.map { each in
            Choice(
                each.rawValue, label: words("keys.scope.\(each.rawValue)"),
                detail: words("keys.scope.\(each.rawValue).detail"),
                isChosen: chosen.contains(each.rawValue))
        }
        let channels = [Matter.Channel.hotline, .web, .phone, .counter].map {
            Choice($0.rawValue, label: words("channel.\($0.rawValue)"))
        }
        return """
            \(refusedMessage(back))\
            \(postForm(
                to: .accessKeys(),
                content: """
                    \(forms.text(
                        "name", of: "new", "keys.column.name", hint: "keys.name.hint",
                        lengthMax: AccessKey.nameMax))\
                    \(checkCards(
                        Field(
                            "scope", label: words("keys.column.scope"),
                            problem: back?.complaints["scope"].map(words.trouble),
                            isRequired: false, form: "new"),
                        choices: scopes))\
                    \(forms.choice(
                        "channel", of: "new", "keys.column.channel",
                        groups: [ChoiceGroup(label: nil, choices: channels)],
                        now: Matter.Channel.hotline.rawValue, hint: "keys.channel.hint"))\
                    \(forms.text(
                        "days", of: "new", "keys.days", now: String(Self.accessDaysUsual),
                        hint: "keys.days.hint", lengthMax: 4, isNarrow: true))\
                    \(submitButton(words("keys.issue"), weight: .first))
                    """))
            """
    }

    private func accessRow(_ key: AccessKey) -> [HTML] {
        let isGood = key.isGood(at: ask.now)
        let scopes = key.scopes.map(\.rawValue).sorted().map { words("keys.scope.\($0)") }
        return [
            "\(key.name)", "\(scopes.joined(separator: words("page.comma")))",
            "\(words("channel.\(key.channel.rawValue)"))",
            keyState(revokedAt: key.revokedAt, until: key.expiresAt, isGood: isGood),
            HTML.when(
                isGood,
                postForm(
                    to: .accessKeyRevocation(key.id),
                    content: submitButton(words("keys.revoke"), weight: .quiet))),
        ]
    }
}
