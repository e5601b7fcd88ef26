/// Who looks at whom (交叉考评): drawn by lot, so that nobody judges their own building and no two
/// buildings judge each other.
///
/// The buildings are shuffled into a ring, and each looks at those that follow it. Two would look
/// at each other only if twice the visits came to as many as there are buildings, so there are at
/// most half of the others; with two buildings there is no such draw at all.
///
/// Anyone can draw again: SplitMix64 from the seed, Fisher and Yates from the last place down, over
/// the buildings in the order in which the round lists them.
package enum AppraisalDraw {
    package static let buildingsMin = 3
    package static let buildingsMax = 100

    /// That one building looks at another.
    package struct Visit: Hashable, Sendable {
        package let visitor: Place.ID
        package let building: Place.ID

        package init(visitor: Place.ID, building: Place.ID) {
            self.visitor = visitor
            self.building = building
        }
    }

    /// How many others look at each building: as many as the rules say, or as there can be.
    package static func visits(_ wanted: Int, among buildings: Int) -> Int {
        min(wanted, (buildings - 1) / 2)
    }

    /// The visits of a round, in the order of the ring.
    ///
    /// - Parameter buildings: each once.
    /// - Throws: `.tooFewBuildings` or `.tooManyBuildings`.
    package static func drawn(
        _ buildings: [Place.ID], visits wanted: Int, seed: UInt64
    ) throws(AppraisalRefusal) -> [Visit] {
        let count = buildings.count
        precondition(Set(buildings).count == count, "A building takes part once.")
        guard count >= buildingsMin else {
            throw .tooFewBuildings(count: count, min: buildingsMin)
        }
        guard count <= buildingsMax else {
            throw .tooManyBuildings(count: count, max: buildingsMax)
        }
        let ring = shuffled(buildings, seed: seed)
        let visits = visits(wanted, among: count)
        return ring.indices.flatMap { place in
            (1...visits).map { step in
                Visit(visitor: ring[place], building: ring[(place + step) % count])
            }
        }
    }

    private static func shuffled(_ buildings: [Place.ID], seed: UInt64) -> [Place.ID] {
        var lot = SplitMix(state: seed)
        var ring = buildings
        for last in stride(from: ring.count - 1, to: 0, by: -1) {
            ring.swapAt(last, Int(lot.below(UInt64(last + 1))))
        }
        return ring
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the whole sequence follows from the seed, on every
/// machine and in every version of the program.
private struct SplitMix {
    var state: UInt64

    private mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `bound`, each as likely: what would favour some is drawn again.
    mutating func below(_ bound: UInt64) -> UInt64 {
        let limit = UInt64.max - UInt64.max % bound
        var drawn = next()
        while drawn >= limit { drawn = next() }
        return drawn % bound
    }
}
