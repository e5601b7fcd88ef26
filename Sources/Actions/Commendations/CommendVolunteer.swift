package import Kernel
import SQL
import Storage

/// Asks a volunteer whether they may be thanked in public. Nobody else reads of it before they
/// agree.
package struct CommendVolunteer: Sendable {
    package let realm: Realm
    package let holding: Holding
    /// The sign-in of the person.
    package let volunteer: String
    package let deed: String

    package init(realm: Realm, holding: Holding, volunteer: String, deed: String) {
        self.realm = realm
        self.holding = holding
        self.volunteer = volunteer
        self.deed = deed
    }

    /// - Throws: `.forbidden` without `publish`, `.invalid` by field: nobody of that sign-in,
    ///   oneself, one who is asked already, a deed that holds the name or a number.
    @discardableResult
    package func run(in installation: Installation) async throws -> Commendation {
        guard holding.post.realm == realm.id, holding.verbs.contains(.publish) else {
            throw ActionError.forbidden
        }
        let now = installation.now()
        return try await installation.database.write { db in
            let day = try installation.book(of: realm, at: now, db).day(of: now)
            var text = FormText()
            let deed = text.read("deed", deed, most: Commendation.deedCharactersMax)
            let person = try People.find(signIn: volunteer.trimmingCharacters(), db)
            if let person, person.realm == realm.id, person.maySignIn(on: day),
                person.id != holding.post.person
            {
                if deed.contains(person.name) { text.complain("deed", "thanks.problem.name") }
                if try Commendations.isAsked(person.id, db) {
                    text.complain("volunteer", "thanks.problem.asked")
                }
            } else {
                text.complain(
                    "volunteer",
                    person?.id == holding.post.person
                        ? "thanks.problem.oneself" : "thanks.problem.nobody")
            }
            try text.finish()
            guard let person else { throw ActionError.notFound }
            let asked = Commendation(
                id: installation.newID(), realm: realm.id, person: person.id,
                post: holding.post.id, deed: deed, askedAt: now)
            try Commendations.insert(asked, db)
            try installation.note(
                "askCommendation", on: "commendation", asked.id.rawValue, in: realm.id,
                by: .holding(holding), at: now, ["deed": .text(deed)], db)
            return asked
        }
    }
}

/// Answers to being thanked in public, or takes the agreement back.
package struct AnswerCommendation: Sendable {
    package enum Answer: String, CaseIterable, Sendable {
        case agree, decline, withdraw
    }

    package let realm: Realm
    package let holding: Holding
    package let commendation: Commendation.ID
    package let answer: Answer
    /// How they want to be called; asked for where they agree.
    package let called: String
    /// Their own words; empty for none.
    package let words: String

    package init(
        realm: Realm, holding: Holding, commendation: Commendation.ID, answer: Answer,
        called: String = "", words: String = ""
    ) {
        self.realm = realm
        self.holding = holding
        self.commendation = commendation
        self.answer = answer
        self.called = called
        self.words = words
    }

    /// - Throws: `.notFound` unless it is about the person themselves, `.conflict` where it was
    ///   answered, `.invalid` by field.
    @discardableResult
    package func run(in installation: Installation) async throws -> Commendation {
        guard holding.post.realm == realm.id else { throw ActionError.forbidden }
        let now = installation.now()
        return try await installation.database.write { db in
            guard let before = try Commendations.find(commendation, in: realm.id, db),
                before.person == holding.post.person
            else { throw ActionError.notFound }
            let answered = try answered(before, at: now)
            try Commendations.answer(answered, db)
            // Name and words stand in the row alone, so that a withdrawal takes them back.
            try installation.note(
                "\(answer.rawValue)Commendation", on: "commendation", before.id.rawValue,
                in: realm.id, by: .holding(holding), at: now, [:], db)
            return answered
        }
    }

    private func answered(_ before: Commendation, at now: Instant) throws -> Commendation {
        do {
            switch answer {
            case .decline: return try before.declined(at: now)
            case .withdraw: return try before.withdrawn(at: now)
            case .agree:
                var text = FormText()
                let called = text.read(
                    "called", called, most: Commendation.calledCharactersMax)
                let own = text.read(
                    "words", words, most: Commendation.wordsCharactersMax, isRequired: false)
                try text.finish()
                return try before.consented(
                    Commendation.Consent(called: called, words: own.isEmpty ? nil : own),
                    at: now)
            }
        } catch is Commendation.Refusal {
            throw ActionError.conflict
        }
    }
}
