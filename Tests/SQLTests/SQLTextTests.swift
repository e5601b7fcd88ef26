import Foundation
import SQL
import SQLiteDriver
import Testing

private enum Colour: String, SQLBindable {
    case green
}

@Test func valuesAreBoundAndNeverPartOfTheText() {
    let name = "'; DROP TABLE neighbours; --"
    let missing: String? = nil
    let sql: SQL = "SELECT * FROM t WHERE a = \(name) AND b IS \(missing) AND c = \(true)"
    #expect(sql.text == "SELECT * FROM t WHERE a = ? AND b IS ? AND c = ?")
    #expect(sql.values == [.text(name), .null, .int(1)])
}

@Test func everyBindableTypeHasItsStoredForm() {
    let optional: Int? = 4
    let sql: SQL = "\(1) \(Int64.min) \(2.5) \("x") \(false) \([1, 2] as [UInt8])"
    let more: SQL = "\(Data([3])) \(optional) \(Colour.green) \(SQLValue.null)"
    #expect(
        sql.values == [
            .int(1), .int(.min), .real(2.5), .text("x"), .int(0), .blob([1, 2]),
        ])
    #expect(more.values == [.blob([3]), .int(4), .text("green"), .null])
}

@Test func fragmentsKeepTheirValuesInOrder() {
    let conditions: [SQL] = ["a = \(1)", "b IN \(list: ["x", "y"])"]
    let filter = conditions.joined(separator: " AND ")
    var sql: SQL = "SELECT \(identifier: "order") FROM t WHERE c = \(0) AND \(filter)"
    sql += " LIMIT \(9)"
    #expect(
        sql.text == #"SELECT "order" FROM t WHERE c = ? AND a = ? AND b IN (?, ?) LIMIT ?"#)
    #expect(sql.values == [.int(0), .int(1), .text("x"), .text("y"), .int(9)])
    #expect(("a" + "b = \(1)" as SQL) == "ab = \(1)")
    #expect([SQL]().joined(separator: ", ").isEmpty)
}

@Test func anEmptyListMatchesNothing() async throws {
    let none: [Int] = []
    let sql: SQL = "SELECT 1 WHERE 1 IN \(list: none)"
    #expect(sql.text == "SELECT 1 WHERE 1 IN (NULL)")
    let database = try SQLiteDatabase.inMemory()
    #expect(try await database.read { try $0.exists(sql) } == false)
}

@Test func aQuoteInsideAnIdentifierIsDoubled() {
    let sql: SQL = "SELECT \(identifier: "a\"b")"
    #expect(sql.text == #"SELECT "a""b""#)
}

@Test(arguments: [
    "'; DROP TABLE neighbours; --", "\" OR \"\"=\"", "?", "Robert'); --", "张三", "%_\\", "a\nb",
])
func aHostileNameIsStoredAsItIs(name: String) async throws {
    let database = try SQLiteDatabase.inMemory()
    try await database.makeNeighbours()
    try await database.add(name)
    #expect(try await database.names() == [name])
    let count = try await database.read { db in
        try db.int("SELECT count(*) FROM neighbours WHERE name = \(name) AND '?' = '?'")
    }
    #expect(count == 1)
}

@Test func textWithANULIsRefusedInsteadOfCutShort() async throws {
    let database = try SQLiteDatabase.inMemory()
    try await database.makeNeighbours()
    let error = await refusal { try await database.add("Ana\0Maria") }
    #expect("\(try #require(error))".contains("NUL"))
    #expect(try await database.names().isEmpty)
}

@Test func aBareQuestionMarkInTheTextIsAMistake() async throws {
    let database = try SQLiteDatabase.inMemory()
    let error = await refusal { try await database.read { try $0.int("SELECT ?") } }
    guard case .unexpected = error else {
        Issue.record("expected .unexpected, found \(String(describing: error))")
        return
    }
}
