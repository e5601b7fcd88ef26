import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// The notice board, written from the desk.
    static let noticeRoutes: [Route] = [
        .get("/desk/notices", .post(.publish)) { ask in try await noticesDesk(ask) },
        .post("/desk/notices", .post(.publish), publishNotice),
        .post("/desk/notices/:notice/end", .post(.publish), endNotice),
    ]

    private static func noticesDesk(_ ask: Ask, failure: Failure? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let notices = try await ask.installation.notices(in: frame.visit.realm)
        let rows = notices.map { notice -> [HTML] in
            [
                "\(words.name(notice.title))",
                """
                \(frame.times.day(notice.from)) – \
                \(frame.times.day(notice.until.adding(days: -1)))
                """,
                postForm(
                    to: .noticeEnd(notice.id),
                    content: submitButton(words("notice.end"), weight: .quiet)),
            ]
        }
        let title = words("notice.title")
        var reply = frame.page(
            title, current: .deskNotices,
            content: """
                \(deskHead(title: title, detail: words("notice.detail")))\
                \(HTML.when(ask.query["done"] != nil, draftSent("notice")))\
                \(HTML.when(failure) { alertMessage($0.title, detail: "<p>\($0.detail)</p>") })\
                \(panel(words("notice.write"), content: noticeForm(ask.form, words)))\
                \(dataTable(
                    caption: words("notice.hanging"),
                    columns: ["title", "period", "end"].map {
                        TableColumn(words("notice.column.\($0)"))
                    }, rows: rows))
                """)
        if let failure { reply.status = failure.status }
        return reply
    }

    private static func noticeForm(_ sent: SentForm, _ words: Words) -> HTML {
        postForm(
            to: .deskNotices,
            draft: Draft(
                "notice", restoredWords: words("form.draft.restored"),
                discardWords: words("form.draft.discard")),
            content: """
                \(textField(
                    Field("title", label: words("notice.field.title")), value: sent["title"] ?? "",
                    lengthMax: PublishNotice.titleCharactersMax))\
                \(textArea(
                    Field(
                        "text", label: words("notice.field.text"),
                        hint: words("notice.field.hint")),
                    value: sent["text"] ?? "", lengthMax: PublishNotice.textCharactersMax,
                    lengthWords: words(
                        "form.length", ["max": String(PublishNotice.textCharactersMax)]),
                    leftWords: words("form.left")))\
                \(textField(
                    Field("days", label: words("notice.field.days")), value: sent["days"] ?? "15",
                    kind: .number, isNarrow: true))\
                \(submitButton(words("notice.publish"), weight: .first))
                """)
    }

    private static func publishNotice(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            try await PublishNotice(
                realm: visit.realm, holding: visit.holding, title: ask.form["title"] ?? "",
                text: ask.form["text"] ?? "", days: ask.form["days"].flatMap { Int($0) } ?? 0
            ).run(in: ask.installation)
            return .see(Link("desk", "notices", query: ["done": "yes"]))
        } catch let error as ActionError {
            return try await noticesDesk(ask, failure: ask.failure(error))
        }
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
