package import Kernel
import SQL
import Storage

/// What a person does about their own registration once it is sent.
package struct KeepEnrolment: Sendable {
    package enum Act: String, CaseIterable, Sendable {
        /// Says once more that it holds.
        case reaffirmation
        /// Agrees to be named in a letter to their unit, or takes that back.
        case naming
        /// Ends it and keeps what was written, to read for a year.
        case closure
        /// Takes the consent back: everything goes, at once and for good.
        case withdrawal
        /// Says no to a community that asked.
        case refusal
    }

    package let realm: Realm
    package let holding: Holding
    package let enrolment: Enrolment.ID
    package let seen: Int
    package let act: Act

    package init(
        realm: Realm, holding: Holding, enrolment: Enrolment.ID, seen: Int, act: Act
    ) {
        self.realm = realm
        self.holding = holding
        self.enrolment = enrolment
        self.seen = seen
        self.act = act
    }

    /// - Throws: `.notFound` for anyone else's.
    package func run(in installation: Installation) async throws {
        try await installation.register(realm, holding) { work in
            let before = try work.own(enrolment, seen: seen)
            let today = try work.today()
            var next = before
            switch act {
            case .reaffirmation:
                next.registration = try RegistrationWork.refusing {
                    () throws(Registration.Refusal) in
                    try before.registration.reaffirmed(on: today)
                }
                _ = try work.store(
                    next, from: before, action: "reaffirmEnrolment", by: .unnamed)
            case .naming:
                guard before.isNamed || before.unit != nil else {
                    throw ActionError.invalid([
                        "isNamed": .init("registration.problem.nameless")
                    ])
                }
                next.isNamed.toggle()
                _ = try work.store(next, from: before, action: "changeNaming", by: .unnamed)
            case .closure:
                guard before.registration.state != .invited else { throw ActionError.notFound }
                next.registration = try RegistrationWork.refusing {
                    () throws(Registration.Refusal) in
                    try before.registration.ended(on: today)
                }
                next.isNamed = false
                _ = try work.store(next, from: before, action: "endEnrolment", by: .unnamed)
            case .withdrawal:
                try Enrolments.remove(before.id, work.db)
                try work.record(before.id, action: "withdrawEnrolment", by: .unnamed)
            case .refusal:
                guard before.registration.state == .invited else { throw ActionError.notFound }
                try Enrolments.remove(before.id, work.db)
                try work.record(before.id, action: "declineEnrolment", by: .unnamed)
            }
        }
    }
}
