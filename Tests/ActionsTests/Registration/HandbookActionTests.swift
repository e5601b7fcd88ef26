import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// A handbook: written by oneself, confirmed by the branch, put right by another entry.
@Suite struct HandbookActionTests {
    @Test func anEntryIsWrittenConfirmedAndCounted() async throws {
        try await withTown { town in
            let own = try await town.confirmedEnrolment(.here)
            let (volunteer, secretary) = (try await town.volunteer, try await town.secretary)
            let entry = try await volunteer.enters(in: own)
            let found1 = try await volunteer.handbook()?.sums.waiting
            #expect(found1 == 1)
            let file = try await town.installation.enrolmentFile(
                own.id, in: town.realm, for: secretary.holding)
            #expect(file?.waiting.map(\.content.words) == ["看望独居老人"])
            try await secretary.answers(entry: entry)
            let book = try #require(try await volunteer.handbook())
            #expect(book.sums.sums.map(\.minutes) == [60])
            #expect(book.sums.waiting == 0)
            let again = await outcome { try await secretary.answers(entry: entry) }
            #expect(again == "invalid")
        }
    }

    @Test func aReturnedEntryIsPutRightByAnotherAndStays() async throws {
        try await withTown { town in
            let own = try await town.confirmedEnrolment(.here)
            let (volunteer, secretary) = (try await town.volunteer, try await town.secretary)
            let wrong = try await volunteer.enters(in: own, minutes: "600")
            let silent = await complaints {
                try await secretary.answers(entry: wrong, isConfirmed: false)
            }
            #expect(silent == ["reason": "answer.missing"])
            try await secretary.answers(entry: wrong, isConfirmed: false, reason: "时长再核一下")
            let right = try await volunteer.enters(in: own, minutes: "60", corrects: wrong.id)
            try await secretary.answers(entry: right)
            let book = try #require(try await volunteer.handbook())
            #expect(book.entries.map(\.entry.state) == [.corrected, .confirmed])
            #expect(book.entries.first?.reason == "时长再核一下")
            #expect(book.entries.first?.content.minutes == 600)
            #expect(book.sums.sums.map(\.minutes) == [60])
            let twice = await complaints {
                try await volunteer.enters(in: own, corrects: wrong.id)
            }
            #expect(twice == ["state": "handbook.refusal.stands.corrected"])
        }
    }

    @Test func duesAreAYesOrNoWhereOneBelongs() async throws {
        try await withTown { town in
            let here = try await town.confirmedEnrolment(.here)
            let reported = try await town.confirmedEnrolment(.reported)
            let (volunteer, secretary) = (try await town.volunteer, try await town.secretary)
            let dues = try await volunteer.enters(
                HandbookEntry.dues, in: here, daysAgo: 0, words: "", paid: "yes")
            #expect((dues.day.month, dues.day.day) == (1, 1))
            let found2 = try await town.handbook(here, of: volunteer)?.sums.isPaid
            #expect(found2 == nil)
            try await secretary.answers(entry: dues)
            let found3 = try await town.handbook(here, of: volunteer)?.sums.isPaid
            #expect(found3 == true)
            let empty = await complaints {
                try await volunteer.enters(HandbookEntry.dues, in: here, words: "")
            }
            #expect(empty == ["paid": "answer.missing"])
            let elsewhere = await complaints {
                try await volunteer.enters(
                    HandbookEntry.dues, in: reported, words: "", paid: "yes")
            }
            #expect(elsewhere == ["kind": "handbook.refusal.dues"])
        }
    }

    @Test func whatIsTypedIsReadWholeAndRefusedWhole() async throws {
        try await withTown { town in
            let own = try await town.confirmedEnrolment()
            let volunteer = try await town.volunteer
            let wrong = await complaints {
                try await volunteer.enters("sports", in: own, minutes: "721", words: "")
            }
            #expect(
                wrong == [
                    "kind": "answer.notAChoice", "minutes": "answer.outOfRange",
                    "words": "answer.missing",
                ])
            let ahead = await complaints { try await volunteer.enters(in: own, daysAgo: -1) }
            #expect(ahead == ["day": "handbook.refusal.future"])
            let old = await complaints { try await volunteer.enters(in: own, daysAgo: 367) }
            #expect(old == ["day": "handbook.refusal.past"])
        }
    }

    @Test func confirmedServiceStandsThereByItself() async throws {
        try await withTown { town in
            _ = try await town.confirmedEnrolment()
            let (volunteer, secretary) = (try await town.volunteer, try await town.secretary)
            let activity = try await secretary.announces()
            try await volunteer.signsUp(for: activity)
            town.clock.advance(days: 3)
            try await secretary.keepsRoll(of: activity, [(volunteer, 120)])
            let book = try #require(try await volunteer.handbook())
            #expect(book.service.map(\.minutes) == [120])
        }
    }
}

