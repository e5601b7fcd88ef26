import Foundation

/// Where a place is (WGS 84), to a millionth of a degree: about a tenth of a metre.
package struct Position: Hashable, Sendable {
    package enum Problem: Error, Hashable, Sendable {
        /// No number of degrees with at most six decimals.
        case unreadable
        /// Beyond ±90 or ±180 degrees.
        case outside
    }

    /// North of the equator, in millionths of a degree.
    package let latitude: Int
    /// East of Greenwich, in millionths of a degree.
    package let longitude: Int

    /// - Throws: `.outside`.
    package init(latitude: Int, longitude: Int) throws(Problem) {
        guard abs(latitude) <= 90_000_000, abs(longitude) <= 180_000_000 else { throw .outside }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// The nearest position on the map to one that may lie beyond its edges.
    package init(clampingLatitude latitude: Int, longitude: Int) {
        self.latitude = min(max(latitude, -90_000_000), 90_000_000)
        self.longitude = min(max(longitude, -180_000_000), 180_000_000)
    }

    /// Reads degrees as people write them: `32.6135`, `110.783`.
    ///
    /// - Throws: `.unreadable`, `.outside`.
    package init(latitude: String, longitude: String) throws(Problem) {
        guard let north = Self.millionths(latitude), let east = Self.millionths(longitude) else {
            throw .unreadable
        }
        try self.init(latitude: north, longitude: east)
    }

    private static func millionths(_ text: String) -> Int? {
        let text = text.halfWidth.filter { $0 != " " && $0 != "°" }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...3).contains(parts[0].utf8.count),
            digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
            let whole = Int(parts[0])
        else { return nil }
        let decimals = parts.count == 2 ? String(parts[1]) : "0"
        guard (1...6).contains(decimals.utf8.count),
            let rest = Int(decimals + String(repeating: "0", count: 6 - decimals.utf8.count))
        else { return nil }
        return (text.hasPrefix("-") ? -1 : 1) * (whole * 1_000_000 + rest)
    }

    /// Degrees as forms show them, without needless zeros.
    package var degrees: (latitude: String, longitude: String) {
        (Self.text(latitude), Self.text(longitude))
    }

    private static func text(_ millionths: Int) -> String {
        let (whole, rest) = (abs(millionths) / 1_000_000, abs(millionths) % 1_000_000)
        var decimals = String(1_000_000 + rest).dropFirst()
        while decimals.hasSuffix("0"), decimals.count > 1 { decimals = decimals.dropLast() }
        return (millionths < 0 ? "-" : "") + "\(whole).\(decimals)"
    }

    /// How far two places are apart as the crow flies, in whole metres: on a sphere of 6,371 km,
    /// true to half a hundredth.
    package func metres(to other: Position) -> Int {
        func radians(_ millionths: Int) -> Double { Double(millionths) / 1_000_000 * .pi / 180 }
        let (here, there) = (radians(latitude), radians(other.latitude))
        let north = sin((there - here) / 2)
        let east = sin(radians(other.longitude - longitude) / 2)
        let chord = north * north + cos(here) * cos(there) * east * east
        return Int((2 * 6_371_000 * asin(min(1, chord.squareRoot()))).rounded())
    }
}
