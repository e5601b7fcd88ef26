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
            let book = try installation.rulebooks.find(
                realm, version: realm.profileVersion, at: now, db)
            let standing = Set(
                try Invitations.of(pairs.map(\.matter), db)
                    .filter { $0.state == .declined || $0.isStanding(at: now) }
                    .map { Matching.Bar(matter: $0.matter, person: $0.person) })
            var asked = 0
            for pair in pairs where !standing.contains(pair) {
                guard let matter = try Matters.find(pair.matter, in: realm.id, db),
                    holding.grants(.invite, at: matter.placePath, in: realm.id)
                else { throw ActionError.notFound }
                guard book.profile.pools[matter.procedure.name]?.contains(matter.state) == true
                else { continue }
                guard try AidOffers.find(pair.person, db)?.realm == realm.id else { continue }
                try Invitations.insert(
                    Invitation(
                        id: installation.newID(), realm: realm.id, matter: matter.id,
                        person: pair.person, at: now, state: .asked), db)
                try record(pair, installation, at: now, db)
                asked += 1
            }
            return asked
        }
    }

    private func record(
        _ pair: Matching.Bar, _ installation: Installation, at now: Instant, _ db: any Writer
    ) throws {
        try Records.append(
            Records.Entry(
                realm: realm.id, at: now, person: holding.post.person, post: holding.post.id,
                action: "inviteHelper", subjectKind: "invitation",
                subject: pair.matter.rawValue,
                payload: .object(["person": .text(pair.person.description)])),
            id: installation.newID(), key: nil, vault: installation.vault, db)
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
            try Records.append(
                Records.Entry(
                    realm: realm.id, at: now, person: holding.post.person, post: holding.post.id,
                    action: "declineInvitation", subjectKind: "invitation",
                    subject: found.matter.rawValue, payload: .object([:])),
                id: installation.newID(), key: nil, vault: installation.vault, db)
        }
    }
}

extension Invitation {
    /// Whether the question still stands at an instant.
    func isStanding(at now: Instant) -> Bool {
        state == .asked && at >= now.adding(fullDays: -Self.standsDays)
    }
}
