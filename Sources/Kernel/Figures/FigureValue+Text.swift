/// How numbers are written, the same on every page, in every file and in both languages.
extension FigureValue {
    /// `2,829`, `87.5%`, and `–` for a share of nothing.
    package var text: String {
        switch self {
        case .number(let number): Self.grouped(number)
        case .share: tenthsOfPercent.map { "\($0 / 10).\($0 % 10)%" } ?? "–"
        }
    }

    /// `126 / 144`; nil for what is no share.
    package var counts: String? {
        guard case .share(let part, let whole) = self else { return nil }
        return "\(Self.grouped(part)) / \(Self.grouped(whole))"
    }

    /// A number with a comma between each three digits, and a true minus.
    package static func grouped(_ number: Int64) -> String {
        var parts: [Substring] = []
        let digits = String(number.magnitude)
        var rest = Substring(digits)
        while rest.count > 3 {
            parts.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        parts.insert(rest, at: 0)
        return (number < 0 ? "−" : "") + parts.joined(separator: ",")
    }
}
