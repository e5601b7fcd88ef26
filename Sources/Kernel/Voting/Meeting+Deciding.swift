/// What may be done with a meeting: pure decisions over the facts, the moment and the rule.
extension Meeting {
    /// Why something is not done, with the numbers that a message needs.
    package enum Refusal: Error, Hashable, Sendable {
        /// It stands where this cannot be done: it was opened, closed or cancelled before.
        case stands(State)
        /// The notice would be too short; from this day on it is long enough.
        case noticeTooShort(earliest: Day, days: Int)
        case tooFarAhead(latest: Day)
        /// It may be opened from this moment on.
        case tooEarly(from: Instant)
        case peopleOutOfRange(max: Int)
        case morePresentThanEntitled(entitled: Int, present: Int)
        /// Too few have come, and whoever opens it has not said that it shall end for that.
        case notQuorate(missing: Int, needed: Int)
        /// More hands were counted than people are present.
        case moreHandsThanPresent(hands: Int, present: Int)
        case tooManyMotions(max: Int)
        case tooManyResolutions(max: Int)
    }

    /// Whether a meeting called now may start then.
    ///
    /// - Throws: `.noticeTooShort` or `.tooFarAhead`.
    package static func checkNotice(
        startsOn day: Day, calledOn called: Day, by terms: MeetingRule.Terms
    ) throws(Refusal) {
        let earliest = terms.earliestDay(calledOn: called)
        guard day >= earliest else {
            throw .noticeTooShort(earliest: earliest, days: terms.notice.amount)
        }
        let latest = called.adding(days: aheadDaysMax)
        guard day <= latest else { throw .tooFarAhead(latest: latest) }
    }

    /// The meeting on another day: a new call, with the full notice of that day from today on.
    /// Another hour of the same day needs no new notice.
    ///
    /// - Throws: `.stands`, `.noticeTooShort` or `.tooFarAhead`.
    package func moved(
        to start: Instant, at now: Instant, by keeper: Timekeeper
    ) throws(Refusal) -> Meeting {
        guard state == .called else { throw .stands(state) }
        let day = Day(of: start, in: keeper.zone)
        var moved = self
        moved.startsAt = start
        guard day != Day(of: startsAt, in: keeper.zone) else { return moved }
        let today = Day(of: now, in: keeper.zone)
        try Self.checkNotice(startsOn: day, calledOn: today, by: terms)
        moved.calledAt = now
        return moved
    }

    /// Whether those who came may still be counted: until the first motion has been put, since
    /// every result is counted of them.
    package var takesAttendance: Bool {
        state == .called || (state == .opened && motions.isEmpty)
    }

    /// The meeting opened with so many present, or counted anew before its first motion.
    ///
    /// Too few is refused, since more may come; `endsWithoutQuorum` says that nobody will. The
    /// meeting is then over at once and nothing can be decided; a new one may be called.
    ///
    /// - Throws: `.stands`, `.tooEarly`, `.peopleOutOfRange`, `.morePresentThanEntitled` or
    ///   `.notQuorate`.
    package func opened(
        entitled: Int, present: Int, endsWithoutQuorum: Bool = false, at now: Instant
    ) throws(Refusal) -> Meeting {
        guard takesAttendance else { throw .stands(state) }
        let earliest = startsAt.adding(minutes: -Self.earlyMinutes)
        guard now >= earliest else { throw .tooEarly(from: earliest) }
        guard (1...Self.peopleMax).contains(entitled), (0...Self.peopleMax).contains(present)
        else { throw .peopleOutOfRange(max: Self.peopleMax) }
        guard present <= entitled else {
            throw .morePresentThanEntitled(entitled: entitled, present: present)
        }
        var opened = self
        opened.entitled = entitled
        opened.present = present
        opened.openedAt = openedAt ?? now
        if let quorum = opened.attendance?.quorumLine, !quorum.isMet {
            guard endsWithoutQuorum else {
                throw .notQuorate(missing: quorum.missing, needed: quorum.needed)
            }
            opened.state = .closed
            opened.closedAt = now
        } else {
            opened.state = .opened
        }
        opened.version += 1
        return opened
    }

    /// The meeting with one more motion, decided by the count of hands.
    ///
    /// - Throws: `.stands`, `.tooManyMotions`, `.peopleOutOfRange` or `.moreHandsThanPresent`.
    package func putting(
        _ text: String, inFavour: Int, against: Int, abstained: Int, id: Motion.ID,
        at now: Instant
    ) throws(Refusal) -> Meeting {
        guard state == .opened, let present else { throw .stands(state) }
        guard motions.count < Self.motionsMax else { throw .tooManyMotions(max: Self.motionsMax) }
        guard [inFavour, against, abstained].allSatisfy((0...Self.peopleMax).contains) else {
            throw .peopleOutOfRange(max: Self.peopleMax)
        }
        let hands = inFavour + against + abstained
        guard hands <= present else {
            throw .moreHandsThanPresent(hands: hands, present: present)
        }
        guard let tally = tally(inFavour: inFavour, against: against, abstained: abstained)
        else { throw .stands(state) }
        var decided = self
        decided.motions.append(
            Motion(
                id: id, ordinal: (motions.last?.ordinal ?? 0) + 1, text: text, inFavour: inFavour,
                against: against, abstained: abstained, outcome: tally.outcome, at: now))
        decided.version += 1
        return decided
    }

    /// The meeting after it handed out one more decision.
    ///
    /// - Parameter count: how many it handed out before.
    /// - Throws: `.stands` or `.tooManyResolutions`.
    package func resolving(after count: Int) throws(Refusal) -> Meeting {
        guard state == .opened else { throw .stands(state) }
        guard count < Resolution.perMeetingMax else {
            throw .tooManyResolutions(max: Resolution.perMeetingMax)
        }
        var resolved = self
        resolved.version += 1
        return resolved
    }

    /// The meeting closed with its minutes. One that had no quorum is closed already and may still
    /// be given minutes, once.
    package func closed(minutes: String, at now: Instant) throws(Refusal) -> Meeting {
        let lacksMinutes = state == .closed && self.minutes == nil
        guard state == .opened || lacksMinutes else { throw .stands(state) }
        var closed = self
        closed.minutes = minutes
        closed.state = .closed
        closed.closedAt = closedAt ?? now
        closed.version += 1
        return closed
    }

    /// The meeting called off before it was opened.
    package func cancelled(reason: String) throws(Refusal) -> Meeting {
        guard state == .called else { throw .stands(state) }
        var cancelled = self
        cancelled.reason = reason
        cancelled.state = .cancelled
        cancelled.version += 1
        return cancelled
    }
}
