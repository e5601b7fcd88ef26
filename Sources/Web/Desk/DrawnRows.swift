import Kernel
import Markup
import Storage
import Synchronization

/// Rows of the desk's lists as they were drawn, kept for the minute in which what they say of time
/// holds: whoever turns from view to view, and everyone whose list looks again after a change, sees
/// mostly rows that were drawn before.
final class DrawnRows: Sendable {
    /// All that a row is drawn from.
    struct Key: Hashable {
        let line: Storage.MatterLine
        let light: Kernel.Light
        let realm: Realm.ID
        let profileVersion: Int
        let role: Role.ID
        let isChoice: Bool
        let language: Language

        /// Two rows of one matter are rare: the rest of the row is compared, not hashed.
        func hash(into hasher: inout Hasher) {
            hasher.combine(line.id)
            hasher.combine(role)
            hasher.combine(language)
        }
    }

    private struct Kept {
        var minute: Int64 = 0
        var rows: [Key: HTML] = [:]
    }

    /// About five megabytes; beyond, all are drawn anew.
    private static let keptMax = 4_000

    /// Holds the rows of one minute.
    private let kept = Mutex(Kept())

    func html(_ key: Key, at now: Instant, draw: () -> HTML) -> HTML {
        let minute = now.milliseconds / 60_000
        let found = kept.withLock { $0.minute == minute ? $0.rows[key] : nil }
        if let found { return found }
        let drawn = draw()
        kept.withLock { kept in
            if kept.minute != minute || kept.rows.count >= Self.keptMax {
                kept = Kept(minute: minute)
            }
            kept.rows[key] = drawn
        }
        return drawn
    }
}
