package import Kernel
import SQL
import Storage

/// Does one declared action on a matter: permission, decision, rows and record in one transaction.
package struct ActOnMatter: Sendable {
    package let realm: Realm
    package let matter: Matter.ID
    package let action: Procedure.Action.ID
    package let acting: Acting
    /// The version that the actor saw; nil when the program itself acts.
    package let seen: Int?
    package let form: AnswerForm
    /// Keeps the same form from being done twice where no version does: the action moves nothing.
    package let sending: Sending?

    package init(
        realm: Realm, matter: Matter.ID, action: Procedure.Action.ID, acting: Acting, seen: Int?,
        form: AnswerForm = AnswerForm(), sending: Sending? = nil
    ) {
        self.realm = realm
        self.matter = matter
        self.action = action
        self.acting = acting
        self.seen = seen
        self.form = form
        self.sending = sending
    }

    /// - Returns: the matter after the action.
    /// - Throws: `ActionError`; nothing is changed then.
    @discardableResult
    package func run(in installation: Installation) async throws -> Matter {
        let now = installation.now()
        do {
            let change = try await installation.database.write { db in
                try decide(in: installation, at: now, db)
            }
            installation.tell(of: change)
            return change.after
        } catch SQLError.constraint(kind: .unique, SentForms.taken) {
            // The same form came again: it is done.
            let (matter, realm) = (matter, realm.id)
            let found = try await installation.database.read { db in
                try Matters.find(matter, in: realm, db)
            }
            guard let found else { throw ActionError.notFound }
            return found
        }
    }

    private func decide(
        in installation: Installation, at now: Instant, _ db: any Writer
    ) throws -> Change {
        guard let before = try Matters.find(matter, in: realm.id, db) else {
            throw ActionError.notFound
        }
        let book = try installation.rulebooks.find(
            realm, version: try Matters.profileVersion(of: matter, db), at: now, db)
        guard let procedure = book.profile.procedure(before.procedure.name),
            let declared = procedure.action(action)
        else { throw ActionError.notFound }
        guard procedure.lets(acting, read: before) else { throw ActionError.notFound }
        if declared.to == nil, let sending {
            let digest = sending.digest(
                of: "\(action) \(matter)", vault: installation.vault)
            try SentForms.insert(digest, matter: matter, at: now, db)
        }
        let history = try Matters.history(of: matter, db)
        // A machine's clock that was set back must not lead a story backwards: the matter's clocks
        // could not be stopped at a time before they were started.
        let now = max(now, history.last?.at ?? now)
        let situation = Situation(
            now: now, timekeeper: book.keeper, history: history,
            children: try Matters.children(of: matter, db),
            meetings: procedure.asksForMeetings ? try Meetings.held(on: matter, db) : [])
        // Who may not act at all is told so before the form is read or versions compared.
        try OpenMatter.refusing(procedure, state: before.state) {
            try procedure.admit(declared, on: before, by: acting, in: situation)
        }
        if let seen, seen != before.version, declared.to != nil {
            throw ActionError.refused(
                .changedMeanwhile(seen: seen, now: before.version), state: before.state,
                procedure: procedure.key.name)
        }
        let read = try form.read(
            for: declared, of: procedure, body: acting.body, realm: realm.id, book,
            on: book.day(of: now), db)
        let change = try OpenMatter.refusing(procedure, state: before.state) {
            try procedure.decide(action, on: before, by: acting, with: read.answers, in: situation)
        }
        try Journal(installation: installation, book: book, db: db, now: now).store(
            change.without(Set(read.personal.keys)), from: before, under: procedure, by: acting,
            personal: read.personal, at: now)
        return change
    }
}
