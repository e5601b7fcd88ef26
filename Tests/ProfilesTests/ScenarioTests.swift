import Kernel
import Profiles
import Testing

/// A reported year as it is told: what differs from one time to the next, what is wrong with it.
@Suite struct ScenarioTests {
    private static func scenario(_ text: String) throws -> Scenario? {
        var files = try ProfileSource(builtIn: "huifeng").files
        files["scenario.yml"] = text
        let source = ProfileSource(files: files)
        return try Scenario(of: source, for: source.load())
    }

    private static let small = """
        year: 2023
        claims:
          - { row: X, said: ten, figure: householdsVisited, number: 10 }
        plays:
          - procedure: visit
            key: way
            times: 3
            from: 01-01
            until: 03-31
            steps:
              - { by: "{a|b}", does: plan, answers: { account: "Way {n}", households: "{=10}" } }
        """

    @Test func partsOfAWholeAddUpToIt() throws {
        let play = try #require(try Self.scenario(Self.small)?.plays.first)
        let stories = (0..<3).map { Scenario.story($0, of: play) }
        let answers = stories.compactMap { story -> [String: String]? in
            guard case .action(_, let answers)? = story.steps.first?.doing else { return nil }
            return answers
        }
        #expect(answers.map { $0["households"] } == ["4", "3", "3"])
        #expect(answers.map { $0["account"] } == ["Way 1", "Way 2", "Way 3"])
        #expect(stories.map { $0.steps.first?.actor } == ["a", "b", "a"])
        #expect(stories.map(\.key) == ["way-1", "way-2", "way-3"])
        let days = (0..<3).map { "\(Scenario.day(of: $0, in: play))" }
        #expect(days == ["2023-01-01", "2023-01-31", "2023-03-02"])
    }

    @Test(arguments: [
        ("figure: householdsVisited", "figure: happiness", "“happiness” is not a figure"),
        ("from: 01-01", "from: 02-30", "“02-30” is no day of 2023"),
        ("until: 03-31", "until: 01-01", "the play ends on 2023-01-01, before it begins"),
        ("times: 3", "times: 0", "times must be a whole number from 1 to 20000"),
        ("does: plan", "does: dance", "“dance” is not an action"),
        ("from: 01-01", "from: 03-31", "ends on 2023-01-31, before it begins"),
    ])
    func aMistakeIsNamed(find: String, replacement: String, told: String) throws {
        var text = Self.small.replacing(find, with: replacement)
        if told.contains("01-31") { text = text.replacing("until: 03-31", with: "until: 01-31") }
        if told.contains("before it begins"), find.hasPrefix("until") {
            text = text.replacing("from: 01-01", with: "from: 02-01")
        }
        let wrong = text
        let problems: ProfileProblems
        do {
            _ = try Self.scenario(wrong)
            Issue.record("nothing was wrong")
            return
        } catch let error as ProfileProblems {
            problems = error
        }
        #expect("\(problems)".contains(told), "\(problems)")
    }

    @Test func aProfileWithoutAScenarioHasNone() throws {
        let source = try ProfileSource(builtIn: "boston")
        #expect(try Scenario(of: source, for: source.load()) == nil)
        let own = try ProfileSource(builtIn: "huifeng")
        let scenario = try #require(try Scenario(of: own, for: own.load()))
        #expect(scenario.claims.count == 14)
        let town = try ProfileSource(builtIn: "bayan-gaole")
        let other = try #require(try Scenario(of: town, for: town.load()))
        #expect(other.claims.count == 17)
        let workers = try #require(other.registers.last)
        #expect(workers.count == 272)
        #expect(workers.entry(81).key == "bg-grid-82")
        guard case .posts(_, let body) = workers.entry(82).noun else {
            Issue.record("\(workers.noun)")
            return
        }
        #expect(body == "grid-1")
    }
}
