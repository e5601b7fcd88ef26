/// What was answered to the fields that an action asks for, checked against their declaration.
package struct Answers: Hashable, Sendable {
    package private(set) var values: [Procedure.Field.ID: Answer]

    package init(_ values: [Procedure.Field.ID: Answer] = [:]) {
        self.values = values
    }

    /// The same but for some fields.
    package func without(_ fields: Set<Procedure.Field.ID>) -> Answers {
        fields.isEmpty ? self : Answers(values.filter { !fields.contains($0.key) })
    }

    package subscript(field: Procedure.Field.ID) -> Answer? {
        get { values[field] }
        set { values[field] = newValue }
    }
}

/// One answer, of the kind that its field declares.
package enum Answer: Hashable, Sendable {
    case text(String)
    case flag(Bool)
    case day(Day)
    case number(Int)
    case place(Place.ID, PlacePath)
    case body(Body.ID)
    case bodies([Body.ID])
    case photos([Photograph.ID])
    case clause(DutyClause.ID)
    /// Another matter of the realm.
    case matter(OtherMatter)

    package var text: String? { if case .text(let text) = self { text } else { nil } }
    package var number: Int? { if case .number(let number) = self { number } else { nil } }

    /// The answer as it is written into the record.
    package var payload: Payload {
        switch self {
        case .text(let text): .text(text)
        case .flag(let flag): .bool(flag)
        case .day(let day): .text(day.description)
        case .number(let number): .int(Int64(number))
        case .place(let id, _): .text(id.description)
        case .body(let id): .text(id.description)
        case .bodies(let ids): .list(ids.map { .text($0.description) })
        case .photos(let ids): .list(ids.map { .text($0.description) })
        case .clause(let id): .text(id.description)
        case .matter(let other): .text(other.id.description)
        }
    }
}

/// A photograph attached to a matter; only its identity is a rule's business.
package enum Photograph {
    package typealias ID = Identifier<Photograph>
    /// How many photographs one action may carry.
    package static let countMax = 6
}

extension Answers {
    /// What is wrong with one answer.
    package enum Problem: Error, Hashable, Sendable {
        case missing
        case tooLong(charactersMax: Int, characters: Int)
        case notAChoice
        case outOfRange(ClosedRange<Int>)
        case notANumber
        case notAPhone
        case notADay
        /// The day lies before the first or after the last that may be agreed on.
        case dayOutOfRange(ClosedRange<Day>)
        case tooMany(Int)
        case wrongKind
        /// The matter that was named cannot be linked: it is of another procedure than this one,
        /// has ended, is the very one that acts, or is linked already; or is not linked.
        case isOtherThan(Procedure.Name)
        case hasEnded
        case isThisOne
        case isLinked
        case isNotLinked
        /// The matter that was named does not wait for others: none can be opened under it.
        case takesNoChildren
        /// Everyone would read it, and it holds what is nobody else's business.
        case personal([PersonalData.Finding])
    }

    /// Checks the answers against what the action asks for: every problem at once, by field.
    package func problems(for action: Procedure.Action, of procedure: Procedure) -> [Procedure.Field
        .ID: Problem]
    {
        var found: [Procedure.Field.ID: Problem] = [:]
        for ask in action.asks {
            guard let field = procedure.field(ask.field) else { continue }
            if let answer = values[ask.field], !answer.isEmpty {
                found[ask.field] =
                    answer.problem(for: field.type)
                    ?? (procedure.opensToAll(field) ? answer.personalData : nil)
            } else if ask.required {
                found[ask.field] = .missing
            }
        }
        return found
    }
}

extension Answer {
    /// An answer that says nothing counts as none.
    package var isEmpty: Bool {
        switch self {
        case .text(let text): text.allSatisfy(\.isWhitespace)
        case .bodies(let ids): ids.isEmpty
        case .photos(let ids): ids.isEmpty
        default: false
        }
    }

    fileprivate var personalData: Answers.Problem? {
        guard let text else { return nil }
        let found = PersonalData.findings(in: text)
        return found.isEmpty ? nil : .personal(found)
    }

    fileprivate func problem(for type: Procedure.FieldType) -> Answers.Problem? {
        switch (type, self) {
        case (.line(let most), .text(let text)), (.paragraphs(let most), .text(let text)):
            text.count > most ? .tooLong(charactersMax: most, characters: text.count) : nil
        case (.choice(let options), .text(let text)):
            options.contains(text) ? nil : .notAChoice
        case (.number(let range), .number(let number)):
            range.contains(number) ? nil : .outOfRange(range)
        case (.phone, .text(let text)):
            Self.isPhone(text) ? nil : .notAPhone
        case (.photos, .photos(let ids)):
            ids.count > Photograph.countMax ? .tooMany(Photograph.countMax) : nil
        case (.bodies, .bodies(let ids)):
            ids.count > 12 ? .tooMany(12) : nil
        case (.flag, .flag), (.day, .day), (.place, .place), (.body, .body),
            (.clause, .clause), (.matter, .matter), (.category, .text),
            (.figure, .text):
            nil
        default:
            .wrongKind
        }
    }

    /// 5 to 20 digits, with an optional leading `+` and spaces, dashes or brackets between.
    static func isPhone(_ text: String) -> Bool {
        let digits = text.filter(\.isNumber).count
        let allowed = text.allSatisfy { $0.isNumber || " +-()（）".contains($0) }
        return allowed && (5...20).contains(digits)
    }
}
