import SQL
import SQLiteDriver
import Testing

@Suite struct DemoCommandTests {
    @Test func aRealmOfRealPeopleIsNeverTakenForADemonstration() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "checheng-road")
            let outcome = await line.run("demo")
            #expect(outcome.code == 1)
            #expect(outcome.complaint.contains("is no demonstration"))
            #expect(!outcome.output.contains("otpauth://"))
        }
    }

    @Test func theDemonstrationHasAMatterInEveryStateAndIsKept() async throws {
        try await withCommandLine { line in
            let made = await line.run("demo")
            #expect(made.code == 0, "\(made.complaint)")
            #expect(made.output.contains("dispatcher"))
            #expect(made.output.contains("otpauth://"))
            let opened = try SQLiteDatabase.open(path: line.database, readOnly: true)
            let states = try await opened.read { db in
                Set(
                    try db.rows("SELECT DISTINCT state FROM matters ORDER BY state LIMIT 50") {
                        try $0.text(0)
                    })
            }
            try await opened.close()
            #expect(
                states.isSuperset(of: [
                    "submitted", "accepted", "dispatched", "objected", "handling", "awaiting",
                    "checking", "callingBack", "solved", "unsolved", "unconfirmed", "refused",
                    "redirected", "merged", "withdrawn",
                ]))
            #expect(await line.run("verify").code == 0)
            let before = await line.run("info").output
            let again = await line.run("demo")
            #expect(again.output.contains("is there already"))
            #expect(await line.run("info").output == before)
            let secret = made.output.split(separator: "\n").first { $0.hasPrefix("otpauth") }
            #expect(again.output.split(separator: "\n").contains { $0 == secret })
        }
    }
}
