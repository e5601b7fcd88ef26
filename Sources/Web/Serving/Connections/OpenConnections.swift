import NIOCore
import Synchronization

/// Counts the open connections, and makes room for a new one where there are too many.
package final class OpenConnections: Sendable {
    /// How many connections may be open, where the system lends enough files.
    package static let usualMax = 16_384

    package let most: Int

    private struct Lines {
        var next = 0
        var open: Set<Int> = []
        /// Those that ask for nothing, by the number that they got when they began to.
        var idle: [Int: any Channel] = [:]
    }

    /// Holds which connections are open, and which of them are idle.
    private let lines = Mutex(Lines())

    package init(most: Int = usualMax) {
        self.most = most
    }

    package var count: Int { lines.withLock { $0.open.count } }

    /// Whether a new connection is let in. Where there are too many, the one that has asked for
    /// nothing longest is closed for it; where all are being served, it must wait outside.
    func enter(_ number: inout Int?, _ channel: any Channel) -> Bool {
        let (own, isIn, leaving) = lines.withLock { lines -> (Int, Bool, (any Channel)?) in
            lines.next += 1
            var leaving: (any Channel)?
            if lines.open.count >= most {
                guard let longest = lines.idle.keys.min() else { return (lines.next, false, nil) }
                leaving = lines.idle.removeValue(forKey: longest)
                lines.open.remove(longest)
            }
            lines.open.insert(lines.next)
            lines.idle[lines.next] = channel
            return (lines.next, true, leaving)
        }
        leaving?.close(promise: nil)
        number = isIn ? own : nil
        return isIn
    }

    /// Notes that a connection asks for something now, or for nothing any more.
    func note(_ number: inout Int?, isIdle: Bool, _ channel: any Channel) {
        guard let own = number else { return }
        number = lines.withLock { lines in
            guard lines.open.contains(own) else { return own }
            guard isIdle else {
                lines.idle.removeValue(forKey: own)
                return own
            }
            // A new number puts it behind those that have been idle for longer.
            lines.next += 1
            lines.open.remove(own)
            lines.open.insert(lines.next)
            lines.idle[lines.next] = channel
            return lines.next
        }
    }

    func leave(_ number: Int?) {
        guard let number else { return }
        lines.withLock { lines in
            lines.open.remove(number)
            lines.idle.removeValue(forKey: number)
        }
    }
}
