/// The tree of RFC 6962, section 2.1, over digests of leaves.
///
/// A seal keeps only its root; the path from one leaf to the root proves that the leaf is in it.
package enum MerkleTree {
    /// The root; of no leaves, the digest of nothing.
    package static func root(of leaves: [Digest]) -> Digest {
        root(of: leaves[...])
    }

    /// The neighbours on the way from a leaf to the root, lowest first; empty for an index that
    /// does not exist.
    package static func path(to index: Int, in leaves: [Digest]) -> [Digest] {
        guard leaves.indices.contains(index) else { return [] }
        return path(to: index, in: leaves[...])
    }

    /// The root that follows from a leaf, its place and its path; nil when the path has the wrong
    /// length for the place.
    package static func root(
        from leaf: Digest, at index: Int, of count: Int, along path: [Digest]
    ) -> Digest? {
        guard (0..<max(count, 0)).contains(index) else { return nil }
        guard count > 1 else { return path.isEmpty ? leaf : nil }
        guard let neighbour = path.last else { return nil }
        let split = split(count)
        let rest = Array(path.dropLast())
        if index < split {
            return root(from: leaf, at: index, of: split, along: rest)
                .map { Digest(above: $0, neighbour) }
        }
        return root(from: leaf, at: index - split, of: count - split, along: rest)
            .map { Digest(above: neighbour, $0) }
    }

    private static func root(of leaves: ArraySlice<Digest>) -> Digest {
        guard let first = leaves.first else { return Digest(of: []) }
        guard leaves.count > 1 else { return first }
        let middle = leaves.startIndex + split(leaves.count)
        return Digest(above: root(of: leaves[..<middle]), root(of: leaves[middle...]))
    }

    private static func path(to index: Int, in leaves: ArraySlice<Digest>) -> [Digest] {
        guard leaves.count > 1 else { return [] }
        let middle = leaves.startIndex + split(leaves.count)
        return index < middle
            ? path(to: index, in: leaves[..<middle]) + [root(of: leaves[middle...])]
            : path(to: index, in: leaves[middle...]) + [root(of: leaves[..<middle])]
    }

    /// The largest power of two below a count of two or more.
    private static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - (count - 1).leadingZeroBitCount - 1)
    }
}
