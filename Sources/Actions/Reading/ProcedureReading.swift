package import Kernel
import SQL
package import Storage

extension Installation {
    /// How many open matters under a visit's post stand in each state of some procedures.
    package func openByState(
        of procedures: [Procedure], for visit: Visit
    ) async throws -> [StateCount] {
        let now = now()
        let states = procedures.flatMap { procedure in
            procedure.states.filter { $0.ending == nil }.map { (procedure.key.name, $0.id) }
        }
        return try await database.read { db in
            try Matters.openByState(
                of: states, under: visit.holding.post.reach, in: visit.realm.id, at: now, db)
        }
    }
}
