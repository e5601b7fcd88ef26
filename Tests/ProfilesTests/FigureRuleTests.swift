import Kernel
import Profiles
import Testing

/// What a profile says is to be counted.
@Suite struct FigureRuleTests {
    private static let listing = """
        figures:
          talk: [opened, closed, share, places]
        """
    private static let definitions = """
        opened: { count: [talk.opened], public: true }
        closed: { count: [talk.ended] }
        share:  { share: closed, of: opened }
        places: { register: { places: town } }
        """

    private static func files(_ changes: [(String, String)] = []) throws -> [String: String] {
        var files = try TestSource.small()
        let name = try #require(ProfileSource(files: files).load().procedures.first?.key.name)
        var texts = [listing, definitions.replacing("talk.", with: "\(name).")]
        for (find, replacement) in changes {
            let place = try #require(texts.firstIndex { $0.contains(find) }, "\(find)")
            texts[place] = texts[place].replacing(find, with: replacement)
        }
        files["profile.yml"] = (files["profile.yml"] ?? "") + "\n" + texts[0] + "\n"
        files["figures.yml"] = texts[1]
        for language in Language.allCases { files["texts/\(language.rawValue).yml"] = nil }
        return try TestSource.withTexts(files)
    }

    private static func problems(_ changes: [(String, String)]) throws -> [String] {
        ProfileSource(files: try files(changes)).read().problems.errors.map(\.sentence)
    }

    @Test func figuresAreReadInTheirOrder() throws {
        let profile = try ProfileSource(files: Self.files()).load()
        #expect(profile.figures.map(\.id) == ["opened", "closed", "share", "places"])
        #expect(profile.figures.map(\.isPublic) == [true, false, false, false])
        #expect(Set(profile.figures.map(\.section)) == ["talk"])
        #expect(profile.figure("share")?.formula == .share("closed", of: "opened"))
        #expect(profile.figure("places")?.formula == .register(.places(level: "town")))
    }

    @Test(arguments: [
        (
            "[opened, closed, share, places]", "[opened, closed, share, places, lost]",
            "there is no figure “lost”"
        ),
        (
            "[opened, closed, share, places]", "[opened, closed, share]",
            "profile.yml does not list the figure “places”"
        ),
        (
            "[opened, closed, share, places]", "[opened, opened, closed, share, places]",
            "“opened” is listed twice in figures"
        ),
        ("ended] }", "endet] }", "nothing like “endet” is counted of"),
        ("count: [", "count: [nobody.came, ", "“nobody.came” is no fact"),
        (
            "share: closed, of: opened", "share: share, of: opened",
            "is a share of “share”, which is a share itself"
        ),
        ("share: closed, of: opened", "share: closed", "needs of:, the whole of the share"),
        ("share: closed, of: opened", "share: lost, of: opened", "“lost” is not a listed figure"),
        ("{ places: town }", "{ places: planet }", "“planet” is not a level"),
        ("{ places: town }", "{ planets: street }", "a register has no key “planets”"),
        ("public: true", "public: true, open: talk", "needs exactly one of count, sum"),
        ("public: true", "kinds: [weather]", "“weather” is not a kind of what is counted"),
        (
            "{ share: closed, of: opened }", "{ share: closed, of: opened, kinds: [a] }",
            "kinds: goes with what is counted, not with share:"
        ),
    ])
    func aMistakeIsNamed(find: String, replacement: String, told: String) throws {
        let problems = try Self.problems([(find, replacement)])
        #expect(problems.contains { $0.contains(told) }, "\(problems)")
    }

    /// Every name that a built-in profile counts is one that something can become.
    @Test func theFiguresOfTheBuiltInProfilesLoad() throws {
        let profile = try ProfileSource(builtIn: "checheng-road").load()
        #expect(profile.figures.count > 30)
        #expect(profile.figures.contains { $0.isPublic })
    }
}
