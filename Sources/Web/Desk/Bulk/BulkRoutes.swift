import Actions
import HTTPTypes
import Kernel
import Markup
import Storage

extension Site {
    /// One action for many matters: what it would do, doing it, what came of it.
    static let bulkRoutes: [Route] = [
        .get("/desk/bulk", .post(.read)) { ask in try await bulkPreview(ask, ask.query) },
        .post("/desk/bulk", .post(.read), bulkRun),
        .get("/desk/bulk/:id", .post(.read), bulkResult),
    ]

    /// Nothing happens yet; `sent` holds the selection and what was filled in so far.
    private static func bulkPreview(_ ask: Ask, _ sent: SentForm) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard let order = BulkForm(sent, frame)?.order else {
            return .see(frame.bulkBack(sent))
        }
        let preview = try await ask.installation.preview(
            order, for: frame.visit, filling: frame.filling())
        let view = frame.bulk(order, preview, sent: sent)
        return frame.page(view.title, content: bulkPage(view))
    }

    private static func bulkRun(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let sent = ask.form
        guard let form = BulkForm(sent, frame), let run = form.run else {
            return .see(frame.bulkBack(sent))
        }
        if sent["step"] == "preview" { return try await bulkPreview(ask, sent) }
        if try await isUnanswered(form.order, ask, frame) {
            var reply = try await bulkPreview(ask, sent)
            reply.status = .unprocessableContent
            return reply
        }
        let words = frame.words
        try await ActOnMany(
            visit: frame.visit, run: run, order: form.order, filling: frame.filling(),
            wording: { error in
                (error as? ActionError).map { ask.failure(of: $0, words).detail }
                    ?? ask.failure(error).detail
            }
        ).run(in: ask.installation)
        return .see(.bulkResult(run, back: frame.bulkBack(sent).address))
    }

    /// Whether something that one of them needs is still open, unless the run was done before.
    private static func isUnanswered(
        _ order: BulkOrder, _ ask: Ask, _ frame: DeskFrame
    ) async throws -> Bool {
        let preview = try await ask.installation.preview(
            order, for: frame.visit, filling: frame.filling())
        return preview.lines.contains { line in
            if case .moves(let move) = line.outcome { !move.missing.isEmpty } else { false }
        }
    }

    private static func bulkResult(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard let run = BulkRun.ID(try ask.parameter("id")),
            let outcomes = try await ask.installation.outcomes(of: run, for: frame.visit),
            let first = outcomes.first
        else { throw ActionError.notFound }
        let view = frame.bulkResult(outcomes, first, back: frame.bulkBack(ask.query))
        return frame.page(view.title, content: bulkResultPage(view))
    }
}

/// A selection as it was sent.
struct BulkForm {
    let order: BulkOrder
    let run: BulkRun.ID?

    /// Nil without matters, or for an action that the post never does to many.
    init?(_ sent: SentForm, _ frame: DeskFrame) {
        let references = (sent.texts["matter"] ?? []).compactMap { try? Reference(parsing: $0) }
        guard !references.isEmpty, let wanted = sent["action"],
            let name = frame.bulkActions().first(where: {
                "\($0.procedure).\($0.action)" == wanted
            }), let procedure = frame.visit.book.profile.procedure(name.procedure),
            let action = procedure.action(name.action)
        else { return nil }
        let isFirst = sent["run"] == nil
        var shared: [String: [String]] = [:]
        for ask in action.asks where procedure.manyAnswer(to: ask.field) == .once {
            let standard = isFirst ? frame.standardMessage(procedure, action, ask.field) : nil
            shared[ask.field] = standard.map { [$0] } ?? sent.texts[ask.field]
        }
        func each<Value>(_ name: String, _ read: (String) -> Value?) -> [Reference: Value] {
            Dictionary(
                references.compactMap { reference in
                    sent["\(name).\(reference)"].flatMap(read).map { (reference, $0) }
                }, uniquingKeysWith: { first, _ in first })
        }
        order = BulkOrder(
            procedure: procedure.key.name, action: action.id, references: references,
            shared: shared, leads: each("lead") { $0 },
            target: sent["target"].flatMap { try? Reference(parsing: $0) },
            seen: each("seen") { Int($0) })
        run = sent["run"].flatMap { BulkRun.ID($0) }
    }
}

extension DeskFrame {
    func bulkBack(_ sent: SentForm) -> Link {
        sent["back"].flatMap { Link(path: $0) } ?? .desk
    }

    /// The standard text of an action with its gaps left open, to be filled for each matter.
    func standardMessage(
        _ procedure: Procedure, _ action: Procedure.Action, _ field: Procedure.Field.ID
    ) -> String? {
        guard field == "message", action.tells else { return nil }
        return words.optional("\(procedure.key.name).action.\(action.id).message")
    }

    /// Fills the gaps of a message for one matter.
    func filling() -> MessageFilling {
        let times = times
        let body = bodyNames[visit.holding.post.body].map { words.name($0.name) } ?? ""
        return { text, matter, due in
            Texts.fill(
                text,
                [
                    "ref": matter.reference.description, "body": body, "title": matter.title,
                    "due": due.map(times.moment) ?? "",
                ])
        }
    }
}
