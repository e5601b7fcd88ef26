/// Whose turn it is (轮流): one rule for whoever takes turns, be it months of a chair or shifts of a
/// roster.
package enum TurnOrder {
    /// Who is next: the one whose last turn lies farthest back. Who never had one comes first, and
    /// among equals whoever stands first. So nobody has two turns before everybody had one, whoever
    /// joins or leaves meanwhile.
    ///
    /// - Parameter last: when each had their last turn; missing where they never had one.
    package static func next<Holder: Hashable, When: Comparable>(
        among holders: [Holder], last: [Holder: When]
    ) -> Holder? {
        holders.enumerated().min { one, other in
            switch (last[one.element], last[other.element]) {
            case (nil, nil): one.offset < other.offset
            case (nil, _): true
            case (_, nil): false
            case (let first?, let second?): (first, one.offset) < (second, other.offset)
            }
        }?.element
    }
}
