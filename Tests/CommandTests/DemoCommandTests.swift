import SQL
import SQLiteDriver
import Storage
import Testing

@Suite struct DemoCommandTests {
    /// Every state of the case procedures.
    private static let caseStates = [
        "whistle": "blown working done unsolved cancelled",
        "turnout": "called coming disputed there finished done unrated excused calledOff",
        "hazard": "planned open fixed escalated looked cancelled removed transferred",
        "agency": "asked accepted doing returning finished done unconfirmed declined withdrawn",
        "outage": "out restored takenBack",
        "delivery": "waiting taken brought notNeeded",
        "mediation":
            "applied consenting choosing accepting mediating performing settled failed "
            + "declined notAdmitted stopped",
        "petitionPointer":
            "registered sent handling answered reviewing reviewed reReviewing settled "
            + "concluded passedOn",
        "reception": "logged",
        "legacy": "listed charged working solved struckOff",
    ]

    @Test func aRealmOfRealPeopleIsNeverTakenForADemonstration() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "checheng-road")
            let outcome = await line.run("demo")
            #expect(outcome.code == 1)
            #expect(outcome.complaint.contains("is no demonstration"))
            #expect(!outcome.output.contains("otpauth://"))
        }
    }

    @Test func aDemonstrationThatWasBrokenOffSaysSo() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "checheng-road")
            let opened = try SQLiteDatabase.open(path: line.database)
            // What the first step of the demonstration writes, and its last would replace.
            try await opened.write { db in
                try Settings.set("demonstration", to: "checheng-road unfinished", db)
            }
            try await opened.close()
            let outcome = await line.run("demo")
            #expect(outcome.code == 1)
            #expect(outcome.complaint.contains("was broken off before it was whole"))
        }
    }

    @Test func theDemonstrationHasAMatterInEveryStateAndIsKept() async throws {
        try await withCommandLine { line in
            let made = await line.run("demo")
            #expect(made.code == 0, "\(made.complaint)")
            #expect(made.output.contains("dispatcher"))
            #expect(made.output.contains("otpauth://"))
            let opened = try SQLiteDatabase.open(path: line.database, readOnly: true)
            let cases = try await opened.read { db in
                Set(
                    try db.rows(
                        """
                        SELECT DISTINCT procedure, state FROM matters
                        ORDER BY procedure, state LIMIT 500
                        """
                    ) { "\(try $0.text(0)) \(try $0.text(1))" })
            }
            for (name, states) in Self.caseStates {
                let missing = states.split(separator: " ").filter {
                    !cases.contains("\(name) \($0)")
                }
                #expect(missing.isEmpty, "\(name)")
            }
            let states = try await opened.read { db in
                Set(
                    try db.rows("SELECT DISTINCT state FROM matters ORDER BY state LIMIT 500") {
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
