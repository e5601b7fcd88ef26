import Kernel
import Profiles
import Testing

@Suite struct LoadedProfileTests {
    @Test func theSmallProfileIsReadAsItIsWritten() throws {
        let profile = try ProfileSource(files: TestSource.small()).load()
        let errand = try #require(profile.procedure("errand"))
        let start = try #require(errand.action("start"))
        #expect(start.by == [.office(Verb("accept")), .lead(Verb("run"))])
        #expect(start.weight == .primary)
        #expect(errand.action("ask")?.asks.map(\.required) == [true, false])
        #expect(errand.action("finish")?.guards == [.happened("start", times: 1)])
        #expect(errand.action("allow")?.effects == [.extend("finish"), .grant(.extension)])
        #expect(errand.field("phone")?.visibility == [.reporter, .office(Verb("accept"))])
        #expect(errand.field("days")?.type == .number(1...9))
        let halfAnHour = try TimeLimit(30, .minutes)
        #expect(errand.clock("start")?.limit(for: "soon") == halfAnHour)
        #expect(errand.state("going")?.owner == .lead)
        #expect(profile.stopper(for: "楼道冒烟了")?.call == "119")
        #expect(profile.texts.text("profile.name", in: .en) == "Small")
    }

    @Test func aProfilesOwnTextsAndProceduresStandBeforeTheSharedOnes() throws {
        var files = try TestSource.small()
        files["common/texts/en.yml"] = files["texts/en.yml"]
        files["common/procedures/errand.yml"] = "not: [a, procedure]"
        files["texts/en.yml"] = "errand: { name: Small errand }"
        let profile = try ProfileSource(files: files).load()
        #expect(profile.texts.text("errand.name", in: .en) == "Small errand")
        #expect(profile.texts.text("errand.state.done", in: .en) == "errand.state.done")
    }

    @Test func aTextOfAMisspeltKeyIsAWarningWithTheRightKey() throws {
        var files = try TestSource.small()
        files["texts/en.yml", default: ""] += "errand.state.dome: x\n"
        files["texts/zh-Hans.yml", default: ""] += "errand.state.dome: x {gap}\n"
        let problems = ProfileSource(files: files).read().problems
        #expect(problems.errors.isEmpty)
        let sentences = problems.warnings.map(\.sentence)
        #expect(
            sentences.contains(
                "nothing uses the text “errand.state.dome”: did you mean “errand.state.done”?"))
        #expect(sentences.contains("the text “errand.state.dome” has {gap} in one language only"))
    }

    @Test func aTextInOneLanguageOnlyIsMissingInTheOther() throws {
        var files = try TestSource.small()
        files["texts/en.yml", default: ""] += "greeting: Hello\n"
        let problems = ProfileSource(files: files).read().problems.errors
        #expect(
            problems.map(\.sentence)
                == ["the text “greeting” is missing in zh-Hans: add it to texts/zh-Hans.yml"])
    }

    @Test func aTextThatStandsNestedAndWholeIsGivenTwice() throws {
        var files = try TestSource.small()
        files["texts/en.yml", default: ""] += "errand: { name: Again }\n"
        let problems = ProfileSource(files: files).read().problems.errors
        #expect(problems.count == 1)
        #expect(problems.first?.sentence.hasPrefix("the text “errand.name” stands in") == true)
    }

    @Test func theDrawingShowsEachStateWithItsWaysOn() throws {
        let source = try ProfileSource(builtIn: "checheng-road")
        let profile = try source.load()
        let request = try #require(profile.procedure("request"))
        let drawing = FlowText.drawing(of: request, texts: profile.texts, in: .zh)
        let lines = drawing.split(separator: "\n").map(String.init)
        #expect(lines.contains { $0.hasPrefix("● 待派单  accepted") && $0.contains("dispatch · ") })
        #expect(lines.contains { $0.contains("→ 待签收  [dispatch]") })
        #expect(lines.contains { $0.hasPrefix("■ ") && $0.contains("solved") })
        #expect(!drawing.contains("request."))
        #expect(FlowText.width(of: "派单 a") == 6)
    }

    @Test func theBuiltInCalendarCoversTheYearsOfItsName() throws {
        let days = try CalendarData.builtIn()
        #expect(days.coveredYears == Set(2004...2026))
        let saturday = try Day(parsing: "2026-10-10")
        #expect(days.days[saturday] == .work)
    }
}
