import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The appraisal of buildings from the scheme to the commendation.
@Suite struct AppraisalActionTests {
    @Test func aRoundGoesFromItsDrawToTheFlagsAndPoints() async throws {
        try await withTown { town in
            let (secretary, round) = try await town.roundAwarded()
            let file = try await town.round(round.id)
            #expect(file.round.state == .awarded && file.round.month == "2026-11")
            // Six buildings, each seen by two others.
            #expect(file.buildings.count == 6 && file.sheets.count == 12)
            let drawn = try AppraisalDraw.drawn(file.buildings, visits: 3, seed: 7)
            #expect(
                Set(drawn.map { [$0.visitor, $0.building] })
                    == Set(file.sheets.map { [$0.visitor, $0.building] }))
            #expect(file.flags.map(\.building) == Array(file.buildings.prefix(3)))
            #expect(file.flags.map(\.place) == [1, 2, 3])
            for (building, points) in zip(file.buildings, [100, 90, 80, 70, 60, 50]) {
                #expect(try await town.points(of: building) == Int64(points))
            }
            #expect(
                file.story.map(\.action) == [
                    "openAppraisalRound", "closeAppraisalRound", "awardAppraisalRound",
                ])
            #expect(await outcome { try await secretary.awards(file.round) } == "invalid")
        }
    }

    @Test func theNextAwardMovesTheFlags() async throws {
        try await withTown { town in
            let (secretary, first) = try await town.roundAwarded()
            let buildings = try await town.round(first.id).buildings
            town.clock.advance(days: 25)
            let scheme = try #require(
                try await town.installation.appraisalInForce(at: first.place, in: town.realm))
            let next = try await secretary.opens(scheme, seed: 8)
            let grid = try await town.colleague("grid")
            for sheet in try await town.round(next.id).sheets {
                let isLast = sheet.building == buildings[5]
                try await grid.enters(sheet, isLast ? [40, 40, 20] : [40, 40, 19])
            }
            let closed = try await secretary.closes(next)
            town.clock.advance(days: 4)
            try await secretary.awards(closed)
            let found = try #require(
                try await town.installation.publicAppraisal(at: first.place, in: town.realm))
            let waving = found.flags.filter { $0.until == nil }
            // One first, and five who tie for the second place.
            #expect(Set(waving.map(\.building)) == Set(buildings))
            #expect(waving.filter { $0.place == 1 }.map(\.building) == [buildings[5]])
            #expect(waving.filter { $0.place == 2 }.count == 5)
            let day = try await town.rulebook().day(of: town.clock.now)
            #expect(found.flags.filter { $0.round == first.id }.allSatisfy { $0.until == day })
            #expect(try await town.points(of: buildings[0]) == 199)
        }
    }

    @Test func aSheetIsCorrectedUntilTheRoundIsClosedAndTheRecordKeepsBoth() async throws {
        try await withTown { town in
            let (secretary, round) = try await town.roundEntered()
            let grid = try await town.colleague("grid")
            let sheet = try await town.round(round.id).sheets[0]
            #expect(await outcome { try await grid.enters(sheet, seen: 0) } == "conflict")
            let corrected = try await grid.enters(sheet, [1, 2, 3])
            #expect(corrected.version == 2 && corrected.total == 6)
            let file = try #require(
                try await town.installation.appraisalSheet(sheet.id, in: town.realm))
            #expect(
                file.story.map(\.action) == ["enterAppraisalSheet", "correctAppraisalSheet"])
            #expect(
                file.story[1].payload["before"]
                    == .list(sheet.marks.map { .int(Int64($0.points)) }))
            #expect(file.story[1].payload["points"] == .list([.int(1), .int(2), .int(3)]))
            // What was seen is about a place where people live: the record holds its digest alone.
            for line in file.story { #expect(!"\(line.payload)".contains("杂物")) }
            try await secretary.closes(round)
            #expect(
                await complaints { try await grid.enters(corrected) }
                    == ["round": "appraisal.refusal.stands.closed"])
        }
    }

    @Test func anUpheldAppealReplacesThePoints() async throws {
        try await withTown { town in
            let (secretary, round) = try await town.roundEntered()
            let grid = try await town.colleague("grid")
            let community = try await town.community
            let file = try await town.round(round.id)
            let last = file.buildings[5]
            let sheets = file.sheets.filter { $0.building == last }
            #expect(await outcome { try await grid.appeals(against: sheets[0]) } == "invalid")
            let closed = try await secretary.closes(round)
            town.clock.advance(days: 3)
            let appealed = try await grid.appeals(against: sheets[0])
            _ = try await community.appeals(against: sheets[1])
            #expect(
                await complaints { try await grid.appeals(against: sheets[0]) }
                    == ["round": "appraisal.refusal.appealedAlready"])
            // The grid worker entered it; only others decide, and they may convene.
            #expect(await outcome { try await grid.decides(appealed, nil) } == "forbidden")
            #expect(
                await complaints { try await community.decides(sheets[1], nil) }
                    == ["round": "appraisal.refusal.ownSheet"])
            town.clock.advance(days: 1)
            #expect(
                await complaints { try await secretary.awards(closed) }
                    == ["round": "appraisal.refusal.appealsUndecided"])
            #expect(
                await complaints { try await secretary.decides(appealed, ["40", "-1", "20"]) }
                    == ["points2": "appraisal.refusal.points"])
            _ = try await secretary.decides(appealed, ["40", "31", "20"])
            _ = try await secretary.decides(sheets[1], nil)
            #expect(await outcome { try await secretary.decides(appealed, nil) } == "invalid")
            try await secretary.awards(closed)
            // (91 + 50) / 2 is 70 and a half, rounded up.
            #expect(try await town.points(of: last) == 71)
            let award = try await town.round(round.id).awards.first { $0.result.building == last }
            #expect(award?.result.mean.description == "141/2")
        }
    }

    @Test func aRoundWithMissingSheetsIsClosedOnlyWhenSaidSo() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let round = try await secretary.opens(try await secretary.adopts())
            let sheets = try await town.round(round.id).sheets
            try await secretary.enters(sheets[0])
            #expect(
                await complaints { try await secretary.closes(round) }
                    == ["ends": "appraisal.refusal.sheetsMissing"])
            let closed = try await secretary.closes(round, incomplete: true)
            #expect(
                await complaints { try await secretary.appeals(against: sheets[1]) }
                    == ["round": "appraisal.refusal.notEntered"])
            town.clock.advance(days: 3)
            #expect(
                await complaints { try await secretary.awards(closed) }
                    == ["round": "appraisal.refusal.appealsRunning"])
            town.clock.advance(days: 1)
            try await secretary.awards(closed)
            let file = try await town.round(round.id)
            #expect(file.awards.map(\.result.building) == [sheets[0].building])
            #expect(file.flags.map(\.building) == [sheets[0].building])
        }
    }

    @Test func correctionsAreReversals() async throws {
        try await withTown { town in
            let (secretary, round) = try await town.roundAwarded()
            let building = try await town.round(round.id).buildings[3]
            for wrong in ["101", "-1", "x"] {
                #expect(
                    await complaints { try await secretary.corrects(round, building, to: wrong) }
                        == ["points": "appraisal.refusal.points"])
            }
            #expect(
                await complaints { try await secretary.corrects(round, building, to: "70") }
                    == ["points": "appraisal.problem.samePoints"])
            try await secretary.corrects(round, building, to: "75")
            #expect(try await town.points(of: building) == 75)
            try await secretary.corrects(round, building, to: "0")
            #expect(try await town.points(of: building) == 0)
            try await secretary.corrects(round, building, to: "70")
            let account = try #require(
                try await town.installation.buildingAccount(
                    of: building, before: nil, in: town.realm, limit: 20))
            #expect(account.balance == 70)
            #expect(account.movements.map(\.amount) == [70, -75, 75, -70, 70])
            #expect(account.movements.filter { $0.reverses != nil }.count == 2)
            // Flags stay with who held them.
            #expect(try await town.round(round.id).flags.count == 3)
        }
    }

    @Test func whoeverWroteTheCommendationDoesNotReleaseIt() async throws {
        try await withTown { town in
            let (secretary, round) = try await town.roundAwarded()
            let community = try await town.community
            try await secretary.writes(round)
            #expect(
                await complaints { try await secretary.releases(round) }
                    == ["release": "appraisal.problem.ownBulletin"])
            #expect(
                await complaints { try await secretary.writes(round, seen: 1, "打 13800000000") }?
                    .values.allSatisfy { $0 == "personal.found" } == true)
            try await community.releases(round)
            #expect(await outcome { try await community.releases(round) } == "conflict")
            let place = round.place
            func shown() async throws -> [AppraisalRound.ID] {
                try await town.installation.publicAppraisal(at: place, in: town.realm)?
                    .bulletins.map(\.id) ?? []
            }
            #expect(try await shown() == [round.id])
            // What is written anew is a draft again.
            try await community.writes(round, seen: 1)
            #expect(try await shown() == [])
            #expect(await outcome { try await secretary.releases(round, seen: 1) } == "conflict")
            try await secretary.releases(round, seen: 2)
            #expect(try await shown() == [round.id])
        }
    }
}
