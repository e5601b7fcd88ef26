import Foundation
import Testing

@testable import linli

/// What the doctor looks at beyond the database.
@Suite struct DoctorTests {
    private func installed(
        _ settings: String, _ body: (CommandLineFixture, String) async throws -> Void
    ) async throws {
        try await withCommandLine { line in
            let made = await line.run("init", "--profile", "checheng-road")
            #expect(made.code == 0, "\(made.complaint)")
            let file = try line.file("linli.yml", "data: \(line.data)\n\(settings)\n")
            try await body(line, file)
        }
    }

    private func doctor(_ file: String) async -> CommandLineFixture.Outcome {
        await CommandLineFixture.run(["doctor", "--config", file])
    }

    @Test func anOpenLineIsAFault() async throws {
        try await installed("listen: { address: 0.0.0.0 }") { line, file in
            let open = await doctor(file)
            #expect(open.code == 1)
            #expect(open.output.contains("it is open on 0.0.0.0 without TLS"), "\(open.output)")
            let behind = try line.file(
                "behind.yml", "data: \(line.data)\nlisten: { address: '::', behind_proxy: true }\n")
            let well = await doctor(behind)
            #expect(well.code == 0, "\(well.output)")
        }
    }

    @Test func whatIsWrongWithTheSettingsIsToldBesideTheRest() async throws {
        try await installed("listen: { port: many }\nmial: {}") { _, file in
            let looked = await doctor(file)
            #expect(looked.code == 1)
            #expect(looked.output.contains("\(file):2: port must be"), "\(looked.output)")
            #expect(looked.output.contains("did you mean “mail”?"))
            #expect(looked.output.contains("disk"))
        }
    }

    @Test func aSecretThatOthersMayReadIsAFault() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "checheng-road")
            let secret = try line.file("sms.secret", "hush-hush\n")
            let file = try line.file(
                "linli.yml",
                """
                data: \(line.data)
                sms:
                  address: https://sms.example.cn/send
                  body: '{"to": "{phone}", "say": "{text}", "key": "{secret}"}'
                  secret_file: \(secret)
                outgoing: { allow: [sms.example.cn] }
                """)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: secret)
            let open = await doctor(file)
            #expect(open.output.contains("chmod 640 \(secret)"), "\(open.output)")
            #expect(!open.output.contains("hush"))
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: secret)
            let closed = await doctor(file)
            #expect(closed.code == 0, "\(closed.output)")
        }
    }

    @Test func theAgeOfTheLastBackupIsKnown() async throws {
        try await installed("") { line, file in
            let before = await doctor(file)
            #expect(before.output.contains("was never run here"))
            let copy = line.folder.appendingPathComponent("copy.sqlite").path
            _ = await line.run("backup", copy)
            let after = await doctor(file)
            #expect(after.output.contains("the last one is 0 day(s) old: \(copy)"))
        }
    }

    @Test func aClockThatJumpsIsAFault() {
        let watch = ClockWatch()
        let start = ContinuousClock.now
        #expect(watch.check(now: Date(), since: start).state == .well)
        #expect(watch.check(now: Date(timeIntervalSinceNow: 90), since: start).state == .bad)
        #expect(watch.check(now: Date(timeIntervalSinceNow: -90), since: start).state == .bad)
    }

    @Test func aMessageNeedsAServer() async throws {
        try await installed("") { _, file in
            let tried = await CommandLineFixture.run(
                ["doctor", "--config", file, "--send-test", "me@example.cn"])
            #expect(tried.code == 1)
            #expect(tried.output.contains("no server is named"))
        }
    }
}
