import Actions
import Kernel
import Markup

extension Site {
    private static let peopleOnPage = 50

    /// Who can sign in; people and posts are changed from the command line.
    static func peoplePage(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let people = try await ask.installation.people(
            in: frame.visit.realm, after: ask.query["after"], limit: peopleOnPage)
        let rows = people.map { person -> [HTML] in
            ["\(person.name)", "<code>\(person.signIn)</code>"]
        }
        let older =
            people.count == peopleOnPage
            ? people.last.map { NavItem(words("page.older"), .people(after: $0.signIn)) } : nil
        return frame.page(
            words("people.title"), current: .people(),
            content: """
                \(deskHead(title: words("people.title"), detail: words("people.detail")))\
                \(dataTable(
                    caption: words("people.title"),
                    columns: ["name", "signIn"].map { TableColumn(words("people.column.\($0)")) },
                    rows: rows))\
                \(pager(label: words("people.title"), newer: nil, older: older))
                """)
    }
}
