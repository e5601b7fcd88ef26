import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Meetings from the call to the minutes, with every refusal on the way.
@Suite struct MeetingActionTests {
    @Test func aMeetingGoesFromItsNoticeToItsMinutes() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let called = try await secretary.calls()
            #expect(called.state == .called)
            #expect(called.agenda == ["听物业说明费用", "表决装不装"])
            town.clock.set(called.startsAt)
            let opened = try await secretary.opens(called)
            let voted = try await secretary.puts(to: opened)
            let again = try await secretary.puts("同意装在门口", (20, 30, 2), to: voted)
            let closed = try await secretary.closes(again)
            let stored = try #require(try await town.meeting(called.id))
            #expect(stored == closed)
            #expect(stored.state == .closed)
            #expect(stored.motions.map(\.outcome) == [.carried, .lost])
            #expect(stored.motions.map(\.ordinal) == [1, 2])
            #expect(stored.minutes == "大家同意装。")
            #expect(
                try await town.meetingStory(called.id) == [
                    "callMeeting", "openMeeting", "putMotion", "putMotion", "closeMeeting",
                ])
        }
    }

    @Test func theRecordHoldsTheArithmeticAndNoName() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let called = try await secretary.calls()
            town.clock.set(called.startsAt)
            let voted = try await secretary.puts(to: try await secretary.opens(called))
            _ = try await secretary.closes(voted, "演示·甲说装，演示·乙说不装。")
            let lines = try await town.database.read { db in
                try MeetingStories.of(called.id, db)
            }
            #expect(
                lines[2].payload["how"]
                    == .text("31 in favour of 52 present; more than 1/2 needs 27: carried"))
            #expect(lines[0].payload["article"] == .text(called.terms.article))
            for line in lines { #expect(!"\(line.payload)".contains("演示·甲")) }
        }
    }

    // MARK: - Notice

    @Test func theNoticeIsCountedWithoutTheDayOfTheCallAndOfTheMeeting() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let today = try await town.rulebook().day(of: town.clock.now)
            for (rule, days) in [("residentsMeeting", 10), ("consultation", 3)] {
                let early = await outcome { try await secretary.calls(rule, inDays: days) }
                let refusal = Meeting.Refusal.noticeTooShort(
                    earliest: today.adding(days: days + 1), days: days)
                #expect(early == "meeting: \(refusal)")
                #expect(
                    await outcome { try await secretary.calls(rule, inDays: days + 1) } == "done")
            }
            #expect(
                await outcome { try await secretary.calls(inDays: 400) }.hasPrefix("meeting: "))
        }
    }

    @Test func aMovedMeetingNeedsTheWholeNoticeAgain() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let called = try await secretary.calls("consultation", inDays: 8)
            town.clock.advance(days: 2)
            #expect(
                await outcome { try await secretary.changes(called, toDayIn: 3) }
                    .hasPrefix("meeting: noticeTooShort"))
            let moved = try await secretary.changes(called, toDayIn: 4)
            #expect(moved.title == "换了题目")
            #expect(moved.agenda == ["只谈一件"])
            #expect(moved.calledAt == town.clock.now)
            town.clock.advance(days: 4)
            // Another hour of the same day, on the day itself.
            let later = try await secretary.changes(moved, toDayIn: 0, time: "20:30")
            #expect(later.calledAt == moved.calledAt)
            #expect(try await town.meeting(called.id) == later)
        }
    }

    // MARK: - Opening

    @Test func aMeetingIsNotOpenedBeforeItsTimeNorWithoutItsQuorum() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let called = try await secretary.calls()
            #expect(
                await outcome { try await secretary.opens(called) }.hasPrefix("meeting: tooEarly"))
            town.clock.set(called.startsAt.adding(minutes: -30))
            #expect(
                await outcome { try await secretary.opens(called, present: 30) }
                    == "meeting: \(Meeting.Refusal.notQuorate(missing: 1, needed: 31))")
            #expect(try await town.meeting(called.id)?.state == .called)
            let ended = try await secretary.opens(called, present: 30, ends: true)
            #expect(ended.state == .closed)
            #expect(
                await outcome { try await secretary.puts(to: ended) }.hasPrefix("meeting: stands"))
            // A new one may be called.
            #expect(await outcome { try await secretary.calls() } == "done")
        }
    }

    @Test func representativesAreCalledByName() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let called = try await secretary.calls("representativesMeeting", inDays: 4)
            town.clock.set(called.startsAt)
            let roll = try #require(
                try await town.installation.meetingFile(called.id, in: town.realm)
            ).roll
            #expect(roll.count == 12)
            func opens(_ people: Set<Person.ID>) async throws -> Meeting {
                try await OpenMeeting(
                    realm: town.realm, holding: secretary.holding, meeting: called.id,
                    seen: called.version, attendance: .named(people)
                ).run(in: town.installation)
            }
            // 2/3 of 12 is 8, and 8 are enough.
            #expect(
                await outcome { try await opens(Set(roll.prefix(7).map(\.person))) }
                    == "meeting: \(Meeting.Refusal.notQuorate(missing: 1, needed: 8))")
            #expect(
                await complaints { try await opens([secretary.person.id]) }
                    == ["present": "meetings.problem.notOnRoll"])
            #expect(
                await complaints { try await secretary.opens(called) }
                    == ["present": "meetings.problem.byName"])
            let opened = try await opens(Set(roll.prefix(8).map(\.person)))
            #expect(opened.entitled == 12)
            #expect(opened.present == 8)
            let kept = try await town.installation.meetingFile(called.id, in: town.realm)?.roll
            #expect(kept?.filter { $0.isPresent == true }.count == 8)
        }
    }

    @Test func whereNobodyIsRegisteredNobodyCanBeCalledByName() async throws {
        try await withTown { town in
            let worker = try await town.colleague("community2")
            let called = try await worker.calls(
                "representativesMeeting", inDays: 4, at: "工艺新村社区")
            town.clock.set(called.startsAt)
            let refused = await complaints {
                try await OpenMeeting(
                    realm: town.realm, holding: worker.holding, meeting: called.id,
                    seen: called.version, attendance: .named([])
                ).run(in: town.installation)
            }
            #expect(refused == ["present": "meetings.problem.noRoll"])
        }
    }

    // MARK: - Words

    @Test func everyWrongFieldIsToldAtOnce() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let wrong = await complaints {
                try await CallMeeting(
                    realm: town.realm, holding: secretary.holding, rule: "residentsMeeting",
                    matter: nil, place: try town.place("岩岭社区").id,
                    call: MeetingWish(
                        title: " ", venue: "打 13800000000 问", day: "明天", time: "25:00",
                        agenda: "\n \n")
                ).run(in: town.installation)
            }
            #expect(
                wrong == [
                    "title": "answer.missing", "venue": "personal.found",
                    "day": "answer.notADay", "time": "meetings.problem.time",
                    "agenda": "answer.missing",
                ])
            let long = await complaints {
                try await secretary.calls(
                    title: String(repeating: "长", count: 61),
                    agenda: (1...21).map(String.init).joined(separator: "\n"))
            }
            #expect(long == ["title": "answer.tooLong", "agenda": "answer.tooMany"])
        }
    }

    @Test func aMotionNeedsWordsAndAClosureMinutes() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let called = try await secretary.calls()
            town.clock.set(called.startsAt)
            let opened = try await secretary.opens(called)
            #expect(
                await complaints { try await secretary.puts("", to: opened) }
                    == ["text": "answer.missing"])
            #expect(
                await outcome { try await secretary.puts("一", (40, 10, 3), to: opened) }
                    == "meeting: \(Meeting.Refusal.moreHandsThanPresent(hands: 53, present: 52))")
            #expect(
                await complaints { try await secretary.closes(opened, " \n") }
                    == ["minutes": "meetings.problem.noMinutes"])
            #expect(try await town.meetingStory(called.id) == ["callMeeting", "openMeeting"])
        }
    }

    // MARK: - Twice

    @Test func theSameCallTwiceIsOneMeeting() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            _ = try await secretary.calls()
            #expect(
                await complaints { try await secretary.calls() }
                    == ["day": "meetings.problem.twice"])
        }
    }

    @Test func ofTwoWhoCloseAtOnceOneDoes() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let community = try await town.community
            let called = try await secretary.calls()
            town.clock.set(called.startsAt)
            let opened = try await secretary.opens(called)
            async let first = outcome { try await secretary.closes(opened, "甲记") }
            async let second = outcome { try await community.closes(opened, "乙记") }
            #expect(await [first, second].sorted() == ["conflict", "done"])
            #expect(
                try await town.meetingStory(called.id) == [
                    "callMeeting", "openMeeting", "closeMeeting",
                ])
        }
    }

    @Test func aMeetingThatWasCalledOffIsOver() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let called = try await secretary.calls()
            let cancelled = try await secretary.cancels(called)
            #expect(cancelled.reason == "停电")
            town.clock.set(called.startsAt)
            for work in [
                await outcome { try await secretary.opens(cancelled) },
                await outcome { try await secretary.cancels(cancelled) },
                await outcome { try await secretary.changes(cancelled, toDayIn: 20) },
            ] { #expect(work.hasPrefix("meeting: stands")) }
        }
    }
}
