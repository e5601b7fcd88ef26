/// What may be done with a pairing: pure decisions over the facts, the day and the rule.
extension Pairing {
    /// Why something is not done, with the numbers that a message needs.
    package enum Refusal: Error, Hashable, Sendable {
        case stands(State)
        case daysOutOfRange(min: Int, max: Int)
        case cardEndsOutOfRange(earliest: Day, latest: Day)
        case tooManySupporters(max: Int)
        /// This kind of pairing takes a body, or a person, and not the other.
        case wrongSupporter(Kind)
        case askedBefore
        case notAsked
        /// They have not declared that they help, or not with this.
        case notPledged
        /// They have as many as they declared.
        case full(most: Int)
        case noConsentNeeded
        case consentStands
        case noConsent
        case consentInFuture(latest: Day)
        /// Who enters it cannot be the witness.
        case witnessIsKeeper
        case wrongVisit(Kind)
        case cardIsOver(Day)
    }

    /// A rhythm and a last day as this kind of pairing has them.
    ///
    /// - Throws: `.daysOutOfRange` or `.cardEndsOutOfRange`.
    package static func checkTerms(
        _ kind: Kind, everyDays: Int?, until: Day?, today: Day
    ) throws(Refusal) {
        if kind.hasVisits {
            guard let everyDays, everyDaysRange.contains(everyDays) else {
                throw .daysOutOfRange(
                    min: everyDaysRange.lowerBound, max: everyDaysRange.upperBound)
            }
        }
        if kind == .card {
            let latest = today.adding(days: cardDaysMax)
            guard let until, until >= today, until <= latest else {
                throw .cardEndsOutOfRange(earliest: today, latest: latest)
            }
        }
    }

    /// With one more asked; whoever declined or left may be asked again.
    ///
    /// - Parameters:
    ///   - pledge: what they declared; nil where they did not.
    ///   - load: with how many pairings they are already agreed.
    package func asking(
        _ who: Supporter.Who, as id: Supporter.ID, need: Need?, pledge: Pledge?, load: Int,
        at now: Instant
    ) throws(Refusal) -> Pairing {
        guard state != .ended else { throw .stands(state) }
        guard kind.admits(who) else { throw .wrongSupporter(kind) }
        guard !supporters.contains(where: { $0.who == who && $0.isIn }) else {
            throw .askedBefore
        }
        let others = supporters.filter { $0.who != who }
        let most = kind == .card ? 1 : Self.supportersMax
        guard others.count(where: \.isIn) < most else { throw .tooManySupporters(max: most) }
        try Self.checkPledge(kind, pledge, need: need, load: load)
        var asking = self
        let before = supporters.first { $0.who == who }
        asking.supporters = others + [Supporter(id: before?.id ?? id, who: who, askedAt: now)]
        return asking
    }

    private static func checkPledge(
        _ kind: Kind, _ pledge: Pledge?, need: Need?, load: Int
    ) throws(Refusal) {
        guard kind.needsPledge else { return }
        guard let pledge, need.map(pledge.needs.contains) ?? true else { throw .notPledged }
        guard load < pledge.most else { throw .full(most: pledge.most) }
    }

    /// With the answer of one who was asked; it starts where the consent is there too.
    package func accepted(
        by id: Supporter.ID, pledge: Pledge?, load: Int, at now: Instant, on day: Day
    ) throws(Refusal) -> Pairing {
        guard state != .ended else { throw .stands(state) }
        guard supporters.contains(where: { $0.id == id && $0.state == .asked }) else {
            throw .notAsked
        }
        try Self.checkPledge(kind, pledge, need: nil, load: load)
        return answered(id, .accepted, at: now).startedIfReady(on: day)
    }

    package func declined(by id: Supporter.ID, at now: Instant) throws(Refusal) -> Pairing {
        guard state != .ended else { throw .stands(state) }
        guard supporters.contains(where: { $0.id == id && $0.state == .asked }) else {
            throw .notAsked
        }
        return answered(id, .declined, at: now)
    }

