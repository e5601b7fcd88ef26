import Foundation
package import Kernel
import Profiles
import SQL
import Storage

/// Puts the draft into force on a day, once it is sound and fits what stands in the realm.
package struct ScheduleProfile: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let day: String

    package init(realm: Realm, holding: Holding, day: String) {
        self.realm = realm
        self.holding = holding
        self.day = day
    }

    /// - Throws: `.forbidden`, `.notFound` without a draft, `.invalid` for a day that is past or
    ///   too far ahead, or where something is wrong with the draft.
    package func run(in installation: Installation) async throws {
        let review = try await installation.profileReview(in: realm)
        guard let review else { throw ActionError.notFound }
        let today = try await installation.rulebook(of: realm).day(of: installation.now())
        try await installation.doing(realm, holding) { (work: ProfileWork) in
            guard holding.verbs.contains(.manage) else { throw ActionError.forbidden }
            let draft = try work.draft()
            guard review.isSound else {
                throw ActionError.invalid(["day": .init("profiles.problem.unsound")])
            }
            var text = FormText()
            let day = text.day("day", day)
            if let day, day < today { text.complain("day", "profiles.problem.past") }
            if let day, day > today.adding(days: ProfileDraft.daysAheadMax) {
                text.complain("day", "org.day.far")
            }
            try text.finish()
            guard let day else { return }
            try ProfileDrafts.schedule(draft.id, on: day, work.db)
            try work.note("scheduleProfile", draft, ["day": .text(day.description)])
        }
        if Day(of: installation.now(), in: try await installation.rulebook(of: realm).profile.zone)
            .description == day
        {
            try await ApplyDueProfiles().run(in: installation)
        }
    }
}

/// Throws the draft away.
package struct DropProfileDraft: Sendable {
    package let realm: Realm
    package let holding: Holding

    package init(realm: Realm, holding: Holding) {
        self.realm = realm
        self.holding = holding
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: ProfileWork) in
            guard holding.verbs.contains(.manage) else { throw ActionError.forbidden }
            let draft = try work.draft()
            try ProfileDrafts.end(draft.id, as: nil, at: work.now, work.db)
            try work.note("dropProfileDraft", draft, [:])
        }
    }
}

/// Puts into force what was to take effect by now: matters keep the version that they were opened
/// under.
package struct ApplyDueProfiles: Sendable {
    package init() {}

    /// - Returns: how many took effect.
    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        let now = installation.now()
        // No place is further ahead than half a day.
        let latest = Day(of: now.adding(seconds: 14 * 3_600), in: .gmt)
        let waiting = try await installation.database.read { db in
            try ProfileDrafts.due(on: latest, db).compactMap { draft in
                try Realms.find(draft.realm, db).map { (draft, $0) }
            }
        }
        var applied = 0
        for (draft, realm) in waiting {
            let today = try await installation.rulebook(of: realm).day(of: now)
            guard let day = draft.effectiveOn, day <= today,
                let review = try await installation.profileReview(in: realm), review.isSound
            else { continue }
            let version = try await ApplyProfile(
                realm: realm, source: review.raised(above: realm.profileVersion)
            ).run(in: installation)
            try await installation.database.write { db in
                try ProfileDrafts.end(draft.id, as: version, at: now, db)
            }
            applied += 1
        }
        return applied
    }
}
