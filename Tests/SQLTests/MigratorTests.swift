import SQL
import SQLiteDriver
import Testing

private func migration(_ name: String, _ text: String) throws -> Migration {
    try Migration(fileName: name, text: text)
}

private func two() throws -> [Migration] {
    [
        try migration("0002-add-notes.sql", "CREATE TABLE notes (id {ID}, at {INT}) {STRICT};"),
        try migration("0001-first-tables.sql", "CREATE TABLE people (id {ID}, face {BLOB});"),
    ]
}

@Test func migrationsAreAppliedInOrderAndOnce() async throws {
    let database = try SQLiteDatabase.inMemory()
    let migrator = try Migrator(two())
    #expect(try await database.read { try migrator.pending($0) }.map(\.number) == [1, 2])
    #expect(
        try await migrator.migrate(database, now: 5).map(\.name) == ["first-tables", "add-notes"])
    #expect(try await migrator.migrate(database, now: 6).isEmpty)
    #expect(try await database.read { try migrator.pending($0) }.isEmpty)
    let recorded = try await database.read { db in
        try db.rows("SELECT number, name, applied_at FROM migrations ORDER BY number") { row in
            "\(try row.int(0)) \(try row.text(1)) \(try row.int(2))"
        }
    }
    #expect(recorded == ["1 first-tables 5", "2 add-notes 5"])
}

@Test func aLaterProgramAddsOnlyWhatIsNew() async throws {
    let database = try SQLiteDatabase.inMemory()
    let all = try two()
    _ = try await Migrator([all[1]]).migrate(database, now: 1)
    #expect(try await Migrator(all).migrate(database, now: 2).map(\.number) == [2])
}

@Test func aNewerDatabaseIsRefused() async throws {
    let database = try SQLiteDatabase.inMemory()
    let all = try two()
    _ = try await Migrator(all).migrate(database, now: 1)
    let older = try Migrator([all[1]])
    await #expect(throws: Migrator.Problem.newer(database: 2, program: 1)) {
        try await older.migrate(database, now: 2)
    }
}

@Test func anEditedMigrationIsRefused() async throws {
    let database = try SQLiteDatabase.inMemory()
    _ = try await Migrator(two()).migrate(database, now: 1)
    let edited = try Migrator([
        migration("0001-first-tables.sql", "CREATE TABLE people (id {ID}, face {BLOB}); "),
        two()[0],
    ])
    await #expect(throws: Migrator.Problem.changed(number: 1, name: "first-tables")) {
        try await edited.migrate(database, now: 2)
    }
}

@Test func aFailingMigrationKeepsTheEarlierOnesAndNothingOfItself() async throws {
    let database = try SQLiteDatabase.inMemory()
    let bad = try migration(
        "0003-mistake.sql", "CREATE TABLE half (id {ID}); INSERT INTO nowhere VALUES (1);")
    let migrator = try Migrator(two() + [bad])
    let error = await #expect(throws: Migrator.Problem.self) {
        try await migrator.migrate(database, now: 1)
    }
    #expect("\(try #require(error))".contains("Migration 3 (mistake) was not applied"))
    try await database.read { db throws in
        #expect(try db.int("SELECT max(number) FROM migrations") == 2)
        #expect(try !db.exists("SELECT 1 FROM sqlite_schema WHERE name = 'half'"))
    }
}

@Test func twoProgramsMayMigrateAtOnce() async throws {
    let scratch = try Scratch()
    let first = try SQLiteDatabase.open(path: scratch.path())
    let second = try SQLiteDatabase.open(path: scratch.path())
    let migrator = try Migrator(two())
    async let one = migrator.migrate(first, now: 1)
    async let other = migrator.migrate(second, now: 1)
    #expect(try await (one + other).map(\.number).sorted() == [1, 2])
}

@Test func numbersHaveNoGapAndNoRepeat() throws {
    let all = try two()
    #expect(throws: Migrator.Problem.gap(missing: 1)) { try Migrator([all[0]]) }
    #expect(throws: Migrator.Problem.repeated(number: 2)) {
        try Migrator(all + [migration("0002-again.sql", "SELECT 1")])
    }
    #expect(try Migrator([]).migrations.isEmpty)
}

@Test(arguments: [
    "1-a.sql", "0000-a.sql", "0001-A.sql", "0001-a.txt", "0001.sql", "0001-a--b.sql", "00001-a.sql",
])
func aMisnamedFileIsRefused(fileName: String) {
    #expect(throws: Migration.Problem.fileName(fileName)) {
        try migration(fileName, "SELECT 1")
    }
}

@Test func tokensBecomeTheWordsOfTheEngine() throws {
    let step = try migration(
        "0001-a.sql", "(id {ID}, n {INT}, r {REAL}, b {BLOB}, j '{}') {STRICT}")
    #expect(
        step.text(for: .sqlite)
            == "(id INTEGER PRIMARY KEY, n INTEGER, r REAL, b BLOB, j '{}') STRICT")
    #expect(
        step.text(for: .postgres)
            == "(id BIGINT PRIMARY KEY, n BIGINT, r DOUBLE PRECISION, b BYTEA, j '{}') ")
    #expect(throws: Migration.Problem.unknownToken("{UUID}", fileName: "0001-a.sql")) {
        try migration("0001-a.sql", "CREATE TABLE t (id {UUID})")
    }
    #expect(throws: Migration.Problem.empty(fileName: "0001-a.sql")) {
        try migration("0001-a.sql", " \n")
    }
}
