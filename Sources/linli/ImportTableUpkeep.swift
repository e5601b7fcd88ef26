import Actions
import App
import ArgumentParser
import Kernel
import Storage

/// What is done with a table after it was sent: `linli import tables`, `resume` and `undo`.
extension ImportCommands {
    /// A table by its number.
    struct TableOption: ParsableArguments {
        @OptionGroup var realm: RealmOption

        @Argument(help: ArgumentHelp("The number of the table.", valueName: "number"))
        var number: String

        func find(in installation: Installation) async throws -> (Realm, SheetImport) {
            let realm = try await realm.find(in: installation.database)
            guard let id = SheetImport.ID(number) else {
                throw Complaint("“\(number)” is no number of a table. See linli import tables.")
            }
            do {
                return (
                    realm, try await installation.tableAtWork(id, in: realm, by: .operator)
                )
            } catch ActionError.notFound {
                throw Complaint(
                    "\(realm.slug) has no table \(number). See linli import tables.")
            }
        }
    }

    struct TablesCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "tables",
            abstract: "List the tables that were sent, the newest first, and how far each came.",
            discussion: """
                Example:
                  linli import tables --realm checheng-road
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        func run() async throws {
            try await data.writing { installation in
                let realm = try await realm.find(in: installation.database)
                let sheets = try await installation.tables(in: realm, nouns: SheetNoun.allCases)
                if sheets.isEmpty { return say("No table was sent.") }
                say(
                    Columns.text(
                        sheets.map { sheet in
                            [
                                sheet.id.description, sheet.noun.rawValue,
                                sheet.state.rawValue, "\(sheet.taken)/\(sheet.rows)",
                                "\(sheet.sentAt)",
                            ]
                        }, header: ["number", "noun", "state", "rows", "sent"]))
            }
        }
    }

    struct ResumeCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resume",
            abstract: "Go on with a table that was accepted or is taken back, and stopped.",
            discussion: """
                No row is written twice. A server goes on by itself with what somebody began at \
                the desk.
                Example:
                  linli import resume 1000012345 --realm checheng-road
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var table: TableOption

        func run() async throws {
            try await data.writing { installation in
                let (realm, sheet) = try await table.find(in: installation)
                switch sheet.state {
                case .taking:
                    try ImportCommands.refuseMatters(sheet, "gone on with")
                    try await TakeTable(realm: realm, by: .operator, table: sheet.id)
                        .run(in: installation)
                    let counts = try await table.find(in: installation).1.counts
                    say(
                        "Written: \(counts.created) new, \(counts.changed) changed, "
                            + "\(counts.leftOut) left out.")
                case .undoing: try await ImportCommands.takeBack(sheet, realm, installation)
                case .waiting:
                    throw Complaint(
                        "Table \(sheet.id) was not accepted yet. Accept it at the desk.")
                case .taken, .undone, .dropped:
                    throw Complaint(
                        "Table \(sheet.id) is \(sheet.state.rawValue): nothing is left to do.")
                }
            }
        }
    }

    struct UndoCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "undo",
            abstract: "Take back what a table made, within 30 days.",
            discussion: """
                What something was built upon stays and is counted; settle that, then undo again. \
                A table that is being written is not written any further.
                Example:
                  linli import undo 1000012345 --realm checheng-road
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var table: TableOption

        func run() async throws {
            try await data.writing { installation in
                let (realm, sheet) = try await table.find(in: installation)
                guard sheet.state == .undoing || sheet.mayBeUndone(at: installation.now()) else {
                    throw Complaint(
                        sheet.state == .taken
                            ? "Table \(sheet.id) was accepted more than "
                                + "\(SheetImport.undoDays) days ago and stays."
                            : "Table \(sheet.id) is \(sheet.state.rawValue): there is nothing to "
                                + "take back.")
                }
                try await ImportCommands.takeBack(sheet, realm, installation)
            }
        }
    }

    fileprivate static func takeBack(
        _ sheet: SheetImport, _ realm: Realm, _ installation: Installation
    ) async throws {
        try refuseMatters(sheet, "taken back")
        let report = try await UndoTable(realm: realm, by: .operator, table: sheet.id).run(
            in: installation, steps: nil)
        say("Taken back: \(report.undone). Still there: \(report.standing).")
        if report.standing > 0 {
            throw Complaint(
                "Something was built upon \(report.standing) of them. The page of the table at "
                    + "the desk names the first; settle what hangs on them, then undo again.")
        }
    }

    /// Matters are opened and ended by a post.
    fileprivate static func refuseMatters(_ sheet: SheetImport, _ done: String) throws {
        guard sheet.noun.procedure != nil else { return }
        throw Complaint(
            "Table \(sheet.id) holds \(sheet.noun.rawValue), which are \(done) at the desk, by "
                + "whoever enters them.")
    }
}
