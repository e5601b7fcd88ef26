import Actions
import HTTPTypes
import Kernel
import Storage

// Places: the tree of today, one of them, and all that may be changed about it.
extension DeskEndpoint {
    static let placeEndpoints: [DeskEndpoint] = [
        .list(
            "/places", "listPlaces",
            "Places without a parent, or with `parent` what lies directly under it, or with `text` "
                + "those of that name or code",
            verb: .readPlaces,
            query: [
                Parameter("parent", .id, "The number of a place."),
                Parameter("text", .line(60), "A part of a name, or a code."),
            ], most: Places.pageMax, of: Shapes.place, listPlaces),
        .one(
            "/places/:id", "getPlace", "One place, with where it stands and what hangs on it",
            verb: .readPlaces, shape: Shapes.placeFile
        ) { call in try await call.placeFile() },
        .list(
            "/places/:id/history", "getPlaceHistory",
            "What was changed about a place, the newest first", verb: .readPlaces,
            most: Histories.pageMax, of: Shapes.historyLine
        ) { call in
            let before: Identifier<Never>? = try call.afterID()
            guard
                let file = try await call.installation.placeFile(
                    call.id("id"), in: call.realm, childrenAfter: nil, before: before?.rawValue)
            else { throw Problem(.notFound) }
            return call.history(file.history)
        },
        .act(
            "/places/:id/children", "addPlace", "Adds a place under another", verb: .editPlaces,
            body: .named(
                "PlaceWish",
                .object([
                    .text("level", .word, "Below the level of the other."), .placeName,
                    .englishName,
                    .maybe("code", codeForm, "The official one."),
                    .maybe("from", .day, "The first day; today unless said."),
                ])), shape: Shapes.placeFile, status: .created, isRepeatable: true,
            problems: [.conflict],
            location: { "/places/\($0.place.id)" }
        ) { call in
            let place = try await AddPlace(
                realm: call.realm, by: .holding(call.holding), under: try call.id("id"),
                level: call.typed("level"), name: call.typed("name"),
                nameEnglish: call.text("nameEnglish"), code: call.text("code"),
                from: call.text("from")
            ).run(in: call.installation)
            return try await call.placeFile(place.id)
        },
        .act(
            "/places/:id/name", "renamePlace", "Gives a place another name", verb: .editPlaces,
            body: .named("PlaceName", .object([.placeName, .englishName])),
            shape: Shapes.placeFile, problems: [.conflict]
        ) { call in
            try await RenamePlace(
                realm: call.realm, by: .holding(call.holding), place: try call.id("id"),
                name: call.typed("name"), nameEnglish: call.text("nameEnglish")
            ).run(in: call.installation)
            return try await call.placeFile()
        },
        .act(
            "/places/:id/code", "codePlace",
            "Sets the official code of a place, or without one takes it away",
            verb: .editPlaces, body: .named("PlaceCode", .object([.maybe("code", codeForm)])),
            shape: Shapes.placeFile, problems: [.conflict]
        ) { call in
            try await CodePlace(
                realm: call.realm, by: .holding(call.holding), place: try call.id("id"),
                code: call.text("code")
            ).run(in: call.installation)
            return try await call.placeFile()
        },
        .act(
            "/places/:id/position", "locatePlace",
            "Says where a place is, or without both takes that away", verb: .editPlaces,
            body: .named(
                "PlacePosition",
                .object([
                    .maybe("latitude", .line(20), "Degrees (WGS 84), such as `32.6012`."),
                    .maybe("longitude", .line(20)),
                ])), shape: Shapes.placeFile, problems: [.conflict]
        ) { call in
            try await LocatePlace(
                realm: call.realm, by: .holding(call.holding), place: try call.id("id"),
                latitude: call.typed("latitude"), longitude: call.typed("longitude")
            ).run(in: call.installation)
            return try await call.placeFile()
        },
        .act(
            "/places/:id/closure", "closePlace",
            "Closes a place on a day, once nothing hangs on it", verb: .editPlaces,
            body: .named("EndDay", .object([.ending])), shape: Shapes.placeFile,
            problems: [.conflict]
        ) { call in
            try await ClosePlace(
                realm: call.realm, by: .holding(call.holding), place: try call.id("id"),
                until: call.text("until")
            ).run(in: call.installation)
            return try await call.placeFile()
        },
    ]

