import Actions
import Kernel
import Markup
import Storage

/// The last seals of the record, and how anyone checks them.
struct SealsPage {
    struct Line {
        let number: String
        let records: String
        let at: String
        let digest: String
    }

    let title: String
    let lead: String
    let caption: String
    let columns: [TableColumn]
    let lines: [Line]
    let none: (title: String, next: String)
    let checkTitle: String
    let check: [String]
    let command: String
}

extension SealsPage {
    static var example: SealsPage {
        SealsPage(
            title: "封存", lead: "每隔一段时间封存一次", caption: "最近的封存",
            columns: ["第几次", "记录", "时间", "摘要"].map { TableColumn($0) },
            lines: [
                Line(number: "3", records: "1–40", at: "2026-11-21 00:00 UTC", digest: "6f2a")
            ],
            none: ("还没有封存", "有记录后会封存"), checkTitle: "怎么核对", check: ["抄下摘要"],
            command: "linli verify")
    }
}

func sealsPage(_ page: SealsPage) -> HTML {
    let table = dataTable(
        caption: page.caption, columns: page.columns,
        rows: page.lines.map { line in
            [
                "\(line.number)", "\(line.records)", "\(line.at)",
                "<code>\(line.digest)</code>",
            ]
        })
    return """
        \(page.lines.isEmpty ? emptyState(page.none.title, next: page.none.next) : table)
        <h2>\(page.checkTitle)</h2>
        \(paragraphs(page.check))
        <p><code>\(page.command)</code></p>
        """
}

extension Ask {
    /// Seals belong to the whole installation: the page stands in a realm only if there is one.
    func sealsReply() async throws -> Reply {
        let page = try await sealsPage()
        let realms = try await installation.publicRealms()
        guard realms.count == 1 else {
            return .page(
                plain(
                    page.title, content: "<p class=\"lead\">\(page.lead)</p>\(Web.sealsPage(page))")
            )
        }
        return try await neighbourhood(of: realms[0]).page(
            page.title,
            content: readingColumn(
                title: page.title, lead: page.lead, content: Web.sealsPage(page)))
    }

    func sealsPage() async throws -> SealsPage {
        var seals: [Seal] = []
        if try await !installation.publicRealms().isEmpty {
            seals = try await installation.seals(before: nil, limit: 12)
        }
        return SealsPage(
            title: words("seals.title"), lead: words("seals.lead"),
            caption: words("seals.caption"),
            columns: ["number", "records", "at", "digest"].map {
                TableColumn(words("seals.column.\($0)"))
            },
            lines: seals.map { seal in
                SealsPage.Line(
                    number: String(seal.number), records: "\(seal.first)–\(seal.last)",
                    at: seal.sealedAt.iso8601.prefix(16).replacing("T", with: " ") + " UTC",
                    digest: seal.digest.hex)
            },
            none: (words("seals.none"), words("seals.none.next")),
            checkTitle: words("seals.check"), check: (1...3).map { words("seals.check.\($0)") },
            command: "linli verify --proof proof.json")
    }
}
