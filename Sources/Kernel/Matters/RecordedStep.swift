/// One action on a matter, as its record tells it.
package struct RecordedStep: Hashable, Sendable {
    package let sequence: Int64
    package let at: Instant
    package let person: Person.ID?
    package let action: Procedure.Action.ID
    /// Nil when the action opened the matter.
    package let from: Procedure.State.ID?
    package let to: Procedure.State.ID
    package let reference: String
    package let version: Int
    package let answers: [Procedure.Field.ID: Payload]
    /// The matters of their own that it opened and linked.
    package let opened: [Matter.ID]

    /// - Returns: nil for a record that tells of no move, such as a deadline that was worked out
    ///   anew.
    package init?(
        sequence: Int64, at: Instant, person: Person.ID?, action: Procedure.Action.ID,
        payload: Payload
    ) {
        guard case .text(let to)? = payload["to"], case .int(let version)? = payload["version"],
            case .text(let reference)? = payload["reference"],
            case .object(let answers)? = payload["answers"]
        else { return nil }
        self.sequence = sequence
        self.at = at
        self.person = person
        self.action = action
        if case .text(let from)? = payload["from"] { self.from = from } else { from = nil }
        self.to = to
        self.reference = reference
        self.version = Int(version)
        self.answers = answers
        if case .list(let ids)? = payload["opened"] {
            opened = ids.compactMap { if case .text(let id) = $0 { Matter.ID(id) } else { nil } }
        } else {
            opened = []
        }
    }

    /// The answers as rules read them; those that no longer fit their field are left out.
    func answers(
        under procedure: Procedure, paths: (Place.ID) -> PlacePath
    ) -> Answers {
        var read = Answers()
        for (id, payload) in answers {
            guard let field = procedure.field(id) else { continue }
            read[id] = Answer(payload, to: field.type, paths: paths)
        }
        return read
    }
}

extension RecordedStep {
    /// The photographs that came with the step.
    package func photographs(under procedure: Procedure) -> [Photograph.ID] {
        answers.flatMap { id, payload -> [Photograph.ID] in
            guard procedure.field(id)?.type == .photos, case .list(let items) = payload else {
                return []
            }
            return items.compactMap { item in
                if case .text(let text) = item { Photograph.ID(text) } else { nil }
            }
        }
    }
}
