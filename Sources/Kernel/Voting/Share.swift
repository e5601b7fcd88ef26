/// How much is enough, and of what: more than 1/2 of those entitled, at least 2/3 of those present.
///
/// “以上” includes the number itself, “超过” and “过半数” do not (Civil Code, article 1259).
package struct Share: Hashable, Sendable, CustomStringConvertible {
    /// What a share is counted of.
    package enum Base: String, CaseIterable, Sendable {
        /// Everyone who may take part.
        case entitled
        /// Everyone who came.
        case present
        /// Everyone who was for or against; who abstained is left out.
        case votes
    }

    package enum Problem: Error, Hashable, CustomStringConvertible {
        case malformed(String)
        case outOfRange(Fraction)

        package var description: String {
            switch self {
            case .malformed(let text):
                "“\(text)” is not a share. Write “more than 1/2 of present” or "
                    + "“at least 2/3 of entitled”; a share is of "
                    + "\(Base.allCases.map(\.rawValue).joined(separator: ", "))."
            case .outOfRange(let fraction):
                "A share of \(fraction) cannot be met or asks for nothing. Use a fraction "
                    + "between 0 and 1; “at least 1” asks for all."
            }
        }
    }

    /// More than 0; less than 1 where strict, up to 1 where not.
    package let fraction: Fraction
    /// Whether the fraction itself is not yet enough.
    package let isStrict: Bool
    package let of: Base

    /// - Throws: `.outOfRange` for a share that nobody could meet, or that everybody does.
    package init(_ fraction: Fraction, isStrict: Bool, of base: Base) throws(Problem) {
        guard fraction > .zero, isStrict ? fraction < .one : fraction <= .one else {
            throw .outOfRange(fraction)
        }
        self.fraction = fraction
        self.isStrict = isStrict
        self.of = base
    }

    /// Reads `more than 1/2 of entitled` and `at least 2/3 of present`.
    package init(parsing text: String) throws(Problem) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 5, words[3] == "of", let base = Base(rawValue: words[4]),
            ["more than", "at least"].contains("\(words[0]) \(words[1])"),
            let fraction = try? Fraction(parsing: words[2])
        else { throw .malformed(text) }
        try self.init(fraction, isStrict: words[0] == "more", of: base)
    }

    package var description: String {
        "\(isStrict ? "more than" : "at least") \(fraction) of \(of.rawValue)"
    }

    /// Whether so many of a whole are enough. Nothing is ever enough of nothing.
    package func isMet(by part: Int, of whole: Int) -> Bool {
        isStrict
            ? fraction.isExceeded(by: Int64(part), of: Int64(whole))
            : fraction.isReached(by: Int64(part), of: Int64(whole))
    }

    /// The fewest of a whole that are enough; 1 or more, and never fewer for a larger whole.
    ///
    /// - Parameter whole: 0 to `Meeting.peopleMax`, so that the product stays far inside 64 bits
    ///   for every fraction with a numerator that a rule would name.
    package func needed(of whole: Int) -> Int {
        let (high, low) = fraction.numerator.multipliedFullWidth(by: Int64(whole))
        let (quotient, remainder) = fraction.denominator.dividingFullWidth((high, low))
        return max(1, Int(quotient) + (isStrict || remainder > 0 ? 1 : 0))
    }

    /// Whether this share lets something pass that the other would not.
    package func isLooser(than other: Share) -> Bool {
        if of != other.of { return true }
        if fraction != other.fraction { return fraction < other.fraction }
        return other.isStrict && !isStrict
    }
}
