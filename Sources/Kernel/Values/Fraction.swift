/// An exact share such as 2/3: always reduced, never a rounded decimal.
///
/// Votes are decided by it (Civil Code, article 278: two thirds, one half, three quarters), where
/// one floating-point digit could turn a result.
package struct Fraction: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    package enum Problem: Error, Hashable {
        case zeroDenominator
        case tooLarge
        case malformed(String)
    }

    package static let zero = Fraction(reducedNumerator: 0, denominator: 1)
    package static let one = Fraction(reducedNumerator: 1, denominator: 1)
    package static let half = Fraction(reducedNumerator: 1, denominator: 2)
    package static let twoThirds = Fraction(reducedNumerator: 2, denominator: 3)
    package static let threeQuarters = Fraction(reducedNumerator: 3, denominator: 4)

    package let numerator: Int64
    /// 1 or more.
    package let denominator: Int64

    /// - Throws: `.zeroDenominator`, or `.tooLarge` when the reduced value does not fit 64 bits.
    package init(_ numerator: Int64, _ denominator: Int64) throws(Problem) {
        guard denominator != 0 else { throw .zeroDenominator }
        let divisor = Self.commonDivisor(numerator.magnitude, denominator.magnitude)
        let upper = numerator.magnitude / divisor
        let lower = denominator.magnitude / divisor
        guard upper <= Int64.max.magnitude, lower <= Int64.max.magnitude else { throw .tooLarge }
        let isNegative = (numerator < 0) != (denominator < 0)
        self.init(
            reducedNumerator: isNegative ? -Int64(upper) : Int64(upper), denominator: Int64(lower))
    }

    /// Reads `2/3` or a whole number.
    package init(parsing text: String) throws(Problem) {
        let parts = text.halfWidth.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, let numerator = Int64(first),
            let denominator = parts.count == 2 ? Int64(parts[1]) : 1
        else { throw .malformed(text) }
        try self.init(numerator, denominator)
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        try self.init(parsing: text)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// `2/3`; a whole number is written without a denominator.
    package var description: String {
        denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)"
    }

    /// Whether `part` of `whole` is this share or more (“以上”, Civil Code, article 1259).
    ///
    /// A share of nothing is never reached. `whole` is 0 or more.
    package func isReached(by part: Int64, of whole: Int64) -> Bool {
        whole > 0 && !Self.isLess(part, whole, numerator, denominator)
    }

    /// Whether `part` of `whole` is strictly more than this share (“超过”, “过半数”).
    package func isExceeded(by part: Int64, of whole: Int64) -> Bool {
        whole > 0 && Self.isLess(numerator, denominator, part, whole)
    }

    package static func < (left: Self, right: Self) -> Bool {
        isLess(left.numerator, left.denominator, right.numerator, right.denominator)
    }

    private init(reducedNumerator: Int64, denominator: Int64) {
        self.numerator = reducedNumerator
        self.denominator = denominator
    }

    /// a/b < c/d for positive b and d, by products of 128 bits.
    private static func isLess(_ a: Int64, _ b: Int64, _ c: Int64, _ d: Int64) -> Bool {
        let left = a.multipliedFullWidth(by: d)
        let right = c.multipliedFullWidth(by: b)
        return (left.high, left.low) < (right.high, right.low)
    }

    private static func commonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var (a, b) = (first, second)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }
}
