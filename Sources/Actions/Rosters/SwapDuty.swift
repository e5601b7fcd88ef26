package import Kernel
import SQL
import Storage

/// Asks whoever has another shift of the roster to change with one's own (换班).
package struct AskSwap: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let roster: Roster.ID
    package let given: DutyShift.ID?
    package let wanted: DutyShift.ID?

    package init(
        realm: Realm, holding: Holding, roster: Roster.ID, given: DutyShift.ID?,
        wanted: DutyShift.ID?
    ) {
        self.realm = realm
        self.holding = holding
        self.roster = roster
        self.given = given
        self.wanted = wanted
    }

    /// - Throws: `.invalid` for `given` that is not one's own or has begun, and for `wanted`.
    @discardableResult
    package func run(in installation: Installation) async throws -> DutySwap {
        try await installation.doing(realm, holding) { (work: RosterWork) in
            let roster = try work.open(roster, for: "given")
            let given = try work.shift(given, of: roster, for: "given")
            let wanted = try work.shift(wanted, of: roster, for: "wanted")
            guard given.holder.isOf(holding) else {
                throw ActionError.invalid(["given": .init("rosters.problem.notYours")])
            }
            guard wanted.holder != given.holder else {
                throw ActionError.invalid(["wanted": .init("rosters.problem.same")])
            }
            guard try DutySwaps.asked(about: [given.id], work.db).isEmpty else {
                throw ActionError.invalid(["given": .init("rosters.problem.asked")])
            }
            let swap = DutySwap(
                id: installation.newID(), given: given.id, wanted: wanted.id,
                askedBy: holding.post.id, askedAt: work.now)
            try DutySwaps.insert(swap, in: realm.id, work.db)
            try work.record(roster, "askSwap", swap.payload(given, wanted))
            return swap
        }
    }
}

/// Answers a swap: whoever was asked agrees or declines; whoever asked may take it back.
package struct AnswerSwap: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let swap: DutySwap.ID
    package let answer: DutySwap.State?

    package init(
        realm: Realm, holding: Holding, swap: DutySwap.ID, answer: DutySwap.State?
    ) {
        self.realm = realm
        self.holding = holding
        self.swap = swap
        self.answer = answer
    }

    /// - Throws: `.forbidden` for whoever is not the side that may answer so; `.invalid` for
    ///   `answer` once one of the shifts has begun.
    /// - Returns: the roster of the two shifts.
    @discardableResult
    package func run(in installation: Installation) async throws -> Roster.ID {
        try await installation.doing(realm, holding) { (work: RosterWork) in
            guard let swap = try DutySwaps.find(swap, in: realm.id, work.db),
                let given = try DutyShifts.find(swap.given, in: realm.id, work.db),
                let wanted = try DutyShifts.find(swap.wanted, in: realm.id, work.db)
            else { throw ActionError.notFound }
            let roster = try work.open(given.roster, for: "answer")
            guard let answer, [.agreed, .declined, .withdrawn].contains(answer) else {
                throw ActionError.invalid(["answer": .init("answer.notAChoice")])
            }
            let lapsed = ActionError.invalid(["answer": .init("rosters.problem.lapsed")])
            guard swap.state == .asked else { throw lapsed }
            let side = answer == .withdrawn ? given.holder : wanted.holder
            guard side.isOf(holding) else { throw ActionError.forbidden }
            guard answer != .agreed || min(given.startsAt, wanted.startsAt) > work.now,
                try DutySwaps.settle(swap.id, as: answer, at: work.now, work.db)
            else { throw lapsed }
            if answer == .agreed {
                try DutySwaps.lapse(about: [given.id, wanted.id], at: work.now, work.db)
                var (one, other) = (given, wanted)
                (one.holder, other.holder) = (wanted.holder, given.holder)
                for shift in [one, other] { try DutyShifts.set(shift, in: realm.id, work.db) }
            }
            var payload = swap.payload(given, wanted)
            payload["answer"] = .text(answer.rawValue)
            try work.record(roster, "answerSwap", payload)
            return roster.id
        }
    }
}

extension DutyHolder {
    /// Whether a post acts for it: the very post, or any post of the body.
    package func isOf(_ holding: Holding) -> Bool {
        switch self {
        case .post(let id): holding.post.id == id
        case .body(let id): holding.post.body == id
        }
    }
}

extension DutySwap {
    fileprivate func payload(_ given: DutyShift, _ wanted: DutyShift) -> [String: Payload] {
        [
            "given": .int(given.startsAt.milliseconds),
            "wanted": .int(wanted.startsAt.milliseconds),
        ]
    }
}

extension RosterWork {
    fileprivate func shift(
        _ id: DutyShift.ID?, of roster: Roster, for field: String
    ) throws -> DutyShift {
        guard let id, let shift = try DutyShifts.find(id, in: realm.id, db),
            shift.roster == roster.id
        else { throw ActionError.invalid([field: .init("answer.missing")]) }
        guard shift.startsAt > now else {
            throw ActionError.invalid([field: .init("rosters.problem.past")])
        }
        return shift
    }
}
