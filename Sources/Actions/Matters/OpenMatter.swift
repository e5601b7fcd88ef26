package import Kernel
import SQL
import Storage

/// Raises a matter: by a resident without an account, or by staff on someone's behalf.
package struct OpenMatter: Sendable {
    package let realm: Realm
    package let procedure: Procedure.Name
    package let action: Procedure.Action.ID
    package let acting: Acting
    package let channel: Matter.Channel
    package let form: AnswerForm
    /// How often somebody may, counted together with the opening; nil counts nothing.
    package let limit: Limit.Counted?
    /// Keeps the same form from being done twice; nil where nobody could send it again.
    package let sending: Sending?
    /// The key of the system that it comes from; nil where a person raises it.
    package let key: AccessKey.ID?
    /// Deadlines that another system set: they stand until their clocks have stopped.
    package let clocks: [Clock]

    package init(
        realm: Realm, procedure: Procedure.Name, action: Procedure.Action.ID, acting: Acting,
        channel: Matter.Channel, form: AnswerForm, limit: Limit.Counted? = nil,
        sending: Sending? = nil, key: AccessKey.ID? = nil, clocks: [Clock] = []
    ) {
        self.realm = realm
        self.procedure = procedure
        self.action = action
        self.acting = acting
        self.channel = channel
        self.form = form
        self.limit = limit
        self.sending = sending
        self.key = key
        self.clocks = clocks
    }

    /// How a matter that was just raised is found again.
    package struct Receipt: Hashable, Sendable {
        package let id: Matter.ID
        package let reference: Reference
        package let word: CheckWord
    }

    /// How much of the account stands in for a title until somebody gives one.
    private static let titleCharacters = 28

    /// - Throws: `ActionError` when the answers or the actor are refused, or it is too often.
    package func run(in installation: Installation) async throws -> Receipt {
        do {
            return try await open(in: installation)
        } catch SQLError.constraint(kind: .unique, SentForms.taken) {
            // The same form came twice at once: whoever came second gets the first one's receipt.
            guard let receipt = try await earlier(in: installation) else {
                throw ActionError.conflict
            }
            return receipt
        }
    }

    private func open(in installation: Installation) async throws -> Receipt {
        let now = installation.now()
        var generator = SystemRandomNumberGenerator()
        let word =
            sent(installation.vault).map { CheckWord(of: $0.digest, vault: installation.vault) }
            ?? CheckWord(from: &generator)
        let prepared = try await installation.database.glance { db in
            try prepare(word, in: installation, at: now, db)
        }
        let numbers = Realms.counting(
            Journal.counter(prepared.book.day(of: now).year), in: realm.id)
        let ahead = [prepared.attempt?.counting(at: now), numbers].compactMap(\.self)
        let change = try await installation.database.write(ahead: ahead) { db in
            try open(prepared, in: installation, at: now, db)
        }
        installation.tell(of: change, isNew: true)
        return Receipt(id: change.after.id, reference: change.after.reference, word: word)
    }

    /// All about an opening that no other change alters: made before its transaction, so that many
    /// are made at once, while transactions wait for each other.
    struct Prepared: Sendable {
        let book: Rulebook
        let procedure: Procedure
        let opening: Procedure.Action
        let read: AnswerForm.Read
        let id: Matter.ID
        let title: String
        let keys: DataKeys.Fresh
        let wordDigest: String
        let sent: SentForms.Sent?
        let attempt: Limit.Attempt?
    }

    func prepare(
        _ word: CheckWord, in installation: Installation, at now: Instant, _ db: any Reader
    ) throws -> Prepared {
        let book = try installation.rulebooks.find(
            realm, version: realm.profileVersion, at: now, db)
        guard let procedure = book.profile.procedure(procedure),
            let opening = procedure.action(action), opening.opens
        else { throw ActionError.notFound }
        let read = try form.read(
            for: opening, of: procedure, body: acting.body, book, in: installation, at: now, db)
        let vault = installation.vault
        let id = installation.newID() as Matter.ID
        // Where not every colleague may read the account, nor may they its first line.
        let account = procedure.showsStaff(.account) ? read.answers["account"]?.text : nil
        return Prepared(
            book: book, procedure: procedure, opening: opening, read: read, id: id,
            title: account.map(Self.title) ?? "",
            keys: try DataKeys.Fresh(for: id, isPersonal: !read.personal.isEmpty, vault: vault),
            wordDigest: vault.keyedDigest(word.text, use: "check word"),
            sent: sent(vault), attempt: limit?.attempt(vault))
    }

    /// Opens the matter inside a transaction.
    func open(
        _ prepared: Prepared, in installation: Installation, at now: Instant, _ db: any Writer
    ) throws -> Change {
        try prepared.attempt?.count(at: now, db)
        let procedure = prepared.procedure
        let answers = prepared.read.answers
        let journal = Journal(installation: installation, book: prepared.book, db: db, now: now)
        let (reference, last) = try journal.nextReference()
        let parent = try parent(prepared, in: installation, at: now, db)
        let draft = try draft(reference, prepared, now)
        let change = try Self.refusing(procedure) {
            try procedure.open(
                prepared.opening.id, draft: draft, by: acting, with: answers,
                in: Situation(now: now, timekeeper: prepared.book.keeper))
        }
        try journal.open(
            change.without(Set(prepared.read.personal.keys)), under: procedure, by: acting,
            keys: prepared.keys, personal: prepared.read.personal,
            wordDigest: prepared.wordDigest, after: last, at: now)
        if let parent {
            try journal.tell(parent, Journal.opened, of: change.after, by: acting, at: now)
        }
        if let sent = prepared.sent {
            try SentForms.insert(sent, matter: change.after.id, at: now, db)
        }
        if let key { try AccessKeys.note(change.after.id, from: key, db) }
        return change
    }

    private func draft(
        _ reference: Reference, _ prepared: Prepared, _ now: Instant
    ) throws -> Matter {
        let answers = prepared.read.answers
        let profile = prepared.book.profile
        guard case .place(let place, let path)? = answers["place"],
            let category = answers["category"]?.text
        else {
            throw ActionError.refused(
                .answers(answers.problems(for: prepared.opening, of: prepared.procedure)),
                state: nil, procedure: prepared.procedure.key.name)
        }
        return Matter(
            id: prepared.id, realm: realm.id, reference: reference,
            procedure: prepared.procedure.key, channel: channel, openedAt: now, state: "",
            title: prepared.title, account: answers["account"]?.text ?? "", place: place,
            placePath: path, category: category,
            urgency: profile.category(category)?.urgency ?? profile.urgencies.first ?? "",
            clocks: clocks)
    }

    /// The first line, cut at a natural end where there is one.
    static func title(from account: String) -> String {
        let scalars = account.unicodeScalars
        let line = scalars.drop(while: \.endsLine).prefix { !$0.endsLine }
        let first = line.drop(while: \.endsSentence).prefix { !$0.endsSentence }
        let sentence = String(first).trimmingCharacters()
        let title = sentence.isEmpty ? String(line).trimmingCharacters() : sentence
        return title.count <= titleCharacters ? title : title.prefix(titleCharacters) + "…"
    }

    /// Runs a decision, turning its refusal into the error that the edge tells.
    static func refusing<T>(
        _ procedure: Procedure, state: Procedure.State.ID? = nil, _ decide: () throws -> T
    ) throws -> T {
        do {
            return try decide()
        } catch let refusal as Refusal {
            throw ActionError.refused(refusal, state: state, procedure: procedure.key.name)
        }
    }
}

extension Unicode.Scalar {
    fileprivate var endsLine: Bool {
        switch value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    fileprivate var endsSentence: Bool {
        switch self {
        case "。", "！", "？", "!", "?", "；", ";": true
        default: false
        }
    }
}

extension String {
    /// Without white space at either end.
    package func trimmingCharacters() -> String {
        let isTrim = first?.isWhitespace != true && last?.isWhitespace != true
        if isTrim { return self }
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension Installation {
    /// Tells open pages about a stored change.
    func tell(of change: Change, isNew: Bool = false) {
        tell(
            LiveFeed.Event(
                realm: change.after.realm, place: change.after.placePath,
                parties: ([change.after.lead].compactMap { $0 }) + change.after.assists,
                reference: change.after.reference, isNew: isNew))
    }
}
