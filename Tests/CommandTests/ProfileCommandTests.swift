import Foundation
import Testing

@Suite struct ProfileCommandTests {
    @Test(arguments: ["checheng-road", "boston", "divisions"])
    func theBuiltInProfilesAreSound(_ name: String) async {
        let outcome = await CommandLineFixture.run(["profile", "check", name])
        #expect(outcome.code == 0, "\(outcome.output)")
        #expect(outcome.output.contains("is sound"))
    }

    @Test func everyProblemOfAProfileIsListed() async throws {
        try await withCommandLine { line in
            _ = try line.file("profile.yml", "profile: Our Street\nversion: x\nlevles: []\n")
            let outcome = await CommandLineFixture.run(["profile", "check", line.folder.path])
            #expect(outcome.code == 1)
            #expect(outcome.output.contains("profile.yml:1:"))
            #expect(outcome.output.contains("did you mean “levels”?"))
            #expect(outcome.complaint.contains("problem(s)"))
            let chinese = await CommandLineFixture.run([
                "profile", "check", line.folder.path, "--language", "zh-Hans",
            ])
            #expect(chinese.output.contains("模式没有“levles”这个键：是不是“levels”？"))
        }
    }

    @Test func aProcedureIsDrawnInBothLanguages() async {
        let english = await CommandLineFixture.run([
            "profile", "show", "request", "--language", "en",
        ])
        #expect(english.output.contains("Resident's request"))
        let chinese = await CommandLineFixture.run(["profile", "show", "request"])
        #expect(chinese.output.contains("待派单"))
        let unknown = await CommandLineFixture.run(["profile", "show", "reqest"])
        #expect(unknown.complaint.contains("request, assistance"))
    }

    @Test func twoPlacesAreComparedInWords() async {
        let chinese = await CommandLineFixture.run([
            "profile", "diff", "huifeng", "bayan-gaole",
        ])
        #expect(chinese.code == 0, "\(chinese.complaint)")
        #expect(chinese.output.contains("区域层级"))
        #expect(chinese.output.contains("只有巴彦高勒镇有："))
        #expect(!chinese.output.contains("compare."))
        let english = await CommandLineFixture.run([
            "profile", "diff", "checheng-road", "boston", "--language", "en",
        ])
        #expect(english.output.contains("Levels of places"))
        #expect(english.output.contains("Only "))
        let same = await CommandLineFixture.run(["profile", "diff", "huifeng", "huifeng"])
        #expect(same.output.contains("没有不同"))
        let lost = await CommandLineFixture.run(["profile", "diff", "huifeng", "atlantis"])
        #expect(lost.code == 1)
    }

    @Test func aVersionThatIsNotNewerIsNotApplied() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let same = await line.run("profile", "apply", "boston", "boston")
            #expect(same.code == 1)
            #expect(same.complaint.contains("Raise “version”"))
            let lost = await line.run("profile", "apply", "nowhere", "boston")
            #expect(lost.complaint.contains("There is no realm “nowhere”; there is: boston."))
        }
    }
}
