package import Kernel
import SQL
import Secrets
package import Storage

/// Gives a program a key with which it acts for oneself in one of one's posts; the key is told once
/// and only its digest is kept.
package struct IssueProgramKey: Sendable {
    package let visit: Visit
    package let post: Post.ID
    package let name: String
    package let mayAct: Bool
    /// Whether it also keeps the settings of the realm.
    package let maySet: Bool
    package let days: Int

    package init(
        visit: Visit, post: Post.ID, name: String, mayAct: Bool, maySet: Bool = false, days: Int
    ) {
        self.visit = visit
        self.post = post
        self.name = name
        self.mayAct = mayAct
        self.maySet = maySet
        self.days = days
    }

    /// What every such key begins with, so that one that got lost is known for what it is.
    private static let mark = "linli-desk-"
    private static let keyBytes = 24

    /// - Throws: `.forbidden` for a post that is not one's own; `.invalid` for `name`, `days`, and
    ///   for `scope` where the post does not manage the realm.
    /// - Returns: the key as the program sends it.
    package func run(in installation: Installation) async throws -> (key: ProgramKey, text: String)
    {
        let now = installation.now()
        guard let holding = visit.holdings.first(where: { $0.post.id == post }) else {
            throw ActionError.forbidden
        }
        if maySet, !holding.verbs.contains(.manage) {
            throw ActionError.invalid(["scope": .init("programs.notSettings")])
        }
        let key: ProgramKey
        do {
            key = try ProgramKey(
                issued: installation.newID(), to: name.trimmingCharacters(), for: holding.post,
                mayAct: mayAct, maySet: maySet, days: days, at: now)
        } catch {
            throw ActionError.invalid(Self.complaint(error))
        }
        let text = Self.mark + Cipher.randomBytes(Self.keyBytes).hex
        let digest = installation.programDigest(text)
        try await installation.database.write { db in
            let good = try ProgramKeys.good(of: visit.person.id, at: now, db).count
            guard good < ProgramKey.perPersonMax else {
                throw ActionError.invalid([
                    "name": .init("programs.tooMany", ["max": String(ProgramKey.perPersonMax)])
                ])
            }
            try ProgramKeys.insert(key, digest: digest, db)
            try installation.note(
                "issueProgramKey", on: "person", visit.person.id.rawValue, in: visit.realm.id,
                by: .holding(visit.holding), at: now,
                [
                    "key": .text(key.id.description), "name": .text(key.name),
                    "post": .text(key.post.description),
                    "scopes": .list(key.scopes.map(\.rawValue).sorted().map { .text($0) }),
                    "until": .text(key.expiresAt.iso8601),
                ], db)
        }
        return (key, text)
    }

    private static func complaint(
        _ problem: ProgramKey.Problem
    ) -> [String: ActionError.Complaint] {
        switch problem {
        case .noName: ["name": .init("keys.noName")]
        case .tooLong(let most, let count):
            ["name": .init("answer.tooLong", ["max": String(most), "count": String(count)])]
        case .daysOutOfRange(let range):
            [
                "days": .init(
                    "answer.outOfRange",
                    ["min": String(range.lowerBound), "max": String(range.upperBound)])
            ]
        }
    }
}

/// Makes a key worthless at once: one's own, or anybody's of the realm for who manages it.
package struct RevokeProgramKey: Sendable {
    package let visit: Visit
    package let key: ProgramKey.ID

    package init(visit: Visit, key: ProgramKey.ID) {
        self.visit = visit
        self.key = key
    }

    /// - Throws: `.notFound` for a key that is somebody else's; `.conflict` for one revoked before.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.database.write { db in
            guard let line = try ProgramKeys.find(key, in: visit.realm.id, db),
                line.person.id == visit.person.id || visit.holding.verbs.contains(.manage)
            else { throw ActionError.notFound }
            guard line.key.revokedAt == nil else { throw ActionError.conflict }
            try ProgramKeys.revoke(key, at: now, db)
            try installation.note(
                "revokeProgramKey", on: "person", line.person.id.rawValue, in: visit.realm.id,
                by: .holding(visit.holding), at: now,
                ["key": .text(key.description), "name": .text(line.key.name)], db)
        }
    }
}

extension Installation {
    func programDigest(_ text: String) -> String { vault.keyedDigest(text, use: "program key") }

    /// One's own keys that are still good, the newest first.
    package func programKeys(of person: Person.ID) async throws -> [ProgramKeys.Line] {
        let now = now()
        return try await database.glance { db in try ProgramKeys.good(of: person, at: now, db) }
    }

    /// A page of all keys of programs in a realm, for who manages it.
    package func programKeys(
        in realm: Realm, before: ProgramKey.ID?, limit: Int
    ) async throws -> (lines: [ProgramKeys.Line], next: ProgramKey.ID?) {
        let found = try await database.glance { db in
            try ProgramKeys.all(in: realm.id, before: before, limit: limit + 1, db)
        }
        let shown = Array(found.prefix(limit))
        return (shown, found.count > limit ? shown.last?.key.id : nil)
    }
}
