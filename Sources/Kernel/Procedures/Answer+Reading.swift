extension Answer {
    /// The answer that a record holds, read back by the type of its field.
    ///
    /// A record keeps of a place its identity and of another matter its identity: the path comes
    /// from `paths`, and what else the other matter was is not known any more.
    ///
    /// - Returns: nil for a payload that is no answer to such a field.
    init?(_ payload: Payload, to type: Procedure.FieldType, paths: (Place.ID) -> PlacePath) {
        switch (type, payload) {
        case (.line, .text(let text)), (.paragraphs, .text(let text)), (.choice, .text(let text)),
            (.phone, .text(let text)), (.category, .text(let text)),
            (.figure, .text(let text)):
            self = .text(text)
        case (.flag, .bool(let flag)): self = .flag(flag)
        case (.number, .int(let number)): self = .number(Int(number))
        case (.day, .text(let text)):
            guard let day = try? Day(parsing: text) else { return nil }
            self = .day(day)
        case (.place, .text(let text)):
            guard let id = Place.ID(text) else { return nil }
            self = .place(id, paths(id))
        case (.body, .text(let text)):
            guard let id = Body.ID(text) else { return nil }
            self = .body(id)
        case (.clause, .text(let text)):
            guard let id = DutyClause.ID(text) else { return nil }
            self = .clause(id)
        case (.matter, .text(let text)):
            guard let id = Matter.ID(text) else { return nil }
            self = .matter(
                OtherMatter(
                    id: id, reference: Reference(year: 2000, serial: 1), procedure: "",
                    isOpen: false))
        case (.bodies, .list(let items)): self = .bodies(items.compactMap { $0.identifier() })
        case (.photos, .list(let items)): self = .photos(items.compactMap { $0.identifier() })
        default: return nil
        }
    }
}

extension Payload {
    fileprivate func identifier<Noun>() -> Identifier<Noun>? {
        if case .text(let text) = self { Identifier(text) } else { nil }
    }
}
