package import Kernel
import Storage

/// Gives out a certificate of one's own confirmed service, free of charge and at once.
package struct IssueCertificate: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let from: Day
    package let until: Day

    package init(realm: Realm, holding: Holding, from: Day, until: Day) {
        self.realm = realm
        self.holding = holding
        self.from = from
        self.until = until
    }

    /// How many activities one certificate sums up at most.
    package static let activitiesMax = 2_000

    /// - Throws: `.invalid` where nothing was served between the days.
    @discardableResult
    package func run(in installation: Installation) async throws -> Certificate {
        var generator = SystemRandomNumberGenerator()
        let code = "\(CheckWord(from: &generator).text)-\(CheckWord(from: &generator).text)"
        return try await installation.doing(realm, holding) { (work: ActivityWork) in
            guard from <= until else {
                throw ActionError.invalid(["until": .init("activities.problem.days")])
            }
            let zone = try work.book().profile.zone
            let person = holding.post.person
            let service = try Certificates.served(
                of: person, from: from.start(in: zone),
                until: Day(ordinal: until.ordinal + 1).start(in: zone), in: realm.id,
                limit: Self.activitiesMax, work.db)
            guard !service.isEmpty else {
                throw ActionError.invalid(["from": .init("activities.problem.nothing")])
            }
            let certificate = Certificate(
                id: installation.newID(), realm: realm.id, person: person, code: code,
                from: from, until: until, minutes: service.reduce(0) { $0 + $1.minutes },
                activities: service.count, issuedAt: work.now)
            try Certificates.insert(certificate, work.db)
            try installation.note(
                "issueCertificate", on: "certificate", certificate.id.rawValue, in: realm.id,
                by: .holding(holding), at: work.now,
                [
                    "from": .text(from.description), "until": .text(until.description),
                    "minutes": .int(certificate.minutes),
                ], work.db)
            return certificate
        }
    }
}
