package import Kernel
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
    }

    static let matterMax = 500

    package func run(in installation: Installation) async throws -> Report {
        let now = installation.now()
        var report = Report()
        for realm in try await installation.database.read({ try Realms.all($0) }) {
            let retention = try await installation.rulebook(of: realm).profile.retention
            let erased = try await installation.database.write { db in
                try erase(in: realm.id, retention, installation, at: now, db)
            }
            report.contacts += erased.contacts
            report.stories += erased.stories
            report.readings += erased.readings
        }
        return report
    }

    private func erase(
        in realm: Realm.ID, _ retention: Retention, _ installation: Installation,
        at now: Instant, _ db: any Writer
    ) throws -> Report {
        var report = Report()
        for matter in try PersonalFields.due(in: realm, at: now, limit: Self.matterMax, db) {
            try DataKeys.erase(.person, of: matter, db)
            try PersonalFields.delete(of: matter, db)
            try record("eraseContact", of: matter, realm, installation, at: now, db)
            report.contacts += 1
        }
        let old = now.adding(seconds: -Int64(retention.textDays) * 86_400)
        for matter in try Matters.endedBefore(old, in: realm, limit: Self.matterMax, db) {
            try DataKeys.erase(.story, of: matter, db)
            try DataKeys.erase(.person, of: matter, db)
            try PersonalFields.delete(of: matter, db)
            try Photographs.delete(of: matter, db)
            try Matters.eraseWords(of: matter, at: now, db)
            try record("eraseStory", of: matter, realm, installation, at: now, db)
            report.stories += 1
        }
        report.readings = try PersonalReadings.deleteBefore(
            now.adding(seconds: -Int64(retention.readingDays) * 86_400), in: realm, db)
        try Photographs.deleteOrphans(before: now.adding(seconds: -86_400), db)
        try Attempts.deleteBefore(now.adding(seconds: -86_400), db)
        try SentForms.deleteBefore(now.adding(seconds: -Sending.keptDays * 86_400), db)
        return report
    }

    private func record(
        _ action: String, of matter: Matter.ID, _ realm: Realm.ID, _ installation: Installation,
        at now: Instant, _ db: any Writer
    ) throws {
        try Records.append(
            Records.Entry(
                realm: realm, at: now, person: nil, post: nil, action: action,
                subjectKind: "retention", subject: matter.rawValue, payload: .object([:])),
            id: installation.newID(), key: nil, vault: installation.vault, db)
    }
}
