import Actions
import HTTPTypes
import Kernel
import Storage

// How the realm is cut into grids: its plans, drafted, written, approved by another, taken back.
extension DeskEndpoint {
    /// A table of a plan is longer than other bodies.
    private static let tableBytesMax = 2 * 1_024 * 1_024

    static let gridEndpoints: [DeskEndpoint] = [
        .whole(
            "/grid-plans", "listGridPlans", "The plans of the realm, the latest first",
            verb: .readPlaces, of: Shapes.gridPlanLine
        ) { call in
            guard !call.book.profile.gridKinds.isEmpty else { throw Problem(.notFound) }
            let list = try await call.installation.gridPlans(in: call.realm)
            return list.plans.map { ($0, list.counts[$0.id] ?? [:], list.inForce) }
        },
        .one(
            "/grid-plans/:id", "getGridPlan", "One plan: its grids, and what is wrong with it",
            verb: .readPlaces, shape: Shapes.gridPlan, tag: { "\"\($0.plan.version)\"" }
        ) { call in try await call.gridPlan() },
        DeskEndpoint(
            method: .get, path: "/grid-plans/:id/table", id: "getGridTable",
            summary: "The grids of a plan as a table, as its content is written", scope: .read,
            verb: .readPlaces, result: .file("text/csv")
        ) { call in
            let text = try await call.installation.gridTable(of: call.id("id"), in: call.realm)
            return Answer(
                headers: [.contentType: "text/csv; charset=utf-8"], bytes: Array(text.utf8))
        },
        .act(
            "/grid-plans", "draftGridPlan", "Drafts a plan: a copy of the one in force",
            verb: .editPlaces, body: .named("GridPlanWish", .object([gridPlanName])),
            shape: Shapes.gridPlan, status: .created, isRepeatable: true, problems: [.conflict],
            location: { "/grid-plans/\($0.plan.id)" }, tag: { "\"\($0.plan.version)\"" }
        ) { call in
            let plan = try await DraftGridPlan(
                realm: call.realm, by: .holding(call.holding), name: call.typed("name")
            ).run(in: call.installation)
            return try await call.gridPlan(plan.id)
        },
        .changing(
            "content", "rewriteGridPlan", "Writes the grids of a draft anew from a table",
            .named(
                "GridPlanContent",
                .object([
                    gridPlanName,
                    .text("table", .line(tableBytesMax), "Comma-separated, as it is read."),
                ])), bytesMax: tableBytesMax + bodyBytesMax
        ) { call, plan in
            try await RewriteGridPlan(
                realm: call.realm, by: .holding(call.holding), plan: plan.id,
                seen: plan.version, name: call.typed("name"),
                table: call.typed("table")
            ).run(in: call.installation)
        },
        .changing(
            "approval", "approveGridPlan",
            "Approves a draft of somebody else's, to begin on a day",
            .named(
                "GridPlanApproval",
                .object([.maybe("from", .day, "The first day; today unless said.")]))
        ) { call, plan in
            try await ApproveGridPlan(
                realm: call.realm, holding: call.holding, plan: plan.id, seen: plan.version,
                from: call.text("from")
            ).run(in: call.installation)
        },
        .changing(
            "withdrawal", "dropGridPlan", "Takes back a draft, or a plan that has not begun",
            .nothingSaid
        ) { call, plan in
            try await DropGridPlan(
                realm: call.realm, by: .holding(call.holding), plan: plan.id,
                seen: plan.version
            ).run(in: call.installation)
        },
    ]

    private static let gridPlanName = Schema.Property.text(
        "name", .line(GridPlan.nameCharactersMax))

    /// A change of the plan that the address names, as it was read.
    private static func changing(
        _ noun: String, _ id: String, _ summary: String, _ body: Schema,
        bytesMax: Int = bodyBytesMax,
        _ change: @escaping @Sendable (DeskCall, GridPlan) async throws -> Void
    ) -> DeskEndpoint {
        .act(
            "/grid-plans/:id/\(noun)", id, summary, verb: .editPlaces, body: body,
            shape: Shapes.gridPlan, isConditional: true, bytesMax: bytesMax,
            tag: { "\"\($0.plan.version)\"" }
        ) { call in
            let plan = try await call.gridPlan().plan
            _ = try call.seen(now: plan.version)
            try await change(call, plan)
            return try await call.gridPlan()
        }
    }
}

