import Actions
import Kernel
import Markup

extension Site {
    private static let recordsOnPage = 50

    /// The record of everything, newest first, with the seals that hold it.
    static func recordsPage(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let page = try await ask.installation.records(
            of: frame.visit.realm, before: ask.query["before"].flatMap { Int64($0) },
            limit: recordsOnPage)
        let rows = page.headers.map { header -> [HTML] in
            let person = header.person.flatMap { page.names[Person.ID($0)] }
            return [
                "\(String(header.sequence))", "\(frame.times.moment(header.at))",
                "\(person ?? words("story.system"))", "\(words.recorded(header))",
                "<code>\(String(header.digest.hex.prefix(16)))</code>",
            ]
        }
        let seals = page.seals.map { seal -> [HTML] in
            [
                "\(String(seal.number))", "\(frame.times.moment(seal.sealedAt))",
                "\(String(seal.first))–\(String(seal.last))", "<code>\(seal.digest.hex)</code>",
            ]
        }
        let older =
            page.headers.count == recordsOnPage
            ? page.headers.last.map { NavItem(words("page.older"), .records(before: $0.sequence)) }
            : nil
        return frame.page(
            words("records.title"), current: .records(),
            content: """
                \(deskHead(title: words("records.title"), detail: words("records.detail")))\
                \(dataTable(
                    caption: words("records.caption"),
                    columns: ["sequence", "at", "person", "action", "digest"].map {
                        TableColumn(words("records.column.\($0)"))
                    }, rows: rows))\
                \(pager(label: words("records.title"), newer: nil, older: older))\
                \(dataTable(
                    caption: words("records.seals"),
                    columns: ["number", "at", "range", "digest"].map {
                        TableColumn(words("records.column.\($0)"))
                    }, rows: seals))
                """)
    }
}

extension Words {
    /// What a record says happened, in words: a matter's action by its procedure's own name.
    func recorded(_ header: RecordHeader) -> String {
        let kernel = "records.action.\(header.action)"
        return optional(kernel) ?? optional("request.action.\(header.action)")
            ?? optional("assistance.action.\(header.action)") ?? header.action
    }
}
