package import Kernel
import SQL
import Storage

/// Writes down what an open joint meeting decides, and hands it to a member unit with a day
/// (议定交办): a matter of its own, in the inbox of that unit from now on.
package struct ResolveAtMeeting: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let meeting: Meeting.ID
    package let seen: Int
    package let title: String
    /// What is asked in detail; may be empty.
    package let account: String
    package let lead: Body.ID?
    /// The day by which it is to be done, as 2026-12-31.
    package let until: String

    package init(
        realm: Realm, holding: Holding, meeting: Meeting.ID, seen: Int, title: String,
        account: String = "", lead: Body.ID?, until: String
    ) {
        self.realm = realm
        self.holding = holding
        self.meeting = meeting
        self.seen = seen
        self.title = title
        self.account = account
        self.lead = lead
        self.until = until
    }

    /// - Throws: `ActionError`; `.invalid` with every wrong field, `.meeting` where the meeting is
    ///   not open or has handed out as much as one may.
    @discardableResult
    package func run(in installation: Installation) async throws -> Meeting {
        let (resolved, change) = try await installation.meeting(realm, holding) { work in
            let before = try work.find(meeting, seen: seen)
            guard let alliance = before.alliance else { throw ActionError.notFound }
            guard let procedure = try work.book().profile.procedure(Resolution.procedure),
                let opening = procedure.opening(
                    for: Procedure.ChildKind(procedure: Resolution.procedure))
            else { throw ActionError.notFound }
            let count = try Resolutions.count(of: before.id, work.db)
            let after = try MeetingWork.refusing { () throws(Meeting.Refusal) in
                try before.resolving(after: count)
            }
            let answers = try answers(to: opening, of: procedure, at: before, alliance, work)
            let change = try open(opening, of: procedure, at: before, with: answers, work)
            try Resolutions.insert(
                change.after.id, of: before.id, in: alliance, ordinal: count + 1, work.db)
            let stored = try work.store(
                after, from: before, action: "resolveAtMeeting",
                [
                    "resolution": .text(change.after.id.description),
                    "reference": .text(change.after.reference.description),
                    "resolutionTitle": .text(change.after.title),
                    "lead": .text(change.after.lead?.description ?? ""), "until": .text(until),
                ])
            return (stored, change)
        }
        installation.tell(of: change, isNew: true)
        return resolved
    }

    /// What the meeting answers to the opening of the matter, field by field of its declaration.
    private func answers(
        to opening: Procedure.Action, of procedure: Procedure, at meeting: Meeting,
        _ alliance: Body.ID, _ work: MeetingWork
    ) throws -> Answers {
        var form = FormText()
        let title = form.read("title", title, most: Meeting.resolutionCharactersMax)
        let account = form.read(
            "account", account, most: Meeting.resolutionAccountCharactersMax, isRequired: false)
        let day = form.day("until", until)
        let units =
            try Alliances.memberships(
                of: [alliance], on: work.book().day(of: meeting.startsAt), work.db)[alliance] ?? []
        if lead == nil {
            form.complain("lead", "answer.missing")
        } else if !units.contains(where: { $0.member == lead }) {
            form.complain("lead", "answer.notAChoice")
        }
        try form.finish()
        var answers = Answers()
        for ask in opening.asks {
            switch procedure.field(ask.field)?.type {
            case .line: answers[ask.field] = .text(title)
            case .paragraphs: answers[ask.field] = account.isEmpty ? nil : .text(account)
            case .category: answers[ask.field] = try category(work).map { .text($0.id) }
            case .place: answers[ask.field] = .place(meeting.place, meeting.placePath)
            case .body: answers[ask.field] = lead.map { .body($0) }
            case .day: answers[ask.field] = day.map { .day($0) }
            default: break
            }
        }
        return answers
    }

    private func category(_ work: MeetingWork) throws -> Kernel.Category? {
        try work.book().profile.categories(of: Resolution.procedure).first
    }

    private func open(
        _ opening: Procedure.Action, of procedure: Procedure, at meeting: Meeting,
        with answers: Answers, _ work: MeetingWork
    ) throws -> Change {
        let book = try work.book()
        let journal = Journal(
            installation: work.installation, book: book, db: work.db, now: work.now)
        let category = try category(work)
        let draft = Matter(
            id: work.installation.newID(), realm: realm.id,
            reference: try journal.nextReference().reference, procedure: procedure.key,
            channel: .procedure, openedAt: work.now, state: "", title: "", account: "",
            place: meeting.place, placePath: meeting.placePath, category: category?.id ?? "",
            urgency: category?.urgency ?? book.profile.urgencies.first ?? "", lead: lead)
        let change = try OpenMatter.refusing(procedure) {
            try procedure.open(
                opening.id, draft: draft, by: .clock, with: answers,
                in: Situation(now: work.now, timekeeper: book.keeper))
        }
        // Opened by the program, since only a meeting may; on the record of whoever wrote it down.
        try journal.open(
            change, under: procedure, by: .holding(holding), personal: [:], wordDigest: nil,
            at: work.now)
        return change
    }
}
