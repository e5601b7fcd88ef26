import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Notices of outages are everyone's; who needs something brought only those read who bring it.
@Suite struct OutageTests {
    private static let door = "二单元三零一"
    private static let words = "两桶水，下午四点前"

    private func announced(_ town: Town) async throws -> Matter {
        let today = try await town.rulebook().day(of: town.clock.now)
        return try await town.secretary.opens(
            "outage", "announce",
            [
                "kind": ["sudden"], "category": ["outage.water"], "title": ["1至3号楼停水"],
                "cause": ["管道破了。"], "until": ["\(today)"], "hour": ["22:00 前"],
            ])
    }

    private func asked(_ town: Town, for outage: Matter) async throws -> Matter {
        try await town.grid.does(
            "askDelivery", outage,
            [
                "needKind": ["delivery.water"], "needSpot": [Self.door], "needed": [Self.words],
            ])
        let id = try await town.database.read { db in
            try MatterLinks.made(by: outage.id, db).first
        }
        return try await town.matter(try #require(id))
    }

    @Test func everyoneReadsTheNoticeAndNothingOfWhatIsBrought() async throws {
        try await withTown { town in
            let outage = try await announced(town)
            let delivery = try await asked(town, for: outage)
            let file = try #require(
                try await town.installation.file(
                    of: outage.reference, in: town.realm, for: .anyone))
            #expect(file.linked.isEmpty && file.related.isEmpty)
            #expect(!"\(file.story.map(\.payload))".contains(Self.door))
            #expect(!"\(file.story.map(\.payload))".contains(Self.words))
            let hidden = try await town.installation.file(
                of: delivery.reference, in: town.realm, for: .anyone)
            #expect(hidden == nil)
            let action = try #require(file.procedure.action("askDelivery"))
            #expect(!action.shown.contains(.everyone))
        }
    }

    @Test func onlyThoseWhoBringItReadTheDoor() async throws {
        try await withTown { town in
            let delivery = try await asked(town, for: try await announced(town))
            let (grid, checker) = (try await town.grid, try await town.checker)
            for field in ["spot", "account", "place"] {
                let shown = try #require(try await grid.file(of: delivery)).procedure
                #expect(shown.shows(field, of: delivery, to: grid.acting))
                #expect(!shown.shows(field, of: delivery, to: checker.acting))
            }
            try await grid.does("take", delivery)
            let brought = try await grid.does("bring", delivery)
            #expect(brought.ending == .done)
            #expect(try await town.figure("deliveriesMade") == .number(1))
        }
    }

    @Test func theDayIsPutOffAndTheTellingIsCounted() async throws {
        try await withTown { town in
            let outage = try await announced(town)
            let secretary = try await town.secretary
            let today = try await town.rulebook().day(of: town.clock.now)
            let later = try await secretary.does(
                "delay", outage,
                ["until": ["\(today.adding(days: 1))"], "reason": ["要换一段管子。"]])
            let book = try await town.rulebook()
            let due = try #require(later.clock("restore")).deadline(by: book.keeper).at
            #expect(book.day(of: due) == today.adding(days: 1))
            try await town.grid.does(
                "tell", outage, ["channel": ["doors"], "households": ["46"]])
            try await secretary.does("tell", outage, ["channel": ["group"]])
            #expect(try await town.figure("householdsTold") == .number(46))
        }
    }
}
