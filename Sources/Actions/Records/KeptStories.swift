import Kernel
import SQL
import Storage
import Synchronization

/// What a reference names and where its story begins, for matters that were opened before. Neither
/// ever changes, so their pages ask for everything in one message and look into no month before.
final class KeptStories: Sendable {
    struct Story {
        let matter: Matter.ID
        /// The number of its first record; 0 where it is not known.
        var first: Int64 = 0
        /// What its page asks for beside its story; what it asked for last time, in what is kept.
        let hasPersonalFields: Bool
        let asksForLinks: Bool

        /// What the page asks for beside the matter itself.
        var expected: [SQL] {
            [Stories.query(of: matter, since: first)]
                + (asksForLinks ? [MatterLinks.query(of: matter)] : [])
                + (hasPersonalFields ? [PersonalFields.query(heldOf: matter)] : [])
        }
    }

    private struct Key: Hashable {
        let realm: Realm.ID
        let reference: Reference
    }

    /// About three megabytes; beyond, all are let go.
    private static let keptMax = 20_000

    private let kept = Mutex<[Key: Story]>([:])

    func find(_ reference: Reference, in realm: Realm.ID) -> Story? {
        kept.withLock { $0[Key(realm: realm, reference: reference)] }
    }

    func keep(_ story: Story, of reference: Reference, in realm: Realm.ID) {
        let key = Key(realm: realm, reference: reference)
        kept.withLock { kept in
            if kept[key] == nil, kept.count >= Self.keptMax { kept = [:] }
            kept[key] = story
        }
    }
}
