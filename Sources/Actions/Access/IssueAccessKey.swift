package import Kernel
import SQL
import Secrets
import Storage

/// Issues a key to another system; the key is told once and only its digest is kept.
package struct IssueAccessKey: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let name: String
    package let scopes: Set<AccessKey.Scope>
    package let channel: Matter.Channel
    package let days: Int

    package init(
        realm: Realm, by changer: Changer, name: String, scopes: Set<AccessKey.Scope>,
        channel: Matter.Channel = .web, days: Int
    ) {
        self.realm = realm
        self.changer = changer
        self.name = name
        self.scopes = scopes
        self.channel = channel
        self.days = days
    }

    /// What every key begins with, so that one that got lost is known for what it is.
    private static let mark = "linli-"
    private static let keyBytes = 24

    /// - Throws: `.forbidden`, `.invalid` for `name`, `scope` or `days`.
    /// - Returns: the key as the other system sends it.
    package func run(in installation: Installation) async throws -> (key: AccessKey, text: String) {
        let now = installation.now()
        try changer.must(.manage, in: realm.id)
        let key: AccessKey
        do {
            key = try AccessKey(
                issued: installation.newID(), in: realm.id, to: name.trimmingCharacters(),
                scopes: scopes, channel: channel, days: days, at: now)
        } catch {
            throw ActionError.invalid(Self.complaint(error))
        }
        let text = Self.mark + Cipher.randomBytes(Self.keyBytes).hex
        let digest = installation.accessDigest(text)
        try await installation.database.write { db in
            guard try AccessKeys.all(in: realm.id, db).count < AccessKeys.countMax else {
                throw ActionError.invalid([
                    "name": .init("keys.tooMany", ["max": String(AccessKeys.countMax)])
                ])
            }
            try AccessKeys.insert(key, digest: digest, db)
            try installation.note(
                "issueKey", on: "realm", realm.id.rawValue, in: realm.id, by: changer, at: now,
                [
                    "key": .text(key.id.description), "name": .text(key.name),
                    "scopes": .list(key.scopes.map(\.rawValue).sorted().map { .text($0) }),
                    "channel": .text(key.channel.rawValue),
                    "until": .text(key.expiresAt.iso8601),
                ], db)
        }
        return (key, text)
    }

    private static func complaint(
        _ problem: AccessKey.Problem
    ) -> [String: ActionError.Complaint] {
        switch problem {
        case .noName: ["name": .init("keys.noName")]
        case .tooLong(let most, let count):
            ["name": .init("answer.tooLong", ["max": String(most), "count": String(count)])]
        case .noScope: ["scope": .init("keys.noScope")]
        case .daysOutOfRange(let range):
            [
                "days": .init(
                    "answer.outOfRange",
                    ["min": String(range.lowerBound), "max": String(range.upperBound)])
            ]
        }
    }
}

/// Makes a key worthless at once.
package struct RevokeAccessKey: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let key: AccessKey.ID

    package init(realm: Realm, by changer: Changer, key: AccessKey.ID) {
        self.realm = realm
        self.changer = changer
        self.key = key
    }

    /// - Throws: `.forbidden`, `.notFound`; `.conflict` for one that was revoked before.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try changer.must(.manage, in: realm.id)
        try await installation.database.write { db in
            guard let found = try AccessKeys.find(key, in: realm.id, db) else {
                throw ActionError.notFound
            }
            guard found.revokedAt == nil else { throw ActionError.conflict }
            try AccessKeys.revoke(found.id, at: now, db)
            try installation.note(
                "revokeKey", on: "realm", realm.id.rawValue, in: realm.id, by: changer, at: now,
                ["key": .text(found.id.description), "name": .text(found.name)], db)
        }
    }
}

extension Installation {
    func accessDigest(_ text: String) -> String { vault.keyedDigest(text, use: "access key") }

    /// The key that a system sent, where it is good for something.
    ///
    /// - Parameter address: where it comes from, to limit guessing.
    package func accessKey(
        _ text: String, for scope: AccessKey.Scope, from address: String
    ) async throws -> AccessKey? {
        let (now, digest) = (now(), accessDigest(text))
        let found = try await database.glance { db in try AccessKeys.find(digest: digest, db) }
        guard let found, found.isGood(at: now), found.scopes.contains(scope) else {
            try await Limit.keyTries.count(subject: address, in: self)
            return nil
        }
        return found
    }

    package func accessKeys(of realm: Realm) async throws -> [AccessKey] {
        try await database.glance { db in try AccessKeys.all(in: realm.id, db) }
    }

    /// Whether a matter came in with a key.
    package func cameIn(_ matter: Matter.ID, with key: AccessKey) async throws -> Bool {
        try await database.glance { db in try AccessKeys.key(of: matter, db) == key.id }
    }
}
