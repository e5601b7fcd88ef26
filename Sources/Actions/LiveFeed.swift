package import Kernel
import Synchronization

/// Tells open pages that something changed, after it is durable.
package final class LiveFeed: Sendable {
    /// A change, as far as a watcher needs to know to look again.
    package struct Event: Sendable {
        package let realm: Realm.ID
        package let place: PlacePath
        package let parties: [Body.ID]
        /// The matter that changed; a meeting may be about none.
        package let reference: Reference?
        package let isNew: Bool
    }

    /// How many pages may watch at once.
    package static let watchersMax = 5_000

    private struct Watchers {
        var next = 0
        var streams: [Int: AsyncStream<Event>.Continuation] = [:]
        var generations: [Realm.ID: Int] = [:]
    }

    /// Holds the continuations of all open watchers.
    private let watchers = Mutex(Watchers())

    package init() {}

    package func tell(_ event: Event) {
        let streams = watchers.withLock { watchers in
            watchers.generations[event.realm, default: 0] += 1
            return Array(watchers.streams.values)
        }
        for stream in streams { stream.yield(event) }
    }

    /// How many changes of a realm were told: as long as it stays, nothing changed.
    func generation(of realm: Realm.ID) -> Int {
        watchers.withLock { $0.generations[realm] ?? 0 }
    }

    /// Watches until the task ends; nil when there are too many watchers already.
    ///
    /// A slow watcher keeps only the newest changes: each means no more than "look again".
    package func watch() -> AsyncStream<Event>? {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Event.self, bufferingPolicy: .bufferingNewest(16))
        let number: Int? = watchers.withLock { watchers in
            guard watchers.streams.count < Self.watchersMax else { return nil }
            watchers.next += 1
            watchers.streams[watchers.next] = continuation
            return watchers.next
        }
        guard let number else { return nil }
        continuation.onTermination = { [weak self] _ in
            self?.watchers.withLock { _ = $0.streams.removeValue(forKey: number) }
        }
        return stream
    }

    package var count: Int { watchers.withLock { $0.streams.count } }

    /// Ends every watch, for a graceful shutdown.
    package func close() {
        let streams = watchers.withLock { Array($0.streams.values) }
        for stream in streams { stream.finish() }
    }
}
