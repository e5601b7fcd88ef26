import Actions
import Kernel
import Storage

// Notices and the lists of what is needed, offered and planned.
extension DeskEndpoint {
    private static let pageMax = 50

    static let togetherEndpoints: [DeskEndpoint] = [
        .whole(
            "/notices", "listNotices", "Notices of the program that hang today", verb: nil,
            of: Shapes.notice
        ) { call in try await call.installation.notices(in: call.realm) },
        .list(
            "/lists/:procedure", "getList",
            "One of the lists: what nothing answers yet first, of each the oldest first",
            query: [
                Parameter("category", .word, "Of a category and those within it."),
                Parameter("place", .id, "At a place and below, within those of the post."),
            ], most: pageMax, of: Shapes.listed
        ) { call in
            let name = try call.parameter("procedure")
            guard
                let procedure = call.book.profile.procedures(behind: .lists)
                    .first(where: { $0.key.name == name })
            else { throw Problem(.notFound) }
            var query = ListQuery(name, place: try await call.reach())
            query.category = call.query["category"]
            query.after = try call.cursor().map {
                ListQuery.Cursor(isMatched: $0.first == 1, id: .init($0.second))
            }
            let pages = try await call.installation.lists(
                [(procedure, query)], isPublic: false, limit: call.limit(pageMax), in: call.realm)
            return Listing(
                pages.flatMap(\.lines),
                next: pages.first?.next.map {
                    DeskCall.cursor($0.isMatched ? 1 : 0, $0.id.rawValue)
                })
        },
    ]
}

extension DeskCall {
    /// The place that was asked for, as far as the post reaches; else all of its own.
    func reach() async throws -> PlacePath {
        let own = holding.post.reach
        guard let id: Place.ID = queryID("place") else { return own }
        guard let place = try await installation.place(id, in: realm), own.contains(place.path)
        else { throw Problem(.malformed, .says("problem.place")) }
        return place.path
    }
}

extension Shapes {
    static let notice = Shape<Notice>(
        "Notice",
        [
            .id("id") { $0.id }, .name("title") { $0.title }, .name("text") { $0.text },
            .day("from") { $0.from },
            .day("until", about: "The first day on which it no longer hangs.") { $0.until },
        ])

    static let listed = Shape<ListedMatter>(
        "Listed",
        [
            .one("matter", matterLine) { listed, _ in listed.line },
            .flag("isAnswered", about: "Whether anything answers it.") { listed, _ in
                listed.isMatched
            },
        ])
}
