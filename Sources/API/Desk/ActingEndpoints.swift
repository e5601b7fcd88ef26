import Actions
import HTTPTypes
import Kernel
import Storage

// Opening matters and acting on them, by whatever procedures the realm has.
extension DeskEndpoint {
    static let actingEndpoints: [DeskEndpoint] = [
        .act(
            "/matters", "openMatter", "Opens a matter, as the desk does",
            body: .named("Opening", opening), shape: Shapes.receipt, status: .created,
            isRepeatable: true, isKnownAgain: true, problems: [.conflict],
            location: { "/matters/\($0.reference)" }, openMatter),
        .act(
            "/matters/:reference/actions/:action", "actOnMatter",
            "Does one action of the procedure on a matter",
            body: .named(
                "Deed", .object([.init("answers", SentAnswers.schema, isRequired: false)])),
            shape: Shapes.standing, isConditional: true, isRepeatable: true,
            isKnownAgain: true, tag: { "\"\($0.version)\"" }, actOnMatter),
        .act(
            "/matters/:reference/contact-readings", "readContact",
            "Reads who raised a matter and how to reach them; each reading is logged and told",
            body: .named("Reason", .object([.text("reason", .line(200))])),
            shape: Shapes.contact
        ) { call in
            let file = try await call.file()
            let fields = try await ReadContact(
                realm: call.realm, matter: file.matter.id, holding: call.holding,
                reason: call.typed("reason")
            ).run(in: call.installation)
            return fields
        },
        .act(
            "/matters/:reference/contact/erasure", "eraseContact",
            "Erases for good who raised a matter and how to reach them", verb: .readContact,
            body: .nothingSaid, shape: Shapes.standing, problems: [.conflict]
        ) { call in
            let file = try await call.file()
            try await EraseContact(
                realm: call.realm, matter: file.matter.id, holding: call.holding
            ).run(in: call.installation)
            return file.matter
        },
        DeskEndpoint(
            method: .post, path: "/photographs", id: "sendPhotograph",
            summary: "Takes in a photograph, to be named in answers within a day", scope: .act,
            verb: nil, body: .photograph, result: .json(Shapes.photograph.schema, .created)
        ) { call in
            guard ["image/jpeg", "image/png"].contains(call.call.headers[.contentType] ?? "") else {
                throw Problem(.unsupported, .says("problem.notAPicture"))
            }
            let bytes = try await call.call.receive(photographBytesMax)
            let handle = try await TakeProgramPhotograph(holding: call.holding, upload: bytes)
                .run(in: call.installation)
            return .json(Shapes.photograph.json(handle, call.pen), status: .created)
        },
    ]

    private static let opening = Schema.object([
        .text("procedure", .word),
        .maybe("opening", .word, "Where there are several."),
        .maybe(
            "channel", .choice(Matter.Channel.allCases.filter { $0 != .import }.map(\.rawValue)),
            "How it came in; `counter` unless said."),
        .init("answers", SentAnswers.schema),
    ])

    private static func openMatter(_ call: DeskCall) async throws -> OpenMatter.Receipt {
        let name = call.typed("procedure")
        let verbs = call.holding.verbs
        guard let procedure = call.book.profile.procedure(name) else {
            throw invalid("/procedure", .says("problem.notOfRealm"))
        }
        guard !procedure.entries(granting: verbs).isEmpty else {
            throw Problem(.forbidden, .says("problem.opensNothing", ["procedure": name]))
        }
        guard let entry = procedure.entry(granting: verbs, opening: call.text("opening")) else {
            throw invalid("/opening", .says("problem.noOpening"))
        }
        let answers = SentAnswers(call.body["answers"])
        let form = try answers.form(for: entry.action, of: procedure, call)
        var written = answers.texts
        written["/channel"] = call.text("channel").map { [$0] }
        let channel = call.text("channel") ?? answers.texts["onBehalf"]?.first
        return try await OpenMatter(
            realm: call.realm, procedure: name, action: entry.action.id, acting: call.acting,
            channel: channel.flatMap(Matter.Channel.init)
                ?? (verbs.contains(.enter) ? .counter : .web),
            form: form, sending: try call.sending(written)
        ).run(in: call.installation)
    }

    private static func actOnMatter(_ call: DeskCall) async throws -> Matter {
        let seen = try call.seenVersion()
        let file = try await call.file()
        guard let action = file.procedure.action(try call.parameter("action")), !action.opens,
            !action.isTimed
        else { throw Problem(.notFound, .says("problem.noAction")) }
        let answers = SentAnswers(call.body["answers"])
        return try await ActOnMatter(
            realm: call.realm, subject: .id(file.matter.id), action: action.id,
            acting: call.acting, seen: seen,
            form: try answers.form(for: action, of: file.procedure, call),
            sending: try call.sending(answers.texts), isExact: true
        ).run(in: call.installation)
    }

    static func invalid(_ pointer: String, _ words: Saying) -> Problem {
        Problem(.invalid, parts: [Problem.Part(pointer: pointer, detail: words)])
    }
}

extension Shapes {
    static let receipt = Shape<OpenMatter.Receipt>(
        "Receipt",
        [
            .text("reference", .reference) { receipt, _ in receipt.reference.description },
            .text(
                "checkWord",
                about:
                    "With the number it opens the resident's page of the story; shown here alone."
            ) { receipt, _ in receipt.word.text },
        ])

    static let standing = Shape<Matter>(
        "Standing",
        [
            .text("reference", .reference) { matter, _ in matter.reference.description },
            .number("version") { matter, _ in matter.version },
            .text("state", .word) { matter, _ in matter.state },
            .maybeTime("endedAt") { $0.endedAt },
            .maybe("ending", .choice(Procedure.Ending.allCases.map(\.rawValue))) { matter, _ in
                matter.ending?.rawValue
            },
        ])

    static let contact = Shape<[Procedure.Field.ID: String]>(
        "Contact",
        [
            Member("fields", .map(.text(.any)), about: "By name; empty once erased.") { fields, _ in
                .object(fields.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })
            }
        ])

    static let photograph = Shape<PhotographHandle>(
        "Photograph",
        [
            .text(
                "photograph", .line(PhotographHandle.charactersMax),
                about: "To be given as an answer, by the same post, within a day."
            ) { handle, _ in handle.text }
        ])
}
