import Synchronization

/// Gives out identifiers that sort by time and are never given twice by one node.
///
/// 63 bits: milliseconds since 2024-01-01 UTC (41 bits, enough until 2093), the node (10 bits), a
/// counter (12 bits). When the clock goes back, or more than 4096 are asked for in one millisecond,
/// the source borrows from the next millisecond instead of repeating or waiting.
package final class IdentifierSource: Sendable {
    package static let epoch = Instant(milliseconds: 1_704_067_200_000)
    package static let nodes = 0...1023

    private struct Last {
        var millisecond: Int64 = -1
        var counter: Int64 = 0
    }

    private let node: Int64
    private let last = Mutex(Last())

    /// - Parameters:
    ///   - node: the number of this process, 0 to 1023, unique among those that write.
    ///   - given: the highest identifier that is stored, so that a clock that was set back while
    ///     nothing ran leads to no number a second time.
    package init(node: Int, after given: Int64 = 0) {
        precondition(
            Self.nodes.contains(node), "A node number lies between 0 and 1023, not \(node).")
        self.node = Int64(node)
        if given > 0 {
            last.withLock { $0 = Last(millisecond: given >> 22, counter: given & 4_095) }
        }
    }

    /// An identifier greater than every one this source gave before. Instants before 2024 count as
    /// its first millisecond.
    package func next<Noun>(at instant: Instant) -> Identifier<Noun> {
        let now = max(0, instant.milliseconds - Self.epoch.milliseconds)
        return last.withLock { last in
            if now > last.millisecond {
                last = Last(millisecond: now)
            } else if last.counter < 4095 {
                last.counter += 1
            } else {
                last = Last(millisecond: last.millisecond + 1)
            }
            precondition(last.millisecond < 1 << 41, "Identifiers end in the year 2093.")
            return Identifier(last.millisecond << 22 | node << 12 | last.counter)
        }
    }
}

extension Identifier {
    /// The smallest identifier that a source gives at an instant or later: where rows begin that
    /// are no older.
    package static func earliest(at instant: Instant) -> Self {
        let millisecond = instant.milliseconds - IdentifierSource.epoch.milliseconds
        return Self(min(max(0, millisecond), 1 << 41 - 1) << 22)
    }
}
