import Kernel
import Storage

/// Whoever plays something into the past of a demonstration: each has a number of its own, so that
/// two that play the same minute give no identifier twice.
enum Player: Int {
    case posts = 1_001
    case pairings, script, scenario, helpers, registrations, alliances, grids, venues, rosters
}

extension Installation {
    /// The same database and key, under a clock that is turned.
    ///
    /// - Parameter given: the highest identifier that is stored, for a player that may have played
    ///   another realm before.
    func past(
        of player: Player, after given: Int64 = 0, now: @escaping @Sendable () -> Instant
    ) -> Installation {
        Installation(
            database: database, vault: vault,
            rulebooks: Rulebooks(profilesOf: rulebooks, isSteady: true),
            ids: IdentifierSource(node: player.rawValue, after: given), now: now)
    }
}
