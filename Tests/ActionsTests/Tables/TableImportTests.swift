import Actions
import Kernel
import Media
import SQL
import Storage
import TestSupport
import Testing

/// People, bodies, places, numbers, needs and resources come from tables, and go back.
@Suite struct TableImportTests {
    private static let people = """
        车城路街道工作人员花名册,,,,,
        填报单位：岩岭社区,,,填报日期：2026年11月,,
        序号,姓 名,身份证号,职务,单位,任职时间
        1,石 小雨,420303199001011234,网格员,岩岭社区居民委员会,２０２４年３月５日
        2,唐一鸣,420303198501011234,网格员,不存在的单位,45356
        3,程双双,420303198501011234,大总管,岩岭社区居民委员会,昨天
        合计,3,,,,

        """

    @Test func aRollIsReadBelowItsTitlesAndEveryProblemHasItsCell() async throws {
        try await withTown { town in
            let admin = try await town.admin
            let file = try await town.send(Self.people, as: .people, by: admin)
            #expect(file.sheet.rows == 3)
            #expect(file.sheet.columns[2].use == .forbidden("identity"))
            #expect(file.sheet.column(of: "name") == 1)
            #expect(file.samples[2] == nil, "what must not be kept is not even shown")
            #expect(
                file.said == [
                    "E5 imports.cell.noBody", "D6 imports.cell.noChoice", "F6 answer.notADay",
                ])
            #expect(file.plan?.counts.created == 1)
            #expect(file.plan?.shown.first?.name == "石小雨 (shi.xiao.yu)")
            let known = try await town.person(signIn: "shi.xiao.yu")
            #expect(known == nil, "nothing is written before it is accepted")
        }
    }

    @Test func itIsWrittenOnceAndTakenBack() async throws {
        try await withTown { town in
            let admin = try await town.admin
            let file = try await town.send(Self.people, as: .people, by: admin)
            let taken = try await town.accept(file, by: admin)
            #expect(taken.sheet.state == .taken)
            #expect(taken.sheet.counts == SheetImport.Counts(created: 1, leftOut: 2))
            #expect(taken.leftOut.map(\.row) == [5, 6])
            let person = try await town.person(signIn: "shi.xiao.yu")
            #expect(person?.name == "石小雨")
            await #expect(throws: ActionError.self) { try await town.accept(file, by: admin) }
            let sealed = try await town.database.read { db in
                try SheetImportRows.key(
                    of: file.sheet.id, vault: town.installation.vault, db) == nil
            }
            #expect(sealed, "the rows are gone with their key")
            let report = try await town.undo(taken, by: admin)
            #expect((report.undone, report.standing) == (2, 0))
            let gone = try await town.person(signIn: "shi.xiao.yu")
            #expect(gone == nil)
            let last = try await town.table(file.sheet.id, by: admin)
            #expect(last.sheet.state == .undone)
        }
    }

    @Test func whatIsInUseStaysWhenTheRestIsTakenBack() async throws {
        try await withTown { town in
            let admin = try await town.admin
            let taken = try await town.accept(
                try await town.send(Self.people, as: .people, by: admin), by: admin)
            let found = try await town.person(signIn: "shi.xiao.yu")
            try await SetPassword(
                person: try #require(found), by: .holding(admin.holding),
                password: "linli-2026-word", isTemporary: true
            ).run(in: town.installation)
            let report = try await town.undo(taken, by: admin)
            #expect((report.undone, report.standing) == (1, 1), "the post goes, the person stays")
            let file = try await town.table(taken.sheet.id, by: admin)
            #expect(file.sheet.state == .taken)
            #expect(file.standing.map(\.kind) == [.person])
        }
    }

    @Test func numbersOfCardsAreEmptiedWhereverTheyStand() async throws {
        try await withTown { town in
            let file = try await town.send(
                """
                姓名,分工
                石小雨,身份证11010519491231002X
                唐一鸣,门岗
                程双双,门岗
                郑云,门岗
                孙可,门岗
                """, as: .people, by: try await town.admin)
            #expect(file.sheet.emptied == 1)
            #expect(file.samples[1] == ["门岗"])
        }
    }

    @Test func whoeverMayNotManageSendsNoPeople() async throws {
        try await withTown { town in
            let worker = try await town.grid
            await #expect(throws: ActionError.self) {
                try await town.send(Self.people, as: .people, by: worker)
            }
        }
    }

    @Test func aTableThatNobodyAcceptedIsGoneAfterADay() async throws {
        try await withTown { town in
            let admin = try await town.admin
            let file = try await town.send(Self.people, as: .people, by: admin)
            town.clock.advance(hours: 25)
            await #expect(throws: ActionError.self) { try await town.accept(file, by: admin) }
            _ = try await EraseExpired().run(in: town.installation)
            let later = try await town.table(file.sheet.id, by: admin)
            #expect(later.sheet.state == .dropped)
            let rows = try await town.database.read { db in
                try SheetImportRows.sealed(at: 0, of: file.sheet.id, db)
            }
            #expect(rows == nil)
        }
    }
}
