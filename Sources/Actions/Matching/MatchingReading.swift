package import Kernel
import SQL
import Secrets
package import Storage

/// A proposal who might be asked for what: nothing is stored of it until somebody sends it.
package struct MatchingProposal: Sendable {
    package struct Match: Sendable {
        package let line: MatterLine
        package let person: Person.ID
        package let name: String
        package let times: FreeTimes
        /// The place, from the top down, that both have in common; nil for another street.
        package let near: Place?
        /// How far apart both are, as the crow flies, where both positions are known.
        package let metres: Int?
        /// The language that the need asks for, which the person says they speak.
        package let language: String?
        package let load: Matching.Load
        package let isPinned: Bool
    }

    /// Why nobody is proposed.
    package enum Gap: Sendable {
        /// Nobody says that they help with such a thing.
        case nobodyOffers
        /// Those who do have their hands full, declined, or were kept apart from it.
        case nobodyIsFree
        /// They were given to other needs.
        case tooFew
    }

    /// A distance told no finer than positions are: to fifty metres.
    package static func coarse(_ metres: Int) -> Int { max(50, (metres + 25) / 50 * 50) }

    package let matches: [Match]
    package let gaps: [(line: MatterLine, gap: Gap)]
    /// Who was asked about what and has not answered.
    package let asked: [(line: MatterLine, name: String, at: Instant)]
    package let helpers: Int
}

/// What staff settled before a proposal is made.
package struct MatchingWish: Sendable {
    package var pins: [Matching.Bar] = []
    package var bars: Set<Matching.Bar> = []

    package init() {}
}

extension Installation {
    /// How many waiting matters one proposal looks at.
    package static let matchedMax = 500

    package func matching(
        for holding: Holding, in realm: Realm, _ wish: MatchingWish
    ) async throws -> MatchingProposal {
        let now = now()
        let book = try await rulebook(of: realm)
        let found = try await database.read { db in
            try MatchingGround(holding, book, at: now, db)
        }
        return try await planning.run { try found.propose(wish) }
    }

    /// What somebody is asked to help with and has not answered.
    package func invitations(
        of person: Person.ID, in realm: Realm
    ) async throws -> [(invitation: Invitation, line: MatterLine)] {
        let now = now()
        let start = now.adding(fullDays: -Invitation.standsDays)
        return try await database.glance { db in
            let standing = try Invitations.standing(for: person, since: start, limit: 20, db)
            let lines = try lines(of: standing.map(\.matter), in: realm, at: now, db)
            return standing.compactMap { asked in
                lines[asked.matter].map { (invitation: asked, line: $0) }
            }
        }
    }

    package func helper(_ person: Person.ID) async throws -> AidOffer? {
        try await database.glance { db in try AidOffers.find(person, db) }
    }
}
