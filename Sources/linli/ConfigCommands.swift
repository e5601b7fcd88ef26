import App
import ArgumentParser
import Profiles

/// `linli config`
struct ConfigCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "The settings: check them, show what is in force, print all that there are.",
        subcommands: [Check.self, Show.self, Example.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Read the settings as the program does, and tell everything that is wrong.",
            discussion: """
                Example:
                  linli config check --config /etc/linli/linli.yml
                """)

        @OptionGroup var data: DataOption

        func run() async throws {
            let reading = try data.settings(readsSecrets: true)
            for problem in reading.problems.list {
                say(ConfigurationProblems.words(of: problem))
            }
            let errors = reading.problems.errors.count
            guard errors == 0 else { throw Complaint("\(errors) problem(s) must be fixed.") }
            say("The settings are sound.")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show every setting in force and where it comes from; secrets stay hidden.",
            discussion: """
                Example:
                  linli config show --data /var/lib/linli
                """)

        @OptionGroup var data: DataOption

        func run() async throws {
            let reading = try data.settings()
            let rows = try reading.get().shown.map { name, value in
                [name, value.isEmpty ? "–" : value, reading.origins[name] ?? "default"]
            }
            say(Columns.text(rows, header: ["setting", "value", "from"]))
        }
    }

    struct Example: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "example",
            abstract: "Print a file with every setting, each with what it is for.",
            discussion: """
                Example:
                  linli config example > linli.yml
                """)

        func run() async throws {
            say(ConfigurationExample.text)
        }
    }
}
