import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// The pages of the lists: what nothing answers first, and nothing that one may not read.
@Suite struct ListReadingTests {
    private func page(
        _ town: Town, isPublic: Bool = true, limit: Int = 10,
        _ change: (inout ListQuery) -> Void = { _ in }
    ) async throws -> ListPage {
        let book = try await town.rulebook()
        let procedure = try #require(book.profile.procedure("need"))
        var query = ListQuery("need", place: .root)
        change(&query)
        let pages = try await town.installation.lists(
            [(procedure, query)], isPublic: isPublic, limit: limit, in: town.realm)
        return try #require(pages.first)
    }

    @Test func whatNothingAnswersComesFirstAndTheOldestOfItAtTheTop() async throws {
        try await withTown { town in
            let first = try await town.need("第一项")
            let second = try await town.need("第二项")
            let third = try await town.need("第三项")
            _ = try await town.volunteer.does("take", first)
            let all = try await page(town)
            #expect(all.lines.map(\.line.id) == [second.id, third.id, first.id])
            #expect(all.lines.map(\.isMatched) == [false, false, true])
            #expect(all.count.open == 3 && all.count.unmatched == 2 && all.next == nil)
        }
    }

    @Test func aPageGoesOnWhereTheLastOneEnded() async throws {
        try await withTown { town in
            let first = try await town.need("第一项")
            let second = try await town.need("第二项")
            _ = try await town.liaison.does("take", first)
            let top = try await page(town, limit: 1)
            #expect(top.lines.map(\.line.id) == [second.id])
            let next = try #require(top.next)
            let rest = try await page(town, limit: 1) { $0.after = next }
            #expect(rest.lines.map(\.line.id) == [first.id] && rest.next == nil)
        }
    }

    @Test func everyoneReadsOnlyWhatIsOnTheList() async throws {
        try await withTown { town in
            let receipt = try await town.resident.raises(
                "need", "raise",
                [
                    "account": ["还没核实"], "category": ["need.health"],
                    "place": [try town.place(Resident.home).id.description],
                ])
            let listed = try await town.need()
            let open = try await page(town)
            #expect(open.lines.map(\.line.id) == [listed.id])
            let desk = try await page(town, isPublic: false)
            #expect(Set(desk.lines.map(\.line.id)) == [listed.id, receipt.id])
            let health = try await page(town, isPublic: false) { $0.category = "need.health" }
            #expect(health.lines.map(\.line.id) == [receipt.id])
            let elsewhere = try town.place("工艺新村社区").path
            let none = try await page(town, isPublic: false) { $0.place = elsewhere }
            #expect(none.lines.isEmpty && none.count.open == 0)
        }
    }

    @Test func aNeedThatNobodyAnswersStaysOnTheListMonthAfterMonth() async throws {
        try await withTown { town in
            let need = try await town.need()
            for month in 1...2 {
                town.clock.advance(days: 34)
                _ = try await RunDueActions().run(in: town.installation)
                let stays = try await town.story(of: need).count { $0 == "stay" }
                #expect(stays == month)
            }
            let all = try await page(town)
            #expect(all.lines.map(\.line.id) == [need.id])
            #expect(all.lines.first?.line.openedAt == need.openedAt)
            #expect(all.lines.first?.line.light(at: town.clock.now) == .green)
        }
    }
}
