import Actions
import Kernel

/// What one call asks of a realm's features.
struct Features {
    let call: Call
    let realm: Realm
    let book: Rulebook
    let words: Wording

    static let geoJSON = "application/geo+json"

    func href(_ rest: String = "", _ items: [(String, String?)] = []) -> String {
        call.address("/api/features/\(realm.slug)" + rest, items)
    }

    func link(
        _ relation: String, _ href: String, type: String = "application/json",
        title: String? = nil
    ) -> JSON {
        var members: [(String, JSON)] = [
            ("href", .text(href)), ("rel", .text(relation)), ("type", .text(type)),
        ]
        if let title { members.append(("title", .text(title))) }
        return .object(members)
    }

    /// Refuses a parameter that nothing here reads (requirement 8).
    func allow(_ names: Set<String>) throws {
        let known = names.union(["f", "lang"])
        if let other = call.query.all.keys.sorted().first(where: { !known.contains($0) }) {
            throw Complaint.bad("The parameter “\(other)” is none of this resource.")
        }
        if let format = call.query["f"], !["json", "geojson"].contains(format) {
            throw Complaint.bad("The formats are json and geojson, not “\(format)”.")
        }
    }

    func landing() throws -> Answer {
        try allow([])
        return .json([
            "title": .text(words.name(realm.name)),
            "description": "Places, organisations and public matters of one realm. 邻里",
            "links": [
                link("self", href()),
                link(
                    "service-desc", href("/api"),
                    type: "application/vnd.oai.openapi+json;version=3.0"),
                link("conformance", href("/conformance")),
                link("data", href("/collections")),
            ],
        ])
    }

    func conformance() throws -> Answer {
        try allow([])
        let classes = ["core", "oas30", "geojson"].map {
            JSON.text("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/\($0)")
        }
        return .json(["conformsTo": .list(classes)])
    }

    func collections() async throws -> Answer {
        try allow([])
        let frame = try await call.installation.mapFrame(of: realm)
        return .json([
            "links": [link("self", href("/collections"))],
            "collections": .list(FeatureCollection.allCases.map { description($0, frame) }),
        ])
    }

    func collection() async throws -> Answer {
        try allow([])
        let frame = try await call.installation.mapFrame(of: realm)
        return .json(description(try named(), frame))
    }

    func named() throws -> FeatureCollection {
        guard let collection = FeatureCollection(rawValue: try call.parameter("collection")) else {
            throw Complaint.notFound
        }
        return collection
    }

    private func description(_ collection: FeatureCollection, _ frame: Bounds?) -> JSON {
        let path = "/collections/\(collection.rawValue)"
        var members: [(String, JSON)] = [
            ("id", .text(collection.rawValue)), ("title", collection.title),
            ("description", collection.detail), ("itemType", "feature"),
            ("crs", ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]),
            (
                "links",
                [
                    link("self", href(path)),
                    link("items", href(path + "/items"), type: Self.geoJSON),
                ]
            ),
        ]
        if let frame {
            let box = JSON.list([frame.west, frame.south, frame.east, frame.north].map(degrees))
            members.append(
                (
                    "extent",
                    [
                        "spatial": [
                            "bbox": [box],
                            "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
                        ]
                    ]
                ))
        }
        return .object(members)
    }

    /// Millionths of a degree as a number of degrees.
    func degrees(_ millionths: Int) -> JSON {
        let (whole, rest) = (abs(millionths) / 1_000_000, abs(millionths) % 1_000_000)
        let decimals = String(1_000_000 + rest).dropFirst()
        return .number((millionths < 0 ? "-" : "") + "\(whole).\(decimals)")
    }
}
