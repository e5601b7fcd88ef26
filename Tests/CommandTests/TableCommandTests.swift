import Foundation
import Testing

/// Tables taken in at the command line, and what is done with them afterwards.
@Suite struct TableCommandTests {
    @Test func aTableIsTakenInListedAndTakenBack() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let file = try line.file(
                "bodies.csv", "名称,类型\n图书馆,cityDepartment\n公园队,cityDepartment\n")
            let taken = await line.run("import", "table", "bodies", file, "--realm", "boston")
            #expect(taken.code == 0, "\(taken.complaint)")
            #expect(taken.output.contains("Written: 2 new"))
            let number = try #require(
                taken.output.firstMatch(of: /Table (\d+)\./).map { String($0.output.1) })
            let listed = await line.run("import", "tables")
            #expect(listed.output.contains(number) && listed.output.contains("2/2"))
            let idle = await line.run("import", "resume", number)
            #expect(idle.code == 1 && idle.complaint.contains("nothing is left to do"))
            let undone = await line.run("import", "undo", number)
            #expect(undone.output.contains("Taken back: 2. Still there: 0."))
            let again = await line.run("import", "undo", number)
            #expect(again.code == 1 && again.complaint.contains("is undone"))
        }
    }

    @Test func whatIsInUseIsCountedAndANumberThatNobodyGaveIsNamed() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let above = try line.file("above.csv", "名称,类型\n图书馆,cityDepartment\n")
            let below = try line.file("below.csv", "名称,类型,上级\n分馆,agency,图书馆\n")
            let taken = await line.run("import", "table", "bodies", above, "--realm", "boston")
            _ = await line.run("import", "table", "bodies", below, "--realm", "boston")
            let number = try #require(
                taken.output.firstMatch(of: /Table (\d+)\./).map { String($0.output.1) })
            let undone = await line.run("import", "undo", number)
            #expect(undone.code == 1 && undone.output.contains("Still there: 1."))
            #expect(undone.complaint.contains("built upon 1 of them"))
            let unknown = await line.run("import", "undo", "7")
            #expect(unknown.complaint.contains("boston has no table 7"))
            let word = await line.run("import", "resume", "seven")
            #expect(word.complaint.contains("is no number of a table"))
        }
    }
}
