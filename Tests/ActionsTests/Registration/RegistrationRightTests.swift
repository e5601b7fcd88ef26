import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The red lines of registering: that somebody is in the register is known to them and to those
/// who keep it, is in no record, and is nowhere a way to find residents.
@Suite struct RegistrationRightTests {
    @Test func everyoneElseFindsNothing() async throws {
        try await withTown { town in
            let own = try await town.confirmedEnrolment(.here)
            let entry = try await town.volunteer.enters(in: own)
            let inside: Set = ["secretary", "volunteer"]
            for colleague in try await town.everyone() where !inside.contains(colleague.signIn) {
                let file = try await town.installation.enrolmentFile(
                    own.id, in: colleague.realm, for: colleague.holding)
                #expect(file == nil, "\(colleague.signIn)")
                let page = await outcome {
                    try await town.installation.registerPage(
                        .here, in: colleague.realm, for: colleague.holding, after: nil, limit: 9)
                }
                #expect(page == "forbidden", "\(colleague.signIn)")
                for act in [
                    await outcome { try await colleague.reads(own) },
                    await outcome { try await colleague.answers(.end, own) },
                    await outcome { try await colleague.keeps(.withdrawal, own) },
                    await outcome { try await colleague.enters(in: own) },
                    await outcome { try await colleague.answers(entry: entry) },
                ] {
                    #expect(act == "notFound", "\(colleague.signIn)")
                }
                let found1 = try await colleague.handbook()
                #expect(found1 == nil, "\(colleague.signIn)")
            }
            let found2 = try await town.count("SELECT COUNT(*) FROM enrolment_readings")
            #expect(found2 == 0)
        }
    }

    @Test func noRecordSaysWhoIsInTheRegisterOrOfWhichKind() async throws {
        try await withTown { town in
            let volunteer = try await town.volunteer
            let own = try await town.confirmedEnrolment(.here)
            try await volunteer.enters(in: own)
            try await volunteer.keeps(.reaffirmation, own)
            try await volunteer.keeps(.withdrawal, own)
            let person = volunteer.person.id
            let named = try await town.count(
                """
                SELECT COUNT(*) FROM records
                WHERE subject_kind IN ('enrolment', 'handbookEntry') AND person_id = \(person)
                """)
            #expect(named == 0)
            let bodies = try await town.database.read { db in
                try db.rows(
                    """
                    SELECT body FROM records
                    WHERE subject_kind IN ('enrolment', 'handbookEntry')
                    ORDER BY sequence LIMIT 50
                    """
                ) { String(decoding: try $0.blob(0), as: UTF8.self) }
            }
            #expect(bodies.count == 5)
            #expect(Set(bodies) == ["{}"])
        }
    }

    @Test func whatIsSaidLiesSealed() async throws {
        try await withTown { town in
            let own = try await town.confirmedEnrolment(.here)
            try await town.volunteer.enters(in: own, words: "看望独居老人")
            let blobs = try await town.database.read { db in
                try db.rows(
                    """
                    SELECT sealed FROM enrolment_details UNION ALL
                    SELECT sealed FROM handbook_entries LIMIT 9
                    """
                ) { String(decoding: try $0.blob(0), as: UTF8.self) }
            }
            #expect(blobs.count == 2)
            for words in [Colleague.offered, "演示小学", "独居", "visiting"] {
                #expect(!blobs.contains { $0.contains(words) })
            }
        }
    }

    @Test func eachReadingIsLoggedAndThePersonSeesIt() async throws {
        try await withTown { town in
            let own = try await town.confirmedEnrolment()
            let silent = await complaints { try await town.secretary.reads(own, " ") }
            #expect(silent == ["reason": "answer.missing"])
            let told = try await town.secretary.reads(own)
            #expect(told.details == EnrolmentDetails(unit: "演示小学", offers: Colleague.offered))
            let seen = try await town.installation.ownRegistrations(
                of: try await town.volunteer.person.id, in: town.realm)
            #expect(seen.all.first?.readings.map(\.reason) == ["安排义诊"])
        }
    }

    @Test func nobodyKeepsTheirOwnLine() async throws {
        try await withTown { town in
            let secretary = try await town.secretary
            let own = try await secretary.enrols(.here)
            for act in [
                await outcome { try await secretary.answers(.confirm, own) },
                await outcome { try await secretary.reads(own) },
            ] {
                #expect(act == "notFound")
            }
            let asked = await complaints { try await secretary.invites("secretary") }
            #expect(asked == ["signIn": "registration.problem.unknown"])
        }
    }

    @Test func theCommunityLearnsNothingOfARegistrationElsewhere() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            // Another community's keeper, whom the profile does not have yet.
            let other = try await town.otherCommunity.holding("communitySecretary")
            _ = try await town.confirmedEnrolment()
            try await other.invites("volunteer")
            let found3 = try await town.count(
                "SELECT COUNT(*) FROM enrolments WHERE state = 'invited'")
            #expect(found3 == 1)
            #expect(!dispatcher.holding.verbs.contains(.keepRegister))
        }
    }
}