extension Town {
    fileprivate func handbook(
        _ own: Enrolment, of colleague: Colleague
    ) async throws -> OwnHandbook? {
        let year = try await rulebook().day(of: clock.now).year
        return try await installation.ownHandbook(
            of: colleague.person.id, own.id, year: year, in: realm)
    }
}

/// A call-up: units give a number, people take shifts, and worked hours are hours like any other.
@Suite struct CallUpTests {
    private static func open(_ town: Town) async throws -> CallUp {
        let secretary = try await town.secretary
        return try await OpenCallUp(
            realm: town.realm, holding: secretary.holding, place: try town.place("岩岭社区").id,
            kind: "helping", title: "寒潮送温暖", about: "两人一组。", venue: "社区门口"
        ).run(in: town.installation)
    }

    private static func addShift(
        _ callUp: CallUp, _ town: Town, by colleague: Colleague, places: String = "1",
        post: String = "上午送达"
    ) async throws -> Activity {
        let today = try await town.rulebook().day(of: town.clock.now)
        return try await AddShift(
            realm: town.realm, holding: colleague.holding, callUp: callUp.id, post: post,
            day: "\(today.adding(days: 2))", time: "09:00", until: "11:00", places: places
        ).run(in: town.installation)
    }

    @Test func aFullShiftHasAWaitingListAndItsHoursAreHours() async throws {
        try await withTown { town in
            let (secretary, liaison) = (try await town.secretary, try await town.liaison)
            let (volunteer, other) = (try await town.volunteer, try await town.otherVolunteer)
            let callUp = try await Self.open(town)
            let shift = try await Self.addShift(callUp, town, by: secretary)
            let found4 = try await volunteer.signsUp(for: shift).standing
            #expect(found4 == .placed)
            let found5 = try await other.signsUp(for: shift).standing
            #expect(found5 == .waiting)
            for hands in ["2", "4"] {
                try await AnswerCallUp(
                    realm: town.realm, holding: liaison.holding, callUp: callUp.id, hands: hands
                ).run(in: town.installation)
            }
            let file = try #require(
                try await town.installation.callUpFile(
                    callUp.id, in: town.realm, for: other.person.id))
            #expect(file.answers.map(\.hands) == [4])
            #expect(file.shifts.map(\.placed) == [1])
            #expect(file.shifts.first?.own?.standing == .waiting)
            let lists = try await town.installation.callUpLists(
                in: town.realm, before: nil, limit: 9)
            #expect(lists.open.map(\.taken) == [1])
            #expect(lists.open.map(\.needed) == [1])
            town.clock.advance(days: 3)
            try await secretary.keepsRoll(of: shift, [(volunteer, 120)])
            let found6 = try await volunteer.minutesServed()
            #expect(found6 == 120)
        }
    }

    @Test func whoMayAskAndWhoMayAnswer() async throws {
        try await withTown { town in
            let callUp = try await Self.open(town)
            let volunteer = try await town.volunteer
            for colleague in [try await town.otherCommunity, volunteer] {
                let add = await outcome {
                    try await Self.addShift(callUp, town, by: colleague)
                }
                #expect(add == "forbidden")
            }
            let answer = await outcome {
                try await AnswerCallUp(
                    realm: town.realm, holding: volunteer.holding, callUp: callUp.id, hands: "1"
                ).run(in: town.installation)
            }
            #expect(answer == "forbidden")
            let close = CloseCallUp(
                realm: town.realm, holding: try await town.secretary.holding, callUp: callUp.id,
                seen: 1)
            try await close.run(in: town.installation)
            let secretary = try await town.secretary
            let late = await complaints {
                try await Self.addShift(callUp, town, by: secretary)
            }
            #expect(late == ["state": "callUps.problem.closed"])
        }
    }

    @Test func aShiftSaysHowManyItNeedsAndIsAddedOnce() async throws {
        try await withTown { town in
            let secretary = try await town.secretary
            let callUp = try await Self.open(town)
            let open = await complaints {
                try await Self.addShift(callUp, town, by: secretary, places: "")
            }
            #expect(open == ["places": "answer.missing"])
            _ = try await Self.addShift(callUp, town, by: secretary)
            let twice = await complaints {
                try await Self.addShift(callUp, town, by: secretary)
            }
            #expect(twice == ["post": "activities.problem.twice"])
        }
    }
}
