import SQL
import SQLiteDriver
import Synchronization
import Testing

/// Whoever listens hears every statement with what it changed, and changes nothing by it.
@Suite struct ListeningTests {
    private final class Ears: Sendable {
        private let heard = Mutex<[String]>([])

        var all: [String] { heard.withLock { $0 } }

        func take(_ sql: SQL, _ changed: Int) {
            heard.withLock { $0.append("\(sql.text) \(changed)") }
        }
    }

    @Test func everyStatementIsHeardWithWhatItChanged() async throws {
        let database = try SQLiteDatabase.inMemory()
        try await database.write { try $0.script("CREATE TABLE notes (text TEXT)") }
        let ears = Ears()
        let listening = ListeningDatabase(database) { ears.take($0, $1) }
        try await listening.write { db in
            try db.run("INSERT INTO notes VALUES (\("a")), (\("b"))")
        }
        let count = try await listening.read { try $0.int("SELECT COUNT(*) FROM notes") }
        let glanced = try await listening.glance { try $0.int("SELECT COUNT(*) FROM notes") }
        #expect(count == 2 && glanced == 2)
        #expect(
            ears.all == [
                "INSERT INTO notes VALUES (?), (?) 2", "SELECT COUNT(*) FROM notes 0",
                "SELECT COUNT(*) FROM notes 0",
            ])
        try await listening.close()
    }
}
