package import HummingbirdCore
import Logging
package import NIOCore
import NIOHTTPTypes

/// Runs the tasks of a connection on the thread that reads from and writes to it, so that an answer
/// changes threads only where it must: for a write of the database, a password, a photograph.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// HTTP/1.1 whose requests are answered on their connection's own thread.
struct LoopChannel: ServerChildChannel {
    let inner: HTTP1Channel
    /// What stands before HTTP on a connection, such as TLS.
    let before: (@Sendable (any Channel) throws -> Void)?

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        guard let before else { return inner.setup(channel: channel, logger: logger) }
        return channel.eventLoop.makeCompletedFuture { try before(channel) }.flatMap {
            inner.setup(channel: channel, logger: logger)
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await withTaskExecutorPreference(LoopExecutor(value.channel.eventLoop)) {
            await inner.handle(value: value, logger: logger)
        }
    }
}

extension HTTPServerBuilder {
    /// HTTP/1.1, each connection watched by a guard and answered on its own thread.
    ///
    /// - Parameter before: puts onto a connection what stands before HTTP, such as TLS.
    package static func guarded(
        _ connections: OpenConnections,
        before: (@Sendable (any Channel) throws -> Void)? = nil
    ) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            LoopChannel(
                inner: HTTP1Channel(
                    responder: responder,
                    configuration: .init(
                        additionalChannelHandlers: [ConnectionGuard(connections)])),
                before: before)
        }
    }
}
