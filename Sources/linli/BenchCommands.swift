import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import Profiles
import SQL
import Storage

/// `linli bench`
struct BenchCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract:
            "Fill a demonstration with an invented year, and measure what this machine can do.",
        discussion: """
            Only for a demonstration that is thrown away afterwards: what is invented cannot be \
            told from what was played before.
            Example:
              linli demo --data scratch && linli bench year --data scratch --matters 200000
            """,
        subcommands: [YearCommand.self, FloorsCommand.self, MatchingCommand.self])

    /// The realm of a demonstration; any other data is refused.
    static func demonstration(in installation: Installation) async throws -> Realm {
        let mark = try await installation.database.read { db in
            try Settings.value(Demo.mark, db)
        }
        guard let mark, let realm = try await installation.realm(slug: mark) else {
            throw Complaint(
                "This is no demonstration. Make one of its own with: linli demo --data FOLDER")
        }
        return realm
    }

    /// `linli bench year`
    struct YearCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "year",
            abstract: "Play an invented year of a city's hotline into a demonstration.",
            discussion: """
                Every matter goes its whole way, about eight acts, through the same rules and the \
                same rows as a real one; what the last day finds open stays open. Prints the rate \
                of each tenth, and the bytes that a matter takes.
                Example:
                  linli bench year --data scratch --matters 1000000
                """)

        @OptionGroup var data: DataOption

        @Option(help: "How many matters, 10 to 10,000,000.")
        var matters = 1_000_000

        @Option(help: "The seed of its chance: the same gives the same year.")
        var seed: UInt64 = 1

        @Flag(help: "Print JSON instead of a table.")
        var json = false

        func validate() throws {
            guard InventYear.mattersRange.contains(matters) else {
                throw ValidationError("“\(matters)” is not from 10 to 10000000.")
            }
        }

        func run() async throws {
            let tenths = Tenths(asJSON: json)
            let bytesBefore = try databaseBytes()
            try await data.writing { installation in
                let realm = try await BenchCommands.demonstration(in: installation)
                let source = try ProfileSource(builtIn: realm.profile)
                let clock = ContinuousClock()
                let start = clock.now
                tenths.begin()
                try await InventYear(realm: realm, source: source, matters: matters, seed: seed)
                    .run(in: installation, seconds: { (clock.now - start) / .seconds(1) }) {
                        tenths.tell($0)
                    }
            }
            tenths.end(bytes: try databaseBytes() - bytesBefore, matters: matters)
        }

        private func databaseBytes() throws -> Int {
            let folder = try data.folder
            let path = folder.database
            guard folder.exists, folder.server == nil else { return 0 }
            return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        }
    }

    /// Tells the tenths of a year as they end, for people or for programs.
    private struct Tenths: Sendable {
        let asJSON: Bool

        init(asJSON: Bool) { self.asJSON = asJSON }

        func begin() {
            if !asJSON { say("tenth  matters   records      rows  seconds  rows a second") }
        }

        func tell(_ tenth: InventYear.Tenth) {
            let rate = Int(Double(tenth.rows) / max(tenth.seconds, 0.001))
            let seconds = String(format: "%.1f", tenth.seconds)
            if asJSON {
                say(
                    """
                    {"tenth": \(tenth.number), "matters": \(tenth.matters), \
                    "records": \(tenth.records), "rows": \(tenth.rows), \
                    "seconds": \(seconds), "rowsPerSecond": \(rate)}
                    """)
            } else {
                let cells = [
                    (tenth.number, 5), (tenth.matters, 9), (tenth.records, 10), (tenth.rows, 10),
                ].map { Self.right(String($0.0), $0.1) }.joined()
                say(cells + Self.right(seconds, 9) + Self.right(String(rate), 15))
            }
        }

        func end(bytes: Int, matters: Int) {
            say(
                asJSON
                    ? "{\"bytes\": \(bytes), \"bytesPerMatter\": \(bytes / matters)}"
                    : "\(bytes / 1_048_576) MiB more on disk, \(bytes / matters) bytes a matter")
        }

        private static func right(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
    }
}
