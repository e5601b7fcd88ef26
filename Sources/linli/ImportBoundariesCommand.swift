import Actions
import App
import ArgumentParser
import Foundation
import Kernel

extension ImportCommands {
    /// Draws the boundaries of places from a file.
    struct BoundariesCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "boundaries",
            abstract: "Take in the boundaries of places from GeoJSON.",
            discussion: """
                Each feature names its place by the property “code” or “name”, or by the one given \
                with --property. Coordinates are degrees on WGS 84, east before north. A place \
                without a position gets one inside its boundary. Running it again changes nothing.
                Example:
                  linli import boundaries communities.geojson --realm checheng-road
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        @Argument(help: "The file.")
        var file: String

        @Option(
            help: ArgumentHelp(
                "The property that holds the code or the name of the place.", valueName: "name"))
        var property: String?

        @Flag(help: "Only check, and say what would change.")
        var dryRun = false

        func run() async throws {
            let boundaries = try BoundaryFile(try bytes(ofFile: file))
            let outcome = try await data.writing { installation in
                try await ImportBoundaries(
                    realm: try await realm.find(in: installation.database), file: boundaries,
                    source: URL(fileURLWithPath: file).lastPathComponent, property: property
                ).run(isTrial: dryRun, in: installation)
            }
            let left =
                boundaries.problems.map(\.description)
                + outcome.unknown.map { "\($0): no place of the realm, or several, are called so" }
            for line in left.prefix(badShown) { Terminal.current.complain("  \(line)") }
            if left.count > badShown {
                Terminal.current.complain("  … and \(left.count - badShown) more")
            }
            say(
                "\(dryRun ? "Would be: " : "")\(outcome.drawn) drawn, \(outcome.unchanged) as "
                    + "before, \(left.count) left out.")
        }
    }
}
