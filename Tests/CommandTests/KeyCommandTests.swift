import Foundation
import Testing

/// Keys of other systems, and the look into an installation.
@Suite struct KeyCommandTests {
    @Test func aKeyIsShownOnceListedAndRevoked() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "checheng-road")
            let made = await line.run(
                "key", "add", "12345 centre", "--scope", "report", "--channel", "hotline")
            #expect(made.code == 0, "\(made.complaint)")
            let key = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(key.hasPrefix("linli-") && key.count == 54)
            let listed = await line.run("key", "list")
            #expect(listed.output.contains("report  hotline  good until"))
            #expect(!listed.output.contains(key))
            let id = String(listed.output.prefix { $0.isNumber })
            let revoked = await line.run("key", "revoke", id)
            #expect(revoked.code == 0, "\(revoked.complaint)")
            let after = await line.run("key", "list")
            #expect(after.output.contains("revoked"))
            let twice = await line.run("key", "revoke", id)
            #expect(twice.code == 1)
        }
    }

    @Test(arguments: [
        (["key", "add", "x"], "--scope"), (["key", "add", "x", "--scope", "all"], "“all”"),
        (["key", "add", "x", "--scope", "report", "--days", "0"], "--days"),
        (["key", "add", "x", "--scope", "report", "--channel", "post"], "“post”"),
    ])
    func whatNoKeyMayHaveIsSaid(_ command: [String], _ said: String) async throws {
        try await withCommandLine { line in
            let outcome = await CommandLineFixture.run(command + ["--data", line.data])
            #expect(outcome.code == 64)
            #expect(outcome.complaint.contains(said), "\(outcome.complaint)")
        }
    }

    @Test func theDoctorSaysWhatToFix() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "checheng-road")
            let well = await line.run("doctor")
            #expect(well.code == 0, "\(well.output)\(well.complaint)")
            #expect(well.output.contains("read by its owner alone"))
            #expect(well.output.contains("with a map"))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o644], ofItemAtPath: line.key)
            let open = await line.run("doctor")
            #expect(open.code == 1)
            #expect(open.output.contains("chmod 600"))
        }
    }

    @Test func boundariesAreDrawnFromAFile() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "checheng-road")
            let file = try line.file(
                "estates.geojson",
                """
                {"type": "FeatureCollection", "features": [
                  {"type": "Feature", "properties": {"name": "湖畔家园"}, "geometry": {"type":
                    "Polygon", "coordinates": [[[110.7, 32.6], [110.8, 32.6], [110.8, 32.7],
                    [110.7, 32.6]]]}},
                  {"type": "Feature", "properties": {"name": "无此小区"}, "geometry": {"type":
                    "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]]}}]}
                """)
            let drawn = await line.run("import", "boundaries", file)
            #expect(drawn.code == 0, "\(drawn.complaint)")
            #expect(drawn.output == "1 drawn, 0 as before, 1 left out.\n")
            #expect(drawn.complaint.contains("feature 2: “无此小区”"))
            let again = await line.run("import", "boundaries", file, "--dry-run")
            #expect(again.output.hasPrefix("Would be: 0 drawn, 1 as before"))
        }
    }
}
