import Actions
import Kernel
import Markup
import Storage

/// Who is on duty for a neighbourhood: posts and office telephones, nobody's name.
struct PublicDutyPage {
    let title: String
    let lead: String
    let now: (title: String, lines: [Line], none: String)
    let next: (title: String, lines: [Line])

    struct Line {
        let title: String
        let link: Link
        let holder: String
        let when: String
        let about: String?
        let phone: HTML
    }
}

extension PublicDutyPage {
    static var example: PublicDutyPage {
        let line = Line(
            title: "社区值班", link: Link("x"), holder: "半山尚社区 · 社区工作者", when: "8:30–18:00",
            about: "在一楼值班室", phone: "0719-000-1000")
        return PublicDutyPage(
            title: "谁在值班", lead: "现在找谁", now: ("现在", [line], "没有"), next: ("接下来七天", [line]))
    }
}

func publicDutyPage(_ page: PublicDutyPage) -> HTML {
    """
    <div class="overview"><header class="page-head"><h1>\(page.title)</h1>\
    <p class="lead">\(page.lead)</p></header>\
    <section aria-labelledby="now"><h2 id="now">\(page.now.title)</h2>\
    \(HTML.when(page.now.lines.isEmpty, "<p class=\"hint\">\(page.now.none)</p>"))\
    \(HTML.when(
        !page.now.lines.isEmpty,
        "<div class=\"activity-row\">\(HTML.each(page.now.lines, dutyCard))</div>"))</section>\
    \(HTML.when(!page.next.lines.isEmpty, """
        <section aria-labelledby="next"><h2 id="next">\(page.next.title)</h2>\
        <ul class="post-lines">\(HTML.each(page.next.lines) { line in
            """
            <li class="post-line"><a class="post-role" href="\(line.link)">\(line.title)</a>\
            <span class="post-where">\(line.when)</span><span>\(line.holder)</span></li>
            """
        })</ul></section>
        """))</div>
    """
}

func dutyCard(_ line: PublicDutyPage.Line) -> HTML {
    """
    <article class="panel activity"><h3 class="meeting-title"><a href="\(line.link)">\
    \(line.title)</a></h3><p class="meeting-when"><span>\(icon(.clock))\(line.when)</span>\
    <span>\(line.holder)</span></p>\(HTML.when(line.about) { "<p>\($0)</p>" })\
    <p>\(line.phone)</p></article>
    """
}

extension Neighbourhood {
    /// How many days ahead the page shows.
    private static let daysAhead = 7
    private static let linesMax = 60

    func dutyReply() async throws -> Reply {
        let going = try await installation.onDuty(in: realm, isPublic: true)
        let ahead = try await installation.duties(
            in: realm, under: .root, from: ask.now,
            before: ask.now.adding(minutes: Int64(Self.daysAhead) * 1_440), isPublic: true)
        let page = PublicDutyPage(
            title: words("duty.title"), lead: words("duty.lead"),
            now: (words("duty.now"), going.map(dutyLine), words("duty.now.none")),
            next: (
                words("duty.next", ["days": String(Self.daysAhead)]),
                ahead.prefix(Self.linesMax).map { line in
                    PublicDutyPage.Line(
                        title: line.roster.title, link: .publicRoster(realm, line.roster.id),
                        holder: times.publicHolder(line), when: times.dutyDay(line.shift),
                        about: nil, phone: .empty)
                }
            ))
        return try await self.page(
            page.title, at: .who,
            content: going.isEmpty && ahead.isEmpty
                ? """
                <div class="overview"><header class="page-head"><h1>\(page.title)</h1></header>\
                \(emptyState(
                    words("duty.none"), next: words("duty.none.next"),
                    action: buttonLink(words("front.nav.who"), to: .who(realm), icon: .people)))\
                </div>
                """ : publicDutyPage(page))
    }

    func dutyLine(_ line: DutyLine) -> PublicDutyPage.Line {
        PublicDutyPage.Line(
            title: line.roster.title, link: .publicRoster(realm, line.roster.id),
            holder: times.publicHolder(line), when: times.duty(line.shift),
            about: line.roster.about, phone: dutyPhone(line.roster, line.body))
    }

    /// The telephone of the roster, else that of the body that is on duty.
    private func dutyPhone(_ roster: Roster, _ body: Body?) -> HTML {
        guard let number = roster.phone, let link = Link(telephone: number) else {
            return HTML.when(body) { phone($0) }
        }
        return "<a class=\"phone\" href=\"\(link)\">\(number)</a>"
    }

    /// A month of a roster that is public, for reading and for printing.
    func publicRosterReply() async throws -> Reply {
        let month =
            ask.query["month"].flatMap { Month(parsing: $0) }
            ?? Month(of: book.day(of: ask.now))
        guard let id = Roster.ID(try ask.parameter("id")),
            let file = try await installation.rosterFile(id, month: month, in: realm),
            file.roster.isPublic, file.roster.endedOn == nil
        else { throw ActionError.notFound }
        let roster = file.roster
        let place = file.placeLine.map { words.name($0.name) }.joined(separator: " › ")
        let table = times.dutyTable(
            of: roster, file.lines, in: month, on: file.days(by: book.keeper.calendar, times),
            caption: times.month(month.first)
        ) { "\(times.publicHolder($0))" }
        return try await self.page(
            roster.title, at: .who,
            content: """
                <div class="overview"><header class="page-head"><h1>\(roster.title)</h1>\
                <p class="lead">\(roster.about)</p></header>\
                \(definitionList([
                    (words("rosters.field.place"), "\(place)"),
                    (words("rosters.field.phone"), dutyPhone(roster, file.body)),
                ]))<section aria-labelledby="month">\
                <h2 id="month">\(times.month(month.first))</h2>\
                \(file.lines.isEmpty
                    ? "<p class=\"hint\">\(words("duty.month.none"))</p>" : table)\
                \(pager(
                    label: words("rosters.month"),
                    newer: NavItem(
                        times.month(month.previous.first),
                        .publicRoster(realm, id, month: month.previous)),
                    older: NavItem(
                        times.month(month.next.first),
                        .publicRoster(realm, id, month: month.next))))</section>\
                \(buttonRow([
                    buttonLink(words("duty.all"), to: .publicDuty(realm), icon: .back),
                    printButton(words("page.print")),
                ]))</div>
                """)
    }
}
