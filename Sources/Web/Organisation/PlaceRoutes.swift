import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// Places, bodies and people: seen, searched and changed.
    static let organisationRoutes: [Route] = placeRoutes + bodyRoutes + peopleRoutes

    static let placeRoutes: [Route] = [
        .get("/desk/places", .post(.readPlaces), placesPage),
        .get("/desk/places/:place", .post(.readPlaces)) { ask in try await placePage(ask) },
        .get("/desk/places/:place/branch", .post(.readPlaces), placeBranch),
        .post("/desk/places/:place/children", .post(.editPlaces), addPlace),
        .post("/desk/places/:place/name", .post(.editPlaces), renamePlace),
        .post("/desk/places/:place/code", .post(.editPlaces), codePlace),
        .post("/desk/places/:place/position", .post(.editPlaces), locatePlace),
        .post("/desk/places/:place/closure", .post(.editPlaces), closePlace),
    ]

    private static let foundOnPage = 50

    private static func placesPage(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let realm = frame.visit.realm
        if let text = ask.query["q"].map({ String($0.prefix(60)) }) {
            let search = try await ask.installation.places(
                matching: text, in: realm, after: ask.placeCursor, limit: foundOnPage)
            return frame.placesPage(frame.placesFound(search, text: text), text: text)
        }
        var open: Place?
        if let id = ask.query["open"].flatMap({ Place.ID($0) }) {
            open = try await ask.installation.place(id, in: realm)
        }
        let shown = open
        let key = FragmentKey(
            chosen: [shown?.id.description], realm: realm.id,
            profileVersion: frame.visit.book.profile.version,
            edition: try await ask.installation.edition(of: realm), reach: .root,
            language: frame.words.language)
        let tree = try await ask.site.trees.piece(key) {
            let tree = try await ask.installation.placeTree(in: realm, to: shown)
            return frame.placeTree(tree, open: shown)
        }
        return frame.placesPage(tree, text: "")
    }

    /// What lies under one place, as a fragment.
    private static func placeBranch(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let realm = frame.visit.realm
        guard let id = Place.ID(try ask.parameter("place")),
            let place = try await ask.installation.place(id, in: realm)
        else { throw ActionError.notFound }
        let tree = try await ask.installation.placeTree(in: realm, under: place.id)
        let rest = HTML.when(
            tree.roots.count >= Places.pageMax,
            """
            <li class="twig"><div class="twig-row"><a href="\(Link.place(id))">\
            \(frame.words("page.older"))</a></div></li>
            """)
        return .page("\(treeBranch(frame.placeNodes(tree.roots, tree, open: nil)))\(rest)")
    }

    private static func placePage(_ ask: Ask, back: FormReturn? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard let id = Place.ID(try ask.parameter("place")),
            let file = try await ask.installation.placeFile(
                id, in: frame.visit.realm, childrenAfter: ask.placeCursor,
                before: ask.query["before"].flatMap { Int64($0) })
        else { throw ActionError.notFound }
        return try await frame.placePage(file, back: back)
    }

    /// Runs one change of the place that the address names.
    private static func change(
        _ form: String, _ ask: Ask,
        _ work: (Visit, Changer, Place.ID) async throws -> Place.ID
    ) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Place.ID(try ask.parameter("place")) else { throw ActionError.notFound }
        return try await changing(form, ask, page: { try await placePage(ask, back: $0) }) {
            .see(.place(try await work(visit, .holding(visit.holding), id), done: true))
        }
    }

    private static func addPlace(_ ask: Ask) async throws -> Reply {
        try await change("children", ask) { visit, changer, parent in
            try await AddPlace(
                realm: visit.realm, by: changer, under: parent, level: ask.form["level"] ?? "",
                name: ask.form["name"] ?? "", nameEnglish: ask.form["nameEnglish"],
                code: ask.form["code"], from: ask.form["from"]
            ).run(in: ask.installation).id
        }
    }

    private static func renamePlace(_ ask: Ask) async throws -> Reply {
        try await change("name", ask) { visit, changer, place in
            try await RenamePlace(
                realm: visit.realm, by: changer, place: place, name: ask.form["name"] ?? "",
                nameEnglish: ask.form["nameEnglish"]
            ).run(in: ask.installation)
            return place
        }
    }

    private static func codePlace(_ ask: Ask) async throws -> Reply {
        try await change("code", ask) { visit, changer, place in
            try await CodePlace(
                realm: visit.realm, by: changer, place: place, code: ask.form["code"]
            ).run(in: ask.installation)
            return place
        }
    }

    private static func locatePlace(_ ask: Ask) async throws -> Reply {
        try await change("position", ask) { visit, changer, place in
            try await LocatePlace(
                realm: visit.realm, by: changer, place: place,
                latitude: ask.form["latitude"] ?? "", longitude: ask.form["longitude"] ?? ""
            ).run(in: ask.installation)
            return place
        }
    }

    private static func closePlace(_ ask: Ask) async throws -> Reply {
        try await change("closure", ask) { visit, changer, place in
            try await ClosePlace(
                realm: visit.realm, by: changer, place: place, until: ask.form["until"]
            ).run(in: ask.installation)
            return place
        }
    }
}

extension Ask {
    /// Where a list of places by name goes on.
    var placeCursor: Places.Cursor? {
        guard let id = query["after"].flatMap({ Place.ID($0) }), let name = query["name"] else {
            return nil
        }
        return Places.Cursor(name: name, id: id)
    }
}
