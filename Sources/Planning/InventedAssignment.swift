/// An invented town with needs and helpers, the same for the same seed: to measure, and to show.
///
/// Streets run along a grid, and a cost is the way on foot from the helper to the need, in metres.
package struct InventedAssignment: Sendable {
    package let wanted: [Int]
    package let capacity: [Int]
    package let candidates: [Assignment.Candidate]

    /// The town is a square with sides of so many metres, so that no way is over 5,000 m.
    private static let sideMetres = 2_500

    /// - Parameters:
    ///   - needs: each wants 1 to 3 helpers.
    ///   - helpers: each takes 1 to 8 needs.
    ///   - choices: how many helpers could serve a need, at most; all of them if they are fewer.
    package init(seed: UInt64, needs: Int = 10_000, helpers: Int = 2_000, choices: Int = 50) {
        var numbers = SeededNumbers(seed: seed)
        let homes = (0..<helpers).map { _ in Corner(using: &numbers) }
        var drawn = Array(homes.indices)
        var candidates: [Assignment.Candidate] = []
        for need in 0..<needs {
            let corner = Corner(using: &numbers)
            for place in drawn.indices.prefix(choices) {
                drawn.swapAt(place, Int.random(in: place..<helpers, using: &numbers))
                let helper = drawn[place]
                candidates.append(
                    .init(need: need, helper: helper, cost: corner.metres(to: homes[helper])))
            }
        }
        self.candidates = candidates
        wanted = (0..<needs).map { _ in Int.random(in: 1...3, using: &numbers) }
        capacity = (0..<helpers).map { _ in Int.random(in: 1...8, using: &numbers) }
    }

    /// Where two streets meet.
    private struct Corner {
        let east: Int
        let north: Int

        init(using numbers: inout SeededNumbers) {
            east = Int.random(in: 0...sideMetres, using: &numbers)
            north = Int.random(in: 0...sideMetres, using: &numbers)
        }

        func metres(to other: Corner) -> Int {
            abs(east - other.east) + abs(north - other.north)
        }
    }
}

/// Random numbers that are the same on every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
