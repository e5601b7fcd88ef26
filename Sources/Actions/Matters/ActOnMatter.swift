package import Kernel
import SQL
import Storage

/// Does one declared action on a matter: permission, decision, rows and record in one transaction.
package struct ActOnMatter: Sendable {
    package let realm: Realm
    package let subject: Subject
    package let action: Procedure.Action.ID
    package let acting: Acting
    /// The version that the actor saw; nil when the program itself acts.
    package let seen: Int?
    package let form: AnswerForm
    /// Keeps the same form from being done twice where no version does: the action moves nothing.
    package let sending: Sending?

    /// Which matter, by its identifier or as an address names it.
    package enum Subject: Hashable, Sendable {
        case id(Matter.ID)
        case reference(Reference)
    }

    package init(
        realm: Realm, matter: Matter.ID, action: Procedure.Action.ID, acting: Acting, seen: Int?,
        form: AnswerForm = AnswerForm(), sending: Sending? = nil
    ) {
        self.init(
            realm: realm, subject: .id(matter), action: action, acting: acting, seen: seen,
            form: form, sending: sending)
    }

    package init(
        realm: Realm, subject: Subject, action: Procedure.Action.ID, acting: Acting, seen: Int?,
        form: AnswerForm = AnswerForm(), sending: Sending? = nil
    ) {
        self.realm = realm
        self.subject = subject
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
                try act(in: installation, at: now, db)
            }
            installation.tell(of: change)
            return change.after
        } catch SQLError.constraint(kind: .unique, SentForms.taken) {
            // The same form came again: it is done.
            let found = try await installation.database.read { db in try stored(db) }
            guard let found else { throw ActionError.notFound }
            return found.matter
        }
    }

    /// Does the action inside a transaction.
    func act(
        in installation: Installation, at now: Instant, _ db: any Writer
    ) throws -> Change {
        guard let stored = try stored(db) else { throw ActionError.notFound }
        let before = stored.matter
        let book = try installation.rulebooks.find(
            realm, version: stored.profileVersion, at: now, db)
        guard let procedure = book.profile.procedure(before.procedure.name),
            let declared = procedure.action(action)
        else { throw ActionError.notFound }
        guard procedure.lets(acting, read: before) else { throw ActionError.notFound }
        if declared.to == nil, let sending {
            let digest = sending.digest(
                of: "\(action) \(before.id)", vault: installation.vault)
            try SentForms.insert(digest, matter: before.id, at: now, db)
        }
        let history = try Matters.history(of: before.id, db)
        // A machine's clock that was set back must not lead a story backwards: the matter's clocks
        // could not be stopped at a time before they were started.
        let now = max(now, history.last?.at ?? now)
        let situation = Situation(
            now: now, timekeeper: book.keeper, history: history,
            children: stored.hasChildren ? try Matters.children(of: before.id, db) : [],
            meetings: procedure.asksForMeetings ? try Meetings.held(on: before.id, db) : [])
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
            for: declared, of: procedure, body: acting.body, book, in: installation, at: now, db)
        let change = try OpenMatter.refusing(procedure, state: before.state) {
            try procedure.decide(action, on: before, by: acting, with: read.answers, in: situation)
        }
        try Journal(installation: installation, book: book, db: db, now: now).store(
            change.without(Set(read.personal.keys)), from: before, keys: stored.keys,
            after: stored.lastSequence, under: procedure, by: acting, personal: read.personal,
            at: now)
        return change
    }

    private func stored(_ db: any Reader) throws -> StoredMatter? {
        switch subject {
        case .id(let id): try Matters.stored(id, in: realm.id, db)
        case .reference(let reference): try Matters.stored(reference, in: realm.id, db)
        }
    }
}
