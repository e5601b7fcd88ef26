package import Kernel
import SQL
import Storage

/// Asks people whether they take something on. Whoever was asked decides; nothing is assigned
/// (志愿服务条例 articles 25 and 40).
package struct InviteToHelp: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let pairs: [Matching.Bar]

    package init(realm: Realm, holding: Holding, pairs: [Matching.Bar]) {
        self.realm = realm
        self.holding = holding
        self.pairs = pairs
    }

    /// - Returns: how many were asked; whoever was asked already is not asked again.
    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        guard holding.post.realm == realm.id, holding.verbs.contains(.invite) else {
            throw ActionError.forbidden
        }
        guard !pairs.isEmpty else {
            throw ActionError.invalid(["pairs": .init("matching.problem.none")])
        }
        guard pairs.count <= Invitation.atOnceMax else {
            throw ActionError.invalid([
                "pairs": .init("answer.tooMany", ["max": String(Invitation.atOnceMax)])
            ])
        }
        let now = installation.now()
        return try await installation.database.write { db in
            let book = try installation.book(of: realm, at: now, db)
            let matters = pairs.map(\.matter)
            let standing = Set(
                try Invitations.of(matters, db)
                    .filter { $0.state == .declined || $0.isStanding(at: now) }
                    .map { Matching.Bar(matter: $0.matter, person: $0.person) })
            let waiting = try Inbox.waiting(matters, in: book.profile.pools, of: realm.id, db)
            let offering = try AidOffers.of(pairs.map(\.person), in: realm.id, db)
            var asked = 0
            for pair in pairs where !standing.contains(pair) {
                // Somebody took it on meanwhile, or took back what they offered.
                guard let place = waiting[pair.matter], offering.contains(pair.person) else {
                    continue
                }
                guard holding.grants(.invite, at: place, in: realm.id) else {
                    throw ActionError.notFound
                }
                let invitation = Invitation(
                    id: installation.newID(), realm: realm.id, matter: pair.matter,
                    person: pair.person, at: now, state: .asked)
                try Invitations.insert(invitation, db)
                try installation.note(
                    "inviteToHelp", on: "invitation", invitation.id.rawValue, in: realm.id,
                    by: .holding(holding), at: now,
                    [
                        "matter": .text(pair.matter.description),
                        "person": .text(pair.person.description),
                    ], db)
                asked += 1
            }
            return asked
        }
    }
}

/// Declines to take something on, without a reason; one is not proposed for it again.
package struct DeclineInvitation: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let invitation: Invitation.ID

    package init(realm: Realm, holding: Holding, invitation: Invitation.ID) {
        self.realm = realm
        self.holding = holding
        self.invitation = invitation
    }

    package func run(in installation: Installation) async throws {
        guard holding.post.realm == realm.id else { throw ActionError.forbidden }
        let now = installation.now()
        try await installation.database.write { db in
            guard let found = try Invitations.find(invitation, in: realm.id, db),
                found.person == holding.post.person
            else { throw ActionError.notFound }
            guard try Invitations.decline(invitation, of: holding.post.person, db) else { return }
            try installation.note(
                "declineInvitation", on: "invitation", invitation.rawValue, in: realm.id,
                by: .holding(holding), at: now, [:], db)
        }
    }
}

extension Invitation {
    /// Whether the question still stands at an instant.
    func isStanding(at now: Instant) -> Bool {
        state == .asked && at >= now.adding(fullDays: -Self.standsDays)
    }
}
