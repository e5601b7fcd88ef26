import Actions
import Kernel
import Markup
import Storage

/// What hangs on the board, in full.
struct NoticesPage {
    struct Sheet {
        let id: String
        let title: String
        let paragraphs: [String]
        let until: String
    }

    let title: String
    let lead: String
    let sheets: [Sheet]
    let none: (title: String, next: String)
    /// The way to flags and commendations, where residents adopted an appraisal.
    let appraisals: NavItem?
    let thanks: NavItem
}

extension NoticesPage {
    static var example: NoticesPage {
        NoticesPage(
            title: "公示栏", lead: "正在公示的",
            sheets: [
                Sheet(id: "notice-1", title: "停水", paragraphs: ["一栋一上午"], until: "到 11月26日")
            ],
            none: ("没有公示", "过几天再来看"), appraisals: NavItem("流动红旗", Link("appraisals")),
            thanks: NavItem("谢谢邻里", Link("thanks")))
    }
}

func noticesPage(_ page: NoticesPage) -> HTML {
    let sheets = HTML.each(page.sheets) { sheet in
        """
        <article class="panel" id="\(sheet.id)"><h2>\(sheet.title)</h2>\
        <p>\(chip(sheet.until, icon: .clock))</p>\(paragraphs(sheet.paragraphs))</article>
        """
    }
    return readingColumn(
        title: page.title, lead: page.lead,
        content: """
            \(page.sheets.isEmpty
                ? emptyState(page.none.title, next: page.none.next)
                : "<div class=\"story\">\(sheets)</div>")\
            \(buttonRow([
                HTML.when(page.appraisals) { buttonLink($0.words, to: $0.link, icon: .flag) },
                buttonLink(page.thanks.words, to: page.thanks.link, icon: .star),
            ]))
            """)
}

extension Neighbourhood {
    func noticesPage() async throws -> NoticesPage {
        NoticesPage(
            title: words("notices.title"), lead: words("notices.lead"),
            sheets: try await installation.notices(in: realm).map { notice in
                NoticesPage.Sheet(
                    id: "notice-\(notice.id)", title: words.name(notice.title),
                    paragraphs: words.name(notice.text).split(whereSeparator: \.isNewline)
                        .map(String.init),
                    until: words(
                        "notices.period",
                        [
                            "from": times.day(notice.from),
                            "until": times.day(notice.until.adding(days: -1)),
                        ]))
            }, none: (words("notices.none"), words("notices.none.next")),
            appraisals: try await installation.hasAppraisals(in: realm)
                ? NavItem(words("appraisal.public.door"), .publicAppraisals(realm)) : nil,
            thanks: NavItem(words("thanks.public.title"), .thanks(realm)))
    }
}
