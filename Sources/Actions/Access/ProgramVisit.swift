package import Kernel
import SQL
import Storage

/// What a program's key opens: the desk as its post sees it.
package struct ProgramVisit: Sendable {
    package let key: ProgramKey
    package let visit: Visit
    /// The same with the right to manage, for the few endpoints that keep the settings of the
    /// realm; nil where the key is not for that, or the post has not the right.
    package let settings: Visit?
}

extension Installation {
    /// The visit that the key of a program opens; nil when it is unknown, has ended or was revoked,
    /// or when its post or its person has ended.
    ///
    /// A program never manages people: where a post does, that right stays with who signs in, but
    /// for the settings of the realm where the key is for those.
    ///
    /// - Parameter address: where it comes from, to limit guessing.
    package func visit(
        programKey text: String, from address: String
    ) async throws -> ProgramVisit? {
        let (now, digest) = (now(), programDigest(text))
        let found = try await database.glance { db in
            try programVisit(digest: digest, at: now, db)
        }
        guard let found else {
            try await Limit.keyTries.count(subject: address, in: self)
            return nil
        }
        let today = found.visit.book.day(of: now)
        if found.key.usedOn != today {
            try await database.write { db in
                try ProgramKeys.noteUse(of: found.key.id, on: today, db)
            }
        }
        return found
    }

    private func programVisit(
        digest: String, at now: Instant, _ db: any Reader
    ) throws -> ProgramVisit? {
        guard let line = try ProgramKeys.find(digest: digest, db), line.key.isGood(at: now),
            let realm = try gazetteer.realms(at: now, db).all.first(where: {
                $0.id == line.key.realm
            })
        else { return nil }
        let book = try rulebooks.find(realm, version: realm.profileVersion, at: now, db)
        let today = book.day(of: now)
        guard line.person.maySignIn(on: today), line.post.isHeld(on: today),
            let role = book.profile.role(line.post.role)
        else { return nil }
        func visit(_ verbs: Set<Verb>) -> Visit {
            Visit(
                of: line.person, book: book, holding: Holding(post: line.post, verbs: verbs),
                until: line.key.expiresAt, at: now)
        }
        return ProgramVisit(
            key: line.key, visit: visit(role.verbs.subtracting([.manage])),
            settings: line.key.maySet && role.verbs.contains(.manage) ? visit(role.verbs) : nil)
    }
}
