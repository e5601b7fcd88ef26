import Actions
import Kernel
import Storage

// One action for many matters, each decided and recorded by itself.
extension DeskEndpoint {
    static let manyEndpoints: [DeskEndpoint] = [
        .act(
            "/bulk-acts", "actOnMany",
            "Does one action on up to \(Procedure.manyMax) matters; one refusal holds up no other",
            verb: .read, body: .named("BulkAct", manyBody), shape: Shapes.outcomes,
            problems: [.conflict], actOnMany)
    ]

    private static let manyBody = Schema.object([
        .text("procedure", .word), .text("action", .word),
        .init(
            "matters",
            .list(
                .object([
                    .text("reference", .reference),
                    .init("version", .number(1...1_000_000), "That was read."),
                    .maybe("lead", .id, "Instead of the body that the catalogue names."),
                ]), most: Procedure.manyMax)),
        .init("answers", SentAnswers.schema, isRequired: false, "For all of them."),
        .maybe("target", .reference, "Into which the others are merged."),
    ])

    private static func actOnMany(_ call: DeskCall) async throws -> [Bulks.Outcome] {
        guard let procedure = call.book.profile.procedure(call.typed("procedure")) else {
            throw invalid("/procedure", .says("problem.notOfRealm"))
        }
        guard let action = procedure.action(call.typed("action")), procedure.suitsMany(action)
        else { throw invalid("/action", .says("problem.notToMany")) }
        let answers = SentAnswers(call.body["answers"])
        let asked = action.asks.map(\.field).filter { procedure.manyAnswer(to: $0) == .once }
        if let other = answers.texts.keys.sorted().first(where: { !asked.contains($0) }) {
            throw invalid(
                "/answers/" + other,
                .says("problem.notOnce", ["asked": asked.joined(separator: ", ")]))
        }
        let order = call.order(procedure, action, shared: answers.texts)
        let filling: MessageFilling = { text, _, _ in text }
        let preview = try await call.installation.preview(order, for: call.visit, filling: filling)
        for line in preview.lines {
            if case .moves(let move) = line.outcome, let field = move.missing.min() {
                throw invalid(
                    "/answers/" + field,
                    .says("problem.missingFor", ["matter": "\(line.reference)"]))
            }
        }
        let telling = call.telling
        let run: BulkRun.ID = call.installation.newID()
        try await ActOnMany(
            visit: call.visit, run: run, order: order, filling: filling,
            wording: { error in
                let problem = Problem(error, telling)
                let parts = problem.parts.map { part in
                    "\(part.pointer) \(part.detail.text(in: telling.words))"
                }
                return ([problem.detail.text(in: telling.words)] + parts).joined(separator: " ")
            }
        ).run(in: call.installation)
        return try await call.installation.outcomes(of: run, for: call.visit) ?? []
    }
}

extension DeskCall {
    fileprivate func order(
        _ procedure: Procedure, _ action: Procedure.Action, shared: [String: [String]]
    ) -> BulkOrder {
        var matters: [(Reference, version: Int, lead: String?)] = []
        if case .list(let list)? = body["matters"] {
            for item in list {
                guard case .text(let text)? = item["reference"],
                    let reference = try? Reference(parsing: text),
                    case .int(let version)? = item["version"]
                else { continue }
                let lead: String? = if case .text(let id)? = item["lead"] { id } else { nil }
                matters.append((reference, Int(version), lead))
            }
        }
        return BulkOrder(
            procedure: procedure.key.name, action: action.id, references: matters.map(\.0),
            shared: shared,
            leads: Dictionary(
                matters.compactMap { matter in matter.lead.map { (matter.0, $0) } },
                uniquingKeysWith: { first, _ in first }),
            target: text("target").flatMap { try? Reference(parsing: $0) },
            seen: Dictionary(
                matters.map { ($0.0, $0.version) }, uniquingKeysWith: { first, _ in first }))
    }
}

extension Shapes {
    static let outcomes = Shape<[Bulks.Outcome]>(
        "Outcomes", [.many("outcomes", outcome) { outcomes, _ in outcomes }])

    static let outcome = Shape<Bulks.Outcome>(
        "Outcome",
        [
            .text("reference", .reference) { outcome, _ in outcome.line.reference.description },
            .text("state", .word, about: "Where it stands now.") { outcome, _ in
                outcome.line.state
            },
            .flag("isDone") { outcome, _ in outcome.isDone ?? false },
            .maybe("reason", about: "Why it was not done.") { outcome, _ in outcome.reason },
        ])
}
