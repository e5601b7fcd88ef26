package import Kernel
import Storage

/// Writes the month's commendation, or writes it anew: buildings that hold the flag, and no other.
package struct WriteAppraisalBulletin: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let round: AppraisalRound.ID
    /// The version that the actor saw; 0 where there is none yet.
    package let seen: Int
    package let lead: String
    /// A sentence for each building with a flag.
    package let sentences: [Place.ID: String]

    package init(
        realm: Realm, holding: Holding, round: AppraisalRound.ID, seen: Int, lead: String,
        sentences: [Place.ID: String]
    ) {
        self.realm = realm
        self.holding = holding
        self.round = round
        self.seen = seen
        self.lead = lead
        self.sentences = sentences
    }

    package func run(in installation: Installation) async throws {
        try await installation.appraise(realm, holding, .convene) { work in
            let (found, _) = try work.round(round)
            let flags = try AppraisalFlags.of(found.id, work.db)
            guard found.state == .awarded, !flags.isEmpty else {
                throw ActionError.invalid(["lead": .init("appraisal.problem.noFlags")])
            }
            let written = try AppraisalBulletins.find(of: found.id, work.db)
            guard written?.version ?? 0 == seen else { throw ActionError.conflict }
            var text = FormText()
            let lead = text.read("lead", lead, most: AppraisalBulletins.leadCharactersMax)
            let praises = flags.map { flag in
                AppraisalBulletins.Praise(
                    building: flag.building,
                    sentence: text.read(
                        "sentence\(flag.building)", sentences[flag.building] ?? "",
                        most: AppraisalBulletins.sentenceCharactersMax))
            }
            try text.finish()
            guard
                try AppraisalBulletins.write(
                    of: found.id, lead: lead, praises: praises, by: work.person, seen: seen,
                    at: work.now, work.db)
            else { throw ActionError.conflict }
            try work.record(
                "appraisalRound", found.id.rawValue, action: "writeAppraisalBulletin",
                [
                    "lead": .text(lead),
                    "sentences": .list(praises.map { .text($0.sentence) }),
                ])
        }
    }
}

/// Releases the commendation to everyone; never by whoever wrote it.
package struct ReleaseAppraisalBulletin: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let round: AppraisalRound.ID
    package let seen: Int

    package init(realm: Realm, holding: Holding, round: AppraisalRound.ID, seen: Int) {
        self.realm = realm
        self.holding = holding
        self.round = round
        self.seen = seen
    }

    package func run(in installation: Installation) async throws {
        try await installation.appraise(realm, holding, .publish) { work in
            let (found, _) = try work.round(round, granting: .publish)
            guard let bulletin = try AppraisalBulletins.find(of: found.id, work.db) else {
                throw ActionError.notFound
            }
            guard bulletin.person != work.person else {
                throw ActionError.invalid(["release": .init("appraisal.problem.ownBulletin")])
            }
            guard
                try AppraisalBulletins.release(
                    of: found.id, by: work.person, seen: seen, at: work.now, work.db)
            else { throw ActionError.conflict }
            try work.record(
                "appraisalRound", found.id.rawValue, action: "releaseAppraisalBulletin",
                ["version": .int(Int64(seen))])
        }
    }
}
