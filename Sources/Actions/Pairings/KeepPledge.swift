package import Kernel
import SQL
import Storage

/// Declares for how many, and for which kinds of help, one helps: for oneself, or for the body of
/// one's post. Nobody declares it for another.
package struct KeepPledge: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let forBody: Bool
    /// How many at one time; empty or 0 takes the declaration back.
    package let most: String
    package let needs: Set<Pairing.Need>

    package init(
        realm: Realm, holding: Holding, forBody: Bool, most: String, needs: Set<Pairing.Need>
    ) {
        self.realm = realm
        self.holding = holding
        self.forBody = forBody
        self.most = most
        self.needs = needs
    }

    /// What is agreed already stays agreed, also where it is more than the new number.
    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: PairingWork) in
            let post = holding.post
            let who: Supporter.Who = forBody ? .body(post.body) : .person(post.person)
            let number = most.trimmingCharacters().halfWidth
            if number.isEmpty || number == "0" {
                try Pledges.remove(who, in: realm.id, work.db)
                try record(who, most: 0, work)
                return
            }
            var text = FormText(isPublic: false)
            let read = text.number("most", number)
            if let read, !Pledge.mostRange.contains(read) {
                text.complain(
                    "most", "answer.outOfRange",
                    [
                        "min": String(Pledge.mostRange.lowerBound),
                        "max": String(Pledge.mostRange.upperBound),
                    ])
            }
            if needs.isEmpty { text.complain("needs", "answer.missing") }
            try text.finish()
            try Pledges.keep(
                Pledge(
                    id: installation.newID(), realm: realm.id, who: who, place: post.place,
                    most: read ?? 1, needs: needs), at: work.now, work.db)
            try record(who, most: read ?? 1, work)
        }
    }

    private func record(_ who: Supporter.Who, most: Int, _ work: PairingWork) throws {
        let installation = work.installation
        try installation.note(
            "keepPledge", on: "pledge", who.person?.rawValue ?? who.body?.rawValue ?? 0,
            in: realm.id, by: .holding(holding), at: work.now,
            [
                "who": who.payload, "most": .int(Int64(most)),
                "needs": .list(needs.map(\.rawValue).sorted().map { .text($0) }),
            ], work.db)
    }
}
