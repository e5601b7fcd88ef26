import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// The notice board from the desk: what waits for a second person, what hangs, and what the
    /// place was founded with.
    static let noticeRoutes: [Route] = [
        .get("/desk/notices", .post(.publish), noticesDesk),
        .post("/desk/notices/:notice/end", .post(.publish), endNotice),
    ]

    private static func noticesDesk(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let title = words("notice.title")
        let ways = frame.visit.book.profile.procedures(behind: .notices).flatMap { procedure in
            frame.ways(to: procedure)
        }
        let founded = frame.foundedNotices(
            try await ask.installation.notices(in: frame.visit.realm))
        return frame.page(
            title, current: .deskNotices,
            content: """
                \(deskHead(title: title, detail: words("notice.detail")))<div class="story">\
                \(HTML.when(!ways.isEmpty, panel(
                    words("notice.ways"),
                    content: """
                        <p class="hint">\(words("notice.ways.detail"))</p>\(buttonRow(ways))
                        """)))\(founded)</div>
                """)
    }

    private static func endNotice(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let notice = Notice.ID(try ask.parameter("notice")) else {
            throw ActionError.notFound
        }
        try await EndNotice(realm: visit.realm, holding: visit.holding, notice: notice)
            .run(in: ask.installation)
        return .see(.deskNotices)
    }
}

extension DeskFrame {
    /// The ways to a new matter of a procedure, and to its matters in the inbox, by state.
    func ways(to procedure: Procedure) -> [HTML] {
        let name = procedure.key.name
        var ways: [HTML] = []
        if procedure.entry(granting: visit.holding.verbs) != nil {
            ways.append(
                buttonLink(
                    words("\(name).way.new"), to: .newMatter(of: name), weight: .first,
                    icon: .plus))
        }
        guard visit.holding.verbs.contains(.read) else { return ways }
        return ways
            + procedure.states.filter { $0.ending == nil }.map { state in
                var filters = InboxLink(scope: .places)
                filters.procedure = name
                filters.state = state.id
                return buttonLink(words("\(name).state.\(state.id)"), to: filters.link)
            }
    }

    fileprivate func foundedNotices(_ notices: [Notice]) -> HTML {
        guard !notices.isEmpty else { return .empty }
        let rows = notices.map { notice -> [HTML] in
            [
                "\(words.name(notice.title))",
                "\(times.day(notice.from)) – \(times.day(notice.until.adding(days: -1)))",
                postForm(
                    to: .noticeEnd(notice.id),
                    content: submitButton(words("notice.end"), weight: .quiet)),
            ]
        }
        let table = dataTable(
            caption: words("notice.hanging"),
            columns: ["title", "period", "end"].map {
                TableColumn(words("notice.column.\($0)"))
            }, rows: rows)
        return "\(table)\(exportLinks(.notices, like: .deskNotices))"
    }
}
