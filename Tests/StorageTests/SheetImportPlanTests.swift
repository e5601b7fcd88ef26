import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What tables ask, and files of whole lists, goes through an index.
@Suite(.enabled(if: TownHall.isEmbedded, "plans are those of the embedded engine"))
struct SheetImportPlanTests {
    @Test func noTableReadsEveryRow() async throws {
        try await withTown { town in
            let (realm, now) = (town.realm.id, town.clock.now)
            let path = town.places[0].path
            let scans = try await town.database.read { db in
                let db = ExplainingReader(db)
                let sheet = SheetImport.ID(1)
                _ = try SheetImports.find(sheet, in: realm, db)
                _ = try SheetImports.latest(in: realm, nouns: SheetNoun.allCases, db)
                _ = try SheetImports.waiting(in: realm, db)
                _ = try SheetImports.expired(before: now, limit: 9, db)
                _ = try SheetImportRows.sealed(at: 0, of: sheet, db)
                _ = try SheetImportRows.itemCount(of: sheet, db)
                _ = try SheetImportRows.standing(of: sheet, before: 9, limit: 9, db)
                _ = try SheetImportRows.leftOut(of: sheet, db)
                _ = try SheetImports.atWork(limit: 9, db)
                _ = try SheetImports.stalled(acceptedBefore: now, limit: 9, db)
                _ = try People.called("王丽", in: realm, db)
                _ = try People.called(anyOf: ["王丽", "石小雨"], in: realm, limit: 9, db)
                _ = try People.find(signIns: ["wang.li", "shi"], db)
                _ = try Bodies.count(in: realm, db)
                _ = try Bodies.called("岩岭社区居民委员会", in: realm, db)
                _ = try Places.calledInChinese(
                    anyOf: ["半山尚小区", "3号楼"], in: realm, limit: 9, db)
                _ = try Places.calledInChinese("半山尚小区", in: realm, limit: 9, db)
                _ = try Places.called("3号楼", under: Place.ID(1), db)
                _ = try Places.inOrder(in: realm, after: path, limit: 9, db)
                return db.scans
            }
            #expect(scans == [])
        }
    }
}
