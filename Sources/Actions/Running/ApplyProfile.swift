package import Kernel
package import Profiles
import SQL
import Storage

/// Puts a new version of a realm's profile into force: matters that are open keep the one that
/// they were opened under.
package struct ApplyProfile: Sendable {
    package let realm: Realm
    package let source: ProfileSource

    package init(realm: Realm, source: ProfileSource) {
        self.realm = realm
        self.source = source
    }

    /// Why a profile cannot take effect.
    package enum Problem: Error, CustomStringConvertible {
        case notNewer(version: Int, inForce: Int)

        package var description: String {
            switch self {
            case .notNewer(let version, let inForce):
                "The profile says version \(version), but version \(inForce) is in force. Raise "
                    + "“version” in profile.yml above \(inForce)."
            }
        }
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        let profile = try source.load()
        guard profile.version > realm.profileVersion else {
            throw Problem.notNewer(version: profile.version, inForce: realm.profileVersion)
        }
        let now = installation.now()
        try await installation.reorganising { db in
            try Realms.insertProfile(
                files: source.files, version: profile.version, of: realm.id, db)
            try Realms.setProfileVersion(profile.version, of: realm.id, db)
            try Records.append(
                Records.Entry(
                    realm: realm.id, at: now, person: nil, post: nil, action: "applyProfile",
                    subjectKind: "realm", subject: realm.id.rawValue,
                    payload: .object(["version": .int(Int64(profile.version))])),
                id: installation.newID(), db)
        }
        installation.rulebooks.forget()
        return profile.version
    }
}
