import Actions
import Kernel
import TestSupport
import Testing

/// A round that is called off gives nothing, and its month is not drawn again.
@Suite struct CancelAppraisalTests {
    private func cancels(
        _ colleague: Colleague, _ round: AppraisalRound, _ reason: String = "小区正在改造"
    ) async throws -> AppraisalRound {
        try await CancelAppraisalRound(
            realm: colleague.realm, holding: colleague.holding, round: round.id,
            seen: round.version, reason: reason
        ).run(in: colleague.town.installation)
    }

    @Test func nothingMoreIsDoneToIt() async throws {
        try await withTown { town in
            let secretary = try await town.secretary
            let scheme = try await secretary.adopts()
            let round = try await secretary.opens(scheme)
            let mute = await complaints { try await cancels(secretary, round, " ") }
            #expect(mute == ["cancellation": "answer.missing"])
            let cancelled = try await cancels(secretary, round)
            #expect(cancelled.state == .cancelled && cancelled.cancelledFor == "小区正在改造")
            let twice = await complaints { try await cancels(secretary, cancelled) }
            #expect(twice == ["round": "appraisal.refusal.stands.cancelled"])
            let closed = await complaints {
                try await secretary.closes(cancelled, incomplete: true)
            }
            #expect(closed == ["round": "appraisal.refusal.stands.cancelled"])
            // Nobody draws again until they like the ring.
            let anew = await outcome { try await secretary.opens(scheme, seed: 8) }
            #expect(anew == "invalid")
        }
    }

    @Test func onlyWhoConvenesCallsItOff() async throws {
        try await withTown { town in
            let secretary = try await town.secretary
            let round = try await secretary.opens(try await secretary.adopts())
            let grid = try await town.colleague("grid")
            let found = await outcome { try await cancels(grid, round) }
            #expect(found == "forbidden")
        }
    }
}