extension DeskCall {
    fileprivate func gridPlan(_ other: GridPlan.ID? = nil) async throws -> GridPlanFile {
        try await installation.gridPlanFile(try other ?? id("id"), in: realm)
    }
}

extension Shapes {
    static let gridPlanLine = Shape<(GridPlan, [GridKind.ID: Int], GridPlan?)>(
        "GridPlanLine",
        [
            .id("id") { $0.0.id }, .text("name") { line, _ in line.0.name },
            .text("state", .choice(GridPlan.State.allCases.map(\.rawValue))) { line, _ in
                line.0.state.rawValue
            },
            .maybeDay("from") { $0.0.from },
            .flag("isInForce") { line, _ in line.0.id == line.2?.id },
            Member("grids", .map(.count), about: "How many, by their kind.") { line, _ in
                let counts = line.1.sorted { $0.key < $1.key }
                return .object(counts.map { ($0.key, .number(String($0.value))) })
            },
        ])

    static let gridPlan = Shape<GridPlanFile>(
        "GridPlan",
        [
            .id("id") { $0.plan.id }, .number("version") { file, _ in file.plan.version },
            .text("name") { file, _ in file.plan.name },
            .text("state", .choice(GridPlan.State.allCases.map(\.rawValue))) { file, _ in
                file.plan.state.rawValue
            },
            .maybe("drafter") { file, _ in file.drafter },
            .time("draftedAt") { $0.plan.draftedAt },
            .maybeTime("approvedAt") { $0.plan.approvedAt },
            .maybeDay("from") { $0.plan.from },
            .maybeDay("until", about: "The first day on which it no longer holds.") { $0.until },
            .many("grids", grid) { file, _ in
                let codes = Dictionary(
                    file.grids.map { ($0.id, $0.code) }, uniquingKeysWith: { first, _ in first })
                return file.grids.map {
                    ($0, $0.parent.flatMap { codes[$0] }, file.places[$0.id] ?? [])
                }
            },
            .many(
                "findings", gridFinding, about: "Of a plan that has not begun."
            ) { file, _ in
                (file.check?.findings ?? []).map { ($0, file) }
            },
        ])

    static let grid = Shape<(Grid, String?, [String])>(
        "Grid",
        [
            .id("id") { $0.0.id }, .text("code") { line, _ in line.0.code },
            .text("kind", .word) { line, _ in line.0.kind },
            .text("name") { line, _ in line.0.name },
            .maybe("parent", about: "The code of the grid that it lies in.") { line, _ in line.1 },
            .maybeID("body", about: "Which cares for it.") { $0.0.body },
            .maybeNumber("households") { line, _ in line.0.households },
            .texts("places", about: "What it holds, from below the root down.") { line, _ in
                line.2
            },
        ])

    static let gridFinding = Shape<(GridCheck.Finding, GridPlanFile)>(
        "GridFinding",
        [
            .text("finding", .choice(["gap", "overlap", "orphan", "empty", "size"])) { pair, _ in
                pair.0.word
            },
            .flag("isGrave", about: "Whether it keeps the plan from being approved.") { pair, _ in
                pair.0.isGrave
            },
            .maybe("place") { pair, _ in
                pair.0.place.map { pair.1.placeNames[$0] ?? $0.description }
            },
            .texts("grids", about: "Their codes.") { pair, _ in
                pair.0.grids.compactMap { id in pair.1.grids.first { $0.id == id }?.code }
            },
        ])
}

extension GridCheck.Finding {
    fileprivate var word: String {
        switch self {
        case .gap: "gap"
        case .overlap: "overlap"
        case .orphan: "orphan"
        case .empty: "empty"
        case .size: "size"
        }
    }

    fileprivate var place: Place.ID? {
        switch self {
        case .gap(let place), .overlap(let place, _, _): place
        case .orphan, .empty, .size: nil
        }
    }

    fileprivate var grids: [Grid.ID] {
        switch self {
        case .gap: []
        case .overlap(_, let one, let other): [one, other]
        case .orphan(let grid, _), .empty(let grid), .size(let grid, _, _): [grid]
        }
    }
}
