import Actions
import Kernel
import Markup
import Storage

extension Site {
    static let bodyRoutes: [Route] = [
        .get("/desk/bodies", .post(.readPlaces)) { ask in
            try await DeskFrame(ask).bodiesPage()
        },
        .get("/desk/bodies/new", .post(.editBodies)) { ask in
            try await DeskFrame(ask).newBodyPage()
        },
        .post("/desk/bodies", .post(.editBodies), addBody),
        .get("/desk/bodies/:body", .post(.readPlaces)) { ask in try await bodyPage(ask) },
        .post("/desk/bodies/:body/particulars", .post(.editBodies), changeBody),
        .post("/desk/bodies/:body/end", .post(.editBodies), endBody),
        .post("/desk/bodies/:body/clauses", .post(.editBodies), addClause),
        .post("/desk/clauses/:clause/retirement", .post(.editBodies), retireClause),
    ]

    private static func bodyPage(_ ask: Ask, back: FormReturn? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard let id = Body.ID(try ask.parameter("body")),
            let file = try await ask.installation.bodyFile(
                id, in: frame.visit.realm, for: frame.visit.holding,
                before: ask.query["before"].flatMap { Int64($0) })
        else { throw ActionError.notFound }
        return try await frame.bodyPage(file, back: back)
    }

    private static func addBody(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        return try await changing(
            "new", ask, page: { try await DeskFrame(ask).newBodyPage(back: $0) },
            {
                let body = try await AddBody(
                    realm: visit.realm, by: .holding(visit.holding), kind: ask.form["kind"] ?? "",
                    try await wish(in: ask, of: visit.realm), from: ask.form["from"]
                ).run(in: ask.installation)
                return .see(.body(body.id, done: true))
            })
    }

    private static func wish(in ask: Ask, of realm: Realm) async throws -> BodyWish {
        BodyWish(
            name: ask.form["name"] ?? "", nameEnglish: ask.form["nameEnglish"],
            phone: ask.form["phone"], parent: ask.form["parent"].flatMap { Body.ID($0) },
            place: try await ask.sentPlace(in: realm))
    }

    /// Runs one change of the body that the address names.
    private static func change(
        _ form: String, _ ask: Ask, _ work: (Visit, Changer, Body.ID) async throws -> Void
    ) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Body.ID(try ask.parameter("body")) else { throw ActionError.notFound }
        return try await changing(form, ask, page: { try await bodyPage(ask, back: $0) }) {
            try await work(visit, .holding(visit.holding), id)
            return .see(.body(id, done: true))
        }
    }

    private static func changeBody(_ ask: Ask) async throws -> Reply {
        try await change("particulars", ask) { visit, changer, body in
            try await ChangeBody(
                realm: visit.realm, by: changer, body: body,
                to: try await wish(in: ask, of: visit.realm)
            ).run(in: ask.installation)
        }
    }

    private static func endBody(_ ask: Ask) async throws -> Reply {
        try await change("end", ask) { visit, changer, body in
            try await EndBody(
                realm: visit.realm, by: changer, body: body, until: ask.form["until"]
            ).run(in: ask.installation)
        }
    }

    private static func addClause(_ ask: Ask) async throws -> Reply {
        try await change("clauses", ask) { visit, changer, body in
            try await AddClause(
                realm: visit.realm, by: changer, body: body, code: ask.form["code"] ?? "",
                text: ask.form["text"] ?? "",
                stance: ask.form["stance"].flatMap(DutyClause.Stance.init)
            ).run(in: ask.installation)
        }
    }

    private static func retireClause(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let clause = DutyClause.ID(try ask.parameter("clause")) else {
            throw ActionError.notFound
        }
        let body = try await RetireClause(
            realm: visit.realm, by: .holding(visit.holding), clause: clause
        ).run(in: ask.installation)
        return .see(.body(body, done: true))
    }
}
