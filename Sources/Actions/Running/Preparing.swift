package import Kernel
import Profiles
package import SQL
import Storage

extension Installation {
    /// Brings a database's schema up to this program.
    ///
    /// - Returns: how many steps were applied.
    @discardableResult
    package static func migrate(_ database: any Database, now: Instant) async throws -> Int {
        let migrator = try Migrator(Schema.migrations(for: database.dialect))
        return try await migrator.migrate(database, now: now.milliseconds).count
    }

    /// Loads the working calendar that comes with the program.
    package static func loadBuiltInCalendar(at now: Instant, _ db: any Writer) throws {
        let file = try CalendarData.builtIn()
        try Calendars.replace(
            file.days.sorted { $0.key < $1.key }.map {
                (day: $0.key, kind: $0.value, name: file.names[$0.key] ?? "")
            }, years: file.coveredYears, realm: nil, source: "builtIn", at: now, db)
    }
}
