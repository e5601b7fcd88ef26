import Foundation
import Testing

/// `linli config`, and the file of settings beside other commands.
@Suite struct ConfigCommandTests {
    @Test func aSoundFileIsCalledSound() async throws {
        try await withCommandLine { line in
            let file = try line.file("good.yml", "listen:\n  port: 8181\n")
            let outcome = await CommandLineFixture.run(["config", "check", "--config", file])
            #expect(outcome.code == 0, "\(outcome.output)\(outcome.complaint)")
            let shown = await CommandLineFixture.run(["config", "show", "--config", file])
            #expect(shown.output.contains("\(file):2"), "\(shown.output)")
            #expect(shown.output.contains("127.0.0.1"))
        }
    }

    @Test func everyProblemIsToldWithItsLine() async throws {
        try await withCommandLine { line in
            let file = try line.file("bad.yml", "listen:\n  port: none\nlog: { level: loud }\n")
            let outcome = await CommandLineFixture.run(["config", "check", "--config", file])
            #expect(outcome.code == 1)
            #expect(outcome.output.contains("\(file):2: port"))
            #expect(outcome.output.contains("\(file):3: “loud”"))
            let other = await CommandLineFixture.run(["info", "--config", file])
            #expect(other.code == 1)
            #expect(other.complaint.contains("2 problems"), "\(other.complaint)")
        }
    }

    @Test func aSecretThatCannotBeReadIsNamed() async throws {
        try await withCommandLine { line in
            let file = try line.file(
                "mail.yml",
                "mail: { host: h, from: a@b.cn, user: u, password_file: /nowhere/password }\n")
            let outcome = await CommandLineFixture.run(["config", "check", "--config", file])
            #expect(outcome.code == 1)
            #expect(outcome.output.contains("/nowhere/password cannot be read"))
            let shown = await CommandLineFixture.run(["config", "show", "--config", file])
            #expect(shown.code == 0, "\(shown.complaint)")
        }
    }

    @Test func theFolderMayBeNamedByTheFile() async throws {
        try await withCommandLine { line in
            let file = try line.file("linli.yml", "data: \(line.data)\n")
            let made = await CommandLineFixture.run(
                ["init", "--profile", "checheng-road", "--config", file])
            #expect(made.code == 0, "\(made.complaint)")
            let looked = await CommandLineFixture.run(["info", "--config", file])
            #expect(looked.output.contains(line.data))
        }
    }
}
