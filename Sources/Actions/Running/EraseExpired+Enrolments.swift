import Foundation
import Kernel
import SQL
import Storage

extension EraseExpired {
    /// Removes registrations a year after they ended, and questions that nobody answered.
    func eraseEnrolments(
        in realm: Realm.ID, _ installation: Installation, at now: Instant
    ) async throws -> Int {
        let asked = now.adding(fullDays: -Enrolment.invitedDays)
        return try await installation.database.write { db in
            // Registrations are few, so whole days by the clock of the world will do.
            let ended = Day(of: now, in: .gmt).adding(days: -Enrolment.keptDays)
            let due = try Enrolments.toErase(
                endedBy: ended, askedBefore: asked, in: realm, limit: Self.matterMax, db)
            for id in due {
                try Enrolments.remove(id, db)
                try installation.note(
                    "eraseEnrolment", on: "retention", id.rawValue, in: realm, by: .operator,
                    at: now, [:], db)
            }
            return due.count
        }
    }
}
