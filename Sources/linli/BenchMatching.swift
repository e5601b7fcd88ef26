import ArgumentParser
import Planning

extension BenchCommands {
    /// `linli bench matching`
    struct MatchingCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "matching",
            abstract: "Assign 10,000 invented needs to 2,000 helpers, and say how long it takes.",
            discussion: """
                Each need has at most fifty who could; it wants one to three, and a helper takes \
                one to eight. The same seed gives the same town.
                Example:
                  linli bench matching --seed 2
                """)

        @Option(help: "The seed of its chance: the same gives the same needs and helpers.")
        var seed: UInt64 = 1

        @Flag(help: "Print JSON instead of a sentence.")
        var json = false

        func run() throws {
            let town = InventedAssignment(seed: seed)
            let clock = ContinuousClock()
            let start = clock.now
            let solved = try Assignment.solve(
                wanted: town.wanted, capacity: town.capacity, candidates: town.candidates)
            let milliseconds = Int((clock.now - start) / .milliseconds(1))
            say(
                json
                    ? """
                    {"needs": \(town.wanted.count), "helpers": \(town.capacity.count), \
                    "candidates": \(town.candidates.count), "pairs": \(solved.pairs.count), \
                    "cost": \(solved.totalCost), "milliseconds": \(milliseconds)}
                    """
                    : "\(town.wanted.count) needs, \(town.capacity.count) helpers, "
                        + "\(town.candidates.count) candidates: \(solved.pairs.count) pairs at "
                        + "\(solved.totalCost) in \(milliseconds) ms.")
        }
    }
}
