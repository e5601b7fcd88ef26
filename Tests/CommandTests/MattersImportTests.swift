import Foundation
import Testing

@Suite struct MattersImportTests {
    private func number(_ name: String, in output: String) -> Int? {
        output.split(separator: "\n").first { $0.hasPrefix(name) }.flatMap {
            $0.dropFirst(name.count).split(separator: " ").first.flatMap { Int($0) }
        }
    }

    @Test func rowsOfBostonBecomeMattersOnceAndTheClocksAgreeWithTheCity() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let file = CommandLineFixture.fixture("boston_60.csv")
            let first = await line.run("import", "matters", file)
            #expect(first.code == 0, "\(first.complaint)")
            #expect(number("added", in: first.output) == 60)
            #expect(number("bad", in: first.output) == 0)
            #expect(number("differences", in: first.output) == 0)
            #expect(number("file says nothing", in: first.output) == 5)
            let again = await line.run("import", "matters", file)
            #expect(number("added", in: again.output) == 0)
            #expect(number("there already", in: again.output) == 60)
            #expect(await line.run("info").output.contains("60, "))
            #expect(await line.run("verify").code == 0)
        }
    }

    @Test func aRowThatContradictsItselfIsLeftOutWithItsLine() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let path = CommandLineFixture.fixture("boston_60.csv")
            var rows = try String(contentsOfFile: path, encoding: .utf8)
                .split(separator: "\n").map(String.init)
            rows[1] = rows[1].replacingOccurrences(of: ",Closed,", with: ",Open,")
            rows[2] = rows[2].replacingOccurrences(of: "2011-07-", with: "2011-17-")
            rows[3] += ",one too many"
            let file = try line.file("changed.csv", rows.prefix(6).joined(separator: "\n"))
            let outcome = await line.run("import", "matters", file)
            #expect(outcome.code == 0)
            #expect(number("bad", in: outcome.output) == 3)
            #expect(number("added", in: outcome.output) == 2)
            #expect(outcome.complaint.contains("changed.csv:2: it has a closing time"))
            #expect(outcome.complaint.contains("changed.csv:3:"))
            #expect(outcome.complaint.contains("changed.csv:4: 28 values, but 27 columns"))
        }
    }

    @Test func aFileThatLiesAboutLatenessIsFoundOut() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let path = CommandLineFixture.fixture("boston_60.csv")
            let text = try String(contentsOfFile: path, encoding: .utf8)
                .replacingOccurrences(of: ",OVERDUE,", with: ",ONTIME,")
            let file = try line.file("lies.csv", text)
            let outcome = await line.run("import", "matters", file)
            let late = text.split(separator: "\n").count
            #expect((number("differences", in: outcome.output) ?? 0) > 10)
            #expect(late == 61)
            #expect(outcome.output.contains("by the clock late, by the file in time"))
        }
    }

    @Test func aLimitTakesOnlySoManyRows() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let file = CommandLineFixture.fixture("boston_60.csv")
            let outcome = await line.run("import", "matters", file, "--limit", "7")
            #expect(number("added", in: outcome.output) == 7)
        }
    }

    @Test func aMapWithAWrongWordIsRefusedWithItsLine() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let map = try line.file("map.yml", "map: matters\nsorce: x\n")
            let file = CommandLineFixture.fixture("boston_60.csv")
            let outcome = await line.run("import", "matters", file, "--map", map)
            #expect(outcome.code == 1)
            #expect(outcome.complaint.contains("map.yml:"))
        }
    }

    @Test func routingPastMattersAgainTellsWhereTheCatalogueDiffers() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let file = CommandLineFixture.fixture("boston_60.csv")
            _ = await line.run("import", "matters", file)
            let trial = await line.run("route", "--dry-run", "--last", "100")
            #expect(trial.code == 0)
            #expect(trial.output.contains("of 60 matters agree"))
            let draft = await line.run("route", "--draft")
            #expect(draft.complaint.contains("no draft"))
            let why = await line.run(
                "route", "explain", "--place", "Roxbury", "--category", "parks.trees")
            #expect(why.output.contains("公园与游憩部 leads"))
            let odd = await line.run(
                "route", "explain", "--place", "Roxbury", "--category", "parks.tree")
            #expect(odd.complaint.contains("no category “parks.tree”"))
            let lost = await line.run("route", "explain", "--place", "Nowhere", "--category", "x")
            #expect(lost.code == 1)
        }
    }
}
