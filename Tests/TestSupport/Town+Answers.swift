import Actions
package import Kernel
import SQL
import Storage

extension Town {
    /// The answers given, and a plausible one for every required field that was left out, so that a
    /// test names only what it is about.
    package func answers(
        to action: String, on matter: Matter, body: Body.ID?, in home: Realm,
        given: [String: [String]]
    ) async throws -> [String: [String]] {
        let book = try await installation.rulebook(of: home)
        guard let procedure = book.profile.procedure(matter.procedure.name) else { return given }
        var answers = given
        for ask in procedure.action(action)?.asks ?? []
        where ask.required && answers[ask.field] == nil {
            guard let field = procedure.field(ask.field) else { continue }
            answers[ask.field] = [try await answer(to: field, action, matter, body)]
        }
        return answers
    }

    private func answer(
        to field: Procedure.Field, _ action: String, _ matter: Matter, _ body: Body.ID?
    ) async throws -> String {
        switch field.id {
        case "title" where !matter.title.isEmpty: return matter.title
        case "urgency": return matter.urgency
        default: break
        }
        switch field.type {
        case .line, .paragraphs: return "\(action)：已记下。"
        case .choice(let options): return options.first ?? ""
        case .number(let range): return String(min(max(3, range.lowerBound), range.upperBound))
        case .category: return matter.category
        case .place: return matter.place.description
        case .phone: return "0719-000-9999"
        case .flag: return "yes"
        case .day: return "2026-11-20"
        case .body, .bodies:
            let routing = try await installation.routing(
                place: matter.placePath, category: matter.category, in: realm)
            guard let lead = routing.chosen?.lead else {
                throw Missing.answer(field.id, to: action)
            }
            return lead.description
        case .clause:
            guard let body else { throw Missing.answer(field.id, to: action) }
            let clauses = try await installation.clauses(of: body)
            guard let clause = clauses.first(where: { $0.stance == .notOurs }) ?? clauses.first
            else { throw Missing.answer(field.id, to: action) }
            return clause.id.description
        case .figure:
            let figures = try await installation.rulebook(of: realm).profile.figures
            guard let figure = figures.first(where: \.isPublic) else {
                throw Missing.answer(field.id, to: action)
            }
            return figure.id
        case .matter, .photos:
            throw Missing.answer(field.id, to: action)
        }
    }
}
