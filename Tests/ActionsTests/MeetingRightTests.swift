import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Who may hold meetings, where, and on which matters; what the rules of procedures see of them.
@Suite struct MeetingRightTests {
    @Test func onlyAPostThatConvenesMayCall() async throws {
        try await withTown { town in
            for signIn in ["grid", "dispatcher", "property", "checker", "representative1"] {
                let colleague = try await town.colleague(signIn)
                #expect(await outcome { try await colleague.calls() } == "forbidden")
            }
        }
    }

    @Test func aPostCallsForItsOwnPlacesOnly() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            #expect(
                await outcome { try await secretary.calls(at: "工艺新村社区") } == "forbidden")
            #expect(await outcome { try await secretary.calls(at: "车城路街道") } == "forbidden")
            #expect(await outcome { try await secretary.calls(at: "半山尚小区") } == "done")
        }
    }

    @Test func anotherCommunityHoldsNoMeetingOfThisOne() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let other = try await town.colleague("community2")
            let called = try await secretary.calls()
            town.clock.set(called.startsAt)
            for work in [
                await outcome { try await other.opens(called) },
                await outcome { try await other.cancels(called) },
                await outcome { try await other.changes(called, toDayIn: 20) },
                await outcome { try await other.puts(to: called) },
                await outcome { try await other.closes(called) },
            ] { #expect(work == "forbidden") }
            #expect(try await town.meeting(called.id) == called)
        }
    }

    @Test func anotherRealmKnowsNothingOfAMeeting() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let called = try await secretary.calls()
            let stranger = try await town.bostonian
            let holding = Holding(post: stranger.holding.post, verbs: [.read, .convene])
            func cancels(in realm: Realm) async -> String {
                await outcome {
                    try await CancelMeeting(
                        realm: realm, holding: holding, meeting: called.id,
                        seen: called.version, reason: "x"
                    ).run(in: town.installation)
                }
            }
            #expect(await cancels(in: town.boston) == "notFound")
            // A post of another realm in this one.
            #expect(await cancels(in: town.realm) == "forbidden")
            #expect(try await town.installation.meetingFile(called.id, in: town.boston) == nil)
            let lists = try await town.installation.meetingLists(
                in: town.boston, after: nil, limit: 10)
            #expect(lists.upcoming.isEmpty && lists.past.isEmpty)
        }
    }

    @Test func aMatterIsDeliberatedOnlyWhereItsProcedureSaysSo() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let matter = try await town.request(standing: "handling")
            #expect(
                await complaints { try await secretary.calls("consultation", on: matter) }
                    == ["rule": "meetings.problem.notHere"])
            #expect(
                await complaints { try await secretary.calls("parley") }
                    == ["rule": "answer.notAChoice"])
        }
    }

    @Test func aMeetingOnAMatterIsFoundByIt() async throws {
        try await withTown { town in
            let realm = try await town.letRequestsMeet()
            let secretary = try await town.colleague("secretary", of: realm)
            let receipt = try await OpenMatter(
                realm: realm, procedure: "request", action: "enter", acting: secretary.acting,
                channel: .counter,
                form: AnswerForm(texts: [
                    "account": ["门口太黑"], "category": ["facility.light"],
                    "onBehalf": ["counter"],
                    "place": [try town.place("半山尚小区").id.description],
                ])
            ).run(in: town.installation)
            let opened = try await town.matter(receipt.id)
            #expect(
                await complaints { try await secretary.calls("consultation", on: opened) }
                    == ["rule": "meetings.problem.notHere"])
            // As if it had gone through dispatch and receipt: only where it stands matters here.
            try await town.database.write { db in
                try db.run("UPDATE matters SET state = 'handling' WHERE id = \(opened.id)")
            }
            #expect(
                await complaints {
                    try await secretary.calls("residentsMeeting", on: opened)
                } == ["rule": "meetings.problem.notHere"])
            #expect(
                await complaints {
                    try await secretary.calls("consultation", on: opened, at: "半山尚小区1号楼")
                } == ["place": "meetings.problem.elsewhere"])
            let called = try await secretary.calls("consultation", on: opened)
            town.clock.set(called.startsAt)
            let voted = try await secretary.puts(to: try await secretary.opens(called))
            _ = try await secretary.closes(voted)
            let on = try await town.installation.meetings(on: opened)
            #expect(on.map(\.id) == [called.id])
            let held = try await town.database.read { db in
                try Meetings.held(on: opened.id, db)
            }
            #expect(
                held == [Held(closedAt: town.clock.now, isQuorate: true, hasCarried: true)])
        }
    }

    /// Ten meetings, read page by page in both directions of time.
    @Test func pagesOfMeetingsHoldEachOnce() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            var called: [Meeting.ID] = []
            for number in 1...5 {
                // Two at the same moment, so that the order needs the id.
                called.append(
                    try await secretary.calls(
                        "consultation", inDays: 3 + number, title: "甲\(number)"
                    ).id)
                called.append(
                    try await secretary.calls(
                        "consultation", inDays: 3 + number, title: "乙\(number)"
                    ).id)
            }
            let ahead = try await town.installation.meetingLists(
                in: town.realm, after: nil, limit: 3)
            #expect(ahead.upcoming.map(\.id) == called)
            #expect(ahead.past.isEmpty && ahead.older == nil)
            town.clock.advance(days: 30)
            var read: [Meeting.ID] = []
            var cursor: Meetings.Cursor?
            repeat {
                let page = try await town.installation.meetingLists(
                    in: town.realm, after: cursor, limit: 3)
                read += page.past.map(\.id)
                cursor = page.older
            } while cursor != nil
            #expect(read == called.reversed())
        }
    }
}
