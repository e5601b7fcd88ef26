import Foundation
import Kernel
import Profiles
import Testing

/// Every kind of mistake, with the exact sentences that it gets.
@Suite struct BrokenProfileTests {
    @Test(
        arguments: [
            BrokenProfile.fields, BrokenProfile.states, BrokenProfile.actions, BrokenProfile.rules,
            BrokenProfile.headers, BrokenProfile.publication, BrokenProfile.links,
        ].flatMap { $0 })
    func aMistakeGetsItsSentence(_ broken: BrokenProfile) throws {
        #expect(try broken.problems() == broken.messages)
    }

    @Test func severalMistakesInSeveralFilesAreReportedTogether() throws {
        var files = try TestSource.small()
        files["profile.yml"] = files["profile.yml"]?
            .replacingOccurrences(of: "zone: Asia/Shanghai", with: "zone: Mars")
        files["procedures/errand.yml"] = files["procedures/errand.yml"]?
            .replacingOccurrences(of: "owner: lead, limit: finish", with: "owner: lead")
            .replacingOccurrences(of: "weight: primary", with: "weight: heavy")
            .replacingOccurrences(of: "type: line, max: 80", with: "type: line")
        let problems = ProfileSource(files: files).read().problems.errors
        #expect(
            problems.map { "\($0.file):\($0.line):\($0.column)" } == [
                "procedures/errand.yml:6:10", "procedures/errand.yml:19:3",
                "procedures/errand.yml:23:83", "profile.yml:4:7",
            ])
        let here = "“heavy” is not a weight: use one of primary, secondary, grave"
        #expect(problems[2].sentence == here)
        #expect(problems[3].sentence(in: .zh) == "“Mars”不是时区：请写成 Asia/Shanghai 的样子")
    }
}
