import Actions
import HTTPTypes
import Kernel
import Storage

// Bodies, who holds their posts, their duty lists, and all that may be changed about them.
extension DeskEndpoint {
    static let bodyEndpoints: [DeskEndpoint] = [
        .whole(
            "/bodies", "listBodies", "The bodies of today", verb: .readPlaces,
            query: [Parameter("kind", .word, "Of one kind.")], of: Shapes.body
        ) { call in
            let today = call.today
            return try await call.installation.bodies(in: call.realm).filter { body in
                body.exists(on: today) && call.query["kind"].map { $0 == body.kind } ?? true
            }
        },
        .one(
            "/bodies/:id", "getBody", "One body, with what hangs on it", verb: .readPlaces,
            shape: Shapes.bodyFile
        ) { call in try await call.bodyFile() },
        .whole(
            "/bodies/:id/posts", "listPosts",
            "The posts of a body that are held today, or all, the newest first",
            verb: .readPlaces,
            query: [
                Parameter("held", .choice(["today", "ever"]), "`today` unless said.")
            ], of: Shapes.postLine
        ) { call in
            if call.query["held"] == "ever" { return try await call.bodyFile().posts }
            return try await call.installation.posts(of: call.id("id"), in: call.realm)
        },
        .whole(
            "/bodies/:id/clauses", "listClauses", "The duty list of a body, with what was retired",
            verb: .readPlaces, of: Shapes.clause
        ) { call in
            let id: Kernel.Body.ID = try call.id("id")
            guard
                try await call.installation.bodies(in: call.realm).contains(where: { $0.id == id })
            else { throw Problem(.notFound) }
            return try await call.installation.clauses(of: id)
        },
        .list(
            "/bodies/:id/history", "getBodyHistory",
            "What was changed about a body, the newest first", verb: .readPlaces,
            most: Histories.pageMax, of: Shapes.historyLine
        ) { call in
            let before: Identifier<Never>? = try call.afterID()
            return call.history(try await call.bodyFile(before: before?.rawValue).history)
        },
        .act(
            "/bodies", "addBody", "Adds a body", verb: .editBodies,
            body: .named(
                "NewBody",
                .object(
                    [.text("kind", .word)] + particulars + [
                        .maybe("from", .day, "The first day; today unless said.")
                    ])), shape: Shapes.bodyFile, status: .created, isRepeatable: true,
            problems: [.conflict],
            location: { "/bodies/\($0.body.id)" }
        ) { call in
            let body = try await AddBody(
                realm: call.realm, by: .holding(call.holding), kind: call.typed("kind"),
                call.bodyWish, from: call.text("from")
            ).run(in: call.installation)
            return try await call.bodyFile(body.id)
        },
        .act(
            "/bodies/:id/particulars", "changeBody",
            "Changes what is said of a body; what is left out is taken away", verb: .editBodies,
            body: .named("BodyParticulars", .object(particulars)), shape: Shapes.bodyFile,
            problems: [.conflict]
        ) { call in
            try await ChangeBody(
                realm: call.realm, by: .holding(call.holding), body: try call.id("id"),
                to: call.bodyWish
            ).run(in: call.installation)
            return try await call.bodyFile()
        },
        .act(
            "/bodies/:id/end", "endBody", "Ends a body on a day, once nothing hangs on it",
            verb: .editBodies, body: .named("EndDay", .object([.ending])),
            shape: Shapes.bodyFile, problems: [.conflict]
        ) { call in
            try await EndBody(
                realm: call.realm, by: .holding(call.holding), body: try call.id("id"),
                until: call.text("until")
            ).run(in: call.installation)
            return try await call.bodyFile()
        },
        .act(
            "/bodies/:id/clauses", "addClause", "Adds a clause to the duty list of a body",
            verb: .editBodies,
            body: .named(
                "ClauseWish",
                .object([
                    .text("code", .line(AddClause.codeCharactersMax)),
                    .text("text", .line(AddClause.textCharactersMax)),
                    .text("stance", .choice(DutyClause.Stance.allCases.map(\.rawValue))),
                ])), shape: Shapes.clause, status: .created, isRepeatable: true,
            problems: [.conflict]
        ) { call in
            try await AddClause(
                realm: call.realm, by: .holding(call.holding), body: try call.id("id"),
                code: call.typed("code"), text: call.typed("text"),
                stance: call.text("stance").flatMap(DutyClause.Stance.init)
            ).run(in: call.installation)
        },
        .act(
            "/clauses/:id/retirement", "retireClause",
            "Retires a clause from today on; what cited it still shows its words",
            verb: .editBodies, body: .nothingSaid, shape: Shapes.clause, problems: [.conflict]
        ) { call in
            let id: DutyClause.ID = try call.id("id")
            let body = try await RetireClause(
                realm: call.realm, by: .holding(call.holding), clause: id
            ).run(in: call.installation)
            guard
                let clause = try await call.installation.clauses(of: body)
                    .first(where: { $0.id == id })
            else { throw Problem(.notFound) }
            return clause
        },
    ]

    private static let particulars: [Schema.Property] = [
        .placeName, .englishName,
        .maybe("phone", .line(BodyWish.phoneCharactersMax), "Of the office, never a person's."),
        .maybe("parent", .id, "The body that it belongs to."),
        .maybe("place", .id, "Where it is responsible; everywhere unless said."),
    ]
}

extension DeskCall {
    fileprivate func bodyFile(
        _ other: Kernel.Body.ID? = nil, before: Int64? = nil
    ) async throws -> BodyFile {
        let id: Kernel.Body.ID = try other ?? id("id")
        guard
            let file = try await installation.bodyFile(
                id, in: realm, for: holding, before: before)
        else { throw Problem(.notFound) }
        return file
    }

    fileprivate var bodyWish: BodyWish {
        BodyWish(
            name: text("name") ?? "", nameEnglish: text("nameEnglish"), phone: text("phone"),
            parent: bodyID("parent"), place: bodyID("place"))
    }
}

extension Shapes {
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

    static let bodyFile = Shape<BodyFile>(
        "BodyFile",
        body.members { $0.body } + [
            .one("ties", ties, about: "What hangs on it, and keeps it from being ended.") {
                file, _ in file.ties
            }
        ])

    static let postLine = Shape<PostLine>(
        "PostLine",
        [
            .id("id") { $0.post.id }, .id("body") { $0.post.body },
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
            .text("stance", .choice(DutyClause.Stance.allCases.map(\.rawValue))) { clause, _ in
                clause.stance.rawValue
            },
            .maybeDay("from") { $0.from },
            .maybeDay("until", about: "The first day on which it no longer holds.") { $0.until },
        ])
}
