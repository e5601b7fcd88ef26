package import Kernel
import SQL
import Storage

/// One rate of a street beside the same rate of the others of its level.
package struct PeerLine: Sendable {
    package let realm: Realm
    package let place: Place
    package let own: Bool
    /// Nil where the other does not list the figure, or counts it in another way.
    package let line: FigureLine?
}

/// Rates of several streets, in the order of their codes: nothing is ranked.
package struct PeerComparison: Sendable {
    package let figure: Figure
    package let lines: [PeerLine]
    /// The rates that may be set beside each other.
    package let choices: [Figure]
}

extension Installation {
    /// How many streets stand beside each other.
    package static let peersMax = 40

    /// The neighbourhoods of this installation that everyone may read and whose tree begins with
    /// the same level; its own among them.
    package func peers(of realm: Realm) async throws -> [(realm: Realm, book: Rulebook)] {
        let own = try await rulebook(of: realm)
        var peers: [(realm: Realm, book: Rulebook)] = []
        for other in try await publicRealms() {
            let book = try await rulebook(of: other)
            guard book.profile.levels.first == own.profile.levels.first,
                !book.profile.levels.isEmpty
            else { continue }
            peers.append((other, book))
            if peers.count == Self.peersMax { break }
        }
        return peers
    }

    /// A public rate of each street of the same level: a rate has its denominator, a bare number
    /// would only say how large a street is.
    ///
    /// - Parameter asked: nil takes the first that there is.
    /// - Returns: nil where there is no other street, or no public rate.
    package func peerComparison(
        of asked: Figure.ID?, for period: Period, in realm: Realm
    ) async throws -> PeerComparison? {
        let peers = try await peers(of: realm)
        let own = try await rulebook(of: realm)
        let choices = own.profile.figures.filter { $0.isPublic && $0.isRate }
        guard peers.count > 1, let first = choices.first else { return nil }
        let figure = choices.first { $0.id == asked } ?? first
        let now = now()
        let lines = try await database.glance { db in
            try peers.compactMap { peer -> PeerLine? in
                let roots = try Places.roots(in: peer.realm.id, limit: 2, db)
                guard roots.count == 1, let root = roots.first else { return nil }
                let isSame = own.profile.defines(figure, as: peer.book.profile)
                var reading = FigureReading(
                    peer.book.profile.figures, place: root, period: period,
                    today: peer.book.day(of: now), realm: peer.realm.id, db)
                return PeerLine(
                    realm: peer.realm, place: root, own: peer.realm.id == realm.id,
                    line: isSame ? try reading.line(figure.id) : nil)
            }.sorted { one, other in
                (one.place.code ?? "", one.realm.slug) < (other.place.code ?? "", other.realm.slug)
            }
        }
        return PeerComparison(figure: figure, lines: lines, choices: choices)
    }
}

extension Figure {
    fileprivate var isRate: Bool { if case .share = formula { true } else { false } }
}

extension Profile {
    /// Whether another profile lists the rate for everyone and works it out of the same counts.
    fileprivate func defines(_ figure: Figure, as other: Profile) -> Bool {
        guard case .share(let part, let whole) = figure.formula,
            let theirs = other.figure(figure.id), theirs.isPublic,
            theirs.formula == figure.formula
        else { return false }
        return [part, whole].allSatisfy { self.figure($0)?.formula == other.figure($0)?.formula }
    }
}
