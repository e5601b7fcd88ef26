import Kernel
import SQL
import Storage

extension OpenMatter {
    /// The matter under which this one is opened, where its form names one.
    ///
    /// - Throws: `.answers` unless it is an open one that the actor may read and that waits for
    ///   what stands under it: nobody finds out by trying which numbers there are.
    func parent(
        _ prepared: Prepared, in installation: Installation, at now: Instant, _ db: any Reader
    ) throws -> Matter.ID? {
        guard let field = prepared.procedure.parentField(of: prepared.opening),
            case .matter(let other)? = prepared.read.answers[field]
        else { return nil }
        if let problem = try problem(under: other.id, in: installation, at: now, db) {
            throw ActionError.refused(
                .answers([field: problem]), state: nil, procedure: prepared.procedure.key.name)
        }
        return other.id
    }

    private func problem(
        under id: Matter.ID, in installation: Installation, at now: Instant, _ db: any Reader
    ) throws -> Answers.Problem? {
        guard let stored = try Matters.stored(id, in: realm.id, db) else { return .notAChoice }
        let book = try installation.rulebooks.find(
            realm, version: stored.profileVersion, at: now, db)
        guard let rules = book.profile.procedure(stored.matter.procedure.name),
            rules.lets(acting, read: stored.matter)
        else { return .notAChoice }
        let children = stored.hasChildren ? try Matters.children(of: id, db).count : 0
        return rules.problem(openingUnder: stored.matter, with: children)
    }
}
