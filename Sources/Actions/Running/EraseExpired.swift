import Foundation
import Kernel
import SQL
import Storage

/// Erases what has been kept long enough: contact details, then free texts and photographs.
///
/// Each erasure destroys the key that sealed the data, removes the rows, and leaves one record
/// that says that it happened. Rows of the record itself stay: their digests still hold.
package struct EraseExpired: Sendable {
    package init() {}

    /// What one run erased.
    package struct Report: Sendable, Equatable {
        package var contacts = 0
        package var stories = 0
        package var readings = 0
        /// Pairings of which what was personal is gone.
        package var pairings = 0
        /// Registrations that ended long ago, and questions nobody answered.
        package var enrolments = 0
        /// Bookings of which it is no longer known who made them.
        package var bookings = 0
        /// Whole months of the reading log, where the engine keeps months apart.
        package var months = 0
    }

    /// How many matters of each kind one run erases; the next goes on.
    static let matterMax = 500
    /// How many rows one transaction touches: nobody's own write waits long for it.
    private static let atOnce = 20
    private static let sweptAtOnce = 500

    package func run(in installation: Installation) async throws -> Report {
        let now = installation.now()
        var report = Report()
        let realms = try await installation.database.read { try Realms.all($0) }
        report.months = try await dropReadings(of: realms, installation, at: now)
        for realm in realms {
            let retention = try await installation.rulebook(of: realm).profile.retention
            report.contacts += try await eraseContacts(in: realm.id, installation, at: now)
            report.stories += try await eraseStories(
                in: realm.id, ended: now.adding(fullDays: -retention.textDays), installation,
                at: now)
            report.pairings += try await erasePairings(in: realm.id, installation, at: now)
            report.enrolments += try await eraseEnrolments(in: realm.id, installation, at: now)
            report.bookings += try await forgetBookers(in: realm.id, installation, at: now)
            let read = now.adding(fullDays: -retention.readingDays)
            for log in ReadingLog.all {
                report.readings += try await sweep(installation) { db in
                    try log.delete(before: read, in: realm.id, limit: Self.sweptAtOnce, db)
                }
            }
        }
        let yesterday = now.adding(fullDays: -1)
        try await sweep(installation) { db in
            try Photographs.deleteOrphans(before: yesterday, limit: Self.sweptAtOnce, db)
        }
        try await sweep(installation) { db in
            try Attempts.delete(before: yesterday, limit: Self.sweptAtOnce, db)
        }
        let sent = now.adding(fullDays: -Int(Sending.keptDays))
        try await sweep(installation) { db in
            try SentForms.delete(before: sent, limit: Self.sweptAtOnce, db)
        }
        try await sweep(installation) { db in
            try SentCalls.delete(before: sent, limit: Self.sweptAtOnce, db)
        }
        let told = now.adding(fullDays: -Delivery.keptDays)
        try await sweep(installation) { db in
            try Deliveries.delete(doneBefore: told, limit: Self.sweptAtOnce, db)
        }
        try await forgetMealCards(installation, at: now)
        try await dropTables(installation, at: now)
        let exchanged = now.adding(fullDays: -Exchange.keptDays)
        try await sweep(installation) { db in
            try ExchangeFailures.delete(before: exchanged, limit: Self.sweptAtOnce, db)
        }
        try await sweep(installation) { db in
            try ExchangeReturns.delete(before: exchanged, limit: Self.sweptAtOnce, db)
        }
        return report
    }

    /// Drops the months of the reading log that no realm keeps any more, without a look at their
    /// rows.
    private func dropReadings(
        of realms: [Realm], _ installation: Installation, at now: Instant
    ) async throws -> Int {
        var longest = 0
        for realm in realms {
            let retention = try await installation.rulebook(of: realm).profile.retention
            longest = max(longest, Int(retention.readingDays))
        }
        guard longest > 0 else { return 0 }
        let end = now.adding(fullDays: -longest)
        return try await installation.database.write { db in
            try GrowingTable.readings.dropParts(addedBefore: end, db)
        }
    }

    private func eraseContacts(
        in realm: Realm.ID, _ installation: Installation, at now: Instant
    ) async throws -> Int {
        let due = try await installation.database.read { db in
            try PersonalFields.due(in: realm, at: now, limit: Self.matterMax, db)
        }
        return try await each(due, installation) { matter, db in
            // It may have been opened again since.
            guard try PersonalFields.isDue(matter, at: now, db) else { return false }
            try DataKeys.erase(.person, of: matter, db)
            try PersonalFields.delete(of: matter, db)
            try record("eraseContact", of: matter, realm, installation, at: now, db)
            return true
        }
    }

    private func eraseStories(
        in realm: Realm.ID, ended old: Instant, _ installation: Installation, at now: Instant
    ) async throws -> Int {
        let due = try await installation.database.read { db in
            try Matters.endedBefore(old, in: realm, limit: Self.matterMax, db)
        }
        return try await each(due, installation) { matter, db in
            guard try Matters.isErasable(matter, endedBefore: old, db) else { return false }
            try DataKeys.erase(.story, of: matter, db)
            try DataKeys.erase(.person, of: matter, db)
            try PersonalFields.delete(of: matter, db)
            try Photographs.delete(of: matter, db)
            try Matters.eraseWords(of: matter, at: now, db)
            try record("eraseStory", of: matter, realm, installation, at: now, db)
            return true
        }
    }

    /// Does one thing to each of some matters, a few to a transaction.
    ///
    /// - Returns: to how many it was done.
    private func each(
        _ matters: [Matter.ID], _ installation: Installation,
        _ erase: @escaping @Sendable (Matter.ID, any Writer) throws -> Bool
    ) async throws -> Int {
        var done = 0
        for start in stride(from: 0, to: matters.count, by: Self.atOnce) {
            let part = matters[start..<min(start + Self.atOnce, matters.count)]
            done += try await installation.database.write { db in
                try part.count { try erase($0, db) }
            }
        }
        return done
    }

    /// Deletes in steps until one finds less than it could take.
    @discardableResult
    private func sweep(
        _ installation: Installation, _ delete: @escaping @Sendable (any Writer) throws -> Int
    ) async throws -> Int {
        var deleted = 0
        while true {
            let step = try await installation.database.write(delete)
            deleted += step
            if step < Self.sweptAtOnce { return deleted }
        }
    }

    /// Forgets who booked a room or a slot, some days after it ended.
    private func forgetBookers(
        in realm: Realm.ID, _ installation: Installation, at now: Instant
    ) async throws -> Int {
        let end = now.adding(fullDays: -Booking.keptDays)
        return try await sweep(installation) { db in
            let forgotten = try Bookings.forget(
                endedBefore: end, in: realm, limit: Self.sweptAtOnce, db)
            if forgotten > 0 {
                try installation.note(
                    "forgetBookers", on: "retention", realm.rawValue, in: realm, by: .operator,
                    at: now, ["count": .int(Int64(forgotten))], db)
            }
            return forgotten
        }
    }

    /// Forgets which card a meal was for, two months after.
    private func forgetMealCards(_ installation: Installation, at now: Instant) async throws {
        // Two months by the clock of the world will do.
        let day = Day(of: now, in: .gmt).adding(days: -Canteen.cardsKnownDays)
        try await sweep(installation) { db in
            try Meals.forgetCards(before: day, limit: Self.sweptAtOnce, db)
        }
    }

    /// Drops tables that nobody accepted within a day, and what is left of those that were begun
    /// and that nobody went on with.
    private func dropTables(_ installation: Installation, at now: Instant) async throws {
        let end = now.adding(seconds: -Int64(SheetImport.waitingHours) * 3_600)
        try await sweep(installation) { db in
            let expired = try SheetImports.expired(before: end, limit: Self.sweptAtOnce, db)
            for sheet in expired { try SheetImports.end(sheet, as: .dropped, db) }
            return expired.count
        }
        let begun = now.adding(fullDays: -SheetImport.undoDays)
        try await sweep(installation) { db in
            let stalled = try SheetImports.stalled(
                acceptedBefore: begun, limit: Self.sweptAtOnce, db)
            for sheet in stalled { try SheetImports.end(sheet, as: .taken, db) }
            return stalled.count
        }
    }

    private func record(
        _ action: String, of matter: Matter.ID, _ realm: Realm.ID, _ installation: Installation,
        at now: Instant, _ db: any Writer
    ) throws {
        try Records.append(
            Records.Entry(
                realm: realm, at: now, person: nil, post: nil, action: action,
                subjectKind: "retention", subject: matter.rawValue, payload: .object([:])),
            id: installation.newID(), db)
    }
}
