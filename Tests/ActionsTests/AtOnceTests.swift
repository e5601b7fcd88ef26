import Actions
import Kernel
import TestSupport
import Testing

/// Two people on one matter at once: one wins, the other is told, nothing is lost.
@Suite struct AtOnceTests {
    @Test func whoeverIsSecondIsToldAndNothingIsLost() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "submitted")
            _ = try await town.community.does("accept", matter, ["title": ["社区改的标题"]])
            let accepted = try await town.matter(matter.id)
            _ = try await town.community.does("note", accepted, ["note": ["已电话联系"]])
            let late = await refusal {
                try await town.dispatcher.does(
                    "dispatch", accepted, seen: accepted.version)
            }
            #expect(
                late
                    == .changedMeanwhile(seen: accepted.version, now: accepted.version + 1))
            let after = try await town.matter(matter.id)
            #expect(after.title == "社区改的标题")
            #expect(after.state == "accepted")
            #expect(try await town.story(of: matter) == ["report", "accept", "note"])
        }
    }

    @Test func aNoteIsTakenEvenFromAnOldPage() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "accepted")
            for _ in 1...3 {
                try await town.community.does("note", matter, seen: matter.version)
            }
            #expect(try await town.matter(matter.id).version == matter.version + 3)
        }
    }

    @Test func aStateThatIsLeftCannotBeLeftAgain() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "dispatched")
            let property = try await town.property
            _ = try await property.does("receive", matter, seen: matter.version)
            let again = await refusal {
                try await property.does("receive", matter, seen: matter.version)
            }
            #expect(again == .moved(to: "handling"))
        }
    }

    @Test func ofManyWhoReceiveAtOnceExactlyOneDoes() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "dispatched")
            let property = try await town.property
            let outcomes = await withTaskGroup(of: String.self) { group in
                for _ in 1...8 {
                    group.addTask {
                        await outcome {
                            try await property.does("receive", matter, seen: matter.version)
                        }
                    }
                }
                return await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == "done" }.count == 1)
            #expect(outcomes.filter { $0 == "refused: moved" }.count == 7)
            #expect(try await town.story(of: matter).filter { $0 == "receive" }.count == 1)
        }
    }

    @Test func referencesHaveNoGapsUnderManyReports() async throws {
        try await withTown { town in
            let resident = town.resident
            let serials = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 1...20 {
                    group.addTask {
                        try await resident.reports("第\(number)件事。").matter.reference.serial
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(serials.sorted() == Array(1...20))
            let report = try await VerifyRecords().run(in: town.database)
            #expect(report.problem == nil)
        }
    }

    @Test func aRefusedReportUsesUpNoNumber() async throws {
        try await withTown { town in
            for _ in 1...3 {
                _ = await refusal { try await town.resident.reports("  ") }
            }
            let first = try await town.resident.reports("灯坏了。")
            #expect(first.matter.reference.serial == 1)
        }
    }
}
