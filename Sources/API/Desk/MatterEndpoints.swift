import Actions
import HTTPTypes
import Kernel
import Storage

// Reading matters: the lists of the inbox, and one with its story.
extension DeskEndpoint {
    static let matterEndpoints: [DeskEndpoint] = [
        .list(
            "/matters", "listMatters",
            "Matters of the inbox, the nearest deadline first; ended and found ones newest first",
            verb: nil, query: inboxFilters, most: InboxQuery.limitMax, of: Shapes.matterLine
        ) { call in
            let page = try await call.installation.inbox(try await inbox(call), for: call.visit)
            return Listing(
                page.lines,
                next: page.next.map { DeskCall.cursor($0.due.milliseconds, $0.id.rawValue) })
        },
        .one(
            "/matters/:reference", "getMatter",
            "One matter as far as the post may read it, with its story and what may be done",
            verb: nil, shape: Shapes.matter, tag: { "\"\($0.matter.version)\"" }
        ) { call in try await call.file() },
        DeskEndpoint(
            method: .get, path: "/matters/:reference/proof", id: "getProof",
            summary: "The proofs of a matter's records, to be checked without Linli", scope: .read,
            verb: nil, result: .json(.named("ProofFile", .map(.anything)), .ok)
        ) { call in
            let file = try await call.file()
            return Answer(
                headers: [.contentType: "application/json; charset=utf-8"],
                bytes: Array(
                    try ProofFile(
                        reference: file.matter.reference,
                        proofs: try await call.installation.proofs(of: file.matter.id)
                    ).json))
        },
        DeskEndpoint(
            method: .get, path: "/photographs/:id", id: "getPhotograph",
            summary: "A photograph of a matter that the post may read", scope: .read, verb: .read,
            query: [
                Parameter("size", .choice(["whole", "small"]), "`small` for a thumbnail.")
            ], result: .file("image/jpeg")
        ) { call in
            let id: Photograph.ID = try call.id("id")
            guard
                let image = try await call.installation.photograph(
                    id, in: call.realm, small: call.query["size"] == "small"),
                let owner = image.matter,
                let matter = try await call.installation.matter(owner, in: call.realm),
                try await call.installation.file(
                    of: matter.reference, in: call.realm, for: call.acting
                )?.shownPhotographs.contains(id) ?? false
            else { throw Problem(.notFound) }
            return Answer(
                headers: [.contentType: "image/jpeg", .cacheControl: "private, max-age=3600"],
                bytes: image.bytes)
        },
    ]

    private static let inboxFilters: [Parameter] = [
        Parameter(
            "view", .choice(InboxQuery.Scope.allCases.map(\.rawValue)),
            "`mine` awaits the post, `bodies` its body leads or helps with, `places` all of its "
                + "place, `ended`; `mine` unless `text` is given, then `places`."),
        Parameter("light", .choice(Light.allCases.map(\.rawValue)), "How its deadline stands."),
        Parameter("procedure", .word, "Of one procedure."),
        Parameter("state", .word, "In one state."),
        Parameter("category", .word, "Of a category and those within it."),
        Parameter("place", .id, "At a place and below."),
        Parameter("text", .line(60), "With these words, or of this number."),
        Parameter("dueFrom", .time, "Due from here on."),
        Parameter("dueBefore", .time, "Due before."),
    ]

    private static func inbox(_ call: DeskCall) async throws -> InboxQuery {
        let text = call.query["text"]
        let scope = call.query["view"].flatMap(InboxQuery.Scope.init)
        func time(_ name: String) -> Instant? {
            call.query[name].flatMap { try? Instant(iso8601: $0) }
        }
        var query = InboxQuery(
            scope: scope ?? (text == nil ? .mine : .places),
            light: call.query["light"].flatMap(Light.init), category: call.query["category"],
            procedure: call.query["procedure"], state: call.query["state"], text: text,
            dueFrom: time("dueFrom"), dueBefore: time("dueBefore"),
            after: try call.cursor().map {
                InboxQuery.Cursor(due: Instant(milliseconds: $0.first), id: .init($0.second))
            }, limit: call.limit(InboxQuery.limitMax))
        if let id: Place.ID = call.queryID("place") {
            guard let place = try await call.installation.place(id, in: call.realm) else {
                throw Problem(.malformed, .says("problem.place"))
            }
            query.place = place.path
        }
        return query
    }
}

extension DeskCall {
    /// The matter that the address names, as the post may read it.
    func file() async throws -> MatterFile {
        guard
            let file = try await installation.file(of: try reference(), in: realm, for: acting)
        else { throw Problem(.notFound) }
        return file
    }
}
