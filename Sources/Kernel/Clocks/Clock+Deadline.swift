/// What follows from the facts of a clock.
extension Clock {
    /// The deadline after all ended suspensions and all extensions.
    ///
    /// A limit in days moves by the days between the day of suspension and the day of resumption,
    /// the others by the exact (working) time. Each extension is then counted from the deadline
    /// before it. A suspension that still runs is counted once it ends.
    package func deadline(by keeper: Timekeeper) -> Deadline {
        extensions.reduce(unextendedDeadline(by: keeper)) { deadline, limit in
            let extended = keeper.deadline(limit, from: deadline.at)
            return Deadline(
                at: extended.at, provisional: deadline.provisional || extended.provisional,
                moved: extended.moved)
        }
    }

    /// Whole minutes until the deadline, negative after it; while the clock stands still, those
    /// that were left when it was suspended; once it has stopped, those that were left then.
    ///
    /// A budget in working time is answered in working minutes, any other in plain minutes.
    package func remainingMinutes(at now: Instant, by keeper: Timekeeper) -> Int {
        let moment = stoppedAt ?? (isSuspended ? suspensions.last?.from : nil) ?? now
        let end = deadline(by: keeper).at
        if case .limit(let limit) = budget {
            switch limit.unit {
            case .workingMinutes, .workingHours, .workingDays:
                return keeper.workingMinutes(from: moment, to: end)
            case .minutes, .hours, .calendarDays:
                break
            }
        }
        return Int(end.milliseconds(since: moment) / 60_000)
    }

    /// The light, from a deadline that was worked out before, so that a long list of matters needs
    /// no calendar. The fifth of amber is measured in plain time without the suspensions.
    package func light(at now: Instant, deadline: Instant) -> Light {
        if let met = met(deadline: deadline) { return met ? .done : .late }
        if isSuspended { return .paused }
        if now > deadline { return .red }
        return now >= amberAt(deadline: deadline) ? .amber : .green
    }

    /// From when the light is amber: the last fifth of the time, without the suspensions.
    package func amberAt(deadline: Instant) -> Instant {
        let suspended = suspensions.reduce(Int64(0)) { sum, suspension in
            sum + (suspension.until?.milliseconds(since: suspension.from) ?? 0)
        }
        let budget = deadline.milliseconds(since: startedAt) - suspended
        return deadline.adding(milliseconds: -(budget / 5))
    }

    /// Whether the clock stopped in time; nil while it runs.
    package func met(deadline: Instant) -> Bool? {
        stoppedAt.map { $0 <= deadline }
    }

    private func unextendedDeadline(by keeper: Timekeeper) -> Deadline {
        switch budget {
        case .until(let instant):
            return Deadline(at: instant)
        case .limit(let limit):
            var sum = Timekeeper.Pause.none
            for suspension in suspensions {
                guard let until = suspension.until else { continue }
                let pause = keeper.pause(from: suspension.from, to: until, in: limit.unit)
                sum.amount += pause.amount
                sum.provisional = sum.provisional || pause.provisional
            }
            return keeper.deadline(limit, pausedFor: sum, from: startedAt)
        }
    }
}
