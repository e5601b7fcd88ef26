import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// Views of the inbox that a person keeps under a name.
    static let savedViewRoutes: [Route] = [
        .get("/desk/views", .post(.read)) { ask in try await savedViews(ask) },
        .post("/desk/views", .post(.read), keepView),
        .post("/desk/views/:id", .post(.read), renameView),
        .post("/desk/views/:id/removal", .post(.read), dropView),
    ]

    /// - Parameter pending: a view that could not be kept yet, so that its filters are not lost.
    private static func savedViews(
        _ ask: Ask, pending: HTML = .empty, failure: Failure? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let rows = (frame.own?.views ?? []).map { view -> [HTML] in
            [
                "<a href=\"\(InboxLink(view).link)\">\(view.name)</a>",
                "\(words("desk.view.\(view.scope.rawValue)"))",
                postForm(
                    to: .savedView(view.id),
                    content: """
                        <div class="inline-form"><label class="visually-hidden" \
                        for="name-\(view.id.description)">\(words("saved.name"))</label>\
                        <input class="input input-narrow" id="name-\(view.id.description)" \
                        name="name" value="\(view.name)" required \
                        maxlength="\(KeepView.nameCharactersMax)">\
                        \(submitButton(words("saved.rename"), weight: .second))</div>
                        """),
                postForm(
                    to: .savedViewRemoval(view.id),
                    content: submitButton(words("saved.drop"), weight: .quiet)),
            ]
        }
        var reply = frame.page(
            words("saved.title"), current: .savedViews,
            content: """
                \(deskHead(
                    title: words("saved.title"),
                    detail: words("saved.detail", ["max": String(SavedViews.countMax)])))\
                \(HTML.when(failure) { alertMessage($0.title, detail: "<p>\($0.detail)</p>") })\
                \(pending)\
                \(rows.isEmpty
                    ? emptyState(words("saved.none"), next: words("saved.hint"))
                    : dataTable(
                        caption: words("saved.title"),
                        columns: ["name", "scope", "rename", "drop"].map {
                            TableColumn(words("saved.column.\($0)"))
                        }, rows: rows))
                """)
        if let failure { reply.status = failure.status }
        return reply
    }

    private static func keepView(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let filters = InboxLink(ask.form)
        let view = SavedView(
            id: ask.installation.newID(), name: ask.form["name"] ?? "", scope: filters.scope,
            light: filters.light, procedure: filters.procedure, category: filters.category,
            place: filters.place, text: filters.text)
        do {
            try await KeepView(visit: visit, view: view).run(in: ask.installation)
            return .see(InboxLink(view).link)
        } catch let error as ActionError {
            guard case .invalid = error else { throw error }
            let frame = try await DeskFrame(ask)
            let failure = ask.failure(of: error, frame.words)
            let form = frame.keepForm(filters, name: view.name, problem: failure.detail)
            return try await savedViews(ask, pending: form, failure: failure)
        }
    }

    private static func renameView(_ ask: Ask) async throws -> Reply {
        do {
            try await RenameView(
                visit: try ask.visit, view: try savedView(ask), name: ask.form["name"] ?? ""
            ).run(in: ask.installation)
            return .see(.savedViews)
        } catch let error as ActionError {
            guard case .invalid = error else { throw error }
            return try await savedViews(
                ask, failure: ask.failure(of: error, ask.words(of: try ask.visit.book)))
        }
    }

    private static func dropView(_ ask: Ask) async throws -> Reply {
        try await DropView(visit: try ask.visit, view: try savedView(ask))
            .run(in: ask.installation)
        return .see(.savedViews)
    }

    private static func savedView(_ ask: Ask) throws -> SavedView.ID {
        guard let id = SavedView.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        return id
    }
}
