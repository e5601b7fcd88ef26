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
    /// What a program sends again is answered as before wherever it moves.
    package let sending: Sending?
    /// Whether the version that was seen must be the present one even where nothing moves.
    package let isExact: Bool

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
        form: AnswerForm = AnswerForm(), sending: Sending? = nil, isExact: Bool = false
    ) {
        self.realm = realm
        self.subject = subject
        self.action = action
        self.acting = acting
        self.seen = seen
        self.form = form
        self.sending = sending
        self.isExact = isExact
    }

    /// - Returns: the matter after the action.
    /// - Throws: `ActionError`; nothing is changed then.
    @discardableResult
    package func run(in installation: Installation) async throws -> Matter {
        let now = installation.now()
        do {
            // Decided on the caller's thread, while other transactions run; only where the matter
            // was touched meanwhile is it decided again, inside the transaction.
            let decision = try await installation.database.glance { db in
                try decide(in: installation, at: now, db)
            }
            let change = try await installation.database.write { db in
                if decision.standsAlone, try store(decision, isFresh: false, installation, db) {
                    return decision.change
                }
                return try act(in: installation, at: now, db)
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
        let decision = try decide(in: installation, at: now, db)
        guard try store(decision, isFresh: true, installation, db) else {
            throw ActionError.conflict
        }
        return decision.change
    }

    /// What the action comes to, before anything is written.
    private struct Decision: Sendable {
        let stored: StoredMatter
        let book: Rulebook
        let procedure: Procedure
        let read: AnswerForm.Read
        let change: Change
        let at: Instant
        let sent: SentForms.Sent?
        /// Whether it rests on this matter's own row and record alone, and on nothing that another
        /// action could change without touching them.
        let standsAlone: Bool
    }

    private func decide(
        in installation: Installation, at now: Instant, _ db: any Reader
    ) throws -> Decision {
        guard let stored = try stored(db) else { throw ActionError.notFound }
        let before = stored.matter
        let book = try installation.rulebooks.find(
            realm, version: stored.profileVersion, at: now, db)
        guard let procedure = book.profile.procedure(before.procedure.name),
            let declared = procedure.action(action)
        else { throw ActionError.notFound }
        guard procedure.lets(acting, read: before) else { throw ActionError.notFound }
        let isKept = declared.to == nil || sending?.isProgram == true
        let sent = isKept ? sent(to: before, installation) : nil
        if let sent, try SentForms.matter(sent, db) != nil {
            throw SQLError.constraint(kind: .unique, detail: SentForms.taken)
        }
        let history = try Matters.history(of: before.id, db)
        // A machine's clock that was set back must not lead a story backwards: the matter's clocks
        // could not be stopped at a time before they were started.
        let now = max(now, history.last?.at ?? now)
        let situation = Situation(
            now: now, timekeeper: book.keeper, history: history,
            children: stored.hasChildren ? try Matters.children(of: before.id, db) : [],
            meetings: procedure.asksForMeetings ? try Meetings.held(on: before.id, db) : [],
            links: procedure.asksForLinks ? try MatterLinks.of(before.id, db) : [])
        // Who may not act at all is told so before the form is read or versions compared.
        try OpenMatter.refusing(procedure, state: before.state) {
            try procedure.admit(declared, on: before, by: acting, in: situation)
        }
        if let seen, seen != before.version, declared.to != nil || isExact {
            throw ActionError.refused(
                .changedMeanwhile(seen: seen, now: before.version), state: before.state,
                procedure: procedure.key.name)
        }
        let read = try form.read(
            for: declared, of: procedure, body: acting.body, book, in: installation, at: now, db)
        try refuseHidden(declared, procedure, read.answers, in: installation, at: now, db)
        let change = try OpenMatter.refusing(procedure, state: before.state) {
            try procedure.decide(action, on: before, by: acting, with: read.answers, in: situation)
        }
        let namesOther = read.answers.values.values.contains {
            if case .matter = $0 { true } else { false }
        }
        return Decision(
            stored: stored, book: book, procedure: procedure, read: read, change: change, at: now,
            sent: sent,
            standsAlone: !stored.hasChildren && !procedure.asksForMeetings
                && !procedure.asksForLinks && !namesOther)
    }

    /// A matter that the actor may not read is no matter that they could link: nobody finds out by
    /// trying which numbers there are.
    private func refuseHidden(
        _ action: Procedure.Action, _ procedure: Procedure, _ answers: Answers,
        in installation: Installation, at now: Instant, _ db: any Reader
    ) throws {
        guard procedure.asksForLinks, let (field, other) = procedure.named(by: action, in: answers),
            let stored = try Matters.stored(other.id, in: realm.id, db)
        else { return }
        let book = try installation.rulebooks.find(
            realm, version: stored.profileVersion, at: now, db)
        let rules = book.profile.procedure(other.procedure)
        guard rules?.lets(acting, read: stored.matter) == true else {
            throw ActionError.refused(
                .answers([field: .notAChoice]), state: nil, procedure: procedure.key.name)
        }
    }

    private func sent(to matter: Matter, _ installation: Installation) -> SentForms.Sent? {
        sending?.sent(to: "\(action) \(matter.id)", vault: installation.vault)
    }

    /// - Parameter isFresh: whether it was decided in this transaction.
    /// - Returns: false when the matter was touched since; then nothing was written.
    private func store(
        _ decision: Decision, isFresh: Bool, _ installation: Installation, _ db: any Writer
    ) throws -> Bool {
        let stored = decision.stored
        do {
            try Journal(
                installation: installation, book: decision.book, db: db, now: decision.at
            ).store(
                decision.change.without(Set(decision.read.personal.keys)), from: stored.matter,
                keys: stored.keys, after: isFresh ? stored.lastSequence : nil,
                read: isFresh ? nil : stored.lastSequence, under: decision.procedure, by: acting,
                personal: decision.read.personal, at: decision.at)
        } catch ActionError.conflict {
            return false
        }
        if let sent = decision.sent {
            try SentForms.insert(sent, matter: stored.matter.id, at: decision.at, db)
        }
        return true
    }

    private func stored(_ db: any Reader) throws -> StoredMatter? {
        switch subject {
        case .id(let id): try Matters.stored(id, in: realm.id, toAct: true, db)
        case .reference(let reference):
            try Matters.stored(reference, in: realm.id, toAct: true, db)
        }
    }
}
