import Kernel
import Storage

/// Whoever plays something into the past of a demonstration: each has a number of its own, so that
/// two that play the same minute give no identifier twice.
enum Player: Int {
    case posts = 1_001
    case pairings, script, scenario, helpers, registrations, alliances
}

extension Installation {
    /// The same database and key, under a clock that is turned.
    func past(of player: Player, now: @escaping @Sendable () -> Instant) -> Installation {
        Installation(
            database: database, vault: vault, rulebooks: Rulebooks(profilesOf: rulebooks),
            ids: IdentifierSource(node: player.rawValue), now: now)
    }
}
