import Actions
import Kernel
import Markup
import Storage

/// The money of a public project as everyone may read it: sums and every line, by office.
struct PublicFundPage {
    let title: String
    let lead: String
    let sums: HTML
    let linesTitle: String
    let lines: HTML
    let older: NavItem?
    let back: NavItem
    let printWords: String
}

extension PublicFundPage {
    static var example: PublicFundPage {
        PublicFundPage(
            title: "四点半课堂的经费", lead: "谁出的、花在哪，每一笔都在这里", sums: "<p>3,000.00</p>",
            linesTitle: "每一笔", lines: "<p>…</p>", older: nil, back: NavItem("项目", Link("back")),
            printWords: "打印")
    }
}

func publicFundPage(_ page: PublicFundPage) -> HTML {
    readingColumn(
        title: page.title, lead: page.lead,
        content: """
            <div class="story">\(page.sums)\(page.lines)\
            \(pager(label: page.linesTitle, newer: nil, older: page.older))\
            \(buttonRow([
                buttonLink(page.back.words, to: page.back.link, icon: .back),
                printButton(page.printWords),
            ]))</div>
            """)
}

extension Neighbourhood {
    func fundReply() async throws -> Reply {
        let file = try await ask.fundFile(in: realm, for: .anyone)
        let matter = file.file.matter
        let tables = FundTables(words: words, times: times)
        let page = PublicFundPage(
            title: words("funds.title", ["project": matter.title]),
            lead: words("funds.public.lead"), sums: tables.sums(file.sums),
            linesTitle: words("funds.lines"),
            lines: file.lines.isEmpty
                ? emptyState(words("funds.none"), next: words("funds.public.none.next"))
                : tables.lines(file.lines) { line in
                    file.posts[line.post].map { words.name($0.bodyName) } ?? "–"
                },
            older: file.next.map {
                NavItem(words("page.older"), .publicFund(realm, matter.reference, before: $0))
            }, back: NavItem(words("funds.project"), .open(realm, matter.reference)),
            printWords: words("page.print"))
        return try await self.page(
            page.title, at: .board(file.file.procedure.key.name), content: publicFundPage(page))
    }

    /// On the public page of a project: what it has, and the way to every line.
    func fundPanel(_ file: MatterFile) -> HTML {
        guard let funds = file.funds else { return .empty }
        return """
            <section><h2>\(words("funds.panel"))</h2>\
            \(FundTables(words: words, times: times).sums(funds))\
            \(buttonRow([
                buttonLink(
                    words("funds.open"), to: .publicFund(realm, file.matter.reference),
                    icon: .arrow)
            ]))</section>
            """
    }
}
