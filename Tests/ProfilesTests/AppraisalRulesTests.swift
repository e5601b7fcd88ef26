import Kernel
import Profiles
import Testing

/// What a profile proposes for the appraisal of buildings.
@Suite struct AppraisalRulesTests {
    private static let proposal = """
        appraisal:
          visits: 2
          flags: 3
          appealDays: 5
          criteria:
            - { name: Safety, points: 40, looksAt: Are the stairs clear? }
            - { name: Clean, points: 60, looksAt: Is the front swept? }
        """

    private static func files(
        _ changes: [(String, String)] = [], without: Bool = false
    ) throws -> [String: String] {
        var files = try TestSource.small()
        var text = proposal
        for (find, replacement) in changes {
            #expect(text.contains(find))
            text = text.replacing(find, with: replacement)
        }
        if !without { files["profile.yml"] = (files["profile.yml"] ?? "") + "\n" + text + "\n" }
        return try TestSource.withTexts(files)
    }

    private static func problems(_ changes: [(String, String)]) throws -> [String] {
        ProfileSource(files: try files(changes)).read().problems.errors.map(\.sentence)
    }

    @Test func aProposalIsRead() throws {
        let rules = try #require(try ProfileSource(files: Self.files()).load().appraisal)
        #expect([rules.visits, rules.flags, rules.appealDays] == [2, 3, 5])
        #expect(rules.criteria.map(\.name) == ["Safety", "Clean"])
        #expect(rules.pointsMax == 100)
    }

    /// Off unless a place asks for it; of the built-in profiles one does.
    @Test func aProfileHasNoneUnlessItSaysSo() throws {
        #expect(try ProfileSource(files: Self.files(without: true)).load().appraisal == nil)
        let with = try ProfileSource.builtInNames.filter {
            try ProfileSource(builtIn: $0).load().appraisal != nil
        }
        #expect(with == ["checheng-road"])
    }

    @Test(arguments: [
        ("points: 40", "points: -40", "points must be a whole number from 1 to 100, not “-40”"),
        ("points: 40", "points: 0", "points must be a whole number from 1 to 100, not “0”"),
        ("visits: 2", "visits: 4", "visits must be a whole number from 1 to 3, not “4”"),
        ("flags: 3", "flags: 0", "flags must be a whole number from 1 to 10, not “0”"),
        (
            "appealDays: 5", "appealDays: 31",
            "appealDays must be a whole number from 1 to 30, not “31”"
        ),
        ("name: Clean", "name: Safety", "the criterion “Safety” stands twice"),
    ])
    func mistakesAreToldWithTheirPlace(_ find: String, _ change: String, _ told: String) throws {
        #expect(try Self.problems([(find, change)]) == [told])
    }

    @Test func everyMistakeIsToldAtOnce() throws {
        let problems = try Self.problems([
            ("visits: 2", "visits: 9"), ("points: 60", "points: x"),
            ("looksAt: Are the stairs clear?", "looks: at"),
        ])
        #expect(problems.count >= 3)
        let files = try Self.files([("visits: 2", "visits: 9")])
        let read = ProfileSource(files: files).read().problems.errors
        #expect(read.map(\.file) == ["profile.yml"])
        #expect((read.first?.line ?? 0) > 10)
    }
}
