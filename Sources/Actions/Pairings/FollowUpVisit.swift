package import Kernel
import SQL
import Storage

/// Puts what a light visit found onto the list of needs, or joins it with one that hangs there.
///
/// The need names the place and the words, never the pairing, who is helped or who helps.
package struct FollowUpVisit: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let pairing: Pairing.ID
    package let category: Kernel.Category.ID
    package let words: String
    /// The open need that is joined instead of another one.
    package let joining: Reference?
    /// That it is another than those shown.
    package let isDifferent: Bool

    package init(
        realm: Realm, holding: Holding, pairing: Pairing.ID, category: Kernel.Category.ID,
        words: String, joining: Reference? = nil, isDifferent: Bool = false
    ) {
        self.realm = realm
        self.holding = holding
        self.pairing = pairing
        self.category = category
        self.words = words
        self.joining = joining
        self.isDifferent = isDifferent
    }

    package enum Outcome: Sendable {
        case asked(Reference)
        /// Open ones of the same place and kind; nothing was written.
        case same([Matter])
    }

    /// - Throws: `.notFound` unless the post has accepted and the pairing runs; `.invalid` where
    ///   the words give away who is helped.
    package func run(in installation: Installation) async throws -> Outcome {
        try await installation.doing(realm, holding) { (work: PairingWork) in
            let (pairing, supporter) = try work.supported(pairing, seen: nil)
            guard supporter.state == .accepted, pairing.state == .running,
                pairing.kind.hasVisits
            else { throw ActionError.notFound }
            let book = try installation.book(of: realm, at: work.now, work.db)
            let kind = Procedure.ChildKind.foundNeed
            try check(pairing, book, kind, work)
            let same = try Inbox.same(
                as: kind.procedure, category, at: pairing.place, spot: nil, in: realm.id,
                limit: Installation.sameMax, work.db
            ).compactMap { try Matters.find($0, in: realm.id, work.db) }
            if let joining {
                guard let other = same.first(where: { $0.reference == joining }) else {
                    throw ActionError.conflict
                }
                try keep(other.id, other.reference, "joinNeed", pairing, work)
                return .asked(other.reference)
            }
            guard same.isEmpty || isDifferent else { return .same(same) }
            let opened = try Journal(
                installation: installation, book: book, db: work.db, now: work.now
            ).open(
                Change.Opening(
                    kind: kind, category: category, spot: nil,
                    account: words.trimmingCharacters()),
                at: pairing.place, pairing.placePath, by: .clock)
            try keep(opened.id, opened.reference, "findNeed", pairing, work)
            return .asked(opened.reference)
        }
    }

    private func check(
        _ pairing: Pairing, _ book: Rulebook, _ kind: Procedure.ChildKind, _ work: PairingWork
    ) throws {
        guard book.profile.procedure(kind.procedure) != nil else { throw ActionError.notFound }
        var text = FormText()
        let words = text.read("words", words, most: Self.wordsCharactersMax)
        if !book.profile.categories(of: kind.procedure).contains(where: { $0.id == category }) {
            text.complain("category", category.isEmpty ? "answer.missing" : "answer.notAChoice")
        }
        // Opened for the rule alone, as with the sentence of a card.
        let details = try PairingSecrets.details(
            of: pairing.id, vault: work.installation.vault, work.db)
        if details?.isGivenAway(by: words) == true {
            text.complain("words", "pairings.problem.givenAway")
        }
        try text.finish()
    }

    private func keep(
        _ matter: Matter.ID, _ reference: Reference, _ action: String, _ pairing: Pairing,
        _ work: PairingWork
    ) throws {
        guard
            try FollowUps.insert(
                matter, of: pairing.id, by: holding.post.id, at: work.now, work.db)
        else { return }
        // The record names no matter: who reads it does not learn whose need it was.
        try work.record(pairing, action: action)
    }

    package static let wordsCharactersMax = 400
}

extension Procedure.ChildKind {
    /// How a need is opened that somebody found on the way.
    package static let foundNeed = Procedure.ChildKind(procedure: "need", opening: "found")
}