    private static let codeForm = TextForm.line(30)

    private static func listPlaces(_ call: DeskCall) async throws -> Listing<Place> {
        let limit = call.limit(Places.pageMax)
        guard let text = call.query["text"] else {
            let found = try await call.installation.places(
                under: call.queryID("parent"), after: try call.afterID(), limit: limit,
                in: call.realm)
            return Listing(found.places, next: found.next?.description)
        }
        guard call.query["parent"] == nil else {
            throw Problem(.malformed, .says("problem.notTogether", ["names": "parent, text"]))
        }
        var cursor: Places.Cursor?
        if let last: Place.ID = try call.afterID() {
            guard let place = try await call.installation.place(last, in: call.realm) else {
                throw Problem(.notFound)
            }
            cursor = Places.Cursor(after: place)
        }
        let search = try await call.installation.places(
            matching: text, in: call.realm, after: cursor, limit: limit)
        return Listing(search.found, next: search.next?.id.description)
    }
}

extension Schema.Property {
    /// The name of a place or a body.
    static let placeName = text("name", .line(LocalName.charactersMax))
    static let englishName = maybe("nameEnglish", .line(LocalName.charactersMax))
    static let ending = maybe(
        "until", .day, "The first day on which it is no longer there; today unless said.")
}

extension DeskCall {
    /// The place that the address names, or another, as its page shows it.
    fileprivate func placeFile(_ other: Place.ID? = nil) async throws -> PlaceFile {
        let id: Place.ID = try other ?? id("id")
        guard
            let file = try await installation.placeFile(
                id, in: realm, childrenAfter: nil, before: nil)
        else { throw Problem(.notFound) }
        return file
    }

    /// As much of a history as was asked for.
    func history(_ lines: [Histories.Line]) -> Listing<Histories.Line> {
        let limit = limit(Histories.pageMax)
        let shown = Array(lines.prefix(limit))
        return Listing(
            shown, next: shown.count == limit ? shown.last.map { String($0.sequence) } : nil)
    }
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

    static let placeFile = Shape<PlaceFile>(
        "PlaceFile",
        place.members { $0.place } + [
            .many("line", place, about: "From the root down to the place itself.") { file, _ in
                file.line
            },
            .maybeOne("position", position, about: "In degrees (WGS 84).") { file, _ in
                file.position
            },
            .texts("bodies", .id, about: "Responsible here, or where this lies.") { file, _ in
                file.bodies.map(\.id.description)
            },
            .many("posts", postLine, about: "Over it, now and before.") { file, _ in file.posts },
            .one("ties", ties, about: "What hangs on it, and keeps it from being closed.") {
                file, _ in file.ties
            },
        ])

    static let position = Shape<Position>(
        "Position",
        [
            .text("latitude") { position, _ in position.degrees.latitude },
            .text("longitude") { position, _ in position.degrees.longitude },
        ])

    static let ties = Shape<Ties>(
        "Ties",
        [
            .number("matters", about: "At most \(Ties.countMax) are counted.") { ties, _ in
                ties.matters
            },
            .number("children") { ties, _ in ties.children },
            .number("posts") { ties, _ in ties.posts },
            .number("bodies") { ties, _ in ties.bodies },
            .number("memberships") { ties, _ in ties.memberships },
            .number("rules") { ties, _ in ties.rules },
            .number("pairings") { ties, _ in ties.pairings },
        ])

    static let historyLine = Shape<Histories.Line>(
        "HistoryLine",
        [
            .number("record", about: "The number of its record.") { line, _ in
                Int(line.sequence)
            },
            .time("at") { $0.at }, .text("action", .word) { line, _ in line.action },
            .maybe("personName") { line, _ in line.personName },
            .maybe("role", .word) { line, _ in line.role },
            .maybe("bodyName") { line, pen in line.bodyName.map(pen.words.name) },
            Member(
                "said", .optional(.map(.anything)), about: "What was changed, as it is recorded."
            ) { line, _ in
                if case .object? = line.payload { line.payload?.json ?? .null } else { .null }
            },
        ])
}
