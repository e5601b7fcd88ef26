import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// News are looked up, never written; each person has their own, and their own quiet hours.
@Suite struct NewsTests {
    private func news(of colleague: Colleague) async throws -> [(News.Kind, Matter.ID)] {
        try await colleague.town.installation.news(for: try await colleague.visit()).items
            .map { ($0.kind, $0.line.id) }
    }

    private func bell(of colleague: Colleague) async throws -> Bell {
        try #require(
            try await colleague.town.installation.deskState(for: try await colleague.visit()).own
        ).bell
    }

    private func see(_ colleague: Colleague) async throws {
        try await SeeNews(visit: try await colleague.visit(), until: colleague.town.clock.now)
            .run(in: colleague.town.installation)
    }

    @Test func theMoveThatCameIsNewsUntilItIsSeen() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "dispatched")
            town.clock.advance(minutes: 1)
            let property = try await town.property
            #expect(try await news(of: property).map(\.0) == [.move])
            #expect(try await bell(of: property).count == 1)
            try await see(property)
            #expect(try await news(of: property).isEmpty)
            #expect(try await bell(of: property).count == 0)
            // Somebody else of the same kind saw nothing yet, and another body never does.
            #expect(try await news(of: town.otherProperty).isEmpty)
            town.clock.advance(minutes: 5)
            try await property.does("receive", matter)
            town.clock.advance(minutes: 1)
            #expect(try await news(of: property).isEmpty, "one's own deed is no news")
        }
    }

    @Test func whatOthersDidWithAMatterOfMineIsNews() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "dispatched")
            let dispatcher = try await town.dispatcher
            try await see(dispatcher)
            town.clock.advance(minutes: 5)
            try await town.property.does("receive", matter)
            town.clock.advance(minutes: 1)
            let found = try await town.installation.news(for: try await dispatcher.visit())
            let item = try #require(found.items.first)
            #expect(found.items.count == 1)
            #expect(item.kind == .other)
            #expect(item.line.id == matter.id)
            #expect(item.deed?.action == "receive")
            #expect(item.deed?.body?.zh == (try town.body("property-banshan")).name.zh)
            // Who never touched it has no such news.
            #expect(try await news(of: town.supervisor).isEmpty)
        }
    }

    @Test func aDeadlineThatTurnsAmberOrPassesIsNews() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "handling")
            let property = try await town.property
            try await see(property)
            #expect(try await news(of: property).isEmpty)
            // The last fifth of seven days and the rest of the first.
            town.clock.advance(hours: 6 * 24 + 6)
            #expect(try await news(of: property).map(\.0) == [.deadline])
            try await see(property)
            #expect(try await news(of: property).isEmpty)
            town.clock.advance(days: 3)
            #expect(try await news(of: property).map(\.0) == [.deadline])
        }
    }

    @Test func whatIsNotWantedIsNotShown() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "dispatched")
            town.clock.advance(minutes: 1)
            let property = try await town.property
            var setting = DeskSetting.usual
            setting.moves = false
            try await SetDesk(visit: try await property.visit(), setting: setting)
                .run(in: town.installation)
            #expect(try await news(of: property).isEmpty)
            #expect(try await bell(of: property).count == 0)
        }
    }

    @Test func settingsKeepWhatWasSeenAndNobodyElseHasThem() async throws {
        try await withTown { town in
            let property = try await town.property
            try await see(property)
            var setting = DeskSetting.usual
            setting.quiet = QuietHours(from: 8 * 60, until: 10 * 60)
            setting.singleKeys = false
            try await SetDesk(visit: try await property.visit(), setting: setting)
                .run(in: town.installation)
            let state = try #require(
                try await town.installation.deskState(for: try await property.visit()).own)
            #expect(state.setting.seenAt == town.clock.now)
            #expect(state.setting.singleKeys == false)
            // Nine in the morning is within eight to ten.
            #expect(state.bell.isQuiet)
            let other = try #require(
                try await town.installation.deskState(
                    for: try await town.otherProperty.visit()
                ).own)
            #expect(other.setting == .usual)
            #expect(!other.bell.isQuiet)
        }
    }

    @Test func nothingAboutLookingStandsInTheRecord() async throws {
        try await withTown { town in
            let property = try await town.property
            let before = try await town.count("SELECT COUNT(*) FROM records")
            _ = try await news(of: property)
            try await see(property)
            try await SetDesk(visit: try await property.visit(), setting: .usual)
                .run(in: town.installation)
            #expect(try await town.count("SELECT COUNT(*) FROM records") == before)
        }
    }

    @Test func theBellCountsNoFurtherThanTen() async throws {
        try await withTown { town in
            for number in 1...12 { _ = try await town.resident.reports("第\(number)件事。") }
            town.clock.advance(minutes: 1)
            #expect(try await bell(of: town.dispatcher).count == Bell.countMax)
        }
    }

    @Test func emergenciesAreCountedApart() async throws {
        try await withTown { town in
            _ = try await town.resident.reports("电梯停了。", category: "property.elevator")
            _ = try await town.resident.reports("垃圾没人清。")
            town.clock.advance(minutes: 1)
            let found = try await bell(of: town.dispatcher)
            #expect(found.count == 2)
            #expect(found.emergencies == 1)
        }
    }
}
