package import Kernel
import SQL
package import Storage

/// Reads what is sealed of a registration: a logged act with a reason, which the person sees.
package struct ReadEnrolment: Sendable {
    /// What the reader is told.
    package struct Told: Sendable {
        package let details: EnrolmentDetails
        package let consentedAt: Instant
        /// The handbook's entries of this year.
        package let entries: [HandbookEntries.Line]
    }

    package let realm: Realm
    package let holding: Holding
    package let enrolment: Enrolment.ID
    package let reason: String

    package init(realm: Realm, holding: Holding, enrolment: Enrolment.ID, reason: String) {
        self.realm = realm
        self.holding = holding
        self.enrolment = enrolment
        self.reason = reason
    }

    /// - Throws: `.notFound` unless the post keeps that register and the registration stands.
    package func run(in installation: Installation) async throws -> Told {
        try await installation.register(realm, holding) { work in
            let found = try work.kept(enrolment)
            guard [.proposed, .confirmed, .returned].contains(found.registration.state) else {
                throw ActionError.notFound
            }
            var text = FormText(isPublic: false)
            let reason = text.read("reason", reason, most: Pairing.reasonCharactersMax)
            try text.finish()
            guard
                let (details, consentedAt) = try EnrolmentSecrets.details(
                    of: found.id, vault: installation.vault, work.db)
            else { throw ActionError.notFound }
            try EnrolmentReadings.insert(
                id: installation.newID(), of: found, post: holding.post.id, reason: reason,
                at: work.now, work.db)
            try work.record(found.id, action: "readEnrolment", by: .holding(holding))
            let year = try Day.year(of: work.today())
            return Told(
                details: details, consentedAt: consentedAt,
                entries: try HandbookEntries.of(
                    found.id, from: year.first, until: year.last, vault: installation.vault,
                    work.db))
        }
    }
}

extension Day {
    /// The first and the last day of a year.
    package static func year(of day: Day) throws -> (first: Day, last: Day) {
        try year(day.year)
    }

    package static func year(_ year: Int) throws -> (first: Day, last: Day) {
        (try Day(year: year, month: 1, day: 1), try Day(year: year, month: 12, day: 31))
    }
}
