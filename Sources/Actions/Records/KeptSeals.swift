import Kernel
import SQL
import Storage
import Synchronization

/// Seals that were read before. A seal never changes, and they follow one another without a gap,
/// so the seals of a story are asked for once.
final class KeptSeals: Sendable {
    /// About three megabytes; beyond, all are let go. They cover up to twenty million records.
    private static let keptMax = 20_000

    /// In the order of what they seal.
    private let kept = Mutex<[Seal]>([])

    /// The seals that cover some records, oldest first.
    func covering(_ sequences: [Int64], _ db: any Reader) throws -> [Seal] {
        let (found, unknown) = kept.withLock { kept in
            var found: Set<Seal> = []
            let unknown = sequences.filter { sequence in
                let seal = Self.place(of: sequence, in: kept)
                guard seal < kept.count, kept[seal].first <= sequence else { return true }
                found.insert(kept[seal])
                return false
            }
            return (found, unknown)
        }
        let read = try Seals.covering(unknown, db)
        keep(read)
        return found.union(read).sorted { $0.number < $1.number }
    }

    private func keep(_ seals: [Seal]) {
        if seals.isEmpty { return }
        kept.withLock { kept in
            if kept.count + seals.count > Self.keptMax { kept = [] }
            for seal in seals {
                let place = Self.place(of: seal.last, in: kept)
                guard place == kept.count || kept[place].number != seal.number else { continue }
                kept.insert(seal, at: place)
            }
        }
    }

    /// Where the first seal stands that ends with a record or behind it.
    private static func place(of sequence: Int64, in seals: [Seal]) -> Int {
        var (low, high) = (0, seals.count)
        while low < high {
            let middle = (low + high) / 2
            if seals[middle].last < sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
