import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// The machine's clock is set back while matters are open.
@Suite struct ClockSetBackTests {
    @Test func noStoryRunsBackwardsAndItsClocksStillStop() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "submitted")
            let before = town.clock.now
            town.clock.advance(hours: -1)
            let accepted = try await town.dispatcher.does("accept", matter)
            #expect(accepted.clock("accept")?.stoppedAt == before)
            #expect(accepted.clock("dispatch")?.startedAt == before)
            let times = try await town.lines(of: matter).map(\.at)
            #expect(times == times.sorted())
            let found = try await CheckRows(vault: town.installation.vault, now: town.clock.now)
                .run(in: town.database)
            #expect(found.problems == [])
        }
    }

    @Test func whoeverIsSignedInStaysSo() async throws {
        try await withTown { town in
            let token = try await SignIn(
                name: "dispatcher", password: Town.password, address: "10.0.0.1"
            ).run(in: town.installation)
            town.clock.advance(hours: -1)
            #expect(try await town.installation.visit(token: token.text) != nil)
        }
    }
}
