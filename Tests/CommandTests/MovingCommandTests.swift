import Foundation
import SQL
import SQLiteDriver
import Testing

/// Backups that come back, and installations that move between engines.
@Suite struct MovingCommandTests {
    /// The folder of the test server's socket, as `make test` names it.
    private static let server = ProcessInfo.processInfo.environment["LINLI_TEST_POSTGRES"]

    private func keyed(_ line: CommandLineFixture, _ name: String) throws -> String {
        let folder = line.folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: line.key, toPath: folder.appendingPathComponent("linli.key").path)
        return folder.path
    }

    @Test func aBackupComesBackWholeAndOverwritesNothing() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            _ = await line.run("seal")
            let copy = line.folder.appendingPathComponent("copy.sqlite").path
            _ = await line.run("backup", copy)

            let bare = line.folder.appendingPathComponent("bare").path
            let keyless = await CommandLineFixture.run(["restore", copy, "--data", bare])
            #expect(keyless.complaint.contains("is missing. Put back the key"))
            #expect(!FileManager.default.fileExists(atPath: bare + "/linli.sqlite"))

            let folder = try keyed(line, "restored")
            let restored = await CommandLineFixture.run(["restore", copy, "--data", folder])
            #expect(restored.code == 0, "\(restored.complaint)")
            #expect(restored.output.contains("records stand unaltered under"))
            let verified = await CommandLineFixture.run(["verify", "--rows", "--data", folder])
            #expect(verified.code == 0, "\(verified.complaint)")
            let again = await CommandLineFixture.run(["restore", copy, "--data", folder])
            #expect(again.complaint.contains("There is a database in"))

            let text = try line.file("words.txt", "nothing that was ever a backup")
            let wrong = await CommandLineFixture.run(["restore", text, "--data", folder])
            #expect(wrong.complaint.contains("is no backup"))
            let none = await CommandLineFixture.run(["restore", text + "x", "--data", folder])
            #expect(none.complaint.contains("There is no file"))
        }
    }

    @Test func aCopyThatWasCutOffIsNotServed() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let database = try SQLiteDatabase.open(path: line.database, createIfMissing: false)
            try await database.write { db in
                try db.run("INSERT INTO settings (name, value) VALUES ('copyOf', 'another 7')")
            }
            try await database.close()
            let outcome = await line.run("seal")
            #expect(outcome.code == 1 && outcome.complaint.contains("a copy that was cut off"))
        }
    }

    @Test func someRealmsMoveIntoADatabaseOfTheirOwn() async throws {
        try await withCommandLine { line in
            for profile in ["boston", "mingshui"] {
                _ = await line.run("init", "--profile", profile)
            }
            let folder = try keyed(line, "share")
            let places = ["--from", "sqlite:\(line.data)", "--to", "sqlite:\(folder)"]
            let unsealed = await CommandLineFixture.run(["copy", "--realm", "mingshui"] + places)
            #expect(unsealed.code == 1 && unsealed.complaint.contains("Run linli seal there"))
            let sealed = await line.run("seal")
            let none = await CommandLineFixture.run(["copy", "--realm", "hankou"] + places)
            #expect(none.complaint.contains("no realm “hankou”. It has: boston, mingshui."))
            let copied = await CommandLineFixture.run(["copy", "--realm", "mingshui"] + places)
            #expect(copied.code == 0, "\(copied.complaint)")
            #expect(copied.output.contains("has mingshui of"))
            let verified = await CommandLineFixture.run(["verify", "--rows", "--data", folder])
            #expect(verified.code == 0, "\(verified.complaint)")
            let digest = sealed.output.split(separator: " ").last ?? "none"
            #expect(verified.output.contains(digest))
        }
    }

    @Test func placesThatAreNoneAreNamed() async {
        for places in [["linli-data", "sqlite:b"], ["sqlite:a", "sqlite:a"], ["sqlite:", "x"]] {
            let outcome = await CommandLineFixture.run(
                ["copy", "--from", places[0], "--to", places[1]])
            #expect(outcome.code == 64)
        }
        let absent = await CommandLineFixture.run(
            ["copy", "--from", "sqlite:/none/here", "--to", "sqlite:/none/there"])
        #expect(absent.code == 1 && absent.complaint.contains("There is no Linli installation"))
        let address = await CommandLineFixture.run(["info", "--database", "db.example"])
        #expect(address.code == 64 && address.complaint.contains("Write it like postgres://"))
    }

    @Test(.enabled(if: server != nil, "needs LINLI_TEST_POSTGRES, which make test sets"))
    func anInstallationMovesToAServerAndBack() async throws {
        try await withCommandLine { line in
            _ = await line.run("demo")
            _ = await line.run("seal")
            let name = "moving_\(UUID().uuidString.lowercased().filter { $0 != "-" })"
            let url = "postgres:///\(name)?host=\(Self.server ?? "")&user=linli"
            try psql("CREATE DATABASE \(name)")
            func run(_ arguments: String...) async -> CommandLineFixture.Outcome {
                await CommandLineFixture.run(arguments)
            }

            let copied = await run("copy", "--from", "sqlite:\(line.data)", "--to", url)
            #expect(copied.code == 0, "\(copied.complaint)")
            #expect(copied.output.contains("records stand unaltered"))
            let verified = await run("verify", "--rows", "--data", line.data, "--database", url)
            #expect(verified.code == 0, "\(verified.complaint)")

            let looked = await run("doctor", "--data", line.data, "--database", url)
            #expect(looked.output.contains("it is encrypted, or stays on this machine"))

            let dump = line.folder.appendingPathComponent("linli.dump").path
            let saved = await run("backup", dump, "--data", line.data, "--database", url)
            #expect(saved.code == 0, "\(saved.complaint)")
            let full = await run("restore", dump, "--data", line.data, "--database", url)
            #expect(full.complaint.contains("is not empty"))
            try psql("DROP DATABASE \(name) WITH (FORCE)")
            try psql("CREATE DATABASE \(name)")
            let restored = await run("restore", dump, "--data", line.data, "--database", url)
            #expect(restored.code == 0, "\(restored.complaint)")

            let back = try keyed(line, "back")
            let returned = await run("copy", "--from", url, "--to", "sqlite:\(back)")
            #expect(returned.code == 0, "\(returned.complaint)")
            let whole = await run("verify", "--rows", "--data", back)
            #expect(whole.code == 0, "\(whole.complaint)")
            try psql("DROP DATABASE \(name) WITH (FORCE)")
        }
    }

    private func psql(_ statement: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "psql", "postgres:///postgres?host=\(Self.server ?? "")&user=linli", "-qc", statement,
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
