import Actions
import Kernel
import Markup

extension Site {
    /// How the realm is cut into grids: its plans, read by all who read places; the actions ask who
    /// may draft and approve one.
    static let gridRoutes: [Route] = [
        .get("/desk/grids", .post(.readPlaces)) { try await gridsReply($0) },
        .post("/desk/grids", .post(.editPlaces), draftGridPlan),
        .get("/desk/grids/:id", .post(.readPlaces)) { try await gridPlanReply($0) },
        .get("/desk/grids/:id/table", .post(.readPlaces), gridTable),
        .post("/desk/grids/:id/content", .post(.editPlaces), table: true, rewriteGridPlan),
        .post("/desk/grids/:id/approval", .post(.editPlaces), approveGridPlan),
        .post("/desk/grids/:id/withdrawal", .post(.editPlaces), dropGridPlan),
    ]

    private static func gridsReply(_ ask: Ask, back: FormReturn? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard !frame.visit.book.profile.gridKinds.isEmpty else { throw ActionError.notFound }
        return frame.gridsPage(
            try await ask.installation.gridPlans(in: frame.visit.realm), back: back)
    }

    private static func gridPlanReply(_ ask: Ask, back: FormReturn? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let file = try await ask.installation.gridPlanFile(
            try ask.gridPlanID(), in: frame.visit.realm)
        let table =
            file.plan.state == .draft
            ? try await ask.installation.gridTable(of: file.plan.id, in: frame.visit.realm) : ""
        return frame.gridPlanPage(file, table: table, back: back)
    }

    private static func gridTable(_ ask: Ask) async throws -> Reply {
        let text = try await ask.installation.gridTable(
            of: try ask.gridPlanID(), in: try ask.visit.realm)
        // Spreadsheets take text for UTF-8 where it begins with the mark for it.
        return .file(
            [0xEF, 0xBB, 0xBF] + Array(text.utf8), type: "text/csv; charset=utf-8",
            name: "grids.csv")
    }

    private static func draftGridPlan(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        return try await changing("draft", ask, page: { try await gridsReply(ask, back: $0) }) {
            let plan = try await DraftGridPlan(
                realm: visit.realm, by: .holding(visit.holding), name: ask.form["name"] ?? ""
            ).run(in: ask.installation)
            return .see(.gridPlan(plan.id, done: true))
        }
    }

    /// Runs one change of the plan that the address names.
    private static func change(
        _ form: String, _ ask: Ask, _ work: (Visit, GridPlan.ID, Int) async throws -> Void
    ) async throws -> Reply {
        let visit = try ask.visit
        let id = try ask.gridPlanID()
        return try await changing(form, ask, page: { try await gridPlanReply(ask, back: $0) }) {
            guard let seen = ask.form["version"].flatMap({ Int($0) }) else {
                throw ActionError.conflict
            }
            try await work(visit, id, seen)
            return .see(.gridPlan(id, done: true))
        }
    }

    private static func rewriteGridPlan(_ ask: Ask) async throws -> Reply {
        try await change("content", ask) { visit, id, seen in
            try await RewriteGridPlan(
                realm: visit.realm, by: .holding(visit.holding), plan: id, seen: seen,
                name: ask.form["name"] ?? "", table: ask.form["table"] ?? ""
            ).run(in: ask.installation)
        }
    }

    private static func approveGridPlan(_ ask: Ask) async throws -> Reply {
        try await change("approval", ask) { visit, id, seen in
            try await ApproveGridPlan(
                realm: visit.realm, holding: visit.holding, plan: id, seen: seen,
                from: ask.form["from"]
            ).run(in: ask.installation)
        }
    }

    private static func dropGridPlan(_ ask: Ask) async throws -> Reply {
        try await change("withdrawal", ask) { visit, id, seen in
            try await DropGridPlan(
                realm: visit.realm, by: .holding(visit.holding), plan: id, seen: seen
            ).run(in: ask.installation)
        }
    }
}

extension Ask {
    fileprivate func gridPlanID() throws -> GridPlan.ID {
        guard let id = GridPlan.ID(try parameter("id")) else { throw ActionError.notFound }
        return id
    }
}
