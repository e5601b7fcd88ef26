import Kernel

/// Turns what an example writes into an answer of the field's type.
///
/// Bodies and places are words; photographs are a number of them; another matter is `open`, `ended`
/// or `itself`, or the procedure of which it is an open one. A value of another shape becomes a
/// text, so that an example can show its refusal.
enum AnswerReader {
    static func answer(
        _ passage: Passage, of type: Procedure.FieldType, procedures: [Procedure.Name]
    ) -> Answer? {
        switch type {
        case .bodies:
            return passage.items(.thing("listOfBodies")).map { items in
                .bodies(items.compactMap { $0.text(.thing("body")).map { Symbol.id($0) } })
            }
        case .photos:
            return passage.number(.thing("howManyPhotographs"), in: 0...1000).map { count in
                .photos((0..<count).map { Photograph.ID(Int64($0) + 1) })
            }
        case .matter:
            return passage.word(
                .thing("anotherMatter"), among: ["open", "ended", "itself"] + procedures
            ).map { word in
                let isNamed = procedures.contains(word)
                return .matter(
                    OtherMatter(
                        id: word == "itself"
                            ? Symbol.matter
                            : isNamed ? Symbol.matter(of: word) : Symbol.otherMatter,
                        reference: Reference(year: 26, serial: 42),
                        procedure: isNamed ? word : "", isOpen: word != "ended"))
            }
        default:
            return passage.text(.thing("answer"), charactersMax: 30_000).map {
                answer($0, of: type)
            }
        }
    }

    private static func answer(_ text: String, of type: Procedure.FieldType) -> Answer {
        switch type {
        case .number: Int(text).map { .number($0) } ?? .text(text)
        case .flag: ["true": .flag(true), "false": .flag(false)][text] ?? .text(text)
        case .day: (try? Day(parsing: text)).map { .day($0) } ?? .text(text)
        case .place: .place(Symbol.place(text), Symbol.path(text))
        case .body: .body(Symbol.id(text))
        case .clause: .clause(Symbol.id(text))
        default: .text(text)
        }
    }
}
