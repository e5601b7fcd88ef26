package import Kernel
import SQL
import Storage

/// Adds a clause to a body's duty list (履职事项清单).
package struct AddClause: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let body: Body.ID
    package let code: String
    package let text: String
    package let stance: DutyClause.Stance?

    package init(
        realm: Realm, by changer: Changer, body: Body.ID, code: String, text: String,
        stance: DutyClause.Stance?
    ) {
        self.realm = realm
        self.changer = changer
        self.body = body
        self.code = code.trimmingCharacters()
        self.text = text.trimmingCharacters()
        self.stance = stance
    }

    package static let codeCharactersMax = 20
    package static let textCharactersMax = 300
    /// How many clauses one list has at most, retired ones included.
    package static let clausesMax = 500

    @discardableResult
    package func run(in installation: Installation) async throws -> DutyClause {
        let now = installation.now()
        return try await installation.database.write { db in
            let body = try changer.changeable(body, in: realm.id, db)
            let today = try installation.book(of: realm, at: now, db).day(of: now)
            let known = try Bodies.clauses(of: body.id, db)
            let complaints = complaints(known)
            guard complaints.isEmpty, let stance else { throw ActionError.invalid(complaints) }
            let clause = DutyClause(
                id: installation.newID(), body: body.id, code: code, text: text, stance: stance,
                from: today)
            try Bodies.insert(clause, db)
            try installation.note(
                "addClause", on: "body", body.id.rawValue, in: realm.id, by: changer, at: now,
                [
                    "code": .text(code), "text": .text(text), "stance": .text(stance.rawValue),
                ], db)
            return clause
        }
    }

    private func complaints(_ known: [DutyClause]) -> [String: ActionError.Complaint] {
        var found: [String: ActionError.Complaint] = [:]
        if stance == nil { found["stance"] = .init("answer.notAChoice") }
        for (field, value, most) in [
            ("code", code, Self.codeCharactersMax), ("text", text, Self.textCharactersMax),
        ] {
            if value.isEmpty || value.contains("\0") { found[field] = .init("answer.missing") }
            if value.count > most {
                found[field] = .init(
                    "answer.tooLong", ["max": String(most), "count": String(value.count)])
            }
        }
        if known.contains(where: { $0.code == code }) {
            found["code"] = .init("clause.code.taken", ["code": code])
        }
        if known.count >= Self.clausesMax {
            found["text"] = .init("clause.full", ["max": String(Self.clausesMax)])
        }
        return found
    }
}

/// Retires a clause from today on: objections that cited it still show its words.
package struct RetireClause: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let clause: DutyClause.ID

    package init(realm: Realm, by changer: Changer, clause: DutyClause.ID) {
        self.realm = realm
        self.changer = changer
        self.clause = clause
    }

    /// - Returns: the body whose clause it was.
    @discardableResult
    package func run(in installation: Installation) async throws -> Body.ID {
        let now = installation.now()
        return try await installation.database.write { db in
            guard let clause = try Bodies.clause(clause, db),
                let body = try Bodies.find(clause.body, in: realm.id, db)
            else { throw ActionError.notFound }
            try changer.mustReach(body, db)
            let today = try installation.book(of: realm, at: now, db).day(of: now)
            guard clause.until == nil else { throw ActionError.conflict }
            try Bodies.retire(clause.id, on: today, db)
            try installation.note(
                "retireClause", on: "body", body.id.rawValue, in: realm.id, by: changer, at: now,
                ["code": .text(clause.code), "text": .text(clause.text)], db)
            return body.id
        }
    }
}
