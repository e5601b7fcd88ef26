import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// `linli verify --rows`: every row is what the record leads to, or its matter is named.
@Suite struct RowCheckTests {
    private func report(_ town: Town) async throws -> CheckRows.Report {
        try await CheckRows(vault: town.installation.vault, now: town.clock.now)
            .run(in: town.database)
    }

    @Test func everyWayOfARequestStandsAsItWasRecorded() async throws {
        try await withTown { town in
            for state in ["submitted", "handling", "awaiting", "callingBack", "solved"] {
                _ = try await town.request(standing: state)
            }
            _ = try await town.request(standing: "merged")
            let deliberation = try await town.deliberation(standing: "published")
            #expect(try await town.children(of: deliberation).count == 1)
            _ = try await town.order(standing: "done")
            let found = try await report(town)
            #expect(found.problems == [])
            #expect(found.matters >= 8)
            #expect(found.steps > 20)
            #expect(found.erased == 0)
        }
    }

    @Test func anErasedMatterIsSkippedAndCounted() async throws {
        try await withTown { town in
            let reported = try await town.resident.reports("灯坏了。")
            _ = try await town.resident.does("withdraw", reported.matter)
            town.clock.advance(days: 1_100)
            _ = try await EraseExpired().run(in: town.installation)
            let found = try await report(town)
            #expect(found.problems == [])
            #expect(found.matters == 1 && found.erased == 1 && found.steps == 0)
        }
    }

    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let statement: SQL
        let told: String
    }

    @Test(arguments: [
        Tampering(
            testDescription: "another state", statement: "UPDATE matters SET state = 'accepted'",
            told: "its state is accepted, but the record leads to handling"),
        Tampering(
            testDescription: "a state that is none", statement: "UPDATE matters SET state = 'lost'",
            told: "its state lost is not one of request@"),
        Tampering(
            testDescription: "an end without its state",
            statement: "UPDATE matters SET ended_at = 1, ending = 'solved'",
            told: "its state handling and its ending do not belong together"),
        Tampering(
            testDescription: "a version too many",
            statement: "UPDATE matters SET version = version + 1", told: "its version is 5"),
        Tampering(
            testDescription: "another number",
            statement: "UPDATE matters SET reference = \(Reference(year: 26, serial: 77))",
            told: "calls it 26-00001-"),
        Tampering(
            testDescription: "no number", statement: "UPDATE matters SET reference = 'none'",
            told: "none: its number cannot be read"),
        Tampering(
            testDescription: "another title", statement: "UPDATE matters SET title = 'x'",
            told: "its title is not what"),
        Tampering(
            testDescription: "another lead", statement: "UPDATE matters SET lead_id = NULL",
            told: "its lead is nothing"),
        Tampering(
            testDescription: "parts that it does not name",
            statement: """
                INSERT INTO petitions (matter_id, kind, asked_at)
                SELECT id, 'extension', 1 FROM matters
                """,
            told: "something of it lies in a table that it does not name"),
        Tampering(
            testDescription: "due later", statement: "UPDATE matters SET due_at = due_at + 60000",
            told: "it is due"),
        Tampering(
            testDescription: "amber later", statement: "UPDATE matters SET amber_at = NULL",
            told: "its light turns amber never"),
        Tampering(
            testDescription: "another stage", statement: "UPDATE matters SET stage = 'closed'",
            told: "its stage is closed"),
        Tampering(
            testDescription: "waiting for another clock",
            statement: "UPDATE matters SET due_clock = 'check'", told: "waits for the clock check"),
        Tampering(
            testDescription: "kept as suspended", statement: "UPDATE matters SET suspended = 1",
            told: "kept as suspended"),
        Tampering(
            testDescription: "a clock due later",
            statement: "UPDATE clocks SET due_at = due_at + 60000 WHERE name = 'contact'",
            told: "its clock contact is kept as due"),
        Tampering(
            testDescription: "a clock that began earlier",
            statement: "UPDATE clocks SET started_at = started_at - 60000 WHERE name = 'dispatch'",
            told: "its clock dispatch is not what"),
        Tampering(
            testDescription: "another version of its procedure",
            statement: "UPDATE matters SET procedure_version = 9999",
            told: "is not in version 1 of the profile"),
        Tampering(
            testDescription: "not found by search", statement: "DELETE FROM open_search",
            told: "search does not find it"),
        Tampering(
            testDescription: "found by other words",
            statement: "UPDATE open_search SET grams = 'other ' || grams",
            told: "search holds other words"),
        Tampering(
            testDescription: "found among the ended ones",
            statement: """
                INSERT INTO ended_search (rowid, grams) SELECT rowid, grams FROM open_search
                """, told: "search holds it among the ended ones"),
        Tampering(
            testDescription: "the key of its story gone",
            statement: "UPDATE matters SET story_key = NULL",
            told: "the key of its story is missing"),
        Tampering(
            testDescription: "a record that does not open",
            statement: "UPDATE records SET body = \([0] as [UInt8]) WHERE action = 'accept'",
            told: "does not open with its key"),
        Tampering(
            testDescription: "a record less",
            statement: "DELETE FROM records WHERE action = 'dispatch'", told: "begins at dispatched"
        ),
        Tampering(
            testDescription: "a counter set back", statement: "UPDATE counters SET value = 0",
            told: "numbers would be given twice"),
    ])
    func whatWasChangedIsNamed(_ tampering: Tampering) async throws {
        try await withTown { town in
            _ = try await town.request(standing: "handling")
            #expect(try await report(town).problems == [])
            try await town.database.write { db in
                // A forger has no schema to stop them; foreign keys are not what is tested here.
                try db.run(tampering.statement)
            }
            let problems = try await report(town).problems
            #expect(problems.contains { $0.contains(tampering.told) }, "\(problems)")
        }
    }

    @Test func aRecordAboutNothingIsNamed() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "submitted")
            try await town.database.write { db in
                try db.run("UPDATE records SET subject_id = 77 WHERE subject_kind = 'matter'")
            }
            let problems = try await report(town).problems
            #expect(problems.contains { $0.contains("is about matter 77, which is not there") })
            #expect(problems.contains { $0.contains("no record says that it was opened") })
        }
    }

    @Test func aPhotographThatIsMissingIsNamed() async throws {
        try await withTown { town in
            let photograph: Photograph.ID = town.installation.newID()
            let (realm, now) = (town.realm.id, town.clock.now)
            try await town.database.write { db in
                try Photographs.insert(
                    photograph, realm: realm, width: 1, height: 1, image: [1], thumbnail: [1],
                    digest: "x", at: now, db)
            }
            _ = try await OpenMatter(
                realm: town.realm, procedure: "request", action: "report", acting: .anyone,
                channel: .web,
                form: AnswerForm(
                    texts: [
                        "account": ["灯坏了。"], "category": ["property.service"],
                        "place": [try town.place(Resident.home).id.description],
                    ], photographs: [photograph])
            ).run(in: town.installation)
            #expect(try await report(town).problems == [])
            try await town.database.write { db in try db.run("DELETE FROM photographs") }
            #expect(
                try await report(town).problems.first?.contains("1 photograph(s)") == true)
        }
    }

    @Test func manyProblemsAreCountedAndTheFirstShown() async throws {
        try await withTown { town in
            for number in 1...30 { _ = try await town.resident.reports("第\(number)盏灯坏了。") }
            try await town.database.write { db in try db.run("UPDATE matters SET stage = 'x'") }
            let found = try await report(town)
            #expect(found.problemCount == 30)
            #expect(found.problems.count == CheckRows.problemsShownMax)
        }
    }
}
