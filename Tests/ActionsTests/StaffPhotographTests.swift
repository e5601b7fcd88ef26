import Actions
import Kernel
import TestSupport
import Testing

/// How many photographs one of the staff sends in an hour.
@Suite struct StaffPhotographTests {
    private func send(_ town: Town, _ person: Person, _ count: Int) async throws {
        // Whether they are any is looked at only after they were counted.
        do {
            _ = try await TakePhotographs(
                realm: town.realm.id, uploads: Array(repeating: [1, 2, 3], count: count),
                of: person.id
            ).run(in: town.installation)
        } catch let error as ActionError {
            throw error
        } catch {
            return
        }
    }

    @Test func soManyAnHourAndNoMore() async throws {
        try await withTown { town in
            let grid = try await town.colleague("grid").person
            for _ in 0..<50 { try await send(town, grid, 6) }
            let more = await outcome { try await send(town, grid, 1) }
            #expect(more == "tooOften")
            let other = try await town.colleague("dispatcher").person
            try await send(town, other, 6)
            town.clock.advance(minutes: 60)
            try await send(town, grid, 6)
        }
    }
}
