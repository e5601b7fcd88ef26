import ArgumentParser

/// The command line of Linli: every command a file, every failure one sentence.
@main
struct Linli: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "linli",
        abstract: "One place where a neighbourhood's promises are made, kept, and proved. 邻里",
        discussion: """
            Start with a demonstration:
              linli demo
            or with a street of your own:
              linli init --profile checheng-road
            Every command explains itself with --help. The data lies in the folder linli-data, \
            unless --data or LINLI_DATA names another.
            """,
        version: "linli \(Version.text)",
        subcommands: [
            Initialise.self, Demo.self, Serve.self, PersonCommands.self, ProfileCommands.self,
            CalendarCommands.self, ImportCommands.self, RouteCommands.self, Verify.self,
            Prove.self, SealCommand.self, Erase.self, Migrate.self, Backup.self, Restore.self,
            CopyCommand.self, ConfigCommands.self, KeyCommands.self,
            ExchangeCommands.self, Doctor.self,
            Information.self, Figures.self, ReportCommand.self, GridCommands.self, Replay.self,
            BenchCommands.self,
        ])

    static func main() async {
        let code = await run(Array(CommandLine.arguments.dropFirst()))
        exit(withError: code == 0 ? nil : ExitCode(code))
    }

    /// Runs one command line, telling its outcome on the current terminal.
    ///
    /// - Returns: 0, 1 for a failure that was told, 64 for a command line that cannot be read.
    static func run(_ arguments: [String]) async -> Int32 {
        let terminal = Terminal.current
        let command: any ParsableCommand
        do {
            command = try parseAsRoot(arguments)
        } catch {
            return tell(error, on: terminal)
        }
        do {
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                var command = command
                try command.run()
            }
            return 0
        } catch let code as ExitCode {
            return code.rawValue
        } catch  where isOfTheParser(error) {
            return tell(error, on: terminal)
        } catch {
            terminal.complain("linli: " + Complaint.sentence(for: error))
            return 1
        }
    }

    /// Help that was asked for, and values that only a command itself could refuse.
    private static func isOfTheParser(_ error: any Error) -> Bool {
        String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
    }

    /// What the parser says: help on standard output, a wrong command line on standard error.
    private static func tell(_ error: any Error, on terminal: Terminal) -> Int32 {
        let code = exitCode(for: error).rawValue
        let message = fullMessage(for: error)
        if code == 0 {
            terminal.say(message)
        } else {
            let plain = message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message
            terminal.complain("linli: " + plain)
        }
        return code
    }
}

/// Which Linli this is.
enum Version {
    static let text = "0.1.0"
}
