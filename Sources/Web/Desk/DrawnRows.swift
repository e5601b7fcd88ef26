import Kernel
import Markup
import Storage
import Synchronization

/// Rows of the desk's lists as they were drawn, kept for the minute in which what they say of time
/// holds: whoever turns from view to view, and everyone whose list looks again after a change, sees
/// mostly rows that were drawn before.
final class DrawnRows: Sendable {
    /// What sets the rows apart in which one matter is drawn.
    struct Key: Hashable {
        let matter: Matter.ID
        let profileVersion: Int
        let role: Role.ID
        let isChoice: Bool
        let language: Language
    }

    /// A row, and all else that it was drawn from. A class, so that looking at it copies nothing.
    private final class Drawn: Sendable {
        let line: Storage.MatterLine
        let light: Kernel.Light
        let row: HTML

        init(line: Storage.MatterLine, light: Kernel.Light, row: HTML) {
            self.line = line
            self.light = light
            self.row = row
        }
    }

    private struct Kept {
        var minute: Int64 = 0
        var rows: [Key: Drawn] = [:]
    }

    /// About five megabytes; beyond, all are drawn anew.
    private static let keptMax = 4_000

    /// Holds the rows of one minute.
    private let kept = Mutex(Kept())

    func html(
        _ key: Key, _ line: Storage.MatterLine, light: Kernel.Light, at now: Instant,
        draw: () -> HTML
    ) -> HTML {
        let minute = now.milliseconds / 60_000
        let found = kept.withLock { $0.minute == minute ? $0.rows[key] : nil }
        if let found, found.light == light, found.line == line { return found.row }
        let drawn = Drawn(line: line, light: light, row: draw())
        kept.withLock { kept in
            if kept.minute != minute || kept.rows.count >= Self.keptMax {
                kept = Kept(minute: minute)
            }
            kept.rows[key] = drawn
        }
        return drawn.row
    }
}