    /// Without one who had accepted; with nobody left it waits for another.
    package func left(by id: Supporter.ID, at now: Instant) throws(Refusal) -> Pairing {
        guard state != .ended else { throw .stands(state) }
        guard supporters.contains(where: { $0.id == id && $0.state == .accepted }) else {
            throw .notAsked
        }
        var left = answered(id, .left, at: now)
        if !left.supporters.contains(where: { $0.state == .accepted }) {
            left.state = .proposed
            left.dueOn = nil
        }
        return left
    }

    /// Without one who is gone, asked or agreed; with nobody left it waits for another.
    ///
    /// - Throws: `.stands` once it has ended, `.notAsked` for one who is not in it.
    package func removed(_ id: Supporter.ID, at now: Instant) throws(Refusal) -> Pairing {
        guard state != .ended else { throw .stands(state) }
        guard supporters.contains(where: { $0.id == id && $0.isIn }) else { throw .notAsked }
        var removed = answered(id, .left, at: now)
        if !removed.supporters.contains(where: { $0.state == .accepted }) {
            removed.state = .proposed
            removed.dueOn = nil
        }
        return removed
    }

    private func answered(
        _ id: Supporter.ID, _ answer: Supporter.State, at now: Instant
    ) -> Pairing {
        var pairing = self
        pairing.supporters = supporters.map { supporter in
            guard supporter.id == id else { return supporter }
            var answered = supporter
            answered.state = answer
            answered.answeredAt = now
            return answered
        }
        return pairing
    }

    /// With the consent of the one who is helped; it starts where somebody has accepted.
    package func consented(_ consent: Consent, on day: Day) throws(Refusal) -> Pairing {
        guard state != .ended else { throw .stands(state) }
        guard kind.isPersonal else { throw .noConsentNeeded }
        guard self.consent == nil else { throw .consentStands }
        guard consent.givenOn <= day else { throw .consentInFuture(latest: day) }
        if case .oral(let witness) = consent.way, witness == keeper { throw .witnessIsKeeper }
        var consented = self
        consented.consent = consent
        return consented.startedIfReady(on: day)
    }

    /// Ended because the consent was withdrawn; what is personal is erased with it.
    package func withdrawn(at now: Instant) throws(Refusal) -> Pairing {
        guard consent != nil else { throw .noConsent }
        var ended = self
        ended.consent = nil
        if state != .ended {
            ended.state = .ended
            ended.ending = .withdrawn
            ended.endedAt = now
            ended.dueOn = nil
        }
        return ended
    }

    package func ended(_ ending: Ending, at now: Instant) throws(Refusal) -> Pairing {
        guard state != .ended else { throw .stands(state) }
        var ended = self
        ended.state = .ended
        ended.ending = ending
        ended.endedAt = now
        ended.dueOn = nil
        return ended
    }

    /// After a visit on a day: the next is due by the rhythm from then on.
    package func visited(_ visit: LightVisit.Kind, on day: Day) throws(Refusal) -> Pairing {
        guard state == .running else { throw .stands(state) }
        guard LightVisit.Kind.offered(in: kind).contains(visit) else { throw .wrongVisit(kind) }
        if let until, day > until { throw .cardIsOver(until) }
        var visited = self
        visited.dueOn = everyDays.map { day.adding(days: $0) }
        return visited
    }

    private func startedIfReady(on day: Day) -> Pairing {
        guard state == .proposed, consent != nil || !kind.isPersonal,
            supporters.contains(where: { $0.state == .accepted })
        else { return self }
        var started = self
        started.state = .running
        started.startedOn = startedOn ?? day
        started.dueOn = everyDays.map { day.adding(days: $0) }
        return started
    }
}

extension Pairing.Kind {
    /// Whether a supporter may be a body, or a person.
    package func admits(_ who: Supporter.Who) -> Bool {
        switch self {
        case .area, .card: who.body != nil
        case .household: true
        case .person: who.person != nil
        }
    }
}

extension Supporter {
    /// Whether they are asked or have agreed.
    package var isIn: Bool { state == .asked || state == .accepted }
}
