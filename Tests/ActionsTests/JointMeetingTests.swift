import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Joint meetings: called by the chair, counted by units, opened with what is open, and ending in
/// decisions that are matters.
@Suite struct JointMeetingTests {
    @Test func decisionsGoOnFromOneMeetingToTheNext() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            let first = try await fixture.meets(title: "第一次")
            #expect((first.entitled, first.present) == (3, 3))
            let one = try await fixture.resolves(first, "义诊", for: fixture.hospital)
            let clinic = try await fixture.decided(one)
            let two = try await fixture.resolves(one, "操场开放", for: fixture.school, inDays: 2)
            let field = try await fixture.decided(two)
            try await fixture.closes(two)
            #expect(clinic.lead == fixture.hospital.id && clinic.state == "open")
            #expect(clinic.channel == .procedure)
            #expect(try await town.installation.meetings(on: clinic).map(\.id) == [first.id])

            try await fixture.liaison.does("finish", clinic, ["result": ["来了六十人。"]])
            let called = try await fixture.calls(inDays: 6, title: "第二次")
            let before = try await fixture.meetingFile(called)?.reviewed
            #expect(before?.map(\.standing) == [nil, nil])
            town.clock.set(called.startsAt)
            let second = try await fixture.opens(called, came: [fixture.hospital, fixture.bank])
            let reviewed = try #require(try await fixture.meetingFile(second)?.reviewed)
            #expect(reviewed.map(\.line.matter.id) == [clinic.id, field.id])
            #expect(reviewed.map(\.standing) == [.done, .late])

