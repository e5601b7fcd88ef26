/// The rota of the chairs of an alliance (按月轮值): one member a month, in turn.
///
/// A pure value over the memberships, in the order in which members take their turns, and the turns
/// that were set down so far. It proposes and checks; what holds is what somebody set down.
package struct ChairRota: Hashable, Sendable {
    /// In the order of their turns: who joined first comes first.
    package let memberships: [Membership]
    package let turns: [Month: ChairTurn]

    /// Why a turn cannot be set down.
    package enum Refusal: Error, Hashable, Sendable {
        /// The month is over: what was is not rewritten.
        case isOver(Month)
        case notAMember(Body.ID, Month)
        /// No turn was set down for the month.
        case noTurn(Month)
        /// Nobody else could take the month.
        case nobodyElse(Month)
        /// The two are the same month, or of the same member.
        case nothingToSwap
    }

    package init(memberships: [Membership], turns: [ChairTurn]) {
        self.memberships = memberships
        self.turns = Dictionary(turns.map { ($0.month, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// The members that could chair a month: those that belong to the alliance on all its days.
    package func eligible(in month: Month) -> [Body.ID] {
        var seen: Set<Body.ID> = []
        return memberships.filter { $0.holds(throughout: month) && seen.insert($0.member).inserted }
            .map(\.member)
    }

    /// Who would be next for a month, by their turns before it (`TurnOrder`).
    ///
    /// - Parameter others: who is not asked, because they cannot in that month.
    package func next(for month: Month, without others: Set<Body.ID> = []) -> Body.ID? {
        var last: [Body.ID: Month] = [:]
        for turn in turns.values where turn.month < month {
            last[turn.body] = max(last[turn.body] ?? turn.month, turn.month)
        }
        let members = eligible(in: month).filter { !others.contains($0) }
        return TurnOrder.next(among: members, last: last)
    }

    /// A proposal for some months, each member in turn. A month in which nobody belongs to the
    /// alliance stays without a chair.
    package func proposal(for months: [Month]) -> [ChairTurn] {
        var rota = self
        var proposed: [ChairTurn] = []
        for month in months.sorted() {
            rota = rota.without(month)
            guard let body = rota.next(for: month) else { continue }
            let turn = ChairTurn(month: month, body: body)
            proposed.append(turn)
            rota = rota.with([turn])
        }
        return proposed
    }

    // MARK: - What somebody sets down

    /// Turns as somebody set them down, each for a month that is not over.
    ///
    /// - Throws: `.isOver` or `.notAMember`.
    package func setting(
        _ turns: [ChairTurn], now: Month
    ) throws(Refusal) -> [ChairTurn] {
        for turn in turns {
            guard turn.month >= now else { throw .isOver(turn.month) }
            guard eligible(in: turn.month).contains(turn.body) else {
                throw .notAMember(turn.body, turn.month)
            }
        }
        return turns
    }

    /// Two members change months.
    ///
    /// - Throws: `.noTurn`, `.nothingToSwap`, `.isOver` or `.notAMember`.
    package func swapping(
        _ one: Month, _ other: Month, now: Month
    ) throws(Refusal) -> [ChairTurn] {
        guard let first = turns[one] else { throw .noTurn(one) }
        guard let second = turns[other] else { throw .noTurn(other) }
        guard one != other, first.body != second.body else { throw .nothingToSwap }
        return try setting(
            [
                ChairTurn(month: one, body: second.body),
                ChairTurn(month: other, body: first.body),
            ], now: now)
    }

    /// The member whose month it is cannot chair: the month goes to whoever would be next. Having
    /// had no turn, the one passed over comes first again when the rota is next drawn up.
    ///
    /// - Throws: `.noTurn`, `.isOver` or `.nobodyElse`.
    package func passing(
        over month: Month, because reason: String, now: Month
    ) throws(Refusal) -> ChairTurn {
        guard let turn = turns[month] else { throw .noTurn(month) }
        guard month >= now else { throw .isOver(month) }
        guard let body = without(month).next(for: month, without: [turn.body]) else {
            throw .nobodyElse(month)
        }
        return ChairTurn(
            month: month, body: body,
            passedOver: ChairTurn.PassedOver(body: turn.body, reason: reason))
    }

    private func without(_ month: Month) -> ChairRota {
        ChairRota(
            memberships: memberships, turns: turns.values.filter { $0.month != month })
    }

    private func with(_ more: [ChairTurn]) -> ChairRota {
        ChairRota(memberships: memberships, turns: Array(turns.values) + more)
    }
}
