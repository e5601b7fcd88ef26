package import Kernel
import Synchronization

/// The one clock of a town: it stands until a test moves it on.
package final class TownClock: Sendable {
    /// Holds the present instant; actions read it while a test moves it.
    private let instant: Mutex<Instant>

    /// Monday, 9 November 2026, 09:00 in Shiyan: an ordinary working day in an ordinary week.
    package static let start = Instant(milliseconds: 1_794_186_000_000)

    package init(_ start: Instant = TownClock.start) {
        instant = Mutex(start)
    }

    package var now: Instant { instant.withLock { $0 } }

    package func set(_ now: Instant) {
        instant.withLock { $0 = now }
    }

    package func advance(milliseconds: Int64) {
        instant.withLock { $0 = $0.adding(milliseconds: milliseconds) }
    }

    package func advance(minutes: Int64) { advance(milliseconds: minutes * 60_000) }
    package func advance(hours: Int64) { advance(minutes: hours * 60) }
    package func advance(days: Int64) { advance(hours: days * 24) }
}
