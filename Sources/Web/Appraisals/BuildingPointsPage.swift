import Actions
import Kernel
import Markup
import Storage

/// A building's account as everyone may read it: its points, how it came to them, its flags.
struct BuildingPointsPage {
    let title: String
    let lead: String
    let balance: HTML
    let note: String
    let statementTitle: String
    let statement: HTML
    let none: (title: String, next: String)
    let pagerLabel: String
    let older: NavItem?
    let flagsTitle: String
    let flags: [String]
    let back: NavItem?
}

extension BuildingPointsPage {
    static var example: BuildingPointsPage {
        BuildingPointsPage(
            title: "1号楼的积分", lead: "半山尚小区", balance: figureTile("积分", value: "92"),
            note: "积分归楼栋", statementTitle: "来历", statement: "<p>92</p>", none: ("没有", "再看"),
            pagerLabel: "更早", older: nil, flagsTitle: "红旗", flags: ["11月5日起"], back: nil)
    }
}

func buildingPointsPage(_ page: BuildingPointsPage) -> HTML {
    let flags = HTML.each(page.flags) { "<li>\(redFlag()) \($0)</li>" }
    return readingColumn(
        title: page.title, lead: page.lead,
        content: """
            <div class="story">\(figureRow([page.balance]))\
            \(noteMessage("<p>\(page.note)</p>"))\
            \(HTML.when(
                !page.flags.isEmpty,
                panel(page.flagsTitle, content: "<ul class=\"past-flags\">\(flags)</ul>")))\
            \(panel(
                page.statementTitle,
                content: page.statement.isEmpty
                    ? emptyState(page.none.title, next: page.none.next) : page.statement))\
            \(pager(label: page.pagerLabel, newer: nil, older: page.older))\
            \(HTML.when(page.back) {
                buttonRow([buttonLink($0.words, to: $0.link, icon: .back)])
            })</div>
            """)
}

extension Neighbourhood {
    func pointsReply() async throws -> Reply {
        guard
            let account = try await installation.buildingAccount(
                of: ask.placeID(), before: ask.query["before"].flatMap { Transfer.ID($0) },
                in: realm, limit: 24)
        else { throw ActionError.notFound }
        let place = account.place
        let name = account.line.suffix(2).map { words.name($0.name) }.joined(separator: " ")
        let page = BuildingPointsPage(
            title: words("appraisal.points.title", ["building": name]),
            lead: account.line.dropLast().map { words.name($0.name) }
                .joined(separator: " › "),
            balance: figureTile(
                words("appraisal.points.balance"), value: String(account.balance)),
            note: words("appraisal.points.note"),
            statementTitle: words("appraisal.points.statement"),
            statement: account.movements.isEmpty ? .empty : statement(of: account),
            none: (words("appraisal.points.none"), words("appraisal.points.none.next")),
            pagerLabel: words("appraisal.points.statement"),
            older: account.older.map {
                NavItem(words("page.older"), .buildingPoints(realm, place.id, before: $0))
            },
            flagsTitle: words("appraisal.flags"),
            flags: account.flags.map { times.period(of: $0, in: account.rounds[$0.round]) },
            back: account.rounds.values.map(\.place).min().map {
                NavItem(words("appraisal.points.back"), .publicAppraisal(realm, $0))
            })
        return try await self.page(
            page.title, at: .notices, content: buildingPointsPage(page))
    }

    private func statement(of account: BuildingAccount) -> HTML {
        toldTable(
            caption: words("appraisal.points.statement"),
            columns: [
                TableColumn(words("appraisal.points.when")),
                TableColumn(words("appraisal.points.for")),
                TableColumn(words("appraisal.column.points"), isNumber: true),
            ],
            rows: account.movements.map { movement in
                let round = account.rounds[AppraisalRound.ID(movement.subject.id)]
                let what = words(
                    movement.reverses == nil
                        ? "appraisal.points.given" : "appraisal.points.reversed",
                    ["month": round.map(words.month) ?? ""])
                return [
                    "\(times.moment(movement.at))", "\(what)",
                    "\(movement.amount > 0 ? "+" : "")\(movement.amount)",
                ]
            })
    }
}
