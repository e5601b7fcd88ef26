/// A kind of grid as the profile declares it: 总网格, 一般网格, 微网格, 专属网格.
package struct GridKind: Hashable, Sendable {
    package typealias ID = String

    package let id: ID
    /// The kind that a grid of this one lies in; nil where it lies in none.
    package let within: ID?
    /// How many households such a grid should hold; outside of it the check warns and no more.
    package let households: ClosedRange<Int>?
    /// Whether its places are cut out of what other grids hold, such as a park or an office block
    /// with a grid of its own (专属网格).
    package let isCarved: Bool

    package init(
        id: ID, within: ID? = nil, households: ClosedRange<Int>? = nil, isCarved: Bool = false
    ) {
        self.id = id
        self.within = within
        self.households = households
        self.isCarved = isCarved
    }
}
