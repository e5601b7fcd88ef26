import SQL
import SQLiteDriver
import Testing

private func row<T: Sendable>(
    _ sql: SQL, _ decode: @escaping @Sendable (any Row) throws -> T
) async throws -> T? {
    try await SQLiteDatabase.inMemory().read { try $0.first(sql, decode) }
}

@Test func columnsAreReadByPosition() async throws {
    let sql: SQL = "SELECT 7 AS id, 'Ana' AS name, 1.5 AS share, x'0102' AS photo, 1 AS is_open"
    let isRight = try await row(sql) { row in
        try row.int(0) == 7 && row.text(1) == "Ana" && row.real(2) == 1.5
            && row.blob(3) == [1, 2] && row.bool(4) && row.columnCount == 5
            && row.name(4) == "is_open"
    }
    #expect(isRight == true)
}

@Test func aNullIsReadOnlyWhereItMayBe() async throws {
    let isRight = try await row("SELECT NULL AS x") { row in
        try row.intOrNil(0) == nil && row.textOrNil(0) == nil && row.blobOrNil(0) == nil
            && row.realOrNil(0) == nil && row.boolOrNil(0) == nil && row.isNull(0)
    }
    #expect(isRight == true)
    let error = await refusal { try await row("SELECT 1, NULL AS opened_on") { try $0.int(1) } }
    #expect(
        error
            == .unexpected(
                "Column 1 (opened_on) holds NULL where an integer was expected. "
                    + "Correct the query or the schema."))
}

@Test(
    arguments: [
        ("SELECT 'x' AS a", "holds text where an integer"),
        ("SELECT 1.5 AS a", "holds a real number where an integer"),
        ("SELECT x'00' AS a", "holds bytes where an integer"),
    ] as [(SQL, String)])
func aWrongTypeNamesTheColumnAndHidesTheValue(sql: SQL, sentence: String) async throws {
    let error = try #require(await refusal { try await row(sql) { try $0.int(0) } })
    #expect("\(error)".contains("(a) \(sentence)"))
}

@Test func otherWrongTypesAreRefusedToo() async throws {
    #expect(await refusal { try await row("SELECT 2") { try $0.bool(0) } } != nil)
    #expect(await refusal { try await row("SELECT 2") { try $0.text(0) } } != nil)
    #expect(await refusal { try await row("SELECT 'x'") { try $0.blob(0) } } != nil)
    #expect(await refusal { try await row("SELECT 'x'") { try $0.real(0) } } != nil)
}

@Test func anIntegerReadsAsARealOnlyWhenItIsExact() async throws {
    #expect(try await row("SELECT 3") { try $0.real(0) } == 3.0)
    #expect(await refusal { try await row("SELECT \(Int64.max)") { try $0.real(0) } } != nil)
}

@Test func aColumnThatIsNotThereIsRefused() async throws {
    #expect(try await row("SELECT 1 AS id, 2 AS id") { try $0.int(1) } == 2)
    #expect(await refusal { try await row("SELECT 1") { try $0.int(1) } } != nil)
    #expect(await refusal { try await row("SELECT 1") { try $0.int(-1) } } != nil)
}

@Test func theShortcutsAnswerTheFirstColumn() async throws {
    let database = try SQLiteDatabase.inMemory()
    try await database.read { db throws in
        #expect(try db.int("SELECT 4 UNION ALL SELECT 5") == 4)
        #expect(try db.int("SELECT 4 WHERE 0") == nil)
        #expect(try db.int("SELECT NULL") == nil)
        #expect(try db.text("SELECT 'a'") == "a")
        #expect(try db.exists("SELECT 1 WHERE 1"))
        #expect(try !db.exists("SELECT 1 WHERE 0"))
    }
}

@Test func theSameQueryMayRunInsideItself() async throws {
    let database = try SQLiteDatabase.inMemory()
    let visits = try await database.read { db in
        var visits: [[Int64]] = []
        func descend(_ depth: Int64) throws {
            try db.forEach("SELECT value FROM json_each('[1,2]') WHERE \(depth) < 2") { row in
                visits.append([depth, try row.int(0)])
                try descend(depth + 1)
            }
        }
        try descend(0)
        return visits
    }
    #expect(visits == [[0, 1], [1, 1], [1, 2], [0, 2], [1, 1], [1, 2]])
}
