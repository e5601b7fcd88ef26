package import Kernel
import SQL
import Storage

/// Enters something in one's own handbook, or puts an entry right by another.
package struct EnterInHandbook: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let enrolment: Enrolment.ID
    package let kind: String
    package let day: String
    package let minutes: String
    package let words: String
    /// `yes` or `no`, for dues alone.
    package let paid: String
    /// The entry that this one puts right.
    package let corrects: HandbookEntry.ID?

    package init(
        realm: Realm, holding: Holding, enrolment: Enrolment.ID, kind: String, day: String,
        minutes: String = "", words: String = "", paid: String = "",
        corrects: HandbookEntry.ID? = nil
    ) {
        self.realm = realm
        self.holding = holding
        self.enrolment = enrolment
        self.kind = kind
        self.day = day
        self.minutes = minutes
        self.words = words
        self.paid = paid
        self.corrects = corrects
    }

    /// - Throws: `.notFound` unless it is one's own and confirmed.
    @discardableResult
    package func run(in installation: Installation) async throws -> HandbookEntry {
        try await installation.register(realm, holding) { work in
            guard let own = try Enrolments.find(enrolment, in: realm.id, work.db),
                own.person == holding.post.person, own.registration.state == .confirmed
            else { throw ActionError.notFound }
            let (day, content) = try read(own, work)
            try check(own, day, work)
            try correct(own, work)
            let entry = HandbookEntry(
                id: installation.newID(), enrolment: own.id, day: day, corrects: corrects,
                enteredAt: work.now)
            try HandbookEntries.insert(entry, content, vault: installation.vault, work.db)
            try installation.note(
                corrects == nil ? "enterInHandbook" : "correctHandbook", on: "handbookEntry",
                entry.id.rawValue, in: realm.id, by: .unnamed, at: work.now, [:], work.db)
            return entry
        }
    }

    private func read(
        _ own: Enrolment, _ work: RegistrationWork
    ) throws -> (Day, HandbookContent) {
        var text = FormText(isPublic: false)
        let isDues = kind == HandbookEntry.dues
        let day = text.day("day", day)
        var minutes = 0
        var isPaid: Bool?
        if isDues {
            isPaid = ["yes": true, "no": false][paid]
            if isPaid == nil { text.complain("paid", "answer.missing") }
        } else {
            if try !work.book().profile.handbookKinds.contains(kind) {
                text.complain("kind", "answer.notAChoice")
            }
            if !self.minutes.trimmingCharacters().isEmpty {
                minutes =
                    text.number("minutes", self.minutes, in: HandbookEntry.minutesRange) ?? 0
            }
        }
        let words = text.read(
            "words", words, most: HandbookEntry.wordsCharactersMax, isRequired: !isDues)
        try text.finish()
        guard let day else { throw ActionError.invalid(["day": .init("answer.notADay")]) }
        return (
            isDues ? try Day.year(of: day).first : day,
            HandbookContent(kind: kind, minutes: minutes, words: words, isPaid: isPaid)
        )
    }

    private func check(_ own: Enrolment, _ day: Day, _ work: RegistrationWork) throws {
        let today = try work.today()
        try Self.refusing { () throws(HandbookEntry.Refusal) in
            if kind == HandbookEntry.dues, own.kind != .here { throw .noDuesHere }
            // Dues stand on the first of their year, which may lie further back.
            let checked = kind == HandbookEntry.dues && day.year == today.year ? today : day
            try HandbookEntry.check(checked, on: today)
        }
        let year = try Day.year(of: day)
        let held = try HandbookEntries.count(
            of: own.id, from: year.first, until: year.last, work.db)
        guard held < HandbookEntry.perYearMax else {
            throw ActionError.invalid([
                "day": .init("answer.tooMany", ["max": String(HandbookEntry.perYearMax)])
            ])
        }
    }

    private func correct(_ own: Enrolment, _ work: RegistrationWork) throws {
        guard let corrects else { return }
        guard let before = try HandbookEntries.find(corrects, work.db),
            before.enrolment == own.id
        else { throw ActionError.notFound }
        try Self.refusing { () throws(HandbookEntry.Refusal) in
            _ = try before.correctedByAnother()
        }
        try HandbookEntries.markCorrected(corrects, work.db)
    }

    /// Turns a rule's refusal into what the edge tells.
    static func refusing<T>(
        _ decide: () throws(HandbookEntry.Refusal) -> T
    ) throws(ActionError) -> T {
        do {
            return try decide()
        } catch {
            switch error {
            case .stands(let state):
                throw .invalid(["state": .init("handbook.refusal.stands.\(state.rawValue)")])
            case .inFuture(let latest):
                throw .invalid(["day": .init("handbook.refusal.future", ["day": "\(latest)"])])
            case .tooLongAgo(let earliest):
                throw .invalid(["day": .init("handbook.refusal.past", ["day": "\(earliest)"])])
            case .noDuesHere: throw .invalid(["kind": .init("handbook.refusal.dues")])
            }
        }
    }
}

/// The branch confirms an entry of a handbook, or returns it with a reason; never one's own.
package struct AnswerHandbookEntry: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let entry: HandbookEntry.ID
    package let isConfirmed: Bool
    /// Why it is returned; the person reads it.
    package let reason: String

    package init(
        realm: Realm, holding: Holding, entry: HandbookEntry.ID, isConfirmed: Bool,
        reason: String = ""
    ) {
        self.realm = realm
        self.holding = holding
        self.entry = entry
        self.isConfirmed = isConfirmed
        self.reason = reason
    }

    /// - Returns: the registration whose handbook it is.
    @discardableResult
    package func run(in installation: Installation) async throws -> Enrolment {
        try await installation.register(realm, holding) { work in
            guard let before = try HandbookEntries.find(entry, work.db) else {
                throw ActionError.notFound
            }
            let own = try work.kept(before.enrolment)
            guard own.registration.state == .confirmed else { throw ActionError.notFound }
            var text = FormText(isPublic: false)
            let reason =
                isConfirmed
                ? nil : text.read("reason", reason, most: Registration.reasonCharactersMax)
            try text.finish()
            let answered = try EnterInHandbook.refusing {
                () throws(HandbookEntry.Refusal) in
                try before.answered(isConfirmed ? .confirmed : .returned)
            }
            guard
                try HandbookEntries.answer(
                    answered, reason: reason, by: holding.post.id, at: work.now,
                    vault: installation.vault, work.db)
            else { throw ActionError.conflict }
            try installation.note(
                isConfirmed ? "confirmEntry" : "returnEntry", on: "handbookEntry",
                entry.rawValue, in: realm.id, by: .holding(holding), at: work.now, [:], work.db)
            return own
        }
    }
}
