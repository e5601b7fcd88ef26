import Kernel
import Markup
import Synchronization

/// Pieces of pages that are the same for many, drawn once and kept by all that they are drawn from.
final class DrawnPieces<Key: Hashable & Sendable, Piece: Sendable>: Sendable {
    /// Beyond so many all are drawn anew.
    private let keptMax: Int

    /// Holds what was drawn.
    private let kept = Mutex<[Key: Piece]>([:])

    init(keptMax: Int) {
        self.keptMax = keptMax
    }

    func piece(_ key: Key, draw: () throws -> Piece) rethrows -> Piece {
        if let found = find(key) { return found }
        return keep(try draw(), for: key)
    }

    func piece(_ key: Key, draw: () async throws -> Piece) async rethrows -> Piece {
        if let found = find(key) { return found }
        return keep(try await draw(), for: key)
    }

    private func find(_ key: Key) -> Piece? { kept.withLock { $0[key] } }

    private func keep(_ piece: Piece, for key: Key) -> Piece {
        kept.withLock { kept in
            if kept.count >= keptMax { kept = [:] }
            kept[key] = piece
        }
        return piece
    }
}

/// What lists to choose from, or a tree of areas, are drawn from.
struct FragmentKey: Hashable, Sendable {
    /// What is chosen in each list, or the place that stands open.
    let chosen: [String?]
    let realm: Realm.ID
    let profileVersion: Int
    /// When the places and bodies that it shows were read.
    let edition: Instant
    let reach: PlacePath
    let language: Language
}

/// What the tools of the desk are drawn from: every page has them.
struct DeskToolsKey: Hashable, Sendable {
    let realm: Realm.ID
    let profileVersion: Int
    let role: Role.ID
    let bodyKind: String?
    let hasPosts: Bool
    let usesKeys: Bool
    /// The page that stands open.
    let current: Link?
    let language: Language
}
