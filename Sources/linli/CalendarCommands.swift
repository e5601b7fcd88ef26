import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import Profiles
import SQL
import Storage

/// `linli calendar`
struct CalendarCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "The working calendar: load years, ask questions.",
        subcommands: [Import.self, Query.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Load moved days and re-project every open deadline that they move.",
            discussion: """
                The file has the columns date,kind,name; kind is off or work. Whole years are \
                replaced. With --realm the days form that realm's own layer.
                Example:
                  linli calendar import 2027.csv
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        @Argument(help: "The file of moved days.")
        var file: String

        func run() async throws {
            let days: CalendarFile
            do {
                days = try CalendarFile(parsing: text(ofFile: file))
            } catch let problems as CalendarFile.Problems {
                for problem in problems.list.dropFirst().prefix(20) {
                    Terminal.current.complain("\(file), \(problem)")
                }
                throw Complaint(
                    "\(file), \(problems.list[0]) (\(problems.list.count) problem(s); nothing was "
                        + "changed)")
            }
            let report = try await data.writing { installation in
                let realm = try await realm.findIfNamed(in: installation.database)
                return try await ImportCalendar(
                    file: days, realm: realm,
                    source: URL(fileURLWithPath: file).lastPathComponent
                ).run(in: installation)
            }
            say(
                "Loaded \(report.days) days of "
                    + report.years.map(String.init).joined(separator: ", ")
                    + "; \(report.movedDeadlines) deadlines moved.")
        }
    }

    struct Query: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "query",
            abstract: "Answer questions about working days, one a line.",
            discussion: """
                Questions: “is DAY”, “add DAY N” (the n-th working day after it), “count FROM TO” \
                (working days after FROM, up to TO). Without an installation the calendar that \
                comes with the program answers.
                Example:
                  echo "add 2026-09-28 5" | linli calendar query
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        func run() async throws {
            let calendar = try await calendar()
            let terminal = Terminal.current
            while let line = terminal.readLine() {
                guard line.contains(where: { !$0.isWhitespace }) else { continue }
                terminal.say(CalendarQuestion.answer(line: line, by: calendar))
            }
        }

        private func calendar() async throws -> WorkingCalendar {
            let folder = try data.folder
            guard folder.exists else {
                guard data.path == nil, realm.realm == nil else {
                    throw DataFolder.Problem.notThere(folder: folder.url.path)
                }
                let file = try CalendarData.builtIn()
                return WorkingCalendar(national: file.days, coveredYears: file.coveredYears)
            }
            return try await data.reading { database in
                let realm = try await realm.findIfNamed(in: database)
                return try await database.read { try Calendars.load(for: realm?.id, $0) }
            }
        }
    }
}
