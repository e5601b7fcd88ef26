import SQL
import SQLiteDriver
import Testing

@Test(
    arguments: [
        ("INSERT INTO neighbours (name) VALUES ('Ana')", .unique, "neighbours.name"),
        ("INSERT INTO neighbours (id, name) VALUES (1, 'Bo')", .unique, "neighbours.id"),
        ("INSERT INTO neighbours (name) VALUES (NULL)", .notNull, "neighbours.name"),
        ("INSERT INTO neighbours (name) VALUES ('')", .check, "named"),
        ("INSERT INTO notes (neighbour_id) VALUES (9)", .foreignKey, "FOREIGN KEY"),
        ("DELETE FROM neighbours WHERE id = 1", .foreignKey, "FOREIGN KEY"),
        ("UPDATE notes SET text = x'00' WHERE id = 1", .check, "notes.text"),
    ] as [(SQL, SQLError.Constraint, String)])
func theSchemaRefusesAndSaysWhichRule(
    sql: SQL, kind: SQLError.Constraint, detail: String
) async throws {
    let database = try SQLiteDatabase.inMemory()
    try await database.makeNeighbours()
    try await database.add("Ana")
    try await database.write { db in
        try db.run("INSERT INTO notes (neighbour_id) VALUES (1)")
    }
    let error = await refusal { try await database.write { try $0.run(sql) } }
    guard case .constraint(let found, let foundDetail) = error else {
        Issue.record("expected a constraint, found \(String(describing: error))")
        return
    }
    #expect(found == kind)
    #expect(foundDetail.contains(detail))
    #expect(try await database.names() == ["Ana"])
}

@Test func aForeignKeyIsCheckedWhenOnlyTheFirstReturnedRowIsRead() async throws {
    let database = try SQLiteDatabase.inMemory()
    try await database.makeNeighbours()
    let error = await refusal {
        try await database.write { db in
            try db.int("INSERT INTO notes (neighbour_id) VALUES (9), (8) RETURNING id")
        }
    }
    #expect(error == .constraint(kind: .foreignKey, detail: "FOREIGN KEY constraint failed"))
    #expect(try await database.read { try $0.int("SELECT count(*) FROM notes") } == 0)
}

@Test func runCountsTheRowsItChanged() async throws {
    let database = try SQLiteDatabase.inMemory()
    try await database.makeNeighbours()
    try await database.write { db throws in
        #expect(try db.run("INSERT INTO neighbours (name) VALUES ('A'), ('B')") == 2)
        #expect(try db.run("CREATE TABLE other (id INTEGER)") == 0)
        #expect(try db.run("DELETE FROM neighbours WHERE name = 'C'") == 0)
        #expect(try db.run("UPDATE neighbours SET name = lower(name)") == 2)
        #expect(try db.int("INSERT INTO neighbours (name) VALUES ('c') RETURNING id") == 3)
    }
}

@Test func aReaderCannotWrite() async throws {
    let scratch = try Scratch()
    for database in [
        try SQLiteDatabase.inMemory(), try SQLiteDatabase.open(path: scratch.path()),
    ] {
        let error = await refusal {
            try await database.read { try $0.exists("CREATE TABLE sneaked (id INTEGER)") }
        }
        #expect(error != nil)
        #expect(try await database.read { try $0.int("SELECT count(*) FROM sqlite_schema") } == 0)
    }
}

@Test func everyErrorSaysWhatToDo() {
    let errors: [SQLError] = [
        .constraint(kind: .unique, detail: "people.email"),
        .constraint(kind: .foreignKey, detail: "x"),
        .constraint(kind: .check, detail: "x"),
        .constraint(kind: .notNull, detail: "x"),
        .busy,
    ]
    for error in errors { #expect("\(error)".hasSuffix(".")) }
    #expect("\(errors[0])".contains("people.email"))
}
