package import Kernel
import SQL
import Storage

/// Asks that a matter be left out of a rate, with a reason from the closed list.
package struct AskExclusion: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let figure: Figure.ID
    package let reference: String
    package let reason: String
    package let words: String

    package init(
        realm: Realm, holding: Holding, figure: Figure.ID, reference: String, reason: String,
        words: String
    ) {
        self.realm = realm
        self.holding = holding
        self.figure = figure
        self.reference = reference
        self.reason = reason
        self.words = words
    }

    /// - Throws: `.notFound` for what is no rate of matters, `.forbidden` without `report` over the
    ///   matter's place, `.invalid` by field: no such matter, one that the rate does not count, one
    ///   that is left out already, a reason that is not on the list.
    @discardableResult
    package func run(in installation: Installation) async throws -> Exclusion {
        try await CountFacts().run(in: installation)
        return try await installation.doing(realm, holding) { (work: ReportWork) in
            try ask(work)
        }
    }

    private func ask(_ work: ReportWork) throws -> Exclusion {
        let profile = try work.book().profile
        guard let whole = profile.wholeOfMatters(figure) else { throw ActionError.notFound }
        var text = FormText()
        let said = text.read("words", words, most: Exclusion.wordsCharactersMax)
        let reason = Exclusion.Reason(rawValue: reason)
        if reason == nil { text.complain("reason", "answer.notAChoice") }
        let found = try? Reference(parsing: reference.trimmingCharacters())
        let matter = try found.flatMap { try Matters.find($0, in: realm.id, work.db) }
        guard let matter, holding.grants(.read, at: matter.placePath, in: realm.id) else {
            text.complain("reference", "exclusions.problem.matter")
            try text.finish()
            throw ActionError.notFound
        }
        let facts = try Facts.of([matter.id.rawValue], work.db)
        if !facts.contains(where: { whole.names.contains($0.name) }) {
            text.complain("reference", "exclusions.problem.notCounted")
        }
        if try Exclusions.stands(figure, matter.id, in: realm.id, work.db) {
            text.complain("reference", "exclusions.problem.stands")
        }
        try text.finish()
        guard let reason, holding.grants(.report, at: matter.placePath, in: realm.id) else {
            throw ActionError.forbidden
        }
        let asked = Exclusion(
            id: work.installation.newID(), realm: realm.id, figure: figure, matter: matter.id,
            reason: reason, words: said,
            asked: Exclusion.Hand(
                post: holding.post.id, person: holding.post.person, at: work.now))
        try Exclusions.insert(asked, work.db)
        try work.note(
            "askExclusion", on: "exclusion", asked.id.rawValue,
            [
                "figure": .text(figure), "matter": .text(matter.reference.description),
                "reason": .text(reason.rawValue), "words": .text(said),
            ])
        return asked
    }
}

/// Signs that a matter is left out of a rate, or refuses it: never the person who asked.
package struct AnswerExclusion: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let exclusion: Exclusion.ID
    package let isSigned: Bool

    package init(realm: Realm, holding: Holding, exclusion: Exclusion.ID, isSigned: Bool) {
        self.realm = realm
        self.holding = holding
        self.exclusion = exclusion
        self.isSigned = isSigned
    }

    /// - Throws: `.notFound`, `.forbidden` without `freeze` over the matter's place, `.conflict`
    ///   once it is answered, `.invalid` for whoever asked.
    @discardableResult
    package func run(in installation: Installation) async throws -> Exclusion {
        try await installation.doing(realm, holding) { (work: ReportWork) in
            guard let before = try Exclusions.find(exclusion, in: realm.id, work.db),
                let matter = try Matters.find(before.matter, in: realm.id, work.db)
            else { throw ActionError.notFound }
            try work.changer.must(.freeze, at: matter.placePath, in: realm.id)
            let answered: Exclusion
            do {
                answered = try before.answered(
                    signing: isSigned,
                    by: Exclusion.Hand(
                        post: holding.post.id, person: holding.post.person, at: work.now))
            } catch Exclusion.Refusal.samePerson {
                throw ActionError.invalid(["answer": .init("exclusions.problem.samePerson")])
            } catch is Exclusion.Refusal {
                throw ActionError.conflict
            }
            try Exclusions.answer(answered, work.db)
            try work.note(
                isSigned ? "signExclusion" : "refuseExclusion", on: "exclusion",
                before.id.rawValue, [:])
            return answered
        }
    }
}

extension Profile {
    /// What a rate of matters is a share of; nil for a figure that is no rate, or none of matters.
    package func wholeOfMatters(_ id: Figure.ID) -> Figure.Tally? {
        guard case .share(_, let whole)? = figure(id)?.formula,
            case .count(let tally)? = figure(whole)?.formula,
            tally.names.allSatisfy({ Fact.Noun(rawValue: $0.noun) == nil })
        else { return nil }
        return tally
    }
}
