package import Kernel
import SQL
import Storage

/// The community confirms a registration, returns it with a reason, or ends one that held.
package struct AnswerEnrolment: Sendable {
    package enum Answer: String, CaseIterable, Sendable {
        case confirm, `return`, end
    }

    package let realm: Realm
    package let holding: Holding
    package let enrolment: Enrolment.ID
    package let seen: Int
    package let answer: Answer
    /// Why it is returned; the person reads it.
    package let reason: String

    package init(
        realm: Realm, holding: Holding, enrolment: Enrolment.ID, seen: Int, answer: Answer,
        reason: String = ""
    ) {
        self.realm = realm
        self.holding = holding
        self.enrolment = enrolment
        self.seen = seen
        self.answer = answer
        self.reason = reason
    }

    /// - Throws: `.notFound` unless the post keeps that register; never one's own line.
    @discardableResult
    package func run(in installation: Installation) async throws -> Enrolment {
        try await installation.register(realm, holding) { work in
            let before = try work.kept(enrolment, seen: seen)
            var text = FormText(isPublic: false)
            let reason =
                answer == .return
                ? text.read("reason", reason, most: Registration.reasonCharactersMax) : ""
            try text.finish()
            let today = try work.today()
            var next = before
            next.registration = try RegistrationWork.refusing {
                () throws(Registration.Refusal) in
                switch answer {
                case .confirm: try before.registration.confirmed(on: today)
                case .return: try before.registration.returned(reason)
                case .end: try before.registration.ended(on: today)
                }
            }
            if answer == .end { next.isNamed = false }
            return try work.store(
                next, from: before, action: "\(answer.rawValue)Enrolment",
                by: .holding(holding))
        }
    }
}

/// Asks somebody whether they register (党组织找党员): they see it on their own page and answer there,
/// or not at all. Whether they are registered elsewhere is not told.
package struct InviteToEnrol: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let signIn: String
    package let kind: String

    package init(realm: Realm, holding: Holding, signIn: String, kind: String) {
        self.realm = realm
        self.holding = holding
        self.signIn = signIn
        self.kind = kind
    }

    package func run(in installation: Installation) async throws {
        try await installation.register(realm, holding) { work in
            let post = holding.post
            guard holding.grants(.keepRegister, at: post.reach, in: realm.id) else {
                throw ActionError.forbidden
            }
            guard let kind = Enrolment.Kind(rawValue: kind) else {
                throw ActionError.invalid(["kind": .init("answer.notAChoice")])
            }
            let name = signIn.trimmingCharacters()
            guard let person = try People.find(signIn: name, work.db), person.realm == realm.id,
                try person.maySignIn(on: work.today()), person.id != post.person
            else {
                throw ActionError.invalid([
                    "signIn": .init("registration.problem.unknown", ["name": name])
                ])
            }
            if let standing = try Enrolments.standing(of: person.id, kind, work.db),
                standing.place == post.place
            {
                throw ActionError.invalid(["signIn": .init("registration.problem.here")])
            }
            guard try Enrolments.invitation(of: person.id, kind, at: post.place, work.db) == nil
            else { return }
            guard
                try Enrolments.invited(under: post.reach, in: realm.id, work.db)
                    < Enrolment.invitedMax
            else {
                throw ActionError.invalid([
                    "signIn": .init(
                        "answer.tooMany", ["max": String(Enrolment.invitedMax)])
                ])
            }
            let enrolment = Enrolment(
                id: installation.newID(), realm: realm.id, person: person.id, place: post.place,
                placePath: post.reach, kind: kind, registration: .invited)
            try Enrolments.insert(enrolment, work.db)
            try work.record(enrolment.id, action: "inviteToEnrol", by: .holding(holding))
        }
    }
}
