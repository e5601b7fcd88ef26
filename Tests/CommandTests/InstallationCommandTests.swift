import Foundation
import Testing

@Suite struct InstallationCommandTests {
    @Test func anInstallationIsCreatedWithItsKeyAndTold() async throws {
        try await withCommandLine { line in
            let made = await line.run("init", "--profile", "boston")
            #expect(made.code == 0)
            #expect(made.output.contains("boston"))
            let attributes = try FileManager.default.attributesOfItem(atPath: line.key)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            let told = await line.run("info")
            #expect(told.code == 0)
            #expect(told.output.contains("波士顿"))
        }
    }

    @Test func aRealmIsFoundedOnlyOnce() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let again = await line.run("init", "--profile", "boston")
            #expect(again.code == 1)
            #expect(again.complaint.hasPrefix("linli: There is a realm boston already."))
        }
    }

    @Test func aWrongProfileLeavesNoInstallationBehind() async throws {
        try await withCommandLine { line in
            let unknown = await line.run("init", "--profile", "bostn")
            #expect(unknown.code == 1)
            #expect(unknown.complaint.contains("did you mean “boston”?"))
            _ = try line.file("profile.yml", "profile: [")
            let unreadable = await line.run("init", "--profile", line.folder.path)
            #expect(unreadable.code == 1)
            #expect(unreadable.complaint.contains("profile.yml"))
            #expect(!FileManager.default.fileExists(atPath: line.data))
        }
    }

    @Test(arguments: [["info"], ["verify"], ["seal"], ["person", "list"], ["migrate"], ["route"]])
    func withoutAnInstallationACommandSaysHowToMakeOne(_ command: [String]) async throws {
        try await withCommandLine { line in
            let outcome = await CommandLineFixture.run(command + ["--data", line.data])
            #expect(outcome.code == 1)
            #expect(outcome.complaint.hasPrefix("linli: There is no Linli installation in"))
            #expect(outcome.complaint.contains("linli init"))
            #expect(!FileManager.default.fileExists(atPath: line.data))
        }
    }

    @Test func aMissingOrForeignKeyIsToldAndChangesNothing() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let good = try String(contentsOfFile: line.key, encoding: .utf8)
            try Data(String(repeating: "ab", count: 32).utf8)
                .write(to: URL(fileURLWithPath: line.key))
            let wrong = await line.run("seal")
            #expect(wrong.code == 1)
            #expect(wrong.complaint.contains("belongs to another database"))
            try Data("no key".utf8).write(to: URL(fileURLWithPath: line.key))
            #expect(await line.run("seal").complaint.contains("64 hexadecimal digits"))
            try FileManager.default.removeItem(atPath: line.key)
            #expect(await line.run("seal").complaint.contains("is missing"))
            try Data(good.utf8).write(to: URL(fileURLWithPath: line.key))
            #expect(await line.run("seal").code == 0)
        }
    }

    @Test func aDatabaseThatIsNoneIsToldInOneSentence() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            for leftover in ["-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: line.database + leftover)
            }
            try Data(repeating: 0x5A, count: 8_192).write(to: URL(fileURLWithPath: line.database))
            for command in [["info"], ["seal"], ["verify"]] {
                let outcome = await CommandLineFixture.run(command + ["--data", line.data])
                #expect(outcome.code == 1)
                #expect(outcome.complaint.hasPrefix("linli: "))
                #expect(outcome.complaint.split(separator: "\n").count == 1)
            }
        }
    }

    @Test func aFolderThatCannotBeMadeIsNamed() async throws {
        try await withCommandLine { line in
            let file = try line.file("in-the-way", "x")
            let outcome = await CommandLineFixture.run([
                "init", "--profile", "boston", "--data", file + "/data",
            ])
            #expect(outcome.code == 1)
            #expect(outcome.complaint.contains("cannot be written"))
        }
    }

    /// Whoever is root may write everywhere, so there is nothing to refuse then.
    @Test(.enabled(if: getuid() != 0))
    func aFolderThatMayNotBeWrittenIsNamedAndStaysAsItWas() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let before = try Data(contentsOf: URL(fileURLWithPath: line.database))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o500], ofItemAtPath: line.data)
            let outcome = await line.run("seal")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o700], ofItemAtPath: line.data)
            #expect(outcome.code == 1)
            #expect(outcome.complaint.hasPrefix("linli: "))
            #expect(try Data(contentsOf: URL(fileURLWithPath: line.database)) == before)
        }
    }

    @Test func aBackupNeverReplacesAFile() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let copy = line.folder.appendingPathComponent("copy.sqlite").path
            #expect(await line.run("backup", copy).code == 0)
            let again = await line.run("backup", copy)
            #expect(again.code == 1)
            #expect(again.complaint.contains("exists already"))
            let nowhere = await line.run("backup", line.folder.path + "/none/copy.sqlite")
            #expect(nowhere.complaint.contains("There is no folder"))
        }
    }

    @Test(arguments: [["nonsense"], ["init"], ["import", "places"], ["route", "--last", "0"]])
    func aCommandLineThatCannotBeReadEndsWith64(_ command: [String]) async {
        let outcome = await CommandLineFixture.run(command)
        #expect(outcome.code == 64)
        #expect(outcome.complaint.hasPrefix("linli: "))
        #expect(outcome.output.isEmpty)
    }

    @Test(arguments: [[], ["--help"], ["import"], ["profile", "show", "--help"]])
    func helpIsPrintedWhereItIsAskedFor(_ command: [String]) async {
        let outcome = await CommandLineFixture.run(command)
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("USAGE"))
    }
}
