import App
import ArgumentParser
import Kernel
import Profiles

extension ProfileCommands {
    /// `linli profile diff`
    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff",
            abstract: "Say in words how two places differ.",
            discussion: """
                Levels, kinds of bodies, posts and what they may do, meetings, categories, \
                figures, reports, and every procedure with its states, limits and actions.
                Examples:
                  linli profile diff huifeng bayan-gaole
                  linli profile diff checheng-road ./our-street --language en
                """)

        @Argument(help: ArgumentHelp("A profile's name, or its folder.", valueName: "name|folder"))
        var first: String

        @Argument(help: ArgumentHelp("Another.", valueName: "name|folder"))
        var second: String

        @Option(help: ArgumentHelp("zh-Hans or en.", valueName: "language"))
        var language = Language.zh

        func run() async throws {
            say(
                try ProfileDifferences().text(
                    of: try ProfileSource(namedOrIn: first).load(),
                    and: try ProfileSource(namedOrIn: second).load(), in: language))
        }
    }
}
