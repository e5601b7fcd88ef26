import Foundation
import SQL
import SQLiteDriver
import Testing

@Suite struct PlacesImportTests {
    private static let header = "code,name,parent_code,level\n"

    @Test func placesOfSeveralFilesJoinWhateverTheirOrder() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let low = try line.file(
                "low.csv",
                Self.header + "441900003000,东城街道,441900000000,4\n"
                    + "420303003,车城路街道,420303,4\n")
            let high = try line.file(
                "high.csv",
                "\u{FEFF}" + Self.header + "420303,张湾区,4203,3\r\n4203,十堰市,42,2\r\n"
                    + "42,\"湖北省\",,1\r\n441900000000,东莞市,44,2\r\n44,广东省,,1\r\n42,湖北省,,1\r\n")
            let first = await line.run("import", "places", low, high)
            #expect(first.code == 0, "\(first.complaint)")
            #expect(first.output.contains("8 rows, 7 places: 7 added"))
            let again = await line.run("import", "places", high, low)
            #expect(again.output.contains("0 added, 0 renamed, 7 as before"))
            let renamed = try line.file("new.csv", Self.header + "42,湖北,,1\n")
            #expect(await line.run("import", "places", renamed).output.contains("1 renamed"))
        }
    }

    @Test func badRowsAreNamedAndTooManyRefuseTheWholeImport() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let file = try line.file(
                "mixed.csv",
                Self.header + "42,湖北省,,1\n4203,十堰市,42,2\n42x,坏,42,2\n4204,,42,2\n"
                    + "4205,宜昌市,99,2\n420500001,某街道,4205,4\n420300001,某社区,4203,5\n42,江城,,1\n")
            let refused = await line.run("import", "places", file)
            #expect(refused.code == 1)
            #expect(refused.complaint.contains("6 of 8 rows are bad"))
            #expect(refused.complaint.contains("mixed.csv:4: “42x” is not a code"))
            #expect(refused.complaint.contains("mixed.csv:6: the parent 99"))
            #expect(refused.complaint.contains("mixed.csv:9: code 42 says otherwise"))
            #expect(!(await line.run("info").output.contains("china")))
            let taken = await line.run("import", "places", file, "--bad-share", "80")
            #expect(taken.code == 0)
            #expect(taken.output.contains("2 added"))
            #expect(taken.output.contains("6 bad rows"))
        }
    }

    @Test func aDryRunAddsNothing() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let file = try line.file("one.csv", Self.header + "42,湖北省,,1\n")
            let dry = await line.run("import", "places", file, "--dry-run")
            #expect(dry.output.contains("Would be: 1 rows, 1 places: 1 added"))
            #expect(!(await line.run("info").output.contains("china")))
        }
    }

    @Test func aFileThatIsNoTableOfPlacesIsNamed() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let other = try line.file("other.csv", "code,title\n42,x\n")
            let columns = await line.run("import", "places", other)
            #expect(columns.complaint.contains("has no column name, no column parent_code"))
            let open = try line.file("open.csv", Self.header + "42,\"湖北,,1\n")
            #expect(await line.run("import", "places", open).complaint.contains("line 2"))
            let missing = await line.run("import", "places", line.folder.path + "/none.csv")
            #expect(missing.complaint.contains("There is no file"))
            let file = line.folder.appendingPathComponent("latin.csv")
            try Data([0x63, 0xE9]).write(to: file)
            #expect(await line.run("import", "places", file.path).complaint.contains("not UTF-8"))
        }
    }

    @Test func placesNeedARealmWithTheirLevels() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let file = try line.file("one.csv", Self.header + "42,湖北省,,1\n")
            let outcome = await line.run("import", "places", file, "--realm", "boston")
            #expect(outcome.code == 1)
            #expect(outcome.complaint.contains("no level province"))
        }
    }

    @Test func whatComesLaterLiesUnderWhatIsStored() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let high = try line.file(
                "high.csv", Self.header + "42,湖北省,,1\n4203,十堰市,42,2\n0042,旧码省,,1\n")
            _ = await line.run("import", "places", high)
            let low = try line.file(
                "low.csv",
                Self.header + "420303004001,某社区,420303004,5\n420303003,车城路街道,420303,4\n"
                    + "420303,张湾区,4203,3\n420303004,某街道,420303,4\n4202,黄石市,0042,2\n")
            let outcome = await line.run("import", "places", low)
            #expect(outcome.output.contains("5 rows, 5 places: 5 added, 0 renamed, 0 as before"))
            #expect(try await line.count("SELECT COUNT(*) FROM places WHERE code IS NOT NULL") == 8)
            let astray = try await line.count(
                """
                SELECT COUNT(*) FROM places AS child JOIN places AS above
                ON above.id = child.parent_id
                WHERE child.code IS NOT NULL AND child.path NOT LIKE above.path || '%.'
                    OR LENGTH(child.path) <= LENGTH(above.path)
                """)
            #expect(astray == 0)
            let deep = try await line.count(
                """
                SELECT LENGTH(path) - LENGTH(REPLACE(path, '.', '')) FROM places
                WHERE code = '420303004001'
                """)
            #expect(deep == 5)
        }
    }

    @Test func aPlaceIsNotMovedByAFile() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let first = try line.file(
                "first.csv", Self.header + "42,湖北省,,1\n43,湖南省,,1\n4203,十堰市,42,2\n")
            _ = await line.run("import", "places", first)
            let second = try line.file(
                "second.csv", Self.header + "4203,十堰,43,2\n4301,长沙市,43,2\n")
            let outcome = await line.run("import", "places", second, "--bad-share", "50")
            #expect(outcome.complaint.contains("second.csv:2: place 4203 is stored under another"))
            #expect(outcome.output.contains("2 rows, 1 places: 1 added, 0 renamed"))
        }
    }

    @Test func aRowWithoutEndIsToldByItsLine() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let file = try line.file(
                "long.csv",
                Self.header + "42,湖北省,,1\n43,\"" + String(repeating: "长\n", count: 300_000))
            let outcome = await line.run("import", "places", file)
            #expect(outcome.complaint.contains("long.csv, line 3: the row that begins here"))
        }
    }

    @Test func manyBadRowsAreCountedAndTheFirstOnesTold() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let rows = (1...150).map { "x\($0),名,,1\n" }.joined()
            let file = try line.file("bad.csv", Self.header + rows)
            let outcome = await line.run("import", "places", file)
            #expect(outcome.complaint.contains("150 of 150 rows are bad"))
            #expect(outcome.complaint.contains("bad.csv:21: "))
            #expect(!outcome.complaint.contains("bad.csv:22: "))
            #expect(outcome.complaint.contains("… and 130 more"))
        }
    }
}

extension CommandLineFixture {
    fileprivate func count(_ sql: SQL) async throws -> Int64? {
        let database = try SQLiteDatabase.open(path: database, readOnly: true)
        let count = try await database.read { try $0.int(sql) }
        try await database.close()
        return count
    }
}
