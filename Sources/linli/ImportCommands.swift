import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import Profiles
import SQL
import Storage

/// `linli import`
struct ImportCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in places, boundaries, matters or tables from files.",
        subcommands: [
            PlacesCommand.self, BoundariesCommand.self, MattersCommand.self,
            ImportTableCommand.self, TablesCommand.self, ResumeCommand.self, UndoCommand.self,
        ])

    /// How many bad rows are told one by one.
    static let badShown = 20

    static func tell(_ bad: BadRows) {
        let terminal = Terminal.current
        for row in bad.kept.prefix(badShown) { terminal.complain("  \(row)") }
        if bad.count > badShown { terminal.complain("  … and \(bad.count - badShown) more") }
    }

    /// The realm of a name, founded from a built-in profile where it is missing.
    static func realm(
        _ slug: String, profile: String, password: String?, in installation: Installation
    ) async throws -> Realm {
        if let found = try await installation.realm(slug: slug) { return found }
        let source = try ProfileSource(builtIn: profile)
        let loaded = try source.load()
        let founded = try await FoundRealm(
            slug: slug,
            name: LocalName(
                zh: loaded.texts.text("profile.name", in: .zh),
                en: loaded.texts.text("profile.name", in: .en)),
            source: source, isPublic: false, demoPassword: password
        ).run(in: installation)
        say("The realm \(slug) is set up from the profile \(profile).")
        return founded
    }

    struct PlacesCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "places",
            abstract: "Take in the area tree from files of codes.",
            discussion: """
                The columns are code,name,parent_code,level, levels 1 (province) to 5 (committee). \
                Parents may stand in any file, in any order. Running it again adds nothing.
                Example:
                  linli import places china_1-4_2021.csv shiyan_4203_5level_2021.csv
                """)

        @OptionGroup var data: DataOption

        @Argument(help: "The files, all read together.")
        var files: [String]

        @Option(help: ArgumentHelp("The realm that holds the places.", valueName: "slug"))
        var realm = "china"

        @Option(
            help: ArgumentHelp(
                "Change nothing when more than so many rows in a hundred are bad.",
                valueName: "percent"))
        var badShare = 1.0

        @Flag(help: "Only check, and say what would change.")
        var dryRun = false

        func validate() throws {
            guard (0...100).contains(badShare) else {
                throw ValidationError("--bad-share lies between 0 and 100.")
            }
        }

        func run() async throws {
            var sheet = PlaceSheet()
            for path in files {
                let name = URL(fileURLWithPath: path).lastPathComponent
                try sheet.add(file: name, nextPiece: pieces(ofFile: path))
            }
            let report: ImportPlaces.Report
            do {
                report = try await imported(sheet)
            } catch ImportPlaces.Problem.tooManyBad(let bad, let rows, let most) {
                ImportCommands.tell(bad)
                throw ImportPlaces.Problem.tooManyBad(bad: bad, rows: rows, percentMax: most)
            }
            ImportCommands.tell(report.bad)
            say(
                "\(dryRun ? "Would be: " : "")\(report.rows) rows, \(report.places) places: "
                    + "\(report.added) added, \(report.renamed) renamed, "
                    + "\(report.places - report.added - report.renamed) as before; "
                    + "\(report.bad.count) bad rows left out.")
        }

        /// Checked before the realm is founded, so that bad files leave nothing behind.
        private func imported(_ sheet: PlaceSheet) async throws -> ImportPlaces.Report {
            if try !data.folder.exists {
                let checked = try ImportPlaces.check(sheet, badPercentMax: badShare)
                if dryRun { return checked }
            }
            return try await data.writing(creates: true) { installation in
                if try await installation.realm(slug: realm) == nil {
                    let checked = try ImportPlaces.check(sheet, badPercentMax: badShare)
                    if dryRun { return checked }
                }
                let found = try await ImportCommands.realm(
                    realm, profile: "divisions", password: nil, in: installation)
                return try await ImportPlaces(
                    realm: found, sheet: sheet, badPercentMax: badShare, isDryRun: dryRun
                ).run(in: installation)
            }
        }
    }

    struct MattersCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "matters",
            abstract: "Take over matters from another system's file.",
            discussion: """
                The map says what each column means. The clocks judge what was in time; where the \
                file says otherwise, the row is listed. Running it again adds nothing.
                Example:
                  linli import matters boston311.csv --realm boston
                """)

        @OptionGroup var data: DataOption

        @Argument(help: "The file.")
        var file: String

        @Option(
            help: ArgumentHelp(
                "What the columns mean (default: the one of the profile named like the realm).",
                valueName: "file"))
        var map: String?

        @Option(help: ArgumentHelp("The realm; founded if missing.", valueName: "slug"))
        var realm = "boston"

        @Option(help: ArgumentHelp("Take so many rows at most.", valueName: "rows"))
        var limit: Int?

        @Flag(help: "Give the people of a newly founded realm the demonstration password.")
        var demo = false

        func validate() throws {
            guard limit.map({ $0 > 0 }) ?? true else {
                throw ValidationError("--limit must be 1 or more.")
            }
        }

        func run() async throws {
            let map = try importMap()
            let sheet = try CSVFile(
                name: URL(fileURLWithPath: file).lastPathComponent, bytes: bytes(ofFile: file),
                separator: map.separator)
            _ = try sheet.places(of: map.columns)
            let progress = Terminal.current.progress("Importing")
            let report = try await data.writing(creates: true) { installation in
                let realm = try await ImportCommands.realm(
                    realm, profile: realm, password: demo ? Demo.password : nil, in: installation)
                return try await ImportMatters(
                    realm: realm, file: sheet, map: map, limit: limit, progress: progress
                ).run(in: installation)
            }
            ImportCommands.tell(report.bad)
            say(MattersTable.text(of: report))
        }

        private func importMap() throws -> ImportMap {
            if let map { return try ImportMap(parsing: text(ofFile: map), named: map) }
            let name = "import-map.yml"
            guard let text = try ProfileSource(builtIn: realm).files[name] else {
                throw Complaint("The profile \(realm) has no \(name). Name a map with --map.")
            }
            return try ImportMap(parsing: text, named: name)
        }
    }
}

/// The report of an import of matters, as a table.
enum MattersTable {
    static func text(of report: ImportedMatters) -> String {
        let rows = [
            ["rows", "\(report.rows)", ""],
            ["added", "\(report.added)", "\(report.open) open, \(report.ended) ended"],
            ["there already", "\(report.known)", ""],
            ["bad", "\(report.bad.count)", ""],
            ["in time by the clocks", "\(report.inTime)", "the file says \(report.saidInTime)"],
            ["late by the clocks", "\(report.late)", "the file says \(report.saidLate)"],
            ["without a deadline", "\(report.withoutDeadline)", "never late"],
            ["file says nothing", "\(report.silent.count)", silent(report.silent)],
            ["differences", "\(report.differences.count)", ""],
        ]
        let differences = report.differences.prefix(ImportCommands.badShown).map { judgement in
            "  line \(judgement.line), \(judgement.id): by the clock "
                + "\(word(judgement.kernelInTime)), by the file \(word(judgement.saidInTime))"
        }
        return ([Columns.text(rows)] + differences).joined(separator: "\n")
    }

    private static func silent(_ judgements: [ImportedMatters.Judgement]) -> String {
        guard !judgements.isEmpty else { return "" }
        let late = judgements.filter { $0.kernelInTime == false }.count
        return "of them \(late) late by the clocks"
    }

    private static func word(_ inTime: Bool?) -> String {
        inTime.map { $0 ? "in time" : "late" } ?? "without a deadline"
    }
}
