package import Kernel
import SQL
import Storage

/// Enters the consent of the one who is helped. They need no account: it is given in writing, or
/// said before a colleague who is named.
package struct GiveConsent: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let pairing: Pairing.ID
    package let seen: Int
    /// `written` or `oral`.
    package let way: String
    package let witness: Post.ID?
    package let givenOn: String
    package let covers: Set<HelpedDetails.Part>

    package init(
        realm: Realm, holding: Holding, pairing: Pairing.ID, seen: Int, way: String,
        witness: Post.ID?, givenOn: String, covers: Set<HelpedDetails.Part>
    ) {
        self.realm = realm
        self.holding = holding
        self.pairing = pairing
        self.seen = seen
        self.way = way
        self.witness = witness
        self.givenOn = givenOn
        self.covers = covers
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Pairing {
        try await installation.doing(realm, holding) { (work: PairingWork) in
            let before = try work.kept(pairing, seen: seen)
            let today = try work.today()
            var text = FormText(isPublic: false)
            let day = text.day("givenOn", givenOn)
            try text.finish()
            guard let day else { throw ActionError.invalid(["givenOn": .init("answer.missing")]) }
            let consent = Consent(
                id: installation.newID(), way: try readWay(work, on: today), givenOn: day,
                covers: before.kind == .card ? [] : covers)
            let consented = try PairingWork.refusing { () throws(Pairing.Refusal) in
                try before.consented(consent, on: today)
            }
            let stored = try work.store(
                consented, from: before, action: "giveConsent",
                [
                    "way": .text(way), "givenOn": .text("\(day)"),
                    "covers": .list(consent.covers.map(\.rawValue).sorted().map { .text($0) }),
                ])
            try Pairings.insert(
                consent, of: before.id, by: holding.post.id, at: work.now, work.db)
            return stored
        }
    }

    /// A witness is another person than the one who enters it.
    private func readWay(_ work: PairingWork, on day: Day) throws -> Consent.Way {
        switch way {
        case "written": return .written
        case "oral":
            guard let witness, let post = try Posts.find(witness, in: realm.id, work.db),
                post.isHeld(on: day)
            else { throw ActionError.invalid(["witness": .init("answer.missing")]) }
            guard post.person != holding.post.person else {
                throw ActionError.invalid([
                    "witness": Pairing.Refusal.witnessIsKeeper.complaint
                ])
            }
            return .oral(witness: witness)
        default: throw ActionError.invalid(["way": .init("answer.missing")])
        }
    }
}

/// Withdraws the consent: the pairing ends and what is personal is erased, at once and for good.
package struct WithdrawConsent: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let pairing: Pairing.ID
    package let seen: Int

    package init(realm: Realm, holding: Holding, pairing: Pairing.ID, seen: Int) {
        self.realm = realm
        self.holding = holding
        self.pairing = pairing
        self.seen = seen
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Pairing {
        try await installation.doing(realm, holding) { (work: PairingWork) in
            let before = try work.kept(pairing, seen: seen)
            let withdrawn = try PairingWork.refusing { () throws(Pairing.Refusal) in
                try before.withdrawn(at: work.now)
            }
            let stored = try work.store(withdrawn, from: before, action: "withdrawConsent")
            if let consent = before.consent {
                try Pairings.withdraw(consent.id, at: work.now, work.db)
            }
            try PairingSecrets.erase(before.id, work.db)
            return stored
        }
    }
}
