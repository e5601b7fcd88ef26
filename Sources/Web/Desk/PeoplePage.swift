import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    private static let peopleOnPage = 50

    /// Who signs in, with what they hold today; found by a part of the name or sign-in.
    func peoplePage() async throws -> Reply {
        let text = ask.query["q"].map { String($0.prefix(40)) } ?? ""
        let lines = try await ask.installation.people(
            matching: text, in: visit.realm, after: ask.query["after"],
            limit: Self.peopleOnPage)
        let older =
            lines.count == Self.peopleOnPage
            ? lines.last.map {
                NavItem(
                    words("page.older"),
                    .people(matching: text.isEmpty ? nil : text, after: $0.person.signIn))
            } : nil
        return page(
            words("people.title"), current: .people(),
            content: """
                \(doneMessage())\(deskHead(
                    title: words("people.title"), detail: words("people.detail"),
                    actions: buttonLink(
                        words("person.add"), to: .newPerson, weight: .first, icon: .plus)))\
                \(listSearch(
                    to: .people(), words: words("people.search"), text: text,
                    submit: words("org.search")))\
                \(lines.isEmpty
                    ? emptyState(words("people.none"), next: words("people.none.next"))
                    : dataTable(
                        caption: words("people.title"),
                        columns: ["name", "signIn", "posts"].map {
                            TableColumn(words("people.column.\($0)"))
                        }, rows: lines.map(row)))\
                \(pager(label: words("people.title"), newer: nil, older: older))\
                \(exportLinks(.people, like: .people(matching: text.isEmpty ? nil : text)))
                """)
    }

    private func row(_ line: PersonLine) -> [HTML] {
        let posts = line.posts.map { post in
            words(
                "org.post",
                ["role": words("role.\(post.post.role)"), "body": words.name(post.bodyName)])
        }
        let isEnded = !line.person.maySignIn(on: today)
        let held: HTML =
            isEnded
            ? chip(words("person.ended.chip"), tone: .amber)
            : posts.isEmpty
                ? "<span class=\"hint\">\(words("person.posts.none"))</span>"
                : "<ul>\(HTML.each(posts) { "<li>\($0)</li>" })</ul>"
        return [
            "<a href=\"\(Link.person(line.person.id))\">\(line.person.name)</a>",
            "<code>\(line.person.signIn)</code>", held,
        ]
    }

    /// The page on which a person is added.
    func newPersonPage(back: FormReturn? = nil) async throws -> Reply {
        let forms = OrganisationForms(words: words, back: back)
        return page(
            words("person.add"), current: .people(),
            content: """
                \(deskHead(title: words("person.add"), detail: words("person.add.detail")))\
                \(refusedMessage(back))\
                \(panel(
                    words("person.add.who"),
                    content: postForm(
                        to: .people(),
                        content: """
                            \(forms.text("name", of: "new", "people.column.name", lengthMax: 40))\
                            \(forms.text(
                                "signIn", of: "new", "people.column.signIn",
                                hint: "person.signIn.hint", lengthMax: 40))\
                            \(try await postFields(forms, of: "new"))\
                            \(submitButton(words("person.add"), weight: .first))
                            """)))
                """)
    }
}
