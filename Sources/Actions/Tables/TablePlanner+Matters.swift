import Kernel
import Storage

extension TablePlanner {
    /// How many households and residents a place has, with the day and the source.
    func facts() throws -> PlannedRow {
        let place = try place("place")
        let counts: [(PlaceFact.Kind, Int?, String)] = [
            (.households, number("households"), "户"), (.residents, number("residents"), "人"),
        ]
        let asOf = day("asOf")
        let source = line("source", most: PlaceFact.sourceCharactersMax)
        if let asOf, asOf > today { complain("asOf", "facts.problem.future") }
        if counts.allSatisfy({ $0.1 == nil }) { complain("households", "answer.missing") }
        guard let place, let asOf, !hasProblems else {
            return planned(text("place"), .leftOut, nil)
        }
        _ = try checked { try changer.must(.publish, at: place.path, in: names.realm.id) }
        if !seen.insert(place.id.description).inserted {
            complain("place", "imports.cell.twice", ["value": place.name.zh])
        }
        var wishes: [KeepPlaceFact] = []
        for (kind, number, unit) in counts {
            guard let number else { continue }
            let said = "\(number) \(unit)"
            let before = try PlaceFacts.current(kind, of: place.id, db)
            if before?.said == said, before?.asOf == asOf, before?.source == source { continue }
            wishes.append(
                KeepPlaceFact(
                    realm: names.realm, by: changer, place: place.id, kind: kind.rawValue,
                    said: said, isRough: false, asOf: asOf.description, source: source))
        }
        return planned(
            place.name.zh, wishes.isEmpty ? .same : .creates,
            wishes.isEmpty ? nil : .facts(wishes))
    }

    /// A need or a resource, as the desk enters it for somebody.
    func matter() throws -> PlannedRow {
        guard let name = sheet.noun.procedure, let procedure = book.profile.procedure(name),
            let opening = procedure.action("enter"), opening.opens,
            case .holding(let holding) = changer
        else { throw ActionError.notFound }
        let title = line(sheet.noun == .needs ? "account" : "title", most: 1_000)
        var texts: [String: [String]] = [:]
        for field in sheet.noun.fields where !text(field.name).isEmpty {
            texts[field.name] = [text(field.name)]
        }
        let place = try place("place")
        texts["place"] = place.map { [$0.id.description] }
        texts["category"] = choice(
            "category", of: book.profile.categories(of: name).map(\.id)
        ) { "category.\($0)" }.map { [$0] }
        texts["lead"] = body("lead").map { [$0.id.description] }
        texts["until"] = day("until").map { [$0.description] }
        texts["amount"] = number("amount").map { [String($0)] }
        if case .choice(let options)? = procedure.field("onBehalf")?.type {
            texts["onBehalf"] = choice("onBehalf", of: options) {
                "\(name).field.onBehalf.\($0)"
            }.map { [$0] }
        }
        texts["reporterPhone"] = texts["reporterPhone"]?.map(\.halfWidth)
        if let place {
            _ = try checked { try changer.must(.enter, at: place.path, in: names.realm.id) }
        }
        guard !hasProblems else { return planned(title, .leftOut, nil) }
        let form = AnswerForm(texts: texts)
        do {
            let read = try form.read(
                for: opening, of: procedure, body: holding.post.body, book, in: installation,
                at: now, db)
            for (field, problem) in read.answers.problems(for: opening, of: procedure) {
                complain(field, problem.complaint)
            }
        } catch ActionError.refused(.answers(let found), _, _) {
            for (field, problem) in found { complain(field, problem.complaint) }
        }
        return planned(title, .creates, .matter(form))
    }
}

extension Answers.Problem {
    /// The same as a complaint about a cell.
    fileprivate var complaint: ActionError.Complaint {
        switch self {
        case .missing: .init("answer.missing")
        case .tooLong(let most, let count):
            .init("answer.tooLong", ["max": String(most), "count": String(count)])
        case .outOfRange(let range):
            .init(
                "answer.outOfRange",
                ["min": String(range.lowerBound), "max": String(range.upperBound)])
        case .notANumber: .init("answer.notANumber")
        case .notAPhone: .init("answer.notAPhone")
        case .notADay: .init("answer.notADay")
        case .dayOutOfRange(let days):
            .init(
                "answer.dayOutOfRange",
                ["first": "\(days.lowerBound)", "last": "\(days.upperBound)"])
        case .personal(let found): .init("imports.cell.personal", found: found)
        default: .init("answer.notAChoice")
        }
    }
}
