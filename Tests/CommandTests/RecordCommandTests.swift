import Foundation
import SQL
import SQLiteDriver
import Testing

@Suite struct RecordCommandTests {
    /// Changes rows behind the program's back, as a forger with the file would.
    private func forge(_ database: String, _ statement: SQL) async throws {
        let opened = try SQLiteDatabase.open(path: database, createIfMissing: false)
        try await opened.write { db in _ = try db.run(statement) }
        try await opened.close()
    }

    private func reference(_ line: CommandLineFixture) async throws -> String {
        let opened = try SQLiteDatabase.open(path: line.database, readOnly: true)
        let found = try await opened.read { db in
            try db.text("SELECT reference FROM matters ORDER BY id LIMIT 1")
        }
        try await opened.close()
        return try #require(found)
    }

    @Test func aChangedRecordIsNamed() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let file = CommandLineFixture.fixture("boston_60.csv")
            _ = await line.run("import", "matters", file, "--limit", "5")
            #expect(await line.run("seal").code == 0)
            #expect(await line.run("verify").output.contains("0 records are not sealed yet"))
            try await forge(
                line.database, "UPDATE records SET action = 'importRefused' WHERE sequence = 3")
            let outcome = await line.run("verify")
            #expect(outcome.code == 1)
            #expect(outcome.complaint.hasPrefix("linli: "))
            #expect(outcome.complaint.contains("3"))
        }
    }

    @Test func aChangedRowIsNamedWhenRowsAreAskedFor() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let file = CommandLineFixture.fixture("boston_60.csv")
            _ = await line.run("import", "matters", file, "--limit", "5")
            let sound = await line.run("verify", "--rows")
            #expect(sound.code == 0)
            #expect(sound.output.contains("5 matters stand as their 5 recorded steps lead to"))
            try await forge(
                line.database,
                "UPDATE matters SET version = 2 WHERE id = (SELECT MAX(id) FROM matters)")
            #expect(await line.run("verify").code == 0)
            let outcome = await line.run("verify", "--rows")
            #expect(outcome.code == 1)
            #expect(outcome.output.contains("its version is 2, but the record leads to 1"))
            #expect(outcome.complaint.contains("1 thing(s) of 5 matters"))
        }
    }

    @Test func rowsNeedTheKey() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            try FileManager.default.removeItem(atPath: line.key)
            #expect(await line.run("verify").code == 0)
            let outcome = await line.run("verify", "--rows")
            #expect(outcome.code == 1)
            #expect(outcome.complaint.contains("is missing. Put back the key"))
        }
    }

    @Test func aProofStandsAloneAndAForgedOneFalls() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let file = CommandLineFixture.fixture("boston_60.csv")
            _ = await line.run("import", "matters", file, "--limit", "5")
            let reference = try await reference(line)
            let proof = line.folder.appendingPathComponent("proof.json").path
            let early = await line.run("prove", reference, "--out", proof)
            #expect(early.complaint.contains("linli seal"))
            _ = await line.run("seal")
            #expect(await line.run("prove", reference, "--out", proof).code == 0)
            #expect(await line.run("prove", reference, "--out", proof).code == 1)
            #expect(await line.run("verify", "--proof", proof).code == 0)
            let stranger = line.folder.appendingPathComponent("elsewhere").path
            let alone = await CommandLineFixture.run([
                "verify", "--proof", proof, "--data", stranger,
            ])
            #expect(alone.code == 0)
            #expect(alone.output.contains("Compare the seals"))
            let text = try String(contentsOfFile: proof, encoding: .utf8)
            let forged = try line.file(
                "forged.json", text.replacingOccurrences(of: "\"import", with: "\"xmport"))
            #expect(await line.run("verify", "--proof", forged).code == 1)
            let broken = try line.file("broken.json", "{")
            #expect(await line.run("verify", "--proof", broken).complaint.contains("linli prove"))
        }
    }

    @Test(arguments: ["26-00042-8", "hello"])
    func aNumberThatIsNoneIsRefusedBeforeAnythingIsRead(_ text: String) async throws {
        try await withCommandLine { line in
            let outcome = await line.run("prove", text)
            #expect(outcome.code == 1)
            #expect(outcome.complaint.contains(text))
        }
    }
}