            // What was shown as ended is not shown again; what is open is, with what it was.
            try await fixture.secretary.does("drop", field, ["reason": ["翻修。"]])
            try await fixture.closes(second)
            #expect(
                try await fixture.meetingFile(second)?.reviewed.map(\.standing) == [.done, .late])
            let third = try await fixture.meets(inDays: 5, title: "第三次")
            let last = try await fixture.meetingFile(third)?.reviewed
            #expect(last?.map(\.line.matter.id) == [field.id])
            #expect(last?.map(\.standing) == [.dropped])
        }
    }

    @Test func aDecisionIsDueAtTheEndOfTheAgreedDay() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            let meeting = try await fixture.resolves(try await fixture.meets(), inDays: 3)
            let matter = try await fixture.decided(meeting)
            let day = try await fixture.today.adding(days: 3)
            let zone = try await town.rulebook().profile.zone
            #expect(matter.clock("finish")?.budget == .until(day.end(in: zone)))
            let report = try await town.database.read { db in
                try Inbox.lines(of: [matter.id], db)[matter.id]
            }
            #expect(report?.dueAt == day.end(in: zone))
        }
    }

    @Test func aDecisionNeedsAMemberADayAndAnOpenMeeting() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            let stranger = try AllianceFixture.body("公交三车队（演示）", in: town)
            let called = try await fixture.calls()
            #expect(
                await outcome { try await fixture.resolves(called) }.hasPrefix("meeting: stands"))
            town.clock.set(called.startsAt)
            let opened = try await fixture.opens(
                called, came: [fixture.hospital, fixture.bank])
            #expect(
                await complaints { try await fixture.resolves(opened, "", for: stranger) }
                    == ["title": "answer.missing", "lead": "answer.notAChoice"])
            #expect(
                await outcome { try await fixture.resolves(opened, inDays: -1) }
                    == "refused: answers")
            #expect(
                await outcome { try await fixture.resolves(opened, inDays: 367) }
                    == "refused: answers")
            #expect(await outcome { try await fixture.resolves(opened, inDays: 0) } == "done")
            #expect(await outcome { try await fixture.resolves(opened) } == "conflict")
        }
    }

    @Test func tooFewUnitsDecideNothing() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            let called = try await fixture.calls()
            town.clock.set(called.startsAt)
            let refused = await outcome {
                try await fixture.opens(called, came: [fixture.hospital])
            }
            #expect(refused == "meeting: notQuorate(missing: 1, needed: 2)")
            let byHeads = await complaints {
                try await fixture.secretary.opens(called, entitled: 3, present: 3)
            }
            #expect(byHeads == ["present": "meetings.problem.byUnit"])
            let stranger = try AllianceFixture.body("公交三车队（演示）", in: town)
            let strangers = await complaints {
                try await fixture.opens(called, came: [fixture.hospital, stranger])
            }
            #expect(strangers == ["present": "meetings.problem.notAUnit"])
        }
    }

    @Test func whoCameForAUnitStandsInTheRollAndNotInTheRecord() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            let called = try await fixture.calls()
            town.clock.set(called.startsAt)
            _ = try await fixture.opens(
                called, came: [fixture.hospital, fixture.bank], through: "演示·甲主任")
            let units = try await fixture.meetingFile(called)?.units
            #expect(units?.count { $0.isPresent == true } == 2)
            #expect(units?.first { $0.isPresent == true }?.through == "演示·甲主任")
            let payloads = try await town.database.read { db in
                try MeetingStories.of(called.id, db).map { "\($0.payload)" }
            }
            #expect(!payloads.joined().contains("甲主任"))
        }
    }

    // MARK: - Who may

    @Test func theChairsLiaisonCallsTheMeetingOfItsOwnMonthAlone() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            #expect(
                await outcome { try await fixture.calls(by: fixture.liaison) } == "forbidden")
            try await fixture.sets(["2026-11": fixture.school, "2026-12": fixture.hospital])
            #expect(
                await complaints { try await fixture.calls(by: fixture.liaison) }
                    == ["day": "alliances.problem.otherMonth"])
            let called = try await fixture.calls(inDays: 30, by: fixture.liaison)
            #expect(called.body == fixture.hospital.id)
            #expect(called.alliance == fixture.alliance.id)
            // To count, decide and close is for whoever convenes.
            town.clock.set(called.startsAt)
            let opens = await outcome {
                try await OpenMeeting(
                    realm: town.realm, holding: fixture.liaison.holding, meeting: called.id,
                    seen: called.version, attendance: .units([fixture.hospital.id: ""])
                ).run(in: town.installation)
            }
            #expect(opens == "forbidden")
        }
    }

    @Test func aJointMeetingIsCalledByItsAllianceAlone() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town, members: false)
            #expect(
                await complaints { try await fixture.secretary.calls("allianceMeeting") }
                    == ["rule": "meetings.problem.alliance"])
            #expect(
                await complaints { try await fixture.calls() }
                    == ["title": "alliances.problem.noMembers"])
            try await fixture.joins(fixture.hospital)
            let other = try await town.colleague("community2")
            #expect(await outcome { try await fixture.calls(by: other) } == "forbidden")
        }
    }

    @Test func onlyTheResponsibleUnitAndTheConvenerActOnADecision() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            let meeting = try await fixture.resolves(
                try await fixture.meets(), for: fixture.school)
            let matter = try await fixture.decided(meeting)
            #expect(try await fixture.liaison.offered(matter) == [])
            for signIn in ["community2", "volunteer", "grid"] {
                let colleague = try await town.colleague(signIn)
                let offered = try await colleague.offered(matter) ?? []
                #expect(!offered.contains("finish"), "\(signIn)")
            }
            let handed = try await fixture.secretary.does(
                "handOver", matter, ["lead": ["\(fixture.hospital.id)"], "reason": ["更近。"]])
            #expect(
                try await fixture.liaison.offered(handed) == ["report", "finish", "drop", "note"])
            let mine = try await fixture.liaison.inbox(InboxQuery(scope: .mine)).lines
            #expect(mine.map(\.id) == [matter.id])
        }
    }

    @Test func whatAUnitOwesAndDidStandsOnItsBoard() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            let one = try await fixture.resolves(try await fixture.meets(), "义诊")
            let clinic = try await fixture.decided(one)
            let two = try await fixture.resolves(one, "讲座")
            try await fixture.liaison.does("finish", clinic)
            let board = try await town.installation.allianceBoard(
                for: try await fixture.liaison.visit())
            #expect(board.own.owed.map(\.title) == ["讲座"])
            #expect(board.own.ended.map(\.title) == ["义诊"])
            #expect(board.alliances.first { $0.body.id == fixture.alliance.id }?.members.count == 3)
            try await fixture.closes(two)
        }
    }

    @Test func rowsOfDecisionsAreWhatTheirRecordsSay() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            let meeting = try await fixture.resolves(try await fixture.meets())
            let matter = try await fixture.decided(meeting)
            try await fixture.secretary.does(
                "postpone", matter, ["days": ["5"], "reason": ["下雪。"]])
            try await fixture.liaison.does("finish", matter)
            let report = try await CheckRows(
                vault: town.installation.vault, now: town.clock.now
            ).run(in: town.database)
            #expect(report.problems == [])
        }
    }

    @Test func aMonthHoldsMeetingsDaysDueAndTheChair() async throws {
        try await withTown { town in
            let fixture = try await AllianceFixture(town)
            try await fixture.sets(["2026-11": fixture.school])
            let meeting = try await fixture.resolves(try await fixture.meets(), inDays: 5)
            let matter = try await fixture.decided(meeting)
            let november = try #require(Month(asked: "2026-11"))
            let diary = try await town.installation.diary(of: november, in: town.realm)
            #expect(diary.meetings.map(\.id) == [meeting.id])
            #expect(diary.due.map(\.id) == [matter.id])
            #expect(diary.turns.map(\.turn.body) == [fixture.school.id])
            let next = try await town.installation.diary(of: november.next, in: town.realm)
            #expect(next.meetings.isEmpty && next.due.isEmpty && next.turns.isEmpty)
        }
    }
}
