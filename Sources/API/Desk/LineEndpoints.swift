import Actions
import HTTPTypes
import Kernel
import Storage

// Lines of work: what of a year belongs to each, and which a matter or an activity belongs to.
extension DeskEndpoint {
    private static let pageMax = 50
    private static let year = Parameter("year", .year, "The present one unless said.")

    static let lineEndpoints: [DeskEndpoint] = [
        .whole(
            "/lines", "listLines", "The lines of work, with how much of a year belongs to each",
            query: [year], of: Shapes.lineCount
        ) { call in
            let counts = try await call.installation.workLineCounts(of: call.year, in: call.realm)
            return call.book.profile.lines.map { ($0, counts[$0] ?? [:]) }
        },
        .list(
            "/lines/:line", "getLine",
            "What of a year belongs to a line, the latest first, as far as the post reads it",
            query: [year], most: pageMax, of: Shapes.lineItem
        ) { call in
            let name = try call.parameter("line")
            guard call.book.profile.lines.contains(name) else { throw Problem(.notFound) }
            let cursor = try call.cursor()
            guard cursor.map({ (0..<4_000_000).contains($0.first) }) ?? true else {
                throw Problem(.malformed, .says("problem.after"))
            }
            let page = try await call.installation.workLine(
                name, of: call.year,
                after: cursor.map { .init(day: Day(ordinal: Int($0.first)), id: .init($0.second)) },
                limit: call.limit(pageMax), in: call.realm, for: call.holding)
            return Listing(
                page.items.map { ($0.line, $0.item) },
                next: page.older.map {
                    DeskCall.cursor(Int64($0.day.ordinal), $0.id.rawValue)
                })
        },
        .one(
            "/matters/:reference/lines", "getLinesOfMatter", "The lines that a matter belongs to",
            shape: Shapes.lines
        ) { call in
            try await call.installation.workLines(of: .matter(call.file().matter.id))
        },
        .act(
            "/matters/:reference/lines", "setLinesOfMatter",
            "Says which lines a matter belongs to, in place of what was said before",
            verb: .organise, body: body, shape: Shapes.lines, isRepeatable: true
        ) { call in try await set(.matter(call.file().matter.id), call) },
        .act(
            "/activities/:id/lines", "setLinesOfActivity",
            "Says which lines an activity belongs to, in place of what was said before",
            verb: .organise, body: body, shape: Shapes.lines, isRepeatable: true
        ) { call in try await set(.activity(call.id("id")), call) },
    ]

    private static let body = Schema.named(
        "LinesWish",
        .object([.init("lines", .list(.text(.word), most: WorkLine.perSubjectMax))]))

    private static func set(
        _ subject: WorkLine.Subject, _ call: DeskCall
    ) async throws -> Set<WorkLine.Name> {
        try await SetWorkLines(
            realm: call.realm, holding: call.holding, subject: subject,
            lines: Set(call.texts("lines"))
        ).run(in: call.installation)
        return try await call.installation.workLines(of: subject)
    }
}

extension DeskCall {
    /// The year that was asked for, as near as the page shows it.
    fileprivate var year: Int {
        let now = today.year
        return number("year").map { min(max($0, now - 20), now + 1) } ?? now
    }
}

extension Shapes {
    static let lineCount = Shape<(WorkLine.Name, [String: Int64])>(
        "LineCount",
        [
            .text("line", .word) { pair, _ in pair.0 },
            .text("title") { pair, pen in pen.words("workLine.\(pair.0)") },
            .number("matters") { pair, _ in Int(pair.1["matter"] ?? 0) },
            .number("activities") { pair, _ in Int(pair.1["activity"] ?? 0) },
        ])

    static let lineItem = Shape<(WorkLine, LinePage.Item)>(
        "LineItem",
        [
            .day("day") { $0.0.day },
            .maybeOne("matter", matterLine) { pair, _ in
                if case .matter(let line) = pair.1 { line } else { nil }
            },
            .maybe("activity", .id) { pair, _ in
                if case .activity(let activity) = pair.1 { activity.id.description } else { nil }
            },
            .maybe("activityTitle") { pair, _ in
                if case .activity(let activity) = pair.1 { activity.title } else { nil }
            },
        ])

    static let lines = Shape<Set<WorkLine.Name>>(
        "Lines", [.texts("lines", .word) { lines, _ in lines.sorted() }])
}
