/// One event on its way to one outlet (投递): kept until the other side took it, or it was tried
/// long enough.
package struct Delivery: Hashable, Sendable {
    package typealias ID = Identifier<Delivery>

    package enum State: String, Hashable, Sendable, CaseIterable {
        case waiting, sent, failed
    }

    package let id: ID
    package let realm: Realm.ID
    package let outlet: Outlet.ID
    package let event: Event.Kind
    package let subject: String
    /// The event as the other side gets it, in canonical JSON.
    package let body: String
    package let madeAt: Instant
    package var state: State
    package var attempts: Int
    /// When it is tried next, while it waits.
    package var nextAt: Instant
    package var doneAt: Instant?
    package var answer: Answer?

    /// What came back the last time.
    package struct Answer: Hashable, Sendable {
        /// The status of HTTP, where there was an answer.
        package let status: Int?
        /// A word for what happened: `taken`, `status`, `refused`, or the trouble of the call.
        package let word: String
        /// What the other side said, or what the trouble is about; a line at most.
        package let detail: String

        package static let detailCharactersMax = 200

        package init(status: Int? = nil, word: String, detail: String = "") {
            self.status = status
            self.word = word
            self.detail = String(
                detail.map { $0.isNewline ? " " : $0 }.prefix(Self.detailCharactersMax))
        }
    }

    /// How many may wait for one outlet; what comes after that has failed from the start.
    package static let waitingMax = 2_000
    /// How long a delivery is kept after it is done, in days.
    package static let keptDays = 30

    package init(
        id: ID, realm: Realm.ID, outlet: Outlet.ID, event: Event.Kind, subject: String,
        body: String, madeAt: Instant, state: State = .waiting, attempts: Int = 0,
        nextAt: Instant, doneAt: Instant? = nil, answer: Answer? = nil
    ) {
        self.id = id
        self.realm = realm
        self.outlet = outlet
        self.event = event
        self.subject = subject
        self.body = body
        self.madeAt = madeAt
        self.state = state
        self.attempts = attempts
        self.nextAt = nextAt
        self.doneAt = doneAt
        self.answer = answer
    }

    /// The number by which the other side knows a second copy (`webhook-id`).
    package var messageID: String { "msg_\(id)" }

    /// Seconds from one try to the next; after the last it has failed. Together a day and a half.
    package static let retrySeconds: [Int64] = [5, 60, 300, 1_800, 7_200, 28_800, 86_400]

    /// The delivery after a try.
    ///
    /// - Parameter isFinal: whether another try would be no use.
    package func tried(
        _ answer: Answer, isTaken: Bool, isFinal: Bool = false, at now: Instant
    ) -> Delivery {
        var after = self
        after.attempts += 1
        after.answer = answer
        if isTaken {
            after.state = .sent
            after.doneAt = now
        } else if isFinal || attempts >= Self.retrySeconds.count {
            after.state = .failed
            after.doneAt = now
        } else {
            after.nextAt = now.adding(seconds: Self.retrySeconds[attempts])
        }
        return after
    }

    /// The delivery as it begins again, with the same number.
    package func replayed(at next: Instant) -> Delivery {
        var again = self
        again.state = .waiting
        again.attempts = 0
        again.nextAt = next
        again.doneAt = nil
        return again
    }
}
