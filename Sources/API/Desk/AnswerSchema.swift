import Actions
import Kernel

extension Procedure {
    /// What the answers to an action may be, as JSON Schema.
    func answerSchema(of action: Action, in profile: Profile) -> Schema {
        .object(
            action.asks.compactMap { ask in
                field(ask.field).map { field in
                    Schema.Property(
                        field.id, schema(of: field, profile), isRequired: ask.required)
                }
            })
    }

    private func schema(of field: Field, _ profile: Profile) -> Schema {
        switch field.type {
        case .line(let most), .paragraphs(let most): .text(.line(most))
        case .choice(let options): .text(.choice(options))
        case .flag: .flag
        case .day: .text(.day)
        case .number(let range): .number(range)
        case .phone: .text(.line(30))
        case .photos: .list(.text(.line(PhotographHandle.charactersMax)), most: Photograph.countMax)
        case .place, .body, .clause: .text(.id)
        case .bodies: .list(.text(.id), most: Procedure.childrenMax)
        case .category: .text(.choice(profile.categories(of: key.name).map(\.id)))
        case .matter: .text(.reference)
        case .figure: .text(.choice(profile.figures.filter(\.isPublic).map(\.id)))
        }
    }
}

/// Answers as a program sends them, by field: what a form would have sent.
struct SentAnswers {
    /// What any answer may be, before it is known what the action asks.
    static let schema = Schema.named(
        "Answers",
        .map(
            .oneOf([
                .text(TextForm(lengths: 0...20_000)), .anyNumber, .flag,
                .list(.text(TextForm(lengths: 1...200)), most: 20),
            ])))

    let texts: [String: [String]]

    init(_ payload: Payload?) {
        guard case .object(let members)? = payload else {
            texts = [:]
            return
        }
        texts = members.mapValues(Self.texts)
    }

    private static func texts(_ value: Payload) -> [String] {
        switch value {
        case .text(let text): [text]
        case .int(let number): [String(number)]
        case .bool(let flag): [flag ? "yes" : "no"]
        case .list(let list): list.flatMap(texts)
        case .null, .object: []
        }
    }

    /// The answers as the action reads them, with the photographs that were sent before.
    ///
    /// - Throws: `.invalid` for a field that the action does not ask for, or a photograph that this
    ///   post did not send.
    func form(
        for action: Procedure.Action, of procedure: Procedure, _ call: DeskCall
    ) throws -> AnswerForm {
        let asked = Set(action.asks.map(\.field))
        let unknown = texts.keys.filter { !asked.contains($0) }.sorted()
        guard unknown.isEmpty else {
            let words: Saying =
                asked.isEmpty
                ? .says("problem.asksNothing", ["action": action.id])
                : .says(
                    "problem.notAsked",
                    [
                        "action": action.id,
                        "asked": action.asks.map(\.field).joined(separator: ", "),
                    ])
            throw Problem(
                .invalid,
                parts: unknown.map { Problem.Part(pointer: "/answers/" + $0, detail: words) })
        }
        var rest = texts
        var photographs: [Photograph.ID] = []
        for ask in action.asks where procedure.field(ask.field)?.type == .photos {
            photographs += try (rest.removeValue(forKey: ask.field) ?? []).map { text in
                guard
                    let id = call.installation.photograph(handed: text, to: call.holding.post.id)
                else {
                    throw Problem(
                        .invalid,
                        parts: [
                            Problem.Part(
                                pointer: "/answers/" + ask.field,
                                detail: .says("problem.noPhotograph"))
                        ])
                }
                return id
            }
        }
        guard photographs.count <= Photograph.countMax else {
            throw Problem(
                .invalid, .says("problem.photographs", ["max": String(Photograph.countMax)]))
        }
        return AnswerForm(texts: rest, photographs: photographs)
    }
}
