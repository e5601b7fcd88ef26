import Kernel
import SQL

/// A span of time in which matters were opened, as PostgreSQL's index of words holds it beside the
/// words: identifiers grow with time, so a span is what is left of one without its last bits.
///
/// The index knows no order. A word that many have is asked for in the newest span, then in the
/// ones before, until a page is full; a word that few have is soon asked for in all.
struct SearchSpan: Hashable {
    /// 19 hours, 6 days and 50 days: 26, 29 and 32 bits of milliseconds above 22 bits of a counter.
    static let shifts = [48, 51, 54]
    private static let widest = 54
    /// How many spans of one length hold the next longer one, and how many of the longest are asked
    /// for: some 13 months.
    static let count: Int64 = 8

    let shift: Int
    let numbers: ClosedRange<Int64>

    /// The spans of one length that end with the one of an identifier: so many at most, and no
    /// further back than where the next longer one begins; of the longest always all.
    init(endingWith id: Int64, shift: Int, most: Int64) {
        let last = id >> Int64(shift)
        let first =
            shift == Self.widest
            ? max(last - Self.count + 1, 0) : max(last / Self.count * Self.count, last - most + 1)
        self.shift = shift
        numbers = first...last
    }

    private init(_ numbers: ClosedRange<Int64>, shift: Int) {
        self.shift = shift
        self.numbers = numbers
    }

    /// The spans that hold some identifiers, the oldest first and as long as they can be; nil for
    /// more than the longest reach.
    ///
    /// - Parameter shifts: the lengths to take, the shortest first.
    static func holding(
        _ ids: ClosedRange<Int64>, shifts: ArraySlice<Int> = shifts[...]
    ) -> [SearchSpan]? {
        var spans: [SearchSpan] = []
        var first = ids.lowerBound
        for shift in shifts {
            let (from, last) = (first >> Int64(shift), ids.upperBound >> Int64(shift))
            let most = shift == widest ? from + count : (from / count + 1) * count
            spans.append(SearchSpan(from...min(last, most - 1), shift: shift))
            if last < most { return spans }
            first = most << Int64(shift)
        }
        return nil
    }

    /// Whether the next longer span begins where these do, or there is none longer.
    var reachesTheNext: Bool {
        shift == Self.widest || numbers.lowerBound.isMultiple(of: Self.count)
    }

    /// How many spans to ask for next, after so many of these: no more than hold what is missing,
    /// if each has as many as the oldest of these, and at most twice as many.
    ///
    /// - Parameter isDenser: whether the ones before have rather more, as with matters that are
    ///   over: of the newest few are.
    func following(
        _ found: [Matter.ID], most: Int64, missing: Int, isDenser: Bool
    ) -> Int64 {
        let inOldest = found.reversed().prefix { $0.rawValue >> Int64(shift) == numbers.lowerBound }
        let each = Int64(inOldest.count) * (reachesTheNext ? Self.count : 1)
        let twice = min(2 * most, Self.count)
        guard each > 0 else { return twice }
        let enough = (Int64(missing) + (isDenser ? 0 : each - 1)) / each
        return min(max(enough, 1), twice)
    }

    /// The first identifier of the span.
    var start: Int64 { numbers.lowerBound << Int64(shift) }

    /// The first identifier after the span.
    var end: Int64 { (numbers.upperBound + 1) << Int64(shift) }

    /// The span of one realm in the syntax of the index.
    func query(in realm: Realm.ID) -> String {
        let spans = numbers.map { "'#\(shift)\(Grams.piece(of: realm)).\($0)'" }
        return "(\(spans.joined(separator: " | ")))"
    }
}
