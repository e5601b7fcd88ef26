import Actions
import Foundation
import Kernel
import Profiles
import SQL
import Storage
import TestSupport
import Testing

/// A reported year is played through the real actions, and its numbers come out of the record.
@Suite struct PlayScenarioTests {
    private static var year: String {
        get throws {
            let file = try #require(
                Bundle.module.url(
                    forResource: "scenario", withExtension: "yml", subdirectory: "Fixtures"))
            return try String(contentsOf: file, encoding: .utf8)
        }
    }

    private static func played(
        _ town: Town, _ text: String, of profile: String = "huifeng"
    ) async throws -> PlayScenario.Report {
        var files = try ProfileSource(builtIn: profile).files
        files["scenario.yml"] = text
        let source = ProfileSource(files: files)
        let scenario = try #require(try Scenario(of: source, for: source.load()))
        return try await PlayScenario(
            source: source, scenario: scenario, password: Town.password
        ).run(in: town.installation)
    }

    @Test func whatIsPlayedIsCounted() async throws {
        try await withTown { town in
            let report = try await Self.played(town, Self.year)
            #expect(report.outcomes.map(\.isSame) == [true, true, true, true, false])
            #expect(report.outcomes.last?.counted == .number(0))
            // Everything happened in that year, at its own time, and the record stands.
            let outside = try await town.database.read { db in
                let year = try Instant(iso8601: "2023-01-01T00:00:00Z")
                return try db.int(
                    """
                    SELECT COUNT(*) FROM records
                    WHERE realm_id = \(report.realm.id) AND at < \(year)
                    """)
            }
            #expect(outside == 0)
            let extra = try await town.database.read { db in
                try People.find(signIn: "hf-extra-2", db)
            }
            #expect(extra?.name == "Extra2")
            let verified = try await VerifyRecords().run(in: town.database)
            #expect(verified.problem == nil)
            let rows = try await CheckRows(
                vault: town.installation.vault, now: town.clock.now
            ).run(in: town.database)
            #expect(rows.problems == [])
        }
    }

    /// Several places may be played into one installation.
    @Test func oneInstallationHoldsSeveralPlaces() async throws {
        try await withTown { town in
            _ = try await Self.played(town, Self.year)
            let talk = """
                year: 2023
                claims:
                  - { row: A, said: one talk, figure: meetingsHeld, number: 1 }
                plays:
                  - times: 1
                    from: 02-01
                    until: 02-01
                    steps:
                      - { by: bg-secretary-heping, calls: { rule: consultation, at: heping, \
                title: Talk, venue: Hall, agenda: [One], inDays: 5 } }
                      - { after: 5d, by: bg-secretary-heping, holds: { entitled: 3, present: 3, \
                minutes: Words } }
                """
            let other = try await Self.played(town, talk, of: "bayan-gaole")
            #expect(other.outcomes.map(\.isSame) == [true])
            let first = try await town.installation.realm(slug: "huifeng")
            #expect(first != nil && first?.id != other.realm.id)
        }
    }

    @Test func aStepThatCannotBeDoneIsNamedByItsLine() async throws {
        try await withTown { town in
            let broken = try Self.year.replacing("title: \"Meeting {n}\"", with: "title: \"\"")
            let error = await failure { _ = try await Self.played(town, broken) }
            let sentence = error.map { "\($0)" } ?? ""
            #expect(sentence.contains("line 23"), "\(sentence)")
        }
    }
}
