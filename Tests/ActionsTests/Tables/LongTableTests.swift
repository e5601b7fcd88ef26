import Actions
import Kernel
import Media
import SQL
import Storage
import TestSupport
import Testing

/// A table of more rows than one request writes.
@Suite struct LongTableTests {
    private static let count = 3 * TakeTable.stepRows + 7

    private func sendLong(_ town: Town, by colleague: Colleague) async throws -> TableFile {
        let rows = (1...Self.count).map { "\($0)号铺,岩岭社区,estate" }.joined(separator: "\n")
        return try await town.send("名称,上级,层级\n\(rows)\n", as: .places, by: colleague)
    }

    private func begin(_ file: TableFile, _ town: Town, by colleague: Colleague) async throws
        -> Bool
    {
        try await AcceptTable(
            realm: town.realm, by: .holding(colleague.holding), table: file.sheet.id,
            seen: file.sheet.state == .waiting ? file.sheet.version : nil
        ).run(in: town.installation)
    }

    @Test func oneRequestWritesSomeRowsAndTheProgramGoesOnBehindIt() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let file = try await sendLong(town, by: dispatcher)
            let isFinished = try await begin(file, town, by: dispatcher)
            let begun = try await town.table(file.sheet.id, by: dispatcher).sheet
            #expect(!isFinished && begun.state == .taking)
            #expect(begun.taken == 3 * TakeTable.stepRows)
            #expect(begun.worker == dispatcher.holding.post.id)
            let isNeeded = try await FinishTables().isNeeded(in: town.installation)
            #expect(isNeeded)
            try await FinishTables().run(in: town.installation)
            let taken = try await town.table(file.sheet.id, by: dispatcher).sheet
            #expect(taken.state == .taken && taken.counts.created == Self.count)
            #expect(taken.worker == nil)
            let more = try await FinishTables().isNeeded(in: town.installation)
            #expect(!more)
        }
    }

    @Test func itIsTakenBackWholeInSteps() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let file = try await sendLong(town, by: dispatcher)
            let taken = try await town.accept(file, by: dispatcher)
            let first = try await town.undo(taken, by: dispatcher)
            #expect(!first.isFinished && first.undone == 3 * TakeBackTable.stepItems)
            let going = try await town.table(file.sheet.id, by: dispatcher).sheet
            #expect(going.state == .undoing)
            try await FinishTables().run(in: town.installation)
            let last = try await town.table(file.sheet.id, by: dispatcher).sheet
            #expect(last.state == .undone && last.undoing.undone == Self.count)
            let realm = town.realm.id
            let found = try await town.database.read { db in
                try Places.called("7号铺", in: realm, limit: 2, db)
            }
            #expect(found.isEmpty)
        }
    }

    @Test func whatIsTakenBackHalfWayIsWrittenNoFurther() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let file = try await sendLong(town, by: dispatcher)
            _ = try await begin(file, town, by: dispatcher)
            _ = try await town.undo(file, by: dispatcher)
            try await FinishTables().run(in: town.installation)
            let last = try await town.table(file.sheet.id, by: dispatcher).sheet
            #expect(last.state == .undone && last.taken == 3 * TakeTable.stepRows)
            #expect(last.undoing.undone == last.taken)
        }
    }

    @Test func itStopsWithThePostThatAskedForItAndAnotherGoesOn() async throws {
        try await withTown { town in
            let (dispatcher, admin) = (try await town.dispatcher, try await town.admin)
            let file = try await town.send(
                "姓名\n" + (1...Self.count).map { "员工\($0)" }.joined(separator: "\n") + "\n",
                as: .people, by: admin)
            _ = try await begin(file, town, by: admin)
            let (table, post) = (file.sheet.id, dispatcher.holding.post.id)
            try await town.database.write { db in
                try SheetImports.work(on: table, for: post, db)
            }
            await #expect(throws: ActionError.self, "no right to manage people") {
                try await FinishTables().run(in: town.installation)
            }
            let stopped = try await town.table(table, by: admin)
            #expect(stopped.sheet.state == .taking && stopped.sheet.worker == nil)
            let isFinished = try await begin(stopped, town, by: admin)
            #expect(isFinished)
            let taken = try await town.table(table, by: admin).sheet
            #expect(taken.state == .taken && taken.counts.created == Self.count)
        }
    }

    @Test func whatTheCommandLineBeganIsLeftToWhoeverGoesOnWithIt() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let file = try await sendLong(town, by: dispatcher)
            let (realm, table) = (town.realm, file.sheet.id)
            let isFinished = try await AcceptTable(
                realm: realm, by: .operator, table: table, seen: file.sheet.version
            ).run(in: town.installation)
            let isNeeded = try await FinishTables().isNeeded(in: town.installation)
            #expect(!isFinished && !isNeeded)
            try await TakeTable(realm: realm, by: .operator, table: table)
                .run(in: town.installation)
            let taken = try await town.table(table, by: dispatcher).sheet
            #expect(taken.state == .taken && taken.counts.created == Self.count)
        }
    }

    @Test func rowsThatNobodyGoesOnWithAreGoneAfterAMonth() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let file = try await sendLong(town, by: dispatcher)
            let table = file.sheet.id
            _ = try await begin(file, town, by: dispatcher)
            town.clock.advance(hours: 24 * Int64(SheetImport.undoDays) - 1)
            _ = try await EraseExpired().run(in: town.installation)
            let kept = try await town.table(table, by: dispatcher).sheet
            #expect(kept.state == .taking)
            town.clock.advance(hours: 2)
            _ = try await EraseExpired().run(in: town.installation)
            let gone = try await town.table(table, by: dispatcher).sheet
            #expect(gone.state == .taken && gone.taken == 3 * TakeTable.stepRows)
            let rows = try await town.database.read { db in
                try SheetImportRows.sealed(at: 1, of: table, db)
            }
            #expect(rows == nil)
        }
    }

    @Test func aRowThatIsRefusedWhenItIsWrittenHoldsUpNoOther() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let file = try await town.send(
                """
                名称,上级,层级,设立时间
                南苑小区,岩岭社区,estate,2026-11-29
                9号楼,岩岭社区/南苑小区,building,
                北苑小区,岩岭社区,estate,
                """, as: .places, by: dispatcher)
            #expect(file.plan?.counts.created == 3)
            let taken = try await town.accept(file, by: dispatcher)
            #expect(taken.sheet.counts == SheetImport.Counts(created: 2, leftOut: 1))
            #expect(taken.leftOut.map(\.complaint) == ["place.add.closed"])
        }
    }

    @Test func aNameThatManyBearIsFoundRightUnderTheOneBeforeIt() async throws {
        try await withTown { town in
            let dispatcher = try await town.dispatcher
            let places = try await town.send(
                """
                名称,上级,层级
                南苑小区,岩岭社区,estate
                北苑小区,岩岭社区,estate
                9号楼,岩岭社区/南苑小区,building
                9号楼,北苑小区,building
                """, as: .places, by: dispatcher)
            let taken = try await town.accept(places, by: dispatcher)
            #expect(taken.sheet.counts.created == 4)
            let numbers = try await town.send(
                """
                小区,总户数,截至日期,来源
                南苑小区/9号楼,12,2026-10-31,台账
                岩岭社区/北苑小区/9号楼,12,2026-10-31,台账
                9号楼,12,2026-10-31,台账
                岩岭社区/9号楼,12,2026-10-31,台账
                """, as: .households, by: try await town.secretary)
            #expect(numbers.said == ["A4 imports.cell.places", "A5 imports.cell.places"])
            #expect(numbers.plan?.counts.created == 2)
        }
    }
}
