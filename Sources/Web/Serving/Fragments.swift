import Kernel
import Markup
import Synchronization

/// Pieces of pages that are the same whoever looks, such as a long list to choose from: drawn once
/// and kept, by all that they are drawn from.
final class Fragments: Sendable {
    struct Key: Hashable {
        let name: String
        let realm: Realm.ID
        let profileVersion: Int
        /// When the places and bodies that it shows were read.
        let edition: Instant
        let reach: PlacePath
        let language: Language
    }

    /// Beyond so many all are drawn anew.
    private let keptMax: Int

    /// Holds what was drawn.
    private let kept = Mutex<[Key: HTML]>([:])

    init(keptMax: Int = 2_000) {
        self.keptMax = keptMax
    }

    func html(_ key: Key, draw: () async throws -> HTML) async rethrows -> HTML {
        if let found = kept.withLock({ $0[key] }) { return found }
        let drawn = try await draw()
        kept.withLock { kept in
            if kept.count >= keptMax { kept = [:] }
            kept[key] = drawn
        }
        return drawn
    }
}
