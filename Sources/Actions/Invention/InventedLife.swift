import Kernel
import Profiles

/// The way of one invented request, from the first word to the last, and how long each step takes.
struct InventedLife {
    typealias Step = DemoPath.Step

    /// The steps that are still to come.
    private(set) var steps: ArraySlice<Step>
    /// Which of the script's requests lends its words.
    let template: Int
    /// A hundredth of the usual time between two steps: some are quick, some are slow.
    let pacePercent: Int64

    /// Ways with their share of a hundred; together they make about eight steps a request.
    private static let ways: [(share: Int, steps: [Step])] = [
        (60, DemoPath.steps(to: .solved)),
        (10, DemoPath.steps(to: .answered)),
        (8, DemoPath.steps(to: .unsolved)),
        (5, DemoPath.steps(to: .unconfirmed)),
        (6, DemoPath.steps(to: .reworked) + again),
        (4, DemoPath.steps(to: .reopened) + again),
        (3, DemoPath.steps(to: .refused)),
        (2, DemoPath.steps(to: .redirected)),
        (2, DemoPath.steps(to: .withdrawn)),
    ]

    /// What follows where the work had to be done once more.
    private static let again = [
        Step("finish", .handler, after: 1_500), Step("passCheck", .checker, after: 190),
        Step("confirmSolved", .caller, after: 410),
    ]
    private static let rating = Step("rate", .resident, after: 600)

    init(templates: Int, using generator: inout some RandomNumberGenerator) {
        var share = Int.random(in: 0..<100, using: &generator)
        let way =
            Self.ways.first { way in
                share -= way.share
                return share < 0
            } ?? Self.ways[0]
        let isRated =
            way.steps.last?.action == "confirmSolved"
            && Int.random(in: 0..<4, using: &generator) == 0
        steps = (isRated ? way.steps + [Self.rating] : way.steps)[...]
        template = Int.random(in: 0..<templates, using: &generator)
        pacePercent = Int64.random(in: 30...300, using: &generator)
    }

    mutating func next() -> Step? { steps.popFirst() }

    /// Minutes until the step that comes next; nil at the end.
    var minutesUntilNext: Int64? {
        steps.first.map { max(1, $0.minutesAfter * pacePercent / 100) }
    }
}

/// The same numbers from the same seed, on every machine (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
