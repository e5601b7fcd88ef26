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
        abstract:
            "Play the reported years of places again, and hold the record against the reports.",
        discussion: """
            Founds the realm of each profile and plays the year of its scenario.yml through the \
            real actions, with invented people. Then it prints each published number beside the \
            one counted from the record. Everybody in it is made up, and the password of all is \
            \(Demo.password): never use such a database for real data.
            Examples:
              linli replay huifeng --data huifeng-2023
              linli replay --all --data seven-places
            """)

    @OptionGroup var data: DataOption

    @Argument(help: ArgumentHelp("Profiles with a scenario.", valueName: "place"))
    var places: [String] = []

    @Flag(help: "Every place that comes with the program and has a scenario.")
    var all = false

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

    func validate() throws {
        guard all != places.isEmpty else { return }
        throw ValidationError("Name the places to play, or write --all.")
    }

    func run() async throws {
        let plays = try chosen()
        let installation = try await data.folder.create()
        try await closing(installation.database) {
            var reports: [(year: Int, report: PlayScenario.Report)] = []
            for (source, scenario) in plays {
                let report = try await PlayScenario(
                    source: source, scenario: scenario, password: Demo.password
                ).run(in: installation, progress: Terminal.current.progress(scenario.profile))
                reports.append((scenario.year, report))
            }
            try tell(reports)
        }
    }

    /// Every scenario is read before anything is played.
    private func chosen() throws -> [(ProfileSource, Scenario)] {
        let names =
            all
            ? try ProfileSource.builtInNames.filter {
                try ProfileSource(builtIn: $0).files["scenario.yml"] != nil
            } : places
        return try names.map { name in
            let source = try ProfileSource(namedOrIn: name)
            let profile = try source.load()
            guard let scenario = try Scenario(of: source, for: profile) else {
                throw Problem.noScenario(profile: profile.id)
            }
            return (source, scenario)
        }
    }

    private func tell(_ reports: [(year: Int, report: PlayScenario.Report)]) throws {
        let outcomes = reports.flatMap(\.report.outcomes)
        say(Self.table(outcomes))
        let counted = outcomes.filter { $0.counted != nil }
        let same = counted.count { $0.isSame }
        let left = outcomes.count - counted.count
        let years = reports.map { "\($0.report.realm.slug) \($0.year)" }
        let folder = try data.folder
        say(
            """
            \(same) of \(counted.count) published numbers come out of the record of \
            \(years.joined(separator: ", "))\
            \(left > 0 ? "; \(left) are not counted, for the reason given" : "").
            Look at it: linli serve --data \(folder.url.relativePath), then open
            """)
        for (year, report) in reports {
            say("  /\(report.realm.slug)/figures?period=\(year)")
        }
        say("or sign in at /desk as one of place/people.yml with \(Demo.password).")
        if same < counted.count { throw ExitCode(1) }
    }

    private static func table(_ outcomes: [PlayScenario.Outcome]) -> String {
        let rows = outcomes.map { outcome -> [String] in
            let claim = outcome.claim
            let counted: String =
                switch outcome.counted {
                case .number(let number)?: String(number)
                case .share(let part, let whole)?: "\(part)/\(whole)"
                case nil: "–"
                }
            let whyNot: String? = if case .none(let why) = claim.source { why } else { nil }
            return [
                claim.row, String(claim.number), counted,
                whyNot == nil ? outcome.isSame ? "same" : "DIFFERS" : "why not",
                claim.said + (whyNot.map { " (\($0))" } ?? ""),
            ]
        }
        return Columns.text(
            rows, header: ["row", "published", "from the record", "", "as it was published"])
    }
}
