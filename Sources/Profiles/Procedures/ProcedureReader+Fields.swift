import Kernel

extension ProcedureReader {
    static let fieldTypes = [
        "line", "paragraphs", "choice", "flag", "day", "number", "phone", "photos", "place",
        "category", "body", "bodies", "clause", "matter", "figure",
    ]

    func field(_ entry: Entry) -> Procedure.Field? {
        guard let id = entry.key.name(.thing("nameOf", of: .thing("field"))) else { return nil }
        landmarks[.field(id)] = entry.key
        let what = Phrase.named("field", id)
        let typeName = entry.value.glance(at: "type") ?? ""
        guard
            let record = entry.value.record(
                what, required: ["type"] + Self.parameters(of: typeName),
                optional: ["visible", "sets", "personal", "published", "question"]
                    + (typeName == "paragraphs" ? ["versions"] : []) + Self.guesses(of: typeName))
        else { return nil }
        let visibility = audiences(record, "visible", of: what, at: entry.key)
        let sets = record["sets"].flatMap {
            $0.word(.thing("partOfAMatter"), among: Procedure.Part.allCases.map(\.rawValue))
        }
        guard let type = type(in: record, of: what) else {
            isWhole = false
            return nil
        }
        if type == .phone, record["personal"] == nil {
            entry.key.problem("phoneNotPersonal", ["what": what])
        }
        return Procedure.Field(
            id: id, type: type, visibility: visibility, sets: sets.flatMap(Procedure.Part.init),
            personal: record["personal"].flatMap { personal($0, of: what) },
            publication: record["published"].flatMap { publication($0, of: what) },
            isVersioned: record["versions"]?.truth(.part("versions", of: what)) ?? false,
            question: record["question"].flatMap { reference($0, "field", among: fieldNames) })
    }

    /// The acts by which everyone may come to read a field.
    private func publication(_ passage: Passage, of what: Phrase) -> Procedure.Publication? {
        let keys = ["consent", "release", "withdrawal"]
        guard let record = passage.record(.part("published", of: what), required: keys) else {
            return nil
        }
        let acts = keys.compactMap { key in
            record[key].flatMap { reference($0, "action", among: actionNames) }
        }
        guard acts.count == keys.count else { return nil }
        return Procedure.Publication(
            consent: acts[0], release: acts[1], withdrawal: acts[2])
    }

    /// The keys that a type needs beside `type`.
    private static func parameters(of type: String) -> [String] {
        switch type {
        case "line", "paragraphs": ["max"]
        case "choice": ["options"]
        case "number": ["min", "max"]
        default: []
        }
    }

    /// Any key of a type, where the type itself is not known.
    private static func guesses(of type: String) -> [String] {
        fieldTypes.contains(type) ? [] : ["max", "min", "options"]
    }

    private func type(in record: Record, of what: Phrase) -> Procedure.FieldType? {
        guard let name = record["type"]?.word(.thing("typeOfField"), among: Self.fieldTypes) else {
            return nil
        }
        switch name {
        case "line": return characters(record, of: what, 500).map { .line(charactersMax: $0) }
        case "paragraphs":
            return characters(record, of: what, 20_000).map { .paragraphs(charactersMax: $0) }
        case "choice": return choice(record, of: what)
        case "number": return range(record, of: what)
        case "flag": return .flag
        case "day": return .day
        case "phone": return .phone
        case "photos": return .photos
        case "place": return .place
        case "category": return .category
        case "body": return .body
        case "bodies": return .bodies
        case "clause": return .clause
        case "figure": return .figure
        default: return .matter
        }
    }

    private func characters(_ record: Record, of what: Phrase, _ most: Int) -> Int? {
        record["max"]?.number(.part("max", of: what), in: 1...most)
    }

    private func choice(_ record: Record, of what: Phrase) -> Procedure.FieldType? {
        guard let passage = record["options"], let items = passage.items(.part("options", of: what))
        else {
            return nil
        }
        let options = items.compactMap { $0.name(.thing("optionOf", of: what)) }
        if options.count < 2, options.count == items.count {
            passage.problem("twoOptions", ["what": what])
        }
        for (place, option) in options.enumerated() where options[..<place].contains(option) {
            passage.problem("optionTwice", ["what": what, "name": .said(option)])
        }
        return .choice(options)
    }

    private func range(_ record: Record, of what: Phrase) -> Procedure.FieldType? {
        let bounds = -1_000_000_000...1_000_000_000
        guard let least = record["min"]?.number(.part("min", of: what), in: bounds),
            let most = record["max"]?.number(.part("max", of: what), in: bounds)
        else { return nil }
        guard least <= most else {
            record["max"]?.problem("maxBelowMin", ["what": what])
            return nil
        }
        return .number(least...most)
    }

    /// Purpose, basis and retention, all three: PIPL articles 6, 13 and 19.
    private func personal(_ passage: Passage, of what: Phrase) -> Procedure.Personal? {
        let about = Phrase.part("personal", of: what)
        guard let record = passage.record(about, required: ["purpose", "basis", "keepDays"]),
            let purpose = record["purpose"]?.name(.part("purpose", of: what)),
            let basis = record["basis"]?.name(.part("basis", of: what)),
            let days = record["keepDays"]?.number(.part("keepDays", of: what), in: 1...3650)
        else { return nil }
        return Procedure.Personal(purpose: purpose, basis: basis, keepDays: days)
    }
}
