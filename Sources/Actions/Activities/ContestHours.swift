package import Kernel
import Storage

/// Says that one's own minutes are wrong; the organiser corrects the roll, or leaves it and says
/// so. Whoever served may ask for a correction (民政部令第67号).
package struct ContestHours: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let activity: Activity.ID
    package let words: String

    package init(realm: Realm, holding: Holding, activity: Activity.ID, words: String) {
        self.realm = realm
        self.holding = holding
        self.activity = activity
        self.words = words
    }

    package func run(in installation: Installation) async throws {
        try await installation.organise(realm, holding) { work in
            let activity = try work.find(activity)
            guard var signUp = try SignUps.find(holding.post.person, for: activity.id, work.db),
                signUp.minutes != nil
            else { throw ActionError.notFound }
            var text = MeetingText()
            signUp.contest = text.read("words", words, most: SignUp.contestCharactersMax)
            try text.finish()
            try SignUps.keep(signUp, work.db)
            try work.record(activity.id, action: "contestHours")
        }
    }
}

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
        return try await installation.organise(realm, holding) { work in
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
            try Records.append(
                Records.Entry(
                    realm: realm.id, at: work.now, person: person, post: holding.post.id,
                    action: "issueCertificate", subjectKind: "certificate",
                    subject: certificate.id.rawValue,
                    payload: .object([
                        "from": .text(from.description), "until": .text(until.description),
                        "minutes": .int(certificate.minutes),
                    ])),
                id: installation.newID(), key: nil, vault: installation.vault, work.db)
            return certificate
        }
    }
}
