import Kernel
import SQL
import Storage

/// Sends what is due, and keeps what came back.
///
/// A program that ends between sending and keeping sends once more, under the same number: the
/// other side gets everything at least once.
package struct SendDeliveries: Sendable {
    package init() {}

    /// How many are looked at in one round, and how many of them go to one outlet.
    static let roundMax = 64
    static let perOutletMax = 8
    /// How long an outlet rests that did not take what it was sent.
    static let restSeconds: Int64 = 60

    /// - Returns: how many were tried.
    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        let due = try await installation.database.glance { db in
            try Deliveries.due(at: installation.now(), limit: Self.roundMax, db)
        }
        let queues = Dictionary(grouping: due, by: \.outlet)
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for (id, queue) in queues {
                group.addTask {
                    try await Self.send(queue.prefix(Self.perOutletMax), to: id, installation)
                }
            }
            return try await group.reduce(0, +)
        }
    }

    /// One after the other; after the first that is not taken, the outlet rests.
    private static func send(
        _ queue: ArraySlice<Delivery>, to id: Outlet.ID, _ installation: Installation
    ) async throws -> Int {
        guard let realm = queue.first?.realm,
            let posting = try await Posting(to: id, in: realm, installation)
        else { return 0 }
        var tried = 0
        for delivery in queue {
            try Task.checkCancellation()
            tried += 1
            guard try await posting.send(delivery) else { break }
        }
        return tried
    }
}

extension Posting {
    /// Tries one delivery and keeps what came of it.
    ///
    /// - Parameter isOnce: whether it is not tried again.
    /// - Returns: whether it was taken.
    @discardableResult
    func send(_ delivery: Delivery, isOnce: Bool = false) async throws -> Bool {
        let outcome = await post(delivery)
        let now = installation.now()
        let after = delivery.tried(
            outcome.answer, isTaken: outcome.isTaken, isFinal: isOnce || outcome.isFinal, at: now)
        try await installation.database.write { [outlet] db in
            if !outcome.isTaken, !isOnce {
                try Deliveries.putOff(
                    outlet.id, dueBy: now,
                    until: now.adding(seconds: SendDeliveries.restSeconds), db)
            }
            try Deliveries.update(after, from: delivery, db)
        }
        return outcome.isTaken
    }
}
