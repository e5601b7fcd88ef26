import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// Views of the inbox are kept by one person for themselves, within bounds.
@Suite struct SavedViewTests {
    private func keep(
        _ name: String, by colleague: Colleague, place: Place.ID? = nil
    ) async throws {
        let installation = colleague.town.installation
        try await KeepView(
            visit: try await colleague.visit(),
            view: SavedView(
                id: installation.newID(), name: name, scope: .places, light: .red,
                procedure: "request", category: "facility", place: place, text: nil)
        ).run(in: installation)
    }

    private func names(of colleague: Colleague) async throws -> [String] {
        try await colleague.town.installation.deskState(for: try await colleague.visit()).own?
            .views.map(\.name) ?? []
    }

    @Test func aViewIsKeptRenamedAndDroppedByItsOwnerAlone() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let grid = try await town.grid
            try await keep(" 超时的设施 ", by: dispatcher)
            #expect(try await names(of: dispatcher) == ["超时的设施"])
            #expect(try await names(of: grid).isEmpty)
            let state = try #require(
                try await town.installation.deskState(for: try await dispatcher.visit()).own)
            let view = try #require(state.views.first)
            await #expect(throws: ActionError.self) {
                try await DropView(visit: try await grid.visit(), view: view.id)
                    .run(in: town.installation)
            }
            await #expect(throws: ActionError.self) {
                try await RenameView(visit: try await grid.visit(), view: view.id, name: "我的")
                    .run(in: town.installation)
            }
            try await RenameView(visit: try await dispatcher.visit(), view: view.id, name: "设施")
                .run(in: town.installation)
            #expect(try await names(of: dispatcher) == ["设施"])
            try await DropView(visit: try await dispatcher.visit(), view: view.id)
                .run(in: town.installation)
            #expect(try await names(of: dispatcher).isEmpty)
        }
    }

    @Test func twelveAreKeptAndNoNameTwice() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            for number in 1...SavedViews.countMax { try await keep("\(number)", by: dispatcher) }
            await #expect(throws: ActionError.self) { try await keep("再一个", by: dispatcher) }
            let grid = try await town.grid
            try await keep("一", by: grid)
            await #expect(throws: ActionError.self) { try await keep("一", by: grid) }
            for name in ["", "  ", String(repeating: "长", count: 21)] {
                await #expect(throws: ActionError.self) { try await keep(name, by: grid) }
            }
            try await keep(String(repeating: "长", count: 20), by: grid)
        }
    }

    @Test func anotherRealmsPlaceIsNoFilter() async throws {
        try await withTown { town in
            let boston = try await town.installation.places(in: town.boston)
            let place = try #require(boston.first)
            let dispatcher = try await town.dispatcher
            await #expect(throws: ActionError.self) {
                try await keep("别处", by: dispatcher, place: place.id)
            }
        }
    }
}
