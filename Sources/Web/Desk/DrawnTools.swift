import Kernel
import Markup
import Synchronization

/// The tools of the desk as they were drawn: every page has them, and they hang on the role, the
/// kind of body and the page that stands open.
final class DrawnTools: Sendable {
    /// All that they are drawn from.
    struct Key: Hashable {
        let realm: Realm.ID
        let profileVersion: Int
        let role: Role.ID
        let bodyKind: String?
        let current: Link?
        let language: Language
    }

    /// About ten megabytes; beyond, all are drawn anew.
    private static let keptMax = 500

    private let kept = Mutex<[Key: DeskTools]>([:])

    func find(_ key: Key, draw: () -> DeskTools) -> DeskTools {
        if let found = kept.withLock({ $0[key] }) { return found }
        let drawn = draw()
        kept.withLock { kept in
            if kept.count >= Self.keptMax { kept = [:] }
            kept[key] = drawn
        }
        return drawn
    }
}
