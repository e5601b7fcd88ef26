import Foundation
package import Kernel

/// Boundaries of places as GeoJSON gives them (RFC 7946): a collection of features whose geometry
/// is a Polygon or MultiPolygon in degrees east and north (WGS 84).
package struct BoundaryFile: Sendable {
    package struct Feature: Sendable {
        /// Counted from 1.
        package let number: Int
        package let outline: Outline
        /// The properties that are texts or whole numbers, by name.
        package let properties: [String: String]
    }

    /// Why the whole file is none, or why one feature was left out.
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case notJSON
        case notFeatures
        case tooMany(featuresMax: Int)
        case otherGeometry(feature: Int, kind: String)
        case badRing(feature: Int)
        case tooFine(feature: Int, positionsMax: Int)

        package var description: String {
            switch self {
            case .notJSON: "The file is not JSON. Save it as GeoJSON in UTF-8."
            case .notFeatures:
                "The file is no FeatureCollection of GeoJSON. Export it as GeoJSON (RFC 7946)."
            case .tooMany(let most): "A file may have up to \(most) features."
            case .otherGeometry(let number, let kind):
                "feature \(number): a boundary is a Polygon or MultiPolygon, not “\(kind)”"
            case .badRing(let number):
                "feature \(number): a ring has at least four positions of two numbers, east before "
                    + "north within ±180 and ±90, and ends where it begins"
            case .tooFine(let number, let most):
                "feature \(number): a boundary may have up to \(most) positions; simplify it"
            }
        }
    }

    package static let featuresMax = 20_000

    package private(set) var features: [Feature] = []
    /// What was left out, in the order of the file.
    package private(set) var problems: [Problem] = []

    /// - Throws: `Problem` where nothing can be read at all.
    package init(_ bytes: [UInt8]) throws(Problem) {
        guard let whole = try? JSONSerialization.jsonObject(with: Data(bytes)) else {
            throw .notJSON
        }
        guard let object = whole as? [String: Any],
            object["type"] as? String == "FeatureCollection",
            let list = object["features"] as? [[String: Any]]
        else { throw .notFeatures }
        guard list.count <= Self.featuresMax else {
            throw .tooMany(featuresMax: Self.featuresMax)
        }
        for (index, feature) in list.enumerated() {
            do {
                features.append(try Self.feature(feature, number: index + 1))
            } catch {
                problems.append(error)
            }
        }
    }

    private static func feature(
        _ object: [String: Any], number: Int
    ) throws(Problem) -> Feature {
        let geometry = object["geometry"] as? [String: Any]
        let kind = geometry?["type"] as? String ?? "null"
        let areas: [Any]? =
            switch kind {
            case "Polygon": (geometry?["coordinates"] as? [Any]).map { [$0] }
            case "MultiPolygon": geometry?["coordinates"] as? [Any]
            default: throw .otherGeometry(feature: number, kind: kind)
            }
        let rings = areas.flatMap(Self.areas)
        guard let rings else { throw .badRing(feature: number) }
        let outline: Outline
        do {
            outline = try Outline(areas: rings)
        } catch {
            switch error {
            case .noArea: throw .badRing(feature: number)
            case .tooMany(let most): throw .tooFine(feature: number, positionsMax: most)
            }
        }
        return Feature(
            number: number, outline: outline,
            properties: texts(of: object["properties"] as? [String: Any] ?? [:]))
    }

    private static func areas(_ list: [Any]) -> [[Outline.Ring]]? {
        var areas: [[Outline.Ring]] = []
        for area in list {
            guard let rings = area as? [[[Any]]] else { return nil }
            var read: [Outline.Ring] = []
            for ring in rings {
                var positions: Outline.Ring = []
                for pair in ring {
                    guard let position = position(pair) else { return nil }
                    positions.append(position)
                }
                read.append(positions)
            }
            areas.append(read)
        }
        return areas
    }

    /// Two numbers, or three with a height that is left aside.
    private static func position(_ pair: [Any]) -> Position? {
        guard (2...3).contains(pair.count), let east = pair[0] as? Double,
            let north = pair[1] as? Double, abs(east) <= 180, abs(north) <= 90
        else { return nil }
        return try? Position(
            latitude: Int((north * 1_000_000).rounded()),
            longitude: Int((east * 1_000_000).rounded()))
    }

    private static func texts(of properties: [String: Any]) -> [String: String] {
        properties.compactMapValues { value in
            switch value {
            case let text as String: text.trimmingCharacters()
            case let number as Int: String(number)
            default: nil
            }
        }
    }
}
