import Kernel
import SQL
import Storage

/// Begins the parts of a new month in the tables that only grow, where the engine has parts.
package struct BeginMonth: Sendable {
    package init() {}

    /// - Returns: how many parts were begun; none once the month's are there.
    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        let now = installation.now()
        var count = 0
        for table in GrowingTable.all {
            // Looked at first, so that a round in which there is nothing to do takes no turn.
            guard try await installation.database.read({ try table.isBehind(at: now, $0) }) else {
                continue
            }
            count += try await installation.database.write { db in
                try table.beginMonth(at: now, db) ? 1 : 0
            }
        }
        return count
    }
}
