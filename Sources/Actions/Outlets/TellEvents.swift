import Kernel
import SQL
import Storage

/// Puts down for every outlet what was recorded since it last looked: the record is the outbox, so
/// an act pays nothing for being told, and what is on the record is told even after a crash.
package struct TellEvents: Sendable {
    package init() {}

    /// How many records one step reads.
    static let recordsMax: Int64 = 400

    /// - Returns: how many deliveries were put down.
    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        var told = 0
        while let step = try await installation.database.read({ try next(installation, $0) }) {
            let now = installation.now()
            // Another node may have told the same meanwhile; then its work stands.
            told += try await installation.database.write { db in
                guard try Outlets.lastRead(db) == step.lastRead else { return 0 }
                try Outlets.setLastRead(step.last, db)
                for (outlet, event) in step.tidings {
                    try installation.putDown(event, for: outlet, at: now, db)
                }
                return step.tidings.count
            }
        }
        return told
    }

    private struct Step: Sendable {
        let lastRead: Int64?
        let last: Int64
        let tidings: [(outlet: Outlet, event: Event)]
    }

    /// Nil where nothing is left to look at, or nobody listens.
    private func next(_ installation: Installation, _ db: any Reader) throws -> Step? {
        let outlets = try Outlets.active(db)
        guard let earliest = outlets.map(\.since).min() else { return nil }
        let lastRead = try Outlets.lastRead(db)
        let first = max(lastRead ?? 0, earliest) + 1
        let last = min(try Records.lastSequence(db), first + Self.recordsMax - 1)
        guard last >= first else { return nil }
        let headers = try Records.headers(from: first, through: last, db)
        let listening = Dictionary(grouping: outlets, by: \.realm)
        var tidings: [(Outlet, Event)] = []
        for (realm, headers) in Dictionary(grouping: headers, by: { Realm.ID($0.realm) }) {
            guard let outlets = listening[realm], let found = try Realms.find(realm, db) else {
                continue
            }
            let now = installation.now()
            let reading = RecordedEvents(
                book: try installation.book(of: found, at: now, db), installation: installation,
                now: now, db: db)
            let asksForMatters = outlets.contains { $0.events.contains(where: \.isOfMatter) }
            let read = headers.filter { asksForMatters || $0.subjectKind != "matter" }
            for happened in try read.compactMap(reading.found) {
                tidings += outlets.filter {
                    happened.sequence > $0.since && $0.hears(happened.event, at: happened.path)
                }.map { ($0, happened.event) }
            }
        }
        return Step(lastRead: lastRead, last: last, tidings: tidings)
    }
}

extension Installation {
    /// Puts one event down for one outlet; where too many wait already, it has failed at once, and
    /// can be sent again by hand.
    @discardableResult
    func putDown(
        _ event: Event, for outlet: Outlet, at now: Instant, _ db: any Writer
    ) throws -> Delivery {
        let waiting = try Deliveries.waiting(for: outlet.id, most: Delivery.waitingMax, db)
        var delivery = Delivery(
            id: newID(), realm: outlet.realm, outlet: outlet.id, event: event.kind,
            subject: event.subject, body: event.cloudEvent.canonicalText, madeAt: now,
            nextAt: try nextFree(for: outlet, at: now, db))
        if waiting >= Delivery.waitingMax {
            delivery.state = .failed
            delivery.doneAt = now
            delivery.answer = .init(word: "full", detail: String(Delivery.waitingMax))
        }
        try Deliveries.insert(delivery, db)
        return delivery
    }

    /// When the next message to an outlet may go: robots take so many a minute.
    func nextFree(for outlet: Outlet, at now: Instant, _ db: any Reader) throws -> Instant {
        guard outlet.kind.spacingSeconds > 0,
            let last = try Deliveries.lastNext(for: outlet.id, db)
        else { return now }
        return max(now, last.adding(seconds: outlet.kind.spacingSeconds))
    }
}
