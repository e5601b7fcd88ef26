package import NIOCore

/// How long the other end of one connection may take for what it owes: a request, the body of it,
/// or taking the answer. While the server itself is at work there is no limit, so a stream of live
/// events stays open as long as it is read.
///
/// Instants are handed in; nothing here reads a clock.
package struct Patience: Sendable {
    package struct Limits: Sendable {
        /// From the opening of the connection to the end of the first head.
        package var headSeconds: Int64 = 20
        /// From the last answer to the end of the next head. More than the minute after which
        /// web servers in front give up an idle connection of theirs.
        package var idleSeconds: Int64 = 75
        /// For a body, and one second more for every `bodyBytesPerSecond` that came.
        package var bodySeconds: Int64 = 20
        package var bodyBytesPerSecond = 8_192
        /// For the rest of a body whose answer was sent already, such as that it is too large: so
        /// long it is thrown away, since a browser shows the answer only once it has sent all.
        package var leftoverSeconds: Int64 = 15
        /// How long an answer may wait for a reader that takes nothing.
        package var takingSeconds: Int64 = 60

        package init() {}
        package static let usual = Limits()
    }

    private enum Receiving {
        case nothing(since: NIODeadline)
        case body(since: NIODeadline, bytes: Int)
    }

    private let limits: Limits
    private var receiving: Receiving
    private var isFirst = true
    /// Requests whose answer is not finished.
    private var unanswered = 0
    private var answeredAt: NIODeadline
    private var stalledSince: NIODeadline?

    package init(limits: Limits = .usual, openedAt now: NIODeadline) {
        self.limits = limits
        receiving = .nothing(since: now)
        answeredAt = now
    }

    // MARK: - What happens

    package mutating func head(at now: NIODeadline) {
        isFirst = false
        unanswered += 1
        receiving = .body(since: now, bytes: 0)
    }

    package mutating func body(bytes: Int) {
        guard case .body(let since, let before) = receiving else { return }
        receiving = .body(since: since, bytes: before + bytes)
    }

    /// The request is whole.
    package mutating func end(at now: NIODeadline) {
        receiving = .nothing(since: now)
    }

    package mutating func answered(at now: NIODeadline) {
        unanswered = max(0, unanswered - 1)
        answeredAt = now
    }

    /// Whether the other end takes what is sent to it.
    package mutating func taking(_ takes: Bool, at now: NIODeadline) {
        stalledSince = takes ? nil : stalledSince ?? now
    }

    // MARK: - What follows

    /// Whether the other end may be sent away for somebody else: it asks for nothing at present.
    package var isIdle: Bool {
        if case .nothing = receiving { unanswered == 0 } else { false }
    }

    /// When the connection is closed unless something happens before; nil is never.
    package var deadline: NIODeadline? {
        let stalled = stalledSince.map { $0 + .seconds(limits.takingSeconds) }
        return [owed, stalled].compactMap(\.self).min()
    }

    private var owed: NIODeadline? {
        switch receiving {
        case .nothing(let since):
            guard unanswered == 0 else { return nil }
            let start = max(since, answeredAt)
            return start + .seconds(isFirst ? limits.headSeconds : limits.idleSeconds)
        case .body(let since, let bytes):
            guard unanswered > 0 else { return answeredAt + .seconds(limits.leftoverSeconds) }
            let earned = Int64(bytes / limits.bodyBytesPerSecond)
            return since + .seconds(limits.bodySeconds + earned)
        }
    }
}
