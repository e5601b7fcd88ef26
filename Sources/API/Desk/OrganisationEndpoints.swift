import Actions
import Kernel
import Storage

// Places, bodies and posts, and who would be responsible for what.
extension DeskEndpoint {
    static let organisationEndpoints: [DeskEndpoint] = [
        .list(
            "/places", "listPlaces",
            "Places without a parent, or with `parent` what lies directly under it",
            verb: .readPlaces,
            query: [Parameter("parent", .id, "The number of a place.")], most: Places.pageMax,
            of: Shapes.place
        ) { call in
            let found = try await call.installation.places(
                under: call.queryID("parent"), after: try call.afterID(),
                limit: call.limit(Places.pageMax), in: call.realm)
            return Listing(found.places, next: found.next?.description)
        },
        .one("/places/:id", "getPlace", "One place", verb: .readPlaces, shape: Shapes.place) {
            call in
            guard let place = try await call.installation.place(call.id("id"), in: call.realm)
            else { throw Problem(.notFound) }
            return place
        },
        .whole(
            "/bodies", "listBodies", "The bodies of today", verb: .readPlaces,
            query: [Parameter("kind", .word, "Of one kind.")], of: Shapes.body
        ) { call in
            let today = call.today
            return try await call.installation.bodies(in: call.realm).filter { body in
                body.exists(on: today) && call.query["kind"].map { $0 == body.kind } ?? true
            }
        },
        .one("/bodies/:id", "getBody", "One body", verb: .readPlaces, shape: Shapes.body) { call in
            let id: Kernel.Body.ID = try call.id("id")
            guard
                let body = try await call.installation.bodies(in: call.realm)
                    .first(where: { $0.id == id })
            else { throw Problem(.notFound) }
            return body
        },
        .whole(
            "/bodies/:id/posts", "listPosts", "The posts of a body that are held today",
            verb: .readPlaces, of: Shapes.postLine
        ) { call in try await call.installation.posts(of: call.id("id"), in: call.realm) },
        .whole(
            "/bodies/:id/clauses", "listClauses", "The duty list of a body", verb: .readPlaces,
            of: Shapes.clause
        ) { call in
            let id: Kernel.Body.ID = try call.id("id")
            guard
                try await call.installation.bodies(in: call.realm).contains(where: { $0.id == id })
            else { throw Problem(.notFound) }
            return try await call.installation.clauses(of: id)
        },
        .one(
            "/routing", "getRouting",
            "Whom the catalogue of responsibilities names for a place and a category",
            query: [
                Parameter("place", .id, "Needed."), Parameter("category", .word, "Needed."),
            ], shape: Shapes.routing
        ) { call in
            guard let category = call.query["category"], let id: Place.ID = call.queryID("place")
            else { throw Problem(.malformed, "“place” and “category” are needed.") }
            guard let place = try await call.installation.place(id, in: call.realm) else {
                throw Problem(.malformed, "“place” is no place of this realm.")
            }
            return try await call.installation.routing(
                place: place.path, category: category, in: call.realm)
        },
    ]
}

extension Shapes {
    static let place = Shape<Place>(
        "Place",
        [
            .id("id") { $0.id }, .maybeID("parent") { $0.parent }, .name("name") { $0.name },
            .maybe("nameEnglish") { place, _ in place.name.en },
            .text("level", .word) { place, _ in place.level },
            .text("levelTitle") { place, pen in pen.words("level.\(place.level)") },
            .maybe("code", about: "The official one, where there is one.") { place, _ in
                place.code
            },
            .maybeDay("from") { $0.from },
            .maybeDay("until", about: "The first day on which it is no longer there.") {
                $0.until
            },
        ])

    static let body = Shape<Body>(
        "Body",
        [
            .id("id") { $0.id }, .maybeID("parent") { $0.parent }, .name("name") { $0.name },
            .maybe("nameEnglish") { body, _ in body.name.en },
            .text("kind", .word) { body, _ in body.kind },
            .text("kindTitle") { body, pen in pen.words("bodyKind.\(body.kind)") },
            .maybe("phone", about: "Of the office.") { body, _ in body.phone },
            .maybeID("place", about: "Where it is responsible; null is everywhere.") { $0.place },
            .maybeDay("from") { $0.from }, .maybeDay("until") { $0.until },
        ])

    static let postLine = Shape<PostLine>(
        "PostLine",
        [
            .id("id") { $0.post.id },
            .text("role", .word) { line, _ in line.post.role },
            .text("roleTitle") { line, pen in pen.words("role.\(line.post.role)") },
            .text("personName") { line, _ in line.personName },
            .id("place") { $0.post.place }, .name("placeName") { $0.placeName },
            .maybe("duty") { line, _ in line.post.duty },
            .maybeDay("from") { $0.post.from }, .maybeDay("until") { $0.post.until },
        ])

    static let clause = Shape<DutyClause>(
        "Clause",
        [
            .id("id") { $0.id }, .text("code") { clause, _ in clause.code },
            .text("text") { clause, _ in clause.text },
        ])

    static let routing = Shape<Routing>(
        "Routing",
        [
            .number("catalogueVersion") { routing, _ in routing.version },
            .maybeID("lead") { $0.chosen?.lead },
            .texts("assists", .id) { routing, _ in
                routing.chosen?.assists.map(\.description) ?? []
            },
            .maybe("basis", about: "The law, list or agreement that it rests on.") {
                routing, _ in routing.chosen?.basis
            },
        ])
}
