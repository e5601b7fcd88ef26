package import Kernel
import SQL
import Storage

extension Installation {
    /// How far from its position a place without a boundary may still be meant, in metres.
    private static let nearMetres = 300
    /// About the same in millionths of a degree, wider rather than narrower.
    private static let nearMillionths = 6_000

    /// The place of today in which a position lies: the nearest one close by that has a position of
    /// its own, or else the smallest around it; nil where there is none.
    package func place(at position: Position, in realm: Realm) async throws -> Place? {
        let book = try await rulebook(of: realm)
        let now = now()
        let today = book.day(of: now)
        return try await database.glance { db in
            let (ids, _) = try Outlines.touching(
                [Bounds(of: position).grown(by: Self.nearMillionths)], in: realm.id, after: nil,
                limit: 500, readMax: PublicMatters.readMax, db)
            let places = try gazetteer.places(ids, in: realm.id, at: now, db)
                .filter { $0.exists(on: today) }
            let outlines = try Outlines.of(places.map(\.id), db)
            let around = places.filter { outlines[$0.id]?.contains(position) ?? false }
                .max { $0.path.depth < $1.path.depth }
            let positions = try Positions.of(places.map(\.id), db)
            let near = places.filter { place in
                outlines[place.id] == nil && (around?.path.contains(place.path) ?? true)
            }.compactMap { place in
                positions[place.id].map { (place: place, metres: $0.metres(to: position)) }
            }.filter { $0.metres <= Self.nearMetres }
                .min { ($0.metres, $0.place.id) < ($1.metres, $1.place.id) }
            return near?.place ?? around
        }
    }

    /// The narrowest place of today whose name stands in an address; the whole realm where none
    /// does, so that somebody looks at it.
    package func place(addressed text: String, in realm: Realm) async throws -> Place? {
        let today = try await rulebook(of: realm).day(of: now())
        let known = try await places(in: realm).filter { $0.exists(on: today) }
        let text = text.lowercased()
        let named = known.filter { place in
            text.contains(place.name.zh.lowercased())
                || (place.name.en.map { text.contains($0.lowercased()) } ?? false)
        }
        // “Building 1” alone is anywhere: what holds it must be named, too.
        let ids = Set(named.map(\.id))
        let sure = named.filter { place in
            let above = place.path.ids.dropLast()
            return named.allSatisfy { $0.id == place.id || $0.name != place.name }
                || above.dropFirst().contains(where: ids.contains)
        }
        return sure.max { $0.path.depth < $1.path.depth } ?? known.first
    }
}
