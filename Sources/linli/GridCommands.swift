import Actions
import App
import ArgumentParser
import Kernel
import Storage

/// `linli grids`
struct GridCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grids",
        abstract: "How a realm is cut into grids: list its plans, draft one, look one over.",
        subcommands: [List.self, Draft.self, Check.self, Table.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the plans of a realm, the latest first.",
            discussion: """
                Example:
                  linli grids list --realm jinchuan
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        func run() async throws {
            try await data.writing { installation in
                let realm = try await realm.find(in: installation.database)
                let kinds = try await installation.rulebook(of: realm).profile.gridKinds
                let list = try await installation.gridPlans(in: realm)
                let rows = list.plans.map { plan -> [String] in
                    let isNow = plan.id == list.inForce?.id
                    let counts = list.counts[plan.id] ?? [:]
                    return [
                        plan.id.description, isNow ? "in force" : plan.state.rawValue,
                        plan.from?.description ?? "–",
                        kinds.map { "\($0.id) \(counts[$0.id] ?? 0)" }.joined(separator: ", "),
                        plan.name,
                    ]
                }
                say(Columns.text(rows, header: ["plan", "state", "from", "grids", "name"]))
            }
        }
    }

    struct Draft: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "draft",
            abstract: "Draft a plan from a table; somebody approves it at the desk.",
            discussion: """
                The table has the columns code, kind, name, parent, places, body, households; the \
                places of a grid are parted by semicolons. “linli grids table PLAN” prints one.
                Example:
                  linli grids draft grids.csv --name "微网实格 2026" --realm jinchuan
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        @Argument(help: "The file of the table.")
        var file: String

        @Option(help: ArgumentHelp("What the plan is called.", valueName: "text"))
        var name: String

        func run() async throws {
            let table = try text(ofFile: file)
            try await data.writing { installation in
                let realm = try await realm.find(in: installation.database)
                let plan: GridPlan
                do {
                    plan = try await DraftGridPlan(
                        realm: realm, by: .operator, name: name, table: table
                    ).run(in: installation)
                } catch ActionError.invalid(let fields) {
                    throw Complaint(Self.sentence(fields, file: file))
                }
                say("Drafted the plan \(plan.id). Look it over: linli grids check \(plan.id)")
            }
        }

        /// The line of the table that cannot be taken; or that the name, or the table, cannot.
        private static func sentence(
            _ fields: [String: ActionError.Complaint], file: String
        ) -> String {
            guard let complaint = fields["table"] else {
                return "A plan cannot be called so, or there are too many drafts already."
            }
            let what = complaint.key.split(separator: ".").dropFirst(2).first ?? "table"
            guard let line = complaint.gaps["line"] else {
                return "\(file): the table cannot be taken (\(what)"
                    + (complaint.gaps["column"].map { " “\($0)”" } ?? "") + ")."
            }
            let more = complaint.gaps["more"].map { "; \($0) more things are wrong" } ?? ""
            return "\(file), line \(line): the \(what) "
                + "“\(complaint.gaps["value"] ?? "")” cannot be taken\(more)."
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Look a plan over: gaps, overlaps, orphans and sizes.",
            discussion: """
                Example:
                  linli grids check 7301122334455 --realm jinchuan
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        @Argument(help: "The number of the plan, from linli grids list.")
        var plan: String

        func run() async throws {
            try await data.writing { installation in
                let realm = try await realm.find(in: installation.database)
                let file = try await installation.gridPlanFile(try id(of: plan), in: realm)
                guard let check = file.check else {
                    say("The plan \(file.plan.name) has begun or was withdrawn.")
                    return
                }
                for finding in check.findings { say(Self.sentence(finding, file)) }
                say(
                    "\(check.mistakes.count) mistake(s), \(check.warnings.count) warning(s) in "
                        + "\(file.grids.count) grids.")
                if !check.mistakes.isEmpty { throw ExitCode(1) }
            }
        }

        private static func sentence(
            _ finding: GridCheck.Finding, _ file: GridPlanFile
        ) -> String {
            func code(_ id: Grid.ID) -> String { file.grids.first { $0.id == id }?.code ?? "–" }
            func place(_ id: Place.ID) -> String { file.placeNames[id] ?? "–" }
            return switch finding {
            case .gap(let id): "gap: no grid holds \(place(id))"
            case .overlap(let id, let one, let other):
                "overlap: \(code(one)) and \(code(other)) hold \(place(id))"
            case .orphan(let id, let within): "orphan: \(code(id)) lies in no \(within)"
            case .empty(let id): "empty: \(code(id)) holds no place and no grids"
            case .size(let id, let count, let bounds):
                "size: \(code(id)) has \(count) households; usual are "
                    + "\(bounds.lowerBound) to \(bounds.upperBound)"
            }
        }
    }

    struct Table: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "table", abstract: "Print the grids of a plan as a table.",
            discussion: """
                Example:
                  linli grids table 7301122334455 --realm jinchuan > grids.csv
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        @Argument(help: "The number of the plan, from linli grids list.")
        var plan: String

        func run() async throws {
            try await data.writing { installation in
                let realm = try await realm.find(in: installation.database)
                say(try await installation.gridTable(of: try id(of: plan), in: realm))
            }
        }
    }
}

private func id(of text: String) throws -> GridPlan.ID {
    guard let id = GridPlan.ID(text) else {
        throw Complaint("“\(text)” is no number of a plan. See linli grids list.")
    }
    return id
}
