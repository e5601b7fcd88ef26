import Actions
import Foundation
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Who may do what in an appraisal, where it is off, and what its tables refuse.
@Suite struct AppraisalRightTests {
    @Test func nothingShowsWhereNobodyAdoptedAScheme() async throws {
        try await withTown { town in
            let place = try town.place("半山尚小区")
            let (here, realm) = (town.installation, town.realm)
            #expect(try await here.hasAppraisals(in: realm) == false)
            #expect(try await here.publicAppraisal(at: place.id, in: realm) == nil)
            let building = try town.place("半山尚小区1号楼").id
            #expect(
                try await here.buildingAccount(
                    of: building, before: nil, in: realm, limit: 9) == nil)
            // The profile of the other realm has no appraisal at all.
            let stranger = try await town.bostonian
            let holding = Holding(
                post: stranger.holding.post, verbs: [.read, .convene, .enter, .publish])
            let refused = await outcome {
                try await AdoptAppraisal(
                    realm: town.boston, holding: holding, place: place.id, wish: Colleague.wish
                ).run(in: here)
            }
            #expect(refused == "notFound")
        }
    }

    @Test func aNewVersionChangesNoRoundThatHasBegun() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let first = try await secretary.adopts()
            let round = try await secretary.opens(first)
            let other = AppraisalWish(
                name: "第二版", criteria: [.init(name: "卫生", points: "10", looksAt: "干净")],
                visits: "1", flags: "1", appealDays: "1", meeting: nil, day: "2026-11-09",
                words: "再次表决")
            let second = try await secretary.adopts(other)
            #expect(first.version == 1)
            #expect(second.version == 2)
            let file = try await town.round(round.id)
            #expect(file.scheme.id == first.id && file.scheme.rules == first.rules)
            let until: Instant? = file.scheme.until
            #expect(until == town.clock.now)
            #expect(file.scheme.endedWords == nil)
            // Its sheets still have three criteria.
            #expect(
                await complaints { try await secretary.enters(file.sheets[0], [10]) }
                    == ["round": "appraisal.refusal.marks"])
            #expect(
                await complaints { try await secretary.opens(first) }
                    == ["round": "appraisal.problem.notInForce"])
            #expect(
                await complaints { try await secretary.opens(second) }
                    == ["round": "appraisal.problem.twice"])
            town.clock.advance(days: 30)
            #expect(await outcome { try await secretary.opens(second) } == "done")
            try await EndAppraisal(
                realm: town.realm, holding: secretary.holding, scheme: second.id,
                words: "大家觉得没必要了"
            ).run(in: town.installation)
            #expect(try await town.installation.hasAppraisals(in: town.realm) == false)
        }
    }

    @Test func theSameSchemeTwiceIsOneVersion() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            _ = try await secretary.adopts()
            #expect(
                await complaints { try await secretary.adopts() }
                    == ["name": "appraisal.problem.same"])
        }
    }

    @Test func endingASchemeTakesDownItsFlagsAndLeavesThePoints() async throws {
        try await withTown { town in
            let (secretary, round) = try await town.roundAwarded()
            let first = try await town.round(round.id).buildings[0]
            try await EndAppraisal(
                realm: town.realm, holding: secretary.holding, scheme: round.scheme,
                words: "居民会议决定不再考评"
            ).run(in: town.installation)
            #expect(try await town.points(of: first) == 100)
            _ = try await secretary.adopts()
            let found = try #require(
                try await town.installation.publicAppraisal(at: round.place, in: town.realm))
            #expect(found.scheme.version == 2)
            #expect(found.flags.count == 3 && found.flags.allSatisfy { $0.until != nil })
        }
    }

    @Test func aSchemeNamesTheMeetingThatCarriedIt() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let called = try await secretary.calls(at: "岩岭社区")
            func wish(_ meeting: Meeting.ID?, _ day: String = "") -> AppraisalWish {
                AppraisalWish(
                    name: "细则", criteria: Colleague.wish.criteria, visits: "2", flags: "3",
                    appealDays: "3", meeting: meeting, day: day, words: "会议通过")
            }
            let early = await complaints { try await secretary.adopts(wish(called.id)) }
            #expect(early == ["meeting": "appraisal.problem.meeting"])
            town.clock.set(called.startsAt)
            let voted = try await secretary.puts(to: try await secretary.opens(called))
            let closed = try await secretary.closes(voted)
            let scheme = try await secretary.adopts(wish(closed.id))
            #expect(scheme.adoption.meeting == closed.id)
            #expect(scheme.adoption.day == Day(of: town.clock.now, in: try await town.zone()))
            // Another community is not what that meeting was for.
            let other = try await town.colleague("community2")
            let elsewhere = await complaints {
                try await other.adopts(wish(closed.id), at: "工艺新村北区")
            }
            #expect(elsewhere == ["meeting": "appraisal.problem.meeting"])
            let tomorrow = Day(of: town.clock.now, in: try await town.zone()).adding(days: 1)
            #expect(
                await complaints { try await secretary.adopts(wish(nil, "\(tomorrow)")) }
                    == ["day": "appraisal.problem.future"])
        }
    }

    @Test func everyWrongFieldOfASchemeIsToldAtOnce() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let wrong = AppraisalWish(
                name: " ",
                criteria: [
                    .init(name: "安全", points: "0", looksAt: ""),
                    .init(name: "", points: "5", looksAt: "看"),
                ], visits: "4", flags: "x", appealDays: "-1", meeting: nil, day: "明天",
                words: "")
            #expect(
                await complaints { try await secretary.adopts(wrong) } == [
                    "name": "answer.missing", "max1": "answer.outOfRange",
                    "looks1": "answer.missing", "criterion2": "answer.missing",
                    "visits": "answer.outOfRange", "flags": "answer.notANumber",
                    "appealDays": "answer.outOfRange", "day": "answer.notADay",
                    "words": "answer.missing",
                ])
            #expect(
                await complaints { try await secretary.adopts(at: "半山尚小区1号楼") }
                    == ["place": "appraisal.problem.building"])
        }
    }

    @Test func fewerThanThreeBuildingsCannotJudgeEachOther() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let scheme = try await secretary.adopts(at: "岩岭小区")
            for number in 1...2 {
                let building = try town.place("岩岭小区\(number)号楼").id
                let today = try await town.rulebook().day(of: town.clock.now)
                try await town.database.write { db in
                    try Places.close(building, on: today, db)
                }
            }
            #expect(
                await complaints { try await secretary.opens(scheme) }
                    == ["round": "appraisal.refusal.tooFewBuildings"])
        }
    }

    @Test func eachActAsksForItsOwnRightAtItsOwnPlace() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let (grid, other) = (
                try await town.colleague("grid"), try await town.colleague("community2")
            )
            for nobody in [grid, other, try await town.colleague("checker")] {
                #expect(await outcome { try await nobody.adopts() } == "forbidden")
            }
            let scheme = try await secretary.adopts()
            for nobody in [grid, other] {
                #expect(await outcome { try await nobody.opens(scheme) } == "forbidden")
            }
            let round = try await secretary.opens(scheme)
            let sheet = try await town.round(round.id).sheets[0]
            for nobody in [other, try await town.colleague("grid2")] {
                #expect(await outcome { try await nobody.enters(sheet) } == "forbidden")
                #expect(await outcome { try await nobody.appeals(against: sheet) } == "forbidden")
            }
            #expect(await outcome { try await other.closes(round) } == "forbidden")
            #expect(await outcome { try await other.awards(round) } == "forbidden")
            #expect(await outcome { try await other.decides(sheet, nil) } == "forbidden")
            #expect(await outcome { try await other.releases(round) } == "forbidden")
            #expect(
                await outcome { try await other.corrects(round, sheet.building, to: "1") }
                    == "forbidden")
            #expect(
                try await town.installation.appraisalRound(round.id, in: town.boston) == nil)
            #expect(
                try await town.installation.appraisalSheet(sheet.id, in: town.boston) == nil)
        }
    }

    /// The red lines as the schema holds them: whatever writes the rows.
    @Test func theTablesRefuseWhatIsNeverDone() async throws {
        try await withTown { town in
            let (_, round) = try await town.roundAwarded()
            let file = try await town.round(round.id)
            let (sheet, last) = (file.sheets[0], file.buildings[5])
            let person = try await town.dispatcher.person.id
            let refused: [(String, SQL)] = [
                (
                    "points below zero",
                    "UPDATE appraisal_marks SET points = -1 WHERE sheet_id = \(sheet.id)"
                ),
                (
                    "points beyond the most",
                    "UPDATE appraisal_marks SET points = 101 WHERE sheet_id = \(sheet.id)"
                ),
                (
                    "one's own building",
                    "UPDATE appraisal_sheets SET visitor_id = building_id WHERE id = \(sheet.id)"
                ),
                (
                    "a result below zero",
                    "UPDATE appraisal_awards SET points_sum = -1 WHERE round_id = \(round.id)"
                ),
                (
                    "a flag without an award",
                    """
                    UPDATE appraisal_flags SET building_id = \(person.rawValue)
                    WHERE round_id = \(round.id)
                    """
                ),
                (
                    "a word about a building without a flag",
                    """
                    INSERT INTO appraisal_praises (round_id, building_id, sentence)
                    VALUES (\(round.id), \(last), '最后一名')
                    """
                ),
                (
                    "a person's points",
                    """
                    INSERT INTO accounts (realm_id, unit, holder, balance)
                    VALUES (\(town.realm.id), 'points', \("person \(person)"), 5)
                    """
                ),
                (
                    "a building's debt",
                    """
                    UPDATE accounts SET balance = -1 WHERE holder = \("place \(last)")
                    """
                ),
            ]
            for (what, statement) in refused {
                let failed = await failure {
                    try await town.database.write { db in _ = try db.run(statement) }
                }
                #expect(failed != nil, "\(what) was taken")
            }
        }
    }

    @Test func theBooksAgreeAfterAllOfIt() async throws {
        try await withTown { town in
            let (secretary, round) = try await town.roundAwarded()
            try await secretary.corrects(
                round, try await town.round(round.id).buildings[0], to: "12")
            let strays = try await town.database.read { db in try Ledgers.strays(db) }
            #expect(strays.isEmpty)
        }
    }
}

extension Town {
    fileprivate func zone() async throws -> TimeZone { try await rulebook().profile.zone }
}
