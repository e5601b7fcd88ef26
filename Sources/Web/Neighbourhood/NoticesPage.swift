import Actions
import Kernel
import Markup
import Storage

/// The notice board: what hangs, by stream, and what the place was founded with, in full.
struct NoticesPage {
    struct Stream {
        let id: String
        let title: String
        let notices: [NoticeLine]
        let none: String
    }

    struct Sheet {
        let id: String
        let title: String
        let paragraphs: [String]
        let until: String
    }

    let title: String
    let lead: String
    let streams: [Stream]
    let sheetsTitle: String
    let sheets: [Sheet]
    let none: (title: String, next: String)
    /// What hung before.
    let earlier: [NavItem]
    /// The way to flags and commendations, where residents adopted an appraisal.
    let appraisals: NavItem?
    let thanks: NavItem
}

extension NoticesPage {
    static var example: NoticesPage {
        NoticesPage(
            title: "公示栏", lead: "正在公示的",
            streams: [
                Stream(
                    id: "residents", title: "居务公开",
                    notices: [
                        NoticeLine(
                            title: "三季度公共收益", body: "半山尚小区 · 公示到 12月5日", day: "21",
                            month: "11月", dateISO: "2026-11-21", link: Link("a"))
                    ], none: "没有")
            ], sheetsTitle: "长期公告",
            sheets: [
                Sheet(id: "notice-1", title: "停水", paragraphs: ["一栋一上午"], until: "到 11月26日")
            ],
            none: ("没有公示", "过几天再来看"), earlier: [NavItem("往期公示", Link("boards"))],
            appraisals: NavItem("流动红旗", Link("appraisals")),
            thanks: NavItem("谢谢邻里", Link("thanks")))
    }
}

func noticesPage(_ page: NoticesPage) -> HTML {
    let streams = HTML.each(page.streams) { stream in
        """
        <section class="list" aria-labelledby="stream-\(stream.id)">\
        <h2 id="stream-\(stream.id)">\(stream.title)</h2>\
        \(stream.notices.isEmpty
            ? "<p class=\"hint\">\(stream.none)</p>" : noticeList(stream.notices))</section>
        """
    }
    let sheets = HTML.each(page.sheets) { sheet in
        """
        <article class="panel" id="\(sheet.id)"><h3>\(sheet.title)</h3>\
        <p>\(chip(sheet.until, icon: .clock))</p>\(paragraphs(sheet.paragraphs))</article>
        """
    }
    return """
        <div class="board"><div class="board-head"><h1>\(page.title)</h1>\
        <p class="lead">\(page.lead)</p>\
        \(buttonRow(page.earlier.map { buttonLink($0.words, to: $0.link, icon: .clock) } + [
            HTML.when(page.appraisals) { buttonLink($0.words, to: $0.link, icon: .flag) },
            buttonLink(page.thanks.words, to: page.thanks.link, icon: .star),
        ]))</div>\
        \(HTML.when(!page.streams.isEmpty, "<div class=\"lists\">\(streams)</div>"))\
        \(HTML.when(
            !page.sheets.isEmpty,
            section(
                page.sheetsTitle, id: "founded",
                content: "<div class=\"notice-sheets\">\(sheets)</div>")))\
        \(HTML.when(
            page.streams.isEmpty && page.sheets.isEmpty,
            section(
                page.title, id: "none",
                content: emptyState(page.none.title, next: page.none.next))))</div>
        """
}

extension Neighbourhood {
    /// How many of those that hang the page of the board shows.
    private static let hangingMax = 60

    func noticesPage() async throws -> NoticesPage {
        let procedures = book.profile.procedures(behind: .notices)
        var streams: [NoticesPage.Stream] = []
        for procedure in procedures { streams += try await self.streams(of: procedure) }
        return NoticesPage(
            title: words("notices.title"), lead: words("notices.lead"), streams: streams,
            sheetsTitle: words("notices.founded"),
            sheets: try await installation.notices(in: realm).map(sheet),
            none: (words("notices.none"), words("notices.none.next")),
            earlier: procedures.map { procedure in
                let name = procedure.key.name
                return NavItem(words("\(name).board.title"), .board(realm, name))
            },
            appraisals: try await installation.hasAppraisals(in: realm)
                ? NavItem(words("appraisal.public.door"), .publicAppraisals(realm)) : nil,
            thanks: NavItem(words("thanks.public.title"), .thanks(realm)))
    }

    /// One stream for each category of the procedure (党务、政务、居务).
    private func streams(of procedure: Procedure) async throws -> [NoticesPage.Stream] {
        let lines = try await hanging(procedure, limit: Self.hangingMax)
        let name = procedure.key.name
        return book.profile.categories(of: name).map { category in
            NoticesPage.Stream(
                id: category.id.replacing(".", with: "-"), title: words("category.\(category.id)"),
                notices: lines.filter { $0.category == category.id }.map {
                    line(of: $0, procedure)
                },
                none: words("\(name).board.none"))
        }
    }

    private func hanging(
        _ procedure: Procedure, limit: Int
    ) async throws -> [Storage.MatterLine] {
        try await installation.board(of: procedure, ended: false, in: realm, limit: limit)
    }

    private func sheet(_ notice: Notice) -> NoticesPage.Sheet {
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
    }

    private func line(of line: Storage.MatterLine, _ procedure: Procedure) -> NoticeLine {
        let day = book.day(of: line.openedAt)
        let until = line.dueAt.map { words("notices.until", ["day": times.day(book.day(of: $0))]) }
        return NoticeLine(
            title: line.title,
            body: [area(of: line, under: procedure), until].compactMap(\.self)
                .joined(separator: " · "),
            day: String(day.day), month: words("month.\(day.month)"), dateISO: day.description,
            link: .open(realm, line.reference))
    }

    /// The newest that hang, for the front page, with their streams.
    func newestNotices(_ founded: [Notice], limit: Int) async throws -> [NoticeLine] {
        var lines: [NoticeLine] = []
        for procedure in book.profile.procedures(behind: .notices) {
            lines += try await hanging(procedure, limit: limit).map { found in
                var drawn = line(of: found, procedure)
                drawn.chip = chip(words("category.\(found.category)"))
                return drawn
            }
        }
        lines += founded.map(noticeLine)
        return Array(lines.sorted { $0.dateISO > $1.dateISO }.prefix(limit))
    }
}
