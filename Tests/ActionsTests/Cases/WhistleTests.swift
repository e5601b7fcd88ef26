import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Whistles (吹哨报到): each called unit has a task of its own, a request waits for its whistle, and
/// no rating is read by those whom it would hurt.
@Suite struct WhistleTests {
    private func blown(_ town: Town, for request: Matter? = nil) async throws -> Matter {
        var answers = [
            "category": ["whistle.hardProblem"], "title": ["西门弯道"],
            "instruction": ["到现场一起看。"],
            "units": [
                "\(try town.body("city-office").id)", "\(try town.body("property-banshan").id)",
            ],
        ]
        if let request { answers["request"] = [request.reference.description] }
        return try await town.dispatcher.opens("whistle", "blow", answers)
    }

    private func turnouts(_ town: Town, of whistle: Matter) async throws -> [Matter] {
        let ids = try await town.database.read { try Matters.childIDs(of: whistle.id, $0) }
        var found: [Matter] = []
        for id in ids { found.append(try await town.matter(id)) }
        return found
    }

    private func unit(_ key: String, _ town: Town, of whistle: Matter) async throws -> Matter {
        let body = try town.body(key).id
        return try #require(try await turnouts(town, of: whistle).first { $0.lead == body })
    }

    @Test func eachCalledUnitHasATaskWithTheLimitsOfTheWhistle() async throws {
        try await withTown { town in
            let whistle = try await blown(town)
            let tasks = try await turnouts(town, of: whistle)
            #expect(tasks.count == 2)
            #expect(tasks.allSatisfy { $0.state == "called" && $0.account == "到现场一起看。" })
            #expect(tasks.allSatisfy { $0.urgency == "complex" && $0.clock("answer") != nil })
            let department = try await town.colleague("department")
            let own = try await unit("city-office", town, of: whistle)
            #expect(try await department.offered(own) == ["answer", "refuse", "arrive", "note"])
            let other = try await unit("property-banshan", town, of: whistle)
            let refusal = await refusal { try await department.does("answer", other) }
            #expect(refusal == .notYours("answer"))
        }
    }

    @Test func theRequestWaitsForTheWhistleAndBothStoriesSaySo() async throws {
        try await withTown { town in
            let request = try await town.request(standing: "handling")
            let whistle = try await blown(town, for: request)
            #expect(whistle.parent == request.id)
            let line = try #require(try await town.lines(of: request).last)
            #expect(line.action == "matter.opened")
            #expect(
                line.payload?["otherReference"] == .text(whistle.reference.description))
            let handler = try await town.property
            let waits = await refusal { try await handler.does("finish", request) }
            #expect(waits == .guardFailed(.childrenEnded))
            let caller = try await town.dispatcher
            for task in try await turnouts(town, of: whistle) {
                try await caller.does("callOff", task, ["reason": ["已经好了。"]])
            }
            try await caller.does("cancel", whistle, ["reason": ["已经好了。"]])
            let after = try await handler.does("finish", request)
            #expect(after.state == "checking")
            let report = try await CheckRows(
                vault: town.installation.vault, now: town.clock.now
            ).run(in: town.database)
            #expect(report.problems.isEmpty, "\(report.problems)")
        }
    }

    @Test func noMatterIsOpenedUnderOneThatEndedTakesNoneOrIsHidden() async throws {
        try await withTown { town in
            func wrong(_ other: Matter) async -> Refusal? {
                await refusal { try await blown(town, for: other) }
            }
            let ended = try await town.request(standing: "solved")
            #expect(await wrong(ended) == .answers(["request": .hasEnded]))
            let need = try await town.need()
            #expect(await wrong(need) == .answers(["request": .takesNoChildren]))
            let whistle = try await blown(town)
            #expect(await wrong(whistle) == .answers(["request": .takesNoChildren]))
            // The secretary of one community cannot find out about a request of another.
            let far = try await town.otherCommunity.enters("别处的事", at: "工艺新村社区")
            let hidden = await refusal {
                try await town.community.opens(
                    "agency", "enter",
                    [
                        "category": ["agency.errand"], "onBehalf": ["phone"],
                        "request": [far.reference.description],
                    ])
            }
            #expect(hidden == .answers(["request": .notAChoice]))
        }
    }

    @Test func theCallerNeverReadsHowItsCallWasRated() async throws {
        try await withTown { town in
            let whistle = try await blown(town)
            let task = try await unit("city-office", town, of: whistle)
            let department = try await town.colleague("department")
            let caller = try await town.dispatcher
            try await department.does("arrive", task)
            try await department.does(
                "finish", task,
                ["result": ["清了。"], "callRating": ["poor"], "callWords": ["叫错了人"]])
            let finished = try await town.matter(task.id)
            let file = try #require(try await caller.file(of: finished))
            for field in ["callRating", "callWords"] {
                #expect(!file.procedure.shows(field, of: finished, to: caller.acting))
                #expect(file.procedure.shows(field, of: finished, to: department.acting))
            }
            try await caller.does("accept", finished, ["unitRating": ["good"]])
            #expect(try await town.figure("callsRated") == .number(1))
            #expect(try await town.figure("callRating") == .share(part: 0, whole: 1))
            #expect(try await town.figure("unitRating") == .share(part: 1, whole: 1))
        }
    }

    @Test func theStreetDecidesWhetherAReasonHoldsAndTheUnitDoesNot() async throws {
        try await withTown { town in
            let whistle = try await blown(town)
            let task = try await unit("city-office", town, of: whistle)
            let department = try await town.colleague("department")
            let disputed = try await department.does("refuse", task, ["reason": ["不是我们的事。"]])
            #expect(disputed.state == "disputed")
            let supervisor = try await town.supervisor
            #expect(try await town.dispatcher.offered(disputed)?.contains("excuse") == false)
            let excused = try await supervisor.does("excuse", disputed, ["ruling": ["属实。"]])
            #expect(excused.ending == .declined)
        }
    }
}
