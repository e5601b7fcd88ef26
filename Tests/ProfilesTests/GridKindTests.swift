import Kernel
import Profiles
import Testing

/// Kinds of grids as a profile declares them, and what is wrong with them.
@Suite struct GridKindTests {
    private static func read(_ replacing: String? = nil, with text: String = "") throws -> [String]
    {
        var files = try ProfileSource(builtIn: "jinchuan").files
        if let replacing {
            files["profile.yml"] = files["profile.yml"]?.replacing(replacing, with: text)
        }
        return ProfileSource(files: files).read().problems.list
            .filter { $0.severity == .error }.map { "\($0)" }
    }

    @Test func kindsLieInOneAnother() throws {
        #expect(try Self.read() == [])
        let profile = try ProfileSource(builtIn: "jinchuan").load()
        #expect(
            profile.gridKinds.map(\.id) == ["plain", "general", "ordinary", "micro", "exclusive"])
        let micro = profile.gridKinds.first { $0.id == "micro" }
        #expect(micro == GridKind(id: "micro", within: "ordinary", households: 30...100))
        #expect(profile.gridKinds.last?.isCarved == true)
    }

    @Test(arguments: [
        ("within: ordinary", "within: borough", "“borough” is not a kind of grid"),
        (
            "within: general", "within: micro",
            "grids of the kind “ordinary” would lie in themselves"
        ),
        ("[30, 100]", "[100, 30]", "are two numbers, the fewest and the most"),
        ("[30, 100]", "[30]", "are two numbers, the fewest and the most"),
        ("carved: true", "carved: often", "carved must be true or false"),
        ("carved: true", "cut: true", "has no key “cut”"),
        ("  plain:     {}", "  hamlet:    {}", "the text “gridKind.hamlet” is missing"),
    ])
    func aMistakeIsNamed(find: String, replacement: String, told: String) throws {
        let problems = try Self.read(find, with: replacement)
        #expect(problems.contains { $0.contains(told) }, "\(problems)")
    }

    /// Where a realm is one community, its estates are public and its buildings are not.
    @Test(arguments: [("suyala", "estate"), ("hongmiao", "estate"), ("mingshui", "courtyard")])
    func noBuildingIsPublic(place: String, lowest: String) throws {
        let profile = try ProfileSource(builtIn: place).load()
        #expect(profile.isPublic(level: lowest))
        #expect(!profile.isPublic(level: "building"))
        #expect(!profile.isPublic(level: profile.levels.last ?? ""))
    }
}
