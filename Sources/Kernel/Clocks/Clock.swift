/// One promise of time on a matter: when it began, how long it may take, when it stood still.
///
/// Only facts are kept here; deadline, remaining time and light are worked out from them, so that a
/// newly imported calendar corrects every open deadline.
package struct Clock: Hashable, Sendable {
    package enum Budget: Hashable, Sendable {
        case limit(TimeLimit)
        /// A date agreed with the person or set by another system. A suspension does not move it.
        case until(Instant)
    }

    /// A time in which the clock stands still; without an end it still does.
    package struct Suspension: Hashable, Sendable, Codable {
        package let from: Instant
        package let until: Instant?
        package let reason: String

        package init(from: Instant, until: Instant? = nil, reason: String) {
            self.from = from
            self.until = until
            self.reason = reason
        }
    }

    package enum Problem: Error, Hashable {
        case alreadyStopped(at: Instant)
        case alreadySuspended(since: Instant)
        case notSuspended
        /// The act would lie before the clock began or before what happened to it last.
        case tooEarly(at: Instant, earliest: Instant)
        case noReason
        case tooManyExtensions(max: Int)
    }

    package static let extensionsMax = 20

    /// What is promised: `accept`, `contact`, `finish`, `callBack`, or a name of the profile.
    package let name: String
    package let budget: Budget
    package let startedAt: Instant
    /// In order of time; only the last may be without an end.
    package private(set) var suspensions: [Suspension]
    package private(set) var extensions: [TimeLimit]
    package private(set) var stoppedAt: Instant?

    /// Takes a clock as it was stored; new events come through the throwing functions.
    package init(
        name: String, budget: Budget, startedAt: Instant, suspensions: [Suspension] = [],
        extensions: [TimeLimit] = [], stoppedAt: Instant? = nil
    ) {
        self.name = name
        self.budget = budget
        self.startedAt = startedAt
        self.suspensions = suspensions
        self.extensions = extensions
        self.stoppedAt = stoppedAt
    }

    package var isSuspended: Bool {
        suspensions.last.map { $0.until == nil } ?? false
    }

    // MARK: - What can happen to a clock

    /// - Throws: `.noReason`, `.alreadyStopped`, `.alreadySuspended` or `.tooEarly`.
    package func suspended(at instant: Instant, reason: String) throws(Problem) -> Clock {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw .noReason }
        try refuseIfStopped()
        if let running = suspensions.last, running.until == nil {
            throw .alreadySuspended(since: running.from)
        }
        try refuse(at: instant)
        var clock = self
        clock.suspensions.append(Suspension(from: instant, reason: reason))
        return clock
    }

    /// - Throws: `.alreadyStopped`, `.notSuspended` or `.tooEarly`.
    package func resumed(at instant: Instant) throws(Problem) -> Clock {
        try refuseIfStopped()
        guard let running = suspensions.last, running.until == nil else { throw .notSuspended }
        try refuse(at: instant)
        return closing(running, at: instant)
    }

    /// - Throws: `.alreadyStopped` or `.tooManyExtensions`.
    package func extended(by limit: TimeLimit) throws(Problem) -> Clock {
        try refuseIfStopped()
        guard extensions.count < Self.extensionsMax else {
            throw .tooManyExtensions(max: Self.extensionsMax)
        }
        var clock = self
        clock.extensions.append(limit)
        return clock
    }

    /// Ends the clock, and a running suspension with it.
    ///
    /// - Throws: `.alreadyStopped` or `.tooEarly`.
    package func stopped(at instant: Instant) throws(Problem) -> Clock {
        try refuseIfStopped()
        try refuse(at: instant)
        var clock = self
        if let running = suspensions.last, running.until == nil {
            clock = closing(running, at: instant)
        }
        clock.stoppedAt = instant
        return clock
    }

    private func closing(_ running: Suspension, at instant: Instant) -> Clock {
        var clock = self
        clock.suspensions[clock.suspensions.count - 1] = Suspension(
            from: running.from, until: instant, reason: running.reason)
        return clock
    }

    private func refuseIfStopped() throws(Problem) {
        if let stoppedAt { throw .alreadyStopped(at: stoppedAt) }
    }

    private func refuse(at instant: Instant) throws(Problem) {
        let earliest = suspensions.last.map { $0.until ?? $0.from } ?? startedAt
        guard instant >= earliest else { throw .tooEarly(at: instant, earliest: earliest) }
    }
}
