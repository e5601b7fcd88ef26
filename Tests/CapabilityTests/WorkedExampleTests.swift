import Kernel
import Profiles
import Testing

/// Every worked example of every profile that comes with the program.
@Suite struct WorkedExampleTests {
    private static func keeper(of profile: Profile) throws -> Timekeeper {
        let days = try CalendarData.builtIn()
        let calendar = WorkingCalendar(national: days.days, coveredYears: days.coveredYears)
        return Timekeeper(calendar: calendar, hours: profile.hours, zone: profile.zone)
    }

    @Test(arguments: ProfileSource.builtInNames)
    func everyExampleOfABuiltInProfileComesOutAsWritten(_ name: String) throws {
        let source = try ProfileSource(builtIn: name)
        let profile = try source.load()
        let run = ExampleRun(profile: profile, timekeeper: try Self.keeper(of: profile))
        for example in try source.examples(for: profile) {
            #expect(run.failures(of: example) == [])
        }
    }

    @Test func requestsHaveExamplesOfWhatIsAllowedRefusedAndAtTheEdge() throws {
        let source = try ProfileSource(builtIn: "checheng-road")
        let examples = try source.examples(for: source.load())
        let steps = examples.flatMap(\.steps)
        let refused = steps.filter { if case .refused? = $0.doing?.outcome { true } else { false } }
        #expect(examples.count >= 12)
        #expect(refused.count >= 20)
        #expect(steps.contains { !$0.due.isEmpty })
        #expect(Set(examples.map(\.name)).count == examples.count)
    }

    /// What is allowed, what is refused, and what happens at the edge of a limit, of its own
    /// procedures and among its own posts.
    @Test(arguments: [
        "checheng-road", "suyala", "mingshui", "bayan-gaole", "jinchuan", "huifeng", "hongmiao",
    ])
    func eachOfTheSevenPlacesHasExamplesOfItsOwn(_ name: String) throws {
        let source = try ProfileSource(builtIn: name)
        let examples = try source.examples(for: source.load())
        let steps = examples.flatMap(\.steps)
        let refused = steps.filter { if case .refused? = $0.doing?.outcome { true } else { false } }
        #expect(Set(examples.map(\.procedure)).count >= 3)
        #expect(refused.count >= 10)
        #expect(steps.contains { $0.ended != nil })
        #expect(steps.contains { !$0.due.isEmpty })
        #expect(
            steps.contains { step in step.lights.values.contains { $0 == .red || $0 == .late } })
        #expect(Set(examples.map(\.name)).count == examples.count)
    }

    @Test(arguments: ProfileSource.builtInNames)
    func aBuiltInProfileLoadsWithoutWarnings(_ name: String) throws {
        let reading = try ProfileSource(builtIn: name).read()
        #expect(reading.problems.description == "")
    }

    @Test(arguments: ProfileSource.builtInNames)
    func theSettingOfABuiltInProfileIsWhole(_ name: String) throws {
        let source = try ProfileSource(builtIn: name)
        _ = try source.setting(for: source.load())
    }
}
