import Kernel
import Profiles
import Testing

/// How a profile says that its reports look.
@Suite struct ReportLayoutTests {
    private static let listing = """
        figures:
          talk: [opened, closed]
        reports: [news]
        """
    private static let definitions = """
        opened: { count: [errand.opened] }
        closed: { count: [errand.ended] }
        """
    private static let layout = """
        news:
          periods: [month, year]
          parts:
            - heading: first
            - sentence: said
            - table: talk
            - compare: [opened]
            - trend: opened
            - form: [{ column: came, figure: opened }, { column: rest, asked: number }]
              rows: places
        """

    private static func files(_ changes: [(String, String)] = []) throws -> [String: String] {
        var files = try TestSource.small()
        let name = try #require(ProfileSource(files: files).load().procedures.first?.key.name)
        var texts = [
            listing, definitions.replacing("errand.", with: "\(name)."), layout,
        ]
        for (find, replacement) in changes {
            let place = try #require(texts.firstIndex { $0.contains(find) }, "\(find)")
            texts[place] = texts[place].replacing(find, with: replacement)
        }
        files["profile.yml"] = (files["profile.yml"] ?? "") + "\n" + texts[0] + "\n"
        files["figures.yml"] = texts[1]
        files["reports.yml"] = texts[2]
        for language in Language.allCases { files["texts/\(language.rawValue).yml"] = nil }
        return try TestSource.withTexts(files)
    }

    @Test func partsAreReadInTheirOrder() throws {
        let profile = try ProfileSource(files: Self.files()).load()
        let report = try #require(profile.report("news"))
        #expect(report.lengths == [.month, .year])
        #expect(
            report.parts == [
                .heading("first"), .sentence("said"), .table(["opened", "closed"]),
                .comparison(["opened"]), .trend("opened"),
                .form(
                    .init(
                        columns: [
                            .init(key: "came", source: .figure("opened")),
                            .init(key: "rest", source: .asked(.number)),
                        ], isByPlace: true)),
            ])
    }

    @Test(arguments: [
        ("[news]", "[news, lost]", "there is no report “lost”"),
        ("reports: [news]", "reports: [other]", "does not list the report “news”"),
        ("[month, year]", "[week]", "“week” is not a length of time"),
        ("trend: opened", "trend: lost", "“lost” is not a listed figure"),
        ("table: talk", "table: walk", "“walk” is not a section of figures"),
        ("trend: opened", "drawing: opened", "a part of a report has no key “drawing”"),
        ("asked: number", "asked: colour", "“colour” is not what is asked for"),
        ("{ column: rest, asked: number }", "{ column: rest }", "needs exactly one of figure:"),
        ("column: rest", "column: came", "the column “came” stands twice"),
        ("rows: places", "rows: moons", "“moons” is not what has rows"),
    ])
    func mistakesAreNamed(find: String, replacement: String, sentence: String) throws {
        let problems = ProfileSource(files: try Self.files([(find, replacement)])).read().problems
            .errors
        #expect(
            problems.contains { $0.sentence.contains(sentence) },
            "\(problems.map(\.sentence))")
    }

    @Test func aSentenceSpeaksOfListedFiguresOnly() throws {
        var files = try Self.files()
        for language in Language.allCases {
            let path = "texts/\(language.rawValue).yml"
            files[path] = files[path]?.replacing(
                "\"report.news.said\": \"report.news.said\"",
                with: "\"report.news.said\": \"{opened} and {opened.change}, {lost}\"")
        }
        let problems = ProfileSource(files: files).read().problems.errors
        #expect(problems.count == 2, "\(problems)")
        #expect(problems.allSatisfy { $0.sentence.contains("speaks of “lost”") })
        #expect(Set(problems.map(\.file)) == ["texts/en.yml", "texts/zh-Hans.yml"])
    }

    /// What a shared report says of figures that a place does not count falls away there.
    @Test(arguments: ["checheng-road", "huifeng", "bayan-gaole"])
    func aSharedReportFitsEveryPlace(_ name: String) throws {
        let profile = try ProfileSource(builtIn: name).load()
        let report = try #require(profile.report("work"))
        let listed = Set(profile.figures.map(\.id))
        let shown = report.figures { _ in [] }
        #expect(!shown.isEmpty)
        #expect(shown.allSatisfy(listed.contains))
        #expect(report.parts.first == .heading("requestsHead"))
        let tells = report.parts.contains(.sentence("requestsCame"))
        #expect(tells == listed.contains("requestsAtCounter"))
    }
}
