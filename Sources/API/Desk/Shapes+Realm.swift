import Actions
import Foundation
import Kernel
import Storage

/// The shapes of answers, by what they show.
enum Shapes {
    static let realm = Shape<DeskCall>(
        "Realm",
        [
            .text("slug", .word) { call, _ in call.realm.slug },
            .name("name") { $0.realm.name },
            .text("zone", about: "Whose wall clock days are of.") { call, _ in
                call.book.profile.zone.identifier
            },
            .text("profile", .word) { call, _ in call.book.profile.id },
            .number("profileVersion") { call, _ in call.book.profile.version },
            .time("now") { $0.now },
            .texts("levels", .word, about: "Of places, from the top down.") { call, _ in
                call.book.profile.levels
            },
            .texts("bodyKinds", .word) { call, _ in call.book.profile.bodyKinds },
            .texts("urgencies", .word) { call, _ in call.book.profile.urgencies },
            .texts("procedures", .word) { call, _ in
                call.book.profile.procedures.map(\.key.name)
            },
            .one("key", key) { call, _ in call.program.key },
            .one("post", post, about: "For which the key acts.") { call, _ in call.holding.post },
            .texts("rights", .word, about: "Of the post, but for managing people.") { call, _ in
                call.holding.verbs.map(\.rawValue).sorted()
            },
        ])

    static let key = Shape<ProgramKey>(
        "Key",
        [
            .text("name") { key, _ in key.name },
            .texts("scopes", .choice(ProgramKey.Scope.allCases.map(\.rawValue))) { key, _ in
                key.scopes.map(\.rawValue).sorted()
            },
            .time("expiresAt") { $0.expiresAt },
        ])

    static let post = Shape<Post>(
        "Post",
        [
            .id("id") { $0.id }, .id("person") { $0.person },
            .text("role", .word) { post, _ in post.role },
            .text("roleName") { post, pen in pen.words("role.\(post.role)") },
            .id("body") { $0.body }, .id("place") { $0.place },
            .maybeDay("from") { $0.from },
            .maybeDay("until", about: "The first day on which it is no longer held.") { $0.until },
        ])

    static let procedure = Shape<Procedure>(
        "Procedure",
        [
            .text("name", .word) { procedure, _ in procedure.key.name },
            .number("version") { procedure, _ in procedure.key.version },
            .text("title") { procedure, pen in pen.words("\(procedure.key.name).name") },
            .many("states", state) { procedure, _ in procedure.states.map { ($0, procedure) } },
            .many("actions", action) { procedure, _ in
                procedure.actions.filter { !$0.isTimed }.map { ($0, procedure) }
            },
            .many("categories", category) { procedure, pen in
                pen.book.profile.categories(of: procedure.key.name)
            },
        ])

    static let procedureLine = Shape<Procedure>(
        "ProcedureLine",
        [
            .text("name", .word) { procedure, _ in procedure.key.name },
            .number("version") { procedure, _ in procedure.key.version },
            .text("title") { procedure, pen in pen.words("\(procedure.key.name).name") },
            .flag("isPublic", about: "Whether everyone reads its matters in some state.") {
                procedure, _ in procedure.states.contains(where: \.isPublic)
            },
            .texts("openings", .word) { procedure, _ in
                procedure.openings.filter { !$0.isTimed }.map(\.id)
            },
        ])

    static let state = Shape<(Procedure.State, Procedure)>(
        "State",
        [
            .text("name", .word) { pair, _ in pair.0.id },
            .text("title") { pair, pen in
                pen.words("\(pair.1.key.name).state.\(pair.0.id)")
            },
            .text("stage", .word) { pair, _ in pair.0.stage },
            .maybe("ending", .choice(Procedure.Ending.allCases.map(\.rawValue))) { pair, _ in
                pair.0.ending?.rawValue
            },
            .flag("isPublic") { pair, _ in pair.0.isPublic },
        ])

    static let action = Shape<(Procedure.Action, Procedure)>(
        "Action",
        [
            .text("name", .word) { pair, _ in pair.0.id },
            .text("title") { pair, pen in
                pen.words("\(pair.1.key.name).action.\(pair.0.id)")
            },
            .texts("from", .word, about: "States; none opens a matter.") { pair, _ in
                pair.0.from.sorted()
            },
            .maybe("to", .word, about: "Null leaves the matter where it is.") { pair, _ in
                pair.0.to
            },
            .maybe("source", about: "The act and article, or local rule.") { pair, _ in
                pair.0.source
            },
            Member("answers", .anything, about: "What may be answered, as JSON Schema 2020-12.") {
                pair, pen in pair.1.answerSchema(of: pair.0, in: pen.book.profile).json
            },
            .many("fields", field, about: "The words of what is asked.") { pair, _ in
                pair.0.asks.compactMap { ask in pair.1.field(ask.field).map { ($0, pair.1) } }
            },
        ])

    static let field = Shape<(Procedure.Field, Procedure)>(
        "Field",
        [
            .text("name", .word) { pair, _ in pair.0.id },
            .text("title") { pair, pen in
                pen.words("\(pair.1.key.name).field.\(pair.0.id)")
            },
            .flag("isPersonal") { pair, _ in pair.0.personal != nil },
            .flag("isOpenToAll") { pair, _ in pair.1.opensToAll(pair.0) },
        ])

    static let category = Shape<Kernel.Category>(
        "Category",
        [
            .text("name", .word) { category, _ in category.id },
            .text("title") { category, pen in pen.words("category.\(category.id)") },
            .text("urgency", .word) { category, _ in category.urgency },
            .maybe("call", about: "Whom to telephone instead.") { category, _ in category.call },
        ])
}

extension DeskEndpoint {
    static let realmEndpoints: [DeskEndpoint] = [
        .one("", "getRealm", "The realm, the key and its post", verb: nil, shape: Shapes.realm) {
            $0
        },
        .whole(
            "/procedures", "listProcedures", "The procedures in use", verb: nil,
            of: Shapes.procedureLine
        ) { call in call.book.profile.procedures },
        .one(
            "/procedures/:procedure", "getProcedure",
            "One procedure: its states, and its actions with what they ask", verb: nil,
            shape: Shapes.procedure
        ) { call in
            guard let procedure = call.book.profile.procedure(try call.parameter("procedure"))
            else { throw Problem(.notFound) }
            return procedure
        },
    ]
}
