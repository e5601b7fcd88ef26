package import Kernel
import Profiles
import SQL
import Storage

/// What the actions on a profile's draft stand on.
struct ProfileWork: PostWork {
    let installation: Installation
    let realm: Realm
    let holding: Holding
    let now: Instant
    let db: any Writer

    /// The draft that is edited.
    ///
    /// - Throws: `.notFound` where there is none.
    func draft() throws -> ProfileDraft {
        guard let draft = try ProfileDrafts.open(in: realm.id, db) else {
            throw ActionError.notFound
        }
        return draft
    }

    func note(_ action: String, _ draft: ProfileDraft, _ payload: [String: Payload]) throws {
        try installation.note(
            action, on: "profile", draft.id.rawValue, in: realm.id, by: .holding(holding), at: now,
            payload, db)
    }
}

/// Copies a profile to edit it: the one in force, or one that comes with the program.
package struct StartProfileDraft: Sendable {
    package let realm: Realm
    package let holding: Holding
    /// A built-in profile's name; empty for the one in force.
    package let origin: String

    package init(realm: Realm, holding: Holding, origin: String) {
        self.realm = realm
        self.holding = holding
        self.origin = origin
    }

    /// - Throws: `.forbidden` without `manage`, `.conflict` where one is edited already, `.invalid`
    ///   for a profile that is not there.
    @discardableResult
    package func run(in installation: Installation) async throws -> ProfileDraft {
        try await installation.doing(realm, holding) { (work: ProfileWork) in
            guard holding.verbs.contains(.manage) else { throw ActionError.forbidden }
            guard try ProfileDrafts.open(in: realm.id, work.db) == nil else {
                throw ActionError.conflict
            }
            let files: [String: String]
            if origin.isEmpty {
                files = try Realms.profileFiles(
                    of: realm.id, version: realm.profileVersion, work.db)
            } else if ProfileSource.builtInNames.contains(origin),
                let source = try? ProfileSource(builtIn: origin)
            {
                files = source.files
            } else {
                throw ActionError.invalid(["origin": .init("answer.notAChoice")])
            }
            let draft = ProfileDraft(
                id: installation.newID(), realm: realm.id,
                origin: origin.isEmpty ? "\(realm.profile) \(realm.profileVersion)" : origin,
                startedBy: holding.post.id, startedAt: work.now)
            try ProfileDrafts.insert(draft, files: files, work.db)
            try work.note("startProfileDraft", draft, ["origin": .text(draft.origin)])
            return draft
        }
    }
}

/// Writes one file of the draft. What is wrong with it is kept too: nothing typed is lost, and only
/// a sound profile can be put into force.
package struct EditProfileFile: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let path: String
    /// Empty takes the file away.
    package let text: String

    package init(realm: Realm, holding: Holding, path: String, text: String) {
        self.realm = realm
        self.holding = holding
        self.path = path
        self.text = text
    }

    /// - Throws: `.forbidden`, `.notFound` without a draft, `.invalid` for a path that no file of a
    ///   profile has, a text that is too long, too many files.
    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: ProfileWork) in
            guard holding.verbs.contains(.manage) else { throw ActionError.forbidden }
            let draft = try work.draft()
            let path = path.trimmingCharacters()
            guard Self.isPath(path) else {
                throw ActionError.invalid(["path": .init("profiles.problem.path")])
            }
            guard text.utf8.count <= ProfileSource.bytesMax else {
                throw ActionError.invalid([
                    "text": .init(
                        "answer.tooLong",
                        ["max": String(ProfileSource.bytesMax), "count": String(text.utf8.count)])
                ])
            }
            let files = try ProfileDrafts.files(of: draft.id, work.db)
            // A form sends every end of a line as two signs.
            let text = text.replacing("\r\n", with: "\n")
            if text.trimmingCharacters().isEmpty {
                try ProfileDrafts.remove(path, of: draft.id, work.db)
            } else {
                guard files[path] != nil || files.count < ProfileSource.filesMax else {
                    throw ActionError.invalid(["path": .init("profiles.problem.files")])
                }
                try ProfileDrafts.set(path, to: text, of: draft.id, work.db)
            }
            // What was to take effect is no longer what was looked at.
            try ProfileDrafts.schedule(draft.id, on: nil, work.db)
            try work.note(
                "editProfile", draft,
                ["path": .text(path), "digest": .text(Digest(of: Array(text.utf8)).hex)])
        }
    }

    /// `profile.yml`, `procedures/request.yml`, `texts/en/own.yml`; never what profiles share.
    private static func isPath(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return path.hasSuffix(".yml") && path.count <= 100 && parts.count <= 4
            && !path.hasPrefix("common/")
            && parts.allSatisfy { part in
                !part.isEmpty && part.first != "."
                    && part.utf8.allSatisfy {
                        (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0)
                            || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
                    }
            }
    }
}
