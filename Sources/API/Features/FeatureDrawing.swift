import Actions
import Kernel
import Storage

// Places, bodies and matters as GeoJSON (RFC 7946).
extension Features {
    func page(
        of collection: FeatureCollection, _ query: FeatureQuery
    ) async throws -> (features: [JSON], next: Outlines.Cursor?) {
        let installation = call.installation
        switch collection {
        case .places:
            let page = try await installation.placeFeatures(query, in: realm)
            return (page.items.map(feature), page.next)
        case .grids:
            let page = try await installation.gridFeatures(query, in: realm)
            return (page.items.map(feature), page.next)
        case .facilities:
            let page = try await installation.venueFeatures(query, in: realm)
            return (page.items.map(feature), page.next)
        case .organisations:
            let page = try await installation.bodyFeatures(query, in: realm)
            return (page.items.map(feature), page.next)
        case .matters:
            let page = try await installation.matterFeatures(query, in: realm)
            return (page.items.map(feature), page.next)
        }
    }

    func feature(_ name: String, of collection: FeatureCollection) async throws -> JSON? {
        let installation = call.installation
        switch collection {
        case .places:
            guard let id = Place.ID(name) else { return nil }
            return try await installation.placeFeature(id, in: realm).map(feature)
        case .grids, .facilities:
            guard let id = Int64(name), id > 0 else { return nil }
            var query = FeatureQuery(limit: 1)
            query.after = Outlines.Cursor(key: 0, id: id - 1)
            // The one that begins the page behind the number before, if it is the one.
            let found = try await page(of: collection, query).features.first
            guard case .object(let members)? = found,
                case .text(let first)? = members.first(where: { $0.0 == "id" })?.1,
                first == name
            else { return nil }
            return found
        case .organisations:
            guard let id = Body.ID(name) else { return nil }
            return try await installation.bodyFeature(id, in: realm).map(feature)
        case .matters:
            guard let reference = try? Reference(parsing: name) else { return nil }
            return try await installation.matterFeature(reference, in: realm).map(feature)
        }
    }

    private func feature(
        _ id: String, _ geometry: JSON, _ properties: [(String, JSON)]
    ) -> JSON {
        [
            "type": "Feature", "id": .text(id), "geometry": geometry,
            "properties": .object(properties),
        ]
    }

    private func point(_ position: Position) -> JSON {
        .list([degrees(position.longitude), degrees(position.latitude)])
    }

    private func geometry(_ position: Position?) -> JSON {
        position.map { ["type": "Point", "coordinates": point($0)] } ?? .null
    }

    private func geometry(_ outline: Outline) -> JSON {
        let areas = outline.areas.map { rings in
            JSON.list(rings.map { JSON.list($0.map(point)) })
        }
        return areas.count == 1
            ? ["type": "Polygon", "coordinates": areas[0]]
            : ["type": "MultiPolygon", "coordinates": .list(areas)]
    }

    private func feature(_ item: PlaceFeature) -> JSON {
        let place = item.place
        return feature(
            place.id.description, item.outline.map(geometry) ?? geometry(item.position),
            [
                ("name", .text(place.name.zh)), ("nameEnglish", .optional(place.name.en)),
                ("level", .text(place.level)), ("levelName", .text(words("level.\(place.level)"))),
                ("code", .optional(place.code)),
                ("within", .optional(place.parent?.description)),
                ("from", .optional(place.from?.description)),
                ("until", .optional(place.until?.description)),
            ])
    }

    private func feature(_ item: GridFeature) -> JSON {
        let grid = item.grid
        let geometry: JSON =
            item.outlines.isEmpty
            ? item.positions.isEmpty
                ? .null : ["type": "MultiPoint", "coordinates": .list(item.positions.map(point))]
            : [
                "type": "MultiPolygon",
                "coordinates": .list(
                    item.outlines.flatMap(\.areas).map { rings in
                        JSON.list(rings.map { JSON.list($0.map(point)) })
                    }),
            ]
        return feature(
            grid.id.description, geometry,
            [
                ("code", .text(grid.code)), ("name", .text(grid.name)), ("kind", .text(grid.kind)),
                ("kindName", .text(words("gridKind.\(grid.kind)"))),
                ("plan", .text(item.planName)),
                ("within", .optional(grid.parent?.description)),
                ("organisation", .optional(grid.body?.description)),
            ])
    }

    private func feature(_ item: VenueFeature) -> JSON {
        let venue = item.venue
        return feature(
            venue.id.description, geometry(item.position),
            [
                ("name", .text(venue.name.zh)), ("nameEnglish", .optional(venue.name.en)),
                ("kind", .text(venue.model)),
                ("kindName", .text(words("venueModel.\(venue.model)"))),
                ("spot", .text(venue.spot)), ("phone", .optional(venue.phone)),
                ("organisation", .text(venue.body.description)),
                ("page", .text(call.address("/\(realm.slug)/venues/\(venue.id)"))),
            ])
    }

    private func feature(_ item: BodyFeature) -> JSON {
        let body = item.body
        return feature(
            body.id.description, geometry(item.position),
            [
                ("name", .text(body.name.zh)), ("nameEnglish", .optional(body.name.en)),
                ("kind", .text(body.kind)), ("kindName", .text(words("bodyKind.\(body.kind)"))),
                ("phone", .optional(body.phone)),
                ("place", .optional(item.place.map { words.name($0.name) })),
                ("under", .optional(body.parent?.description)),
            ])
    }

    private func feature(_ item: MatterFeature) -> JSON {
        let line = item.line
        let kind = line.procedure
        let title = item.procedure.isOpenToAll(.title) && !line.title.isEmpty ? line.title : nil
        return feature(
            line.reference.description, geometry(item.position),
            [
                ("procedure", .text(kind)), ("procedureName", .text(words("\(kind).name"))),
                ("title", .optional(title)), ("category", .text(line.category)),
                ("categoryName", .text(words("category.\(line.category)"))),
                ("state", .text(line.state)),
                ("stateName", .text(words("\(kind).state.\(line.state)"))),
                ("isOpen", .bool(line.endedAt == nil)),
                ("ending", .optional(line.ending?.rawValue)),
                ("openedAt", .text(line.openedAt.iso8601)),
                ("dueAt", .optional(line.endedAt == nil ? line.dueAt?.iso8601 : nil)),
                ("endedAt", .optional(line.endedAt?.iso8601)),
                ("place", .text(words.name(item.place.name))),
                ("page", .text(call.address("/\(realm.slug)/matters/\(line.reference)"))),
            ])
    }
}
