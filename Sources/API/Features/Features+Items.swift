import Actions
import Kernel
import Storage

extension Features {
    static let limitUsual = 100
    static let limitMax = 1_000

    func items() async throws -> Answer {
        try allow(["bbox", "datetime", "limit", "after"])
        let collection = try named()
        let query = try asked()
        let (features, next) = try await page(of: collection, query)
        let path = "/collections/\(collection.rawValue)/items"
        func itemsHref(after: String?) -> String {
            href(
                path,
                [
                    ("bbox", call.query["bbox"]), ("datetime", call.query["datetime"]),
                    ("limit", call.query["limit"]), ("lang", call.query["lang"]),
                    ("after", after),
                ])
        }
        var links = [
            link("self", itemsHref(after: call.query["after"]), type: Self.geoJSON),
            link("collection", href("/collections/\(collection.rawValue)")),
        ]
        if let next {
            links.append(
                link("next", itemsHref(after: "\(next.key).\(next.id)"), type: Self.geoJSON))
        }
        return .json(
            [
                "type": "FeatureCollection", "timeStamp": .text(call.now.iso8601),
                "numberReturned": .number(String(features.count)), "links": .list(links),
                "features": .list(features),
            ], type: Self.geoJSON)
    }

    func item() async throws -> Answer {
        try allow([])
        let collection = try named()
        let name = try call.parameter("item")
        guard let feature = try await feature(name, of: collection) else {
            throw Complaint.notFound
        }
        guard case .object(var members) = feature else { throw Complaint.notFound }
        let path = "/collections/\(collection.rawValue)"
        members.append(
            (
                "links",
                [
                    link("self", href(path + "/items/" + name), type: Self.geoJSON),
                    link("collection", href(path)),
                ]
            ))
        return .json(.object(members), type: Self.geoJSON)
    }

    private func asked() throws -> FeatureQuery {
        var query = FeatureQuery(limit: Self.limitUsual)
        if let text = call.query["limit"] {
            guard let limit = Int(text), limit > 0 else {
                throw Complaint.bad("“limit” is a whole number from 1 to \(Self.limitMax).")
            }
            query.limit = min(limit, Self.limitMax)
        }
        if let text = call.query["bbox"] {
            do {
                query.boxes = try Bounds.boxes(text)
            } catch {
                throw Complaint.bad(
                    "“bbox” is west,south,east,north in degrees within ±180 and ±90.")
            }
        }
        if let text = call.query["datetime"] {
            guard let span = TimeSpan(text, in: book.profile.zone) else {
                throw Complaint.bad(
                    "“datetime” is an instant such as 2026-11-01T00:00:00Z, a day, or two with a "
                        + "slash between them; .. stands for an open end.")
            }
            (query.from, query.until) = (span.from, span.until)
        }
        if let text = call.query["after"] {
            let parts = text.split(separator: ".").map { Int64($0) }
            guard parts.count == 2, let key = parts[0], let id = parts[1] else {
                throw Complaint.bad("“after” is what a next link holds; follow that.")
            }
            query.after = Outlines.Cursor(key: key, id: id)
        }
        return query
    }
}
