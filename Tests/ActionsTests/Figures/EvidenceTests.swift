import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Every figure opens what it counts, to those who may read it.
@Suite struct EvidenceTests {
    private func references(_ file: FigureFile) throws -> [Reference] {
        guard case .lines(let lines, _) = file.evidence else { return [] }
        return lines.compactMap { line in
            if case .matter(let matter) = line.subject { matter.reference } else { nil }
        }
    }

    @Test func aNumberIsTheNumberOfTheLinesBehindIt() async throws {
        try await withTown { town in
            var matters: [Matter] = []
            for _ in 0..<23 { matters.append(try await town.resident.reports("灯坏了。").matter) }
            let secretary = try await town.colleague("secretary")
            let first = try await secretary.opens("requestsOpened")
            #expect(first.line.value == .number(23))
            guard case .lines(let lines, let next) = first.evidence else {
                Issue.record("no lines")
                return
            }
            #expect(lines.count == Installation.evidenceMax)
            let rest = try await secretary.opens("requestsOpened", after: next)
            let all = try references(first) + references(rest)
            #expect(all.count == 23)
            #expect(Set(all) == Set(matters.map(\.reference)))
        }
    }

    @Test func whoseReachEndsElsewhereSeesTheNumberAlone() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "submitted")
            let elsewhere = try await town.colleague("community2")
            let file = try await elsewhere.opens("requestsOpened")
            #expect(file.line.value == .number(1))
            guard case .outOfReach = file.evidence else {
                Issue.record("\(file.evidence)")
                return
            }
        }
    }

    /// What a reporter told the call-back office is not read off a list.
    @Test func answersAreListedForThoseWhoMayReadThem() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "solved")
            let secretary = try await town.colleague("secretary")
            let file = try await secretary.opens("saidSatisfied")
            guard case .told = file.evidence else {
                Issue.record("\(file.evidence)")
                return
            }
            let caller = try await town.colleague("callback")
            let told = try await caller.opens("saidSatisfied")
            #expect(told.line.value == .number(1))
            #expect(try references(told).count == 1)
        }
    }

    @Test func aShareShowsItsParts() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "solved")
            let file = try await town.colleague("secretary").opens("onTimeRate")
            #expect(file.parts.map(\.figure.id) == ["requestsKept", "requestsSettled"])
            #expect(file.line.value == .share(part: 1, whole: 1))
            #expect(file.places.contains { $0.value == .share(part: 1, whole: 1) })
        }
    }

    @Test func whatTheProfileDoesNotListIsNotThere() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let lost = await outcome { _ = try await secretary.opens("peopleRanked") }
            #expect(lost == "notFound")
            let boston = try await town.database.read { db in
                try Places.under(.root, in: town.boston.id, limit: 1, db)
            }
            let place = try #require(boston.first).id
            let period = try await town.period(nil)
            let foreign = await outcome {
                _ = try await town.installation.figureSheet(
                    at: place, for: period, in: town.realm)
            }
            #expect(foreign == "notFound")
        }
    }
}
