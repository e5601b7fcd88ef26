import Actions
import Kernel
import Markup
import Media
import Storage

/// What the fields of a form may choose from, and what stands in them already.
struct FormChoices: Sendable {
    var bodies: [Body] = []
    var clauses: [DutyClause] = []
    var places: [Place] = []
    var categories: [Kernel.Category] = []
    var figures: [Figure] = []
    /// What stands in a field before anyone writes: the matter's own facts, standard texts.
    var prefilled: [Procedure.Field.ID: String] = [:]
    /// What explains a prefilled field, such as why the catalogue suggests a body.
    var hints: [Procedure.Field.ID: String] = [:]
    /// The questions that somebody wrote, by the field that answers each.
    var questions = Questions()
}

/// The questions of a matter in somebody's own words.
struct Questions: Sendable {
    private var asked: [Procedure.Field.ID: String] = [:]
    private var unasked: Set<Procedure.Field.ID> = []

    init() {}

    init(of file: MatterFile) {
        for field in file.procedure.fields {
            guard let question = field.question else { continue }
            let said = file.story.last { $0.payload?["answers"]?[question] != nil }
            if case .text(let text)? = said?.payload?["answers"]?[question] {
                asked[field.id] = text
            } else {
                unasked.insert(field.id)
            }
        }
    }

    /// The question that a field answers; nil for a field with words of its own.
    subscript(_ field: Procedure.Field.ID) -> String? { asked[field] }

    /// Whether a field answers a question that nobody wrote.
    func leaves(_ field: Procedure.Field.ID) -> Bool { unasked.contains(field) }
}

/// Draws the fields that an action asks for, by their declared types.
struct ActionForm {
    let procedure: Procedure
    let action: Procedure.Action
    let words: Words
    let choices: FormChoices
    /// What was sent and refused, so that nobody writes anything twice.
    var sent: SentForm?
    var problems: [Procedure.Field.ID: Answers.Problem] = [:]
    /// What is wrong with a field beyond its declared type, in words: a photograph that is none.
    var complaints: [Procedure.Field.ID: String] = [:]
    /// The address that answers with similar matters, for the account of a new one.
    var similar: Link?
    /// Whether the page has other forms with fields of the same names.
    var isOneOfMany = true

    var hasPhotographs: Bool {
        action.asks.contains { procedure.field($0.field)?.type == .photos }
    }

    func fields() -> HTML {
        HTML.each(action.asks.filter { !choices.questions.leaves($0.field) }) { ask in
            procedure.field(ask.field).map { draw($0, isRequired: ask.required) } ?? .empty
        }
    }

    private func draw(_ declared: Procedure.Field, isRequired: Bool) -> HTML {
        let key = "\(procedure.key.name).field.\(declared.id)"
        let field = Field(
            declared.id, label: choices.questions[declared.id] ?? words(key),
            hint: choices.hints[declared.id] ?? words.optional(key + ".hint"),
            problem: problems[declared.id].map(words.trouble)
                ?? complaints[declared.id].map { Trouble(words: $0, coverWords: nil) },
            isRequired: isRequired,
            mark: isRequired ? nil : words("form.optional"),
            form: isOneOfMany ? action.id : nil)
        let value = sent?[declared.id] ?? choices.prefilled[declared.id] ?? ""
        switch declared.type {
        case .line(let most):
            return textField(
                field, value: value,
                autocomplete: declared.id == "reporterName" ? "name" : "off", lengthMax: most)
        case .phone:
            return textField(field, value: value, kind: .tel, autocomplete: "tel", lengthMax: 24)
        case .paragraphs(let most): return paragraphs(field, value, most)
        case .number: return textField(field, value: value, kind: .number, isNarrow: true)
        case .day: return dateField(field, value: value)
        case .flag: return checkbox(field, isChecked: value == "yes")
        case .choice(let options): return choice(field, value, options, key)
        case .photos: return photographs(field)
        case .category: return categories(field, value)
        case .place: return places(field, value)
        case .body: return bodies(field, value)
        case .bodies: return manyBodies(field)
        case .clause: return clauses(field, value)
        case .figure: return figures(field, value)
        case .matter: return textField(field, value: value, lengthMax: 20, isNarrow: true)
        }
    }

    private func paragraphs(_ field: Field, _ value: String, _ most: Int) -> HTML {
        textArea(
            field, value: value, rows: field.name == "account" ? 6 : 4, lengthMax: most,
            lengthWords: words("form.length", ["max": String(most)]),
            leftWords: words("form.left"), similar: field.name == "account" ? similar : nil)
    }

    private func choice(
        _ field: Field, _ value: String, _ options: [String], _ key: String
    ) -> HTML {
        let drawn = options.map { option in
            Choice(option, label: words("\(key).\(option)"), isChosen: option == value)
        }
        return options.count <= 5
            ? radioCards(field, choices: drawn)
            : selectField(field, choices: drawn, emptyWords: words("form.choose"))
    }

    private func photographs(_ field: Field) -> HTML {
        photoField(
            field, filesMax: Photograph.countMax, bytesMax: Photo.bytesMax,
            chooseWords: words("form.photos.choose", ["max": String(Photograph.countMax)]),
            tooManyWords: words("answer.tooMany", ["max": String(Photograph.countMax)]),
            tooLargeWords: words(
                "photo.tooLarge", ["max": String(Photo.bytesMax / 1_048_576)]))
    }

    /// Categories under the wider part that they share.
    private func categories(_ field: Field, _ value: String) -> HTML {
        groupedSelect(
            field, groups: categoryGroups(choices.categories, chosen: value, words: words),
            emptyWords: words("form.choose"))
    }

    private func places(_ field: Field, _ value: String) -> HTML {
        groupedSelect(
            field,
            groups: placeGroups(choices.places, chosen: Place.ID(value), words: words),
            emptyWords: words("form.choose"))
    }

    private func bodies(_ field: Field, _ value: String) -> HTML {
        selectField(
            field,
            choices: choices.bodies.map { body in
                Choice(
                    body.id.description, label: words.name(body.name),
                    isChosen: body.id.description == value)
            }, emptyWords: words("form.choose"))
    }

    private func figures(_ field: Field, _ value: String) -> HTML {
        selectField(
            field,
            choices: choices.figures.filter(\.isPublic).map { figure in
                Choice(
                    figure.id, label: words("figure.\(figure.id)"),
                    isChosen: figure.id == value)
            }, emptyWords: words("form.choose"))
    }

    private func manyBodies(_ field: Field) -> HTML {
        let chosen = Set(sent?.texts[field.name] ?? [])
        let cards = checkCards(
            field,
            choices: choices.bodies.map { body in
                Choice(
                    body.id.description, label: words.name(body.name),
                    isChosen: chosen.contains(body.id.description))
            })
        return field.isRequired
            ? cards
            : folded(words("form.choose.bodies"), isOpen: !chosen.isEmpty, content: cards)
    }

    private func clauses(_ field: Field, _ value: String) -> HTML {
        selectField(
            field,
            choices: choices.clauses.map { clause in
                Choice(
                    clause.id.description,
                    label: words("stance.\(clause.stance.rawValue)") + " · \(clause.code) "
                        + String(clause.text.prefix(60)),
                    isChosen: clause.id.description == value)
            }, emptyWords: words("form.choose"))
    }
}
