import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import Profiles
import Storage

/// `linli replay`
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Play a reported year of a place again, and hold the record against the report.",
        discussion: """
            Founds the realm of the profile and plays the year of its scenario.yml through the \
            real actions, with invented people. Then it prints each published number beside the \
            one counted from the record. Everybody in it is made up, and the password of all is \
            \(Demo.password): never use such a database for real data.
            Example:
              linli replay huifeng --data huifeng-2023
            """)

    @OptionGroup var data: DataOption

    @Argument(help: ArgumentHelp("A profile with a scenario.", valueName: "place"))
    var place: String

    /// Why nothing was played.
    enum Problem: Error, CustomStringConvertible {
        case noScenario(profile: String)

        var description: String {
            switch self {
            case .noScenario(let profile):
                "The profile \(profile) has no scenario.yml, so there is no year to play."
            }
        }
    }

    func run() async throws {
        let source = try ProfileSource(namedOrIn: place)
        let profile = try source.load()
        guard let scenario = try Scenario(of: source, for: profile) else {
            throw Problem.noScenario(profile: profile.id)
        }
        let installation = try await data.folder.create()
        try await closing(installation.database) {
            let report = try await PlayScenario(
                source: source, scenario: scenario, password: Demo.password
            ).run(in: installation, progress: Terminal.current.progress(profile.id))
            say(Self.table(report))
            let same = report.outcomes.count { $0.isSame }
            say(
                """
                \(same) of \(report.outcomes.count) published numbers come out of the record of \
                \(scenario.year).
                Look at it: linli serve --data \(data.folder.url.relativePath), then open \
                /\(report.realm.slug)/figures?period=\(scenario.year), or sign in at /desk as one \
                of place/people.yml with \(Demo.password).
                """)
            if same < report.outcomes.count { throw ExitCode(1) }
        }
    }

    private static func table(_ report: PlayScenario.Report) -> String {
        let rows = report.outcomes.map { outcome -> [String] in
            let counted: String =
                switch outcome.counted {
                case .number(let number): String(number)
                case .share(let part, let whole): "\(part)/\(whole)"
                }
            return [
                outcome.claim.row, String(outcome.claim.number), counted,
                outcome.isSame ? "same" : "DIFFERS", outcome.claim.said,
            ]
        }
        return Columns.text(
            rows, header: ["row", "published", "from the record", "", "as it was published"])
    }
}
