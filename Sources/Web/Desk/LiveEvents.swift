import Actions
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

extension Site {
    /// Tells an open page that a matter which its post may read has changed: no more than that, so
    /// that the page asks again and every right is checked anew.
    static func liveEvents(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let events = ask.installation.live.watch() else {
            throw ActionError.tooOften(seconds: 30)
        }
        let holding = visit.holding
        // A reader that takes nothing keeps the newest lines: each means no more than "look again".
        let stream = AsyncStream<ByteBuffer>(bufferingPolicy: .bufferingNewest(16)) {
            continuation in
            continuation.yield(ByteBuffer(string: "retry: 3000\n: here\n\n"))
            let watching = Task {
                for await event in events where Self.concerns(event, holding) {
                    continuation.yield(
                        ByteBuffer(string: "data: \(event.isNew ? "new" : "changed")\n\n"))
                }
                continuation.finish()
            }
            // A comment now and then keeps proxies from closing a quiet line.
            let breathing = Task {
                while !Task.isCancelled {
                    try await Task.sleep(for: .seconds(25))
                    continuation.yield(ByteBuffer(string: ": here\n\n"))
                }
            }
            continuation.onTermination = { _ in
                watching.cancel()
                breathing.cancel()
            }
        }
        return Reply(
            headers: [
                .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
            ], body: .init(asyncSequence: stream))
    }

    private static func concerns(_ event: LiveFeed.Event, _ holding: Holding) -> Bool {
        holding.post.realm == event.realm
            && (holding.post.reach.contains(event.place)
                || event.parties.contains(holding.post.body))
    }
}
