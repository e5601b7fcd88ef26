import Actions
import Kernel
import Markup
import Media

extension Site {
    /// Tables that clerks keep: sent, mapped, looked at, accepted, taken back. The actions ask who
    /// may take in what.
    static let importRoutes: [Route] = [
        .get("/desk/imports", .desk) { try await importsReply($0) },
        .post("/desk/imports", .desk, sheet: true, sendTable),
        .get("/desk/imports/:id", .desk) { try await importReply($0) },
        .get("/desk/imports/:id/problems", .desk, importProblems),
        .get("/desk/imports/:id/progress", .desk, importProgress),
        .post("/desk/imports/:id/mapping", .desk, mapTable),
        .post("/desk/imports/:id/acceptance", .desk) { ask in
            try await changeImport(ask) { visit, id in
                let isFinished = try await AcceptTable(
                    realm: visit.realm, by: .holding(visit.holding), table: id,
                    seen: ask.form["version"].flatMap { Int($0) }
                ).run(in: ask.installation)
                return isFinished ? "taken" : "taking"
            }
        },
        .post("/desk/imports/:id/withdrawal", .desk) { ask in
            try await changeImport(ask) { visit, id in
                try await DropTable(
                    realm: visit.realm, by: .holding(visit.holding), table: id
                ).run(in: ask.installation)
                return "dropped"
            }
        },
        .post("/desk/imports/:id/undoing", .desk) { ask in
            try await changeImport(ask) { visit, id in
                let report = try await UndoTable(
                    realm: visit.realm, by: .holding(visit.holding), table: id
                ).run(in: ask.installation)
                if !report.isFinished { return "undoing" }
                return report.standing == 0 ? "undone" : "standing"
            }
        },
    ]

    private static func importsReply(_ ask: Ask, back: FormReturn? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard !frame.importNouns.isEmpty else { throw ActionError.forbidden }
        return frame.importsPage(
            try await ask.installation.tables(
                in: frame.visit.realm, nouns: frame.importNouns), back: back)
    }

    private static func importReply(_ ask: Ask, back: FormReturn? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        return frame.importPage(
            try await ask.installation.table(
                try ask.importID(), in: frame.visit.realm, by: .holding(frame.visit.holding)),
            back: back)
    }

    /// How far it came, as a part of its page.
    private static func importProgress(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let sheet = try await ask.installation.tableAtWork(
            try ask.importID(), in: visit.realm, by: .holding(visit.holding))
        return .page(ImportProgress(words: ask.words(of: visit.book), sheet: sheet).part)
    }

    private static func sendTable(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        return try await changing("send", ask, page: { try await importsReply(ask, back: $0) }) {
            guard let noun = ask.form["noun"].flatMap(SheetNoun.init) else {
                throw ActionError.invalid(["noun": .init("answer.missing")])
            }
            guard let file = ask.form.files.first else {
                throw ActionError.invalid(["file": .init("answer.missing")])
            }
            do {
                let sheet = try await SendTable(
                    realm: visit.realm, by: .holding(visit.holding), noun: noun, bytes: file
                ).run(in: ask.installation)
                return .see(.tableImport(sheet.id))
            } catch let problem as SheetRow.Problem {
                throw ActionError.invalid(["file": problem.complaint])
            }
        }
    }

    private static func mapTable(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let id = try ask.importID()
        return try await changing("mapping", ask, page: { try await importReply(ask, back: $0) }) {
            var fields: [Int: String] = [:]
            var forAll: [String: String] = [:]
            for (name, values) in ask.form.texts {
                guard let value = values.first, !value.isEmpty else { continue }
                if name.hasPrefix("column-"), let index = Int(name.dropFirst(7)) {
                    fields[index] = value
                } else if name.hasPrefix("all-") {
                    forAll[String(name.dropFirst(4))] = value
                }
            }
            try await MapTable(
                realm: visit.realm, by: .holding(visit.holding), table: id,
                seen: ask.form["version"].flatMap { Int($0) }, fields: fields, forAll: forAll
            ).run(in: ask.installation)
            return .see(.tableImport(id, said: "mapped"))
        }
    }

    private static func changeImport(
        _ ask: Ask, _ change: (Visit, SheetImport.ID) async throws -> String
    ) async throws -> Reply {
        let visit = try ask.visit
        let id = try ask.importID()
        return try await changing("import", ask, page: { try await importReply(ask, back: $0) }) {
            .see(.tableImport(id, said: try await change(visit, id)))
        }
    }

    /// The problems of all cells as a table, to be worked through beside the one that was sent.
    private static func importProblems(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let words = ask.words(of: visit.book)
        let file = try await ask.installation.table(
            try ask.importID(), in: visit.realm, by: .holding(visit.holding))
        let rows = (file.plan?.problems ?? []).map { problem in
            Spreadsheet.Row(
                .plain,
                [
                    .text(problem.cell), .text(words.header(of: problem, in: file.sheet)),
                    .text(words.trouble(problem.complaint).words),
                ])
        }
        let head = Spreadsheet.Row(
            .columns,
            ["cell", "column", "problem"].map { .text(words("imports.problems.\($0)")) })
        return .file(
            Spreadsheet(name: "problems", widths: [], rows: [head] + rows).csv,
            type: "text/csv; charset=utf-8", name: "problems.csv")
    }
}

extension Ask {
    fileprivate func importID() throws -> SheetImport.ID {
        guard let id = SheetImport.ID(try parameter("id")) else { throw ActionError.notFound }
        return id
    }
}

extension Link {
    static let imports = Link("desk", "imports")

    static func tableImport(_ id: SheetImport.ID, said: String? = nil) -> Link {
        Link("desk", "imports", id.description, query: ["said": said])
    }

    /// What is done with a table: `mapping`, `acceptance`, `withdrawal`, `undoing`, `problems`,
    /// `progress`.
    static func tableImport(_ id: SheetImport.ID, _ what: String) -> Link {
        Link("desk", "imports", id.description, what)
    }
}

extension PlannedRow.Problem {
    /// `C17`, or `17` for a whole row.
    var cell: String { (column.map(columnName) ?? "") + String(row) }
}

extension Words {
    /// What the table calls the column of a problem; what the field is called where it has none.
    func header(of problem: PlannedRow.Problem, in sheet: SheetImport) -> String {
        if let column = problem.column,
            let header = sheet.columns.first(where: { $0.index == column })?.header,
            !header.isEmpty
        {
            return header
        }
        return problem.field.map { self("imports.field.\($0)") } ?? ""
    }
}
