package import Kernel
import SQL
import Storage

/// A form as it was sent: texts by field, and photographs that were taken in before.
package struct AnswerForm: Sendable {
    package let texts: [String: [String]]
    package let photographs: [Photograph.ID]

    package init(texts: [String: [String]] = [:], photographs: [Photograph.ID] = []) {
        self.texts = texts
        self.photographs = photographs
    }

    /// How long any one sent text may be before it is not even looked at.
    package static let charactersMax = 20_000

    struct Read: Sendable {
        let answers: Answers
        /// Answers to personal fields: checked like the others, kept apart from them.
        let personal: [Procedure.Field.ID: String]
    }

    /// Turns what was sent into answers of the declared kinds; fields that the action does not ask
    /// for are left aside.
    ///
    /// A place, a body or a clause that is no longer there on the day of `now` is no choice.
    ///
    /// - Parameter body: the acting body, whose own duty list a clause must come from.
    /// - Throws: `ActionError.refused(.answers)` with every field that could not be read.
    func read(
        for action: Procedure.Action, of procedure: Procedure, body: Body.ID?, _ book: Rulebook,
        in installation: Installation, at now: Instant, _ db: any Reader
    ) throws -> Read {
        let choices = Choices(
            procedure: action.openedLinked?.procedure ?? procedure.key.name, body: body, book: book,
            gazetteer: installation.gazetteer, now: now, db: db)
        var answers = Answers()
        var personal: [Procedure.Field.ID: String] = [:]
        var problems: [Procedure.Field.ID: Answers.Problem] = [:]
        for ask in action.asks {
            guard let field = procedure.field(ask.field) else { continue }
            do {
                guard let answer = try answer(to: field, choices) else { continue }
                answers[field.id] = answer
                if field.personal != nil, let text = answer.text { personal[field.id] = text }
            } catch let problem as Answers.Problem {
                problems[field.id] = problem
            }
        }
        guard problems.isEmpty else {
            throw ActionError.refused(
                .answers(
                    problems.merging(answers.problems(for: action, of: procedure)) { a, _ in a }),
                state: nil, procedure: procedure.key.name)
        }
        return Read(answers: answers, personal: personal)
    }

    /// What an answer may name, at the time of the action.
    private struct Choices {
        /// The procedure whose categories may be named: that of the matter, or of the one that the
        /// action opens.
        let procedure: Procedure.Name
        let body: Body.ID?
        let book: Rulebook
        let gazetteer: Gazetteer
        let now: Instant
        let db: any Reader

        var realm: Realm.ID { book.realm.id }
        var day: Day { book.day(of: now) }
    }

    private func answer(to field: Procedure.Field, _ choices: Choices) throws -> Answer? {
        if field.type == .photos {
            return photographs.isEmpty ? nil : .photos(photographs)
        }
        let sent = texts[field.id, default: []].map { $0.trimmingCharacters() }
            .filter { !$0.isEmpty }
        guard let text = sent.first else { return nil }
        // A text of so few bytes has no more characters.
        guard text.utf8.count <= Self.charactersMax || text.count <= Self.charactersMax,
            !text.utf8.contains(0)
        else {
            throw Answers.Problem.tooLong(
                charactersMax: Self.charactersMax, characters: text.count)
        }
        switch field.type {
        case .line, .choice, .phone: return .text(text)
        case .paragraphs: return .text(text.replacing("\r\n", with: "\n"))
        case .flag: return .flag(text == "yes" || text == "on" || text == "1")
        case .day: return .day(try Self.day(text))
        case .number: return .number(try Int(text.halfWidth).or(.notANumber))
        case .photos: return nil
        case .category:
            let category = choices.book.profile.categories(of: choices.procedure)
                .first { $0.id == text }
            return .text(try category.map(\.id).or(.notAChoice))
        case .place:
            let place = try choices.gazetteer.place(
                try Self.id(text), in: choices.realm, at: choices.now, choices.db
            ).or(.notAChoice)
            guard place.exists(on: choices.day) else { throw Answers.Problem.notAChoice }
            return .place(place.id, place.path)
        case .body:
            let found = try choices.gazetteer.body(
                try Self.id(text), in: choices.realm, at: choices.now, choices.db
            ).or(.notAChoice)
            guard found.exists(on: choices.day) else { throw Answers.Problem.notAChoice }
            return .body(found.id)
        case .bodies:
            guard sent.count <= Procedure.childrenMax else {
                throw Answers.Problem.tooMany(Procedure.childrenMax)
            }
            let ids = try sent.map { try Self.id($0) as Body.ID }
            let found = try choices.gazetteer.bodies(
                ids, in: choices.realm, at: choices.now, choices.db
            ).filter { $1.exists(on: choices.day) }
            return .bodies(try ids.map { try found[$0].or(.notAChoice).id })
        case .figure:
            let figure = choices.book.profile.figure(text)
            return .text(try figure.flatMap { $0.isPublic ? $0.id : nil }.or(.notAChoice))
        case .clause:
            guard let clause = try Bodies.clause(try Self.id(text), choices.db),
                clause.body == choices.body, clause.holds(on: choices.day)
            else {
                throw Answers.Problem.notAChoice
            }
            return .clause(clause.id)
        case .matter:
            guard let reference = try? Reference(parsing: text),
                let other = try Matters.find(reference, in: choices.realm, choices.db)
            else { throw Answers.Problem.notAChoice }
            return .matter(
                OtherMatter(
                    id: other.id, reference: other.reference, procedure: other.procedure.name,
                    isOpen: other.isOpen))
        }
    }

    private static func id<Noun>(_ text: String) throws -> Identifier<Noun> {
        try Identifier<Noun>(text).or(.notAChoice)
    }

    private static func day(_ text: String) throws -> Day {
        do { return try Day(parsing: text) } catch { throw Answers.Problem.notADay }
    }
}

extension Optional {
    fileprivate func or(_ problem: Answers.Problem) throws -> Wrapped {
        guard let self else { throw problem }
        return self
    }
}
