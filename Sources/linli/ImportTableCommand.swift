import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import Media
import Profiles

/// `linli import table`
struct ImportTableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table",
        abstract: "Take in people, posts, places, bodies or households from XLSX or CSV.",
        discussion: """
            The same as Import tables at the desk: columns are guessed from their headers, what \
            must not be kept is dropped and named, and rows with a problem are left out. Look \
            first with --dry-run. It can be taken back for 30 days, at the desk or with linli \
            import undo; where it is interrupted, linli import resume goes on.
            Example:
              linli import table people staff.xlsx --realm checheng-road --dry-run
              linli import table bodies shops.csv --realm checheng-road --map kind=类别 \
            --all place=岩岭社区
            """)

    @OptionGroup var data: DataOption

    @Argument(help: "people, posts, places, bodies or households.")
    var noun: String

    @Argument(help: "The file, XLSX or CSV.")
    var file: String

    @Option(help: ArgumentHelp("The realm that takes it in.", valueName: "slug"))
    var realm: String

    @Option(
        help: ArgumentHelp(
            "What a column becomes, by its header; may be given several times.",
            valueName: "field=header"))
    var map: [String] = []

    @Option(
        help: ArgumentHelp(
            "A value for all rows, where no column has it; may be given several times.",
            valueName: "field=value"))
    var all: [String] = []

    @Flag(help: "Only look, and say what it would come to.")
    var dryRun = false

    private static let nouns = SheetNoun.allCases.filter { $0.procedure == nil }

    func validate() throws {
        guard Self.nouns.map(\.rawValue).contains(noun) else {
            let names = Self.nouns.map(\.rawValue).joined(separator: ", ")
            throw ValidationError(
                "“\(noun)” is none of \(names). Needs and resources are imported at the desk, by "
                    + "whoever enters them.")
        }
        guard (map + all).allSatisfy({ $0.contains("=") }) else {
            throw ValidationError("Write --map field=header and --all field=value.")
        }
    }

    func run() async throws {
        guard let noun = SheetNoun(rawValue: noun) else { return }
        let words = try TableWords()
        let bytes = try bytes(ofFile: file)
        try await data.writing { installation in
            guard let realm = try await installation.realm(slug: realm) else {
                throw Complaint("There is no realm \(realm).")
            }
            let sent: SheetImport
            do {
                sent = try await SendTable(
                    realm: realm, by: .operator, noun: noun, bytes: bytes
                ).run(in: installation)
            } catch let problem as SheetRow.Problem {
                throw Complaint(words.sentence(problem.complaint))
            }
            try await take(sent, realm, words, in: installation)
        }
    }

    private func take(
        _ sent: SheetImport, _ realm: Realm, _ words: TableWords, in installation: Installation
    ) async throws {
        try await mapped(sent, realm, in: installation)
        let file = try await installation.table(sent.id, in: realm, by: .operator)
        guard let plan = file.plan else { return }
        tell(file.sheet, plan, words)
        if dryRun {
            try await DropTable(realm: realm, by: .operator, table: sent.id)
                .run(in: installation)
            return
        }
        say("Table \(sent.id).")
        let isFinished = try await AcceptTable(
            realm: realm, by: .operator, table: sent.id, seen: file.sheet.version
        ).run(in: installation)
        if !isFinished {
            try await TakeTable(realm: realm, by: .operator, table: sent.id).run(in: installation)
        }
        let counts = try await installation.table(sent.id, in: realm, by: .operator).sheet.counts
        say("Written: \(counts.created) new, \(counts.changed) changed.")
    }

    private func mapped(
        _ sent: SheetImport, _ realm: Realm, in installation: Installation
    ) async throws {
        var fields: [Int: String] = [:]
        for column in sent.columns {
            if case .field(let field) = column.use { fields[column.index] = field }
        }
        for (field, header) in map.map(Self.parts) {
            guard sent.noun.field(field) != nil else {
                let names = sent.noun.fields.map(\.name).joined(separator: ", ")
                throw Complaint("“\(field)” is none of \(names).")
            }
            guard let column = sent.columns.first(where: { $0.header == header }) else {
                throw Complaint("The table has no column “\(header)”.")
            }
            fields = fields.filter { $0.value != field }
            fields[column.index] = field
        }
        let forAll = Dictionary(all.map(Self.parts), uniquingKeysWith: { _, last in last })
        try await MapTable(
            realm: realm, by: .operator, table: sent.id, seen: nil, fields: fields, forAll: forAll
        ).run(in: installation)
    }

    private static func parts(_ text: String) -> (String, String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }

    private func tell(_ sheet: SheetImport, _ plan: TablePlan, _ words: TableWords) {
        for column in sheet.columns {
            switch column.use {
            case .field(let field):
                say("  \(columnName(column.index))  \(column.header) → \(field)")
            case .leftAside:
                say("  \(columnName(column.index))  \(column.header) is left aside")
            case .forbidden(let reason):
                say("  \(columnName(column.index))  \(column.header) is not kept (\(reason))")
            }
        }
        if sheet.emptied > 0 { say("  \(sheet.emptied) cells with numbers of cards are emptied.") }
        for problem in plan.problems.prefix(ImportCommands.badShown) {
            let cell = (problem.column.map(columnName) ?? "") + String(problem.row)
            Terminal.current.complain("  \(cell): \(words.sentence(problem.complaint))")
        }
        if plan.problemCount > ImportCommands.badShown {
            Terminal.current.complain(
                "  … and \(plan.problemCount - ImportCommands.badShown) more")
        }
        say(
            "\(dryRun ? "Would be: " : "")\(sheet.rows) rows: \(plan.counts.created) new, "
                + "\(plan.counts.changed) changed, \(plan.counts.same) as before, "
                + "\(plan.counts.leftOut) left out.")
    }
}
