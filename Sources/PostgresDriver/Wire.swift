import CPostgres
import Foundation
import Logging
import SQL
import Synchronization

/// The line over which the nodes of one database tell each other news (`NOTIFY`, `LISTEN`).
///
/// News are no more than a hint to look again: what is told while a node is cut off is lost, and
/// everything kept in memory expires by itself.
///
/// `@unchecked Sendable`: `lock` guards everything that changes.
final class Wire: @unchecked Sendable {
    private static let channel = "linli"
    /// How much one piece of news may hold; the server takes 8,000 bytes.
    static let bytesMax = 7_900
    /// News that wait to be told while the line is broken.
    private static let untoldMax = 1_000
    private static let pauseMilliseconds: CInt = 500

    private let address: PostgresAddress
    private let timeouts: PostgresTimeouts
    private let logger: Logger
    /// What sets this node's own news apart.
    private let node = UUID().uuidString
    private let lock = NSLock()
    private var untold: [String] = []
    private var stream: AsyncStream<String>.Continuation?
    private var isClosed = false
    /// Wakes the thread that waits for news.
    private let bell: (read: CInt, write: CInt)

    init(_ address: PostgresAddress, _ timeouts: PostgresTimeouts, _ logger: Logger) {
        self.address = address
        self.timeouts = timeouts
        self.logger = logger
        var ends: [CInt] = [-1, -1]
        bell = pipe(&ends) == 0 ? (ends[0], ends[1]) : (-1, -1)
        _ = fcntl(bell.read, F_SETFL, O_NONBLOCK)
        _ = fcntl(bell.write, F_SETFL, O_NONBLOCK)
    }

    deinit {
        _ = Foundation.close(bell.read)
        _ = Foundation.close(bell.write)
    }

    func tell(_ news: String) {
        guard news.utf8.count <= Self.bytesMax else { return }
        lock.withLock {
            if untold.count < Self.untoldMax { untold.append(news) }
        }
        ring()
    }

    /// What other nodes tell from now on. Whoever listens makes this node's own news heard, too.
    func news() -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingNewest(1_000))
        lock.withLock { self.stream = continuation }
        Thread.detachNewThread { self.work() }
        return stream
    }

    func close() {
        lock.withLock {
            isClosed = true
            stream?.finish()
        }
        ring()
    }

    private func ring() {
        var one: UInt8 = 1
        _ = write(bell.write, &one, 1)
    }

    private func work() {
        while !lock.withLock({ isClosed }) {
            do {
                let connection = try PostgresConnection(address, timeouts: timeouts)
                try connection.execute("LISTEN \(Self.channel)")
                while !lock.withLock({ isClosed }) { try turn(connection) }
            } catch {
                logger.warning("The line to the other nodes broke: \(error)")
                Thread.sleep(forTimeInterval: 1)
            }
        }
    }

    /// Waits for news of either side, tells its own, and hands on those of others.
    private func turn(_ connection: PostgresConnection) throws {
        var waited = [
            pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0),
            pollfd(fd: bell.read, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&waited, nfds_t(waited.count), Self.pauseMilliseconds)
        var rung = [UInt8](repeating: 0, count: 256)
        _ = read(bell.read, &rung, rung.count)
        let news = lock.withLock {
            defer { untold = [] }
            return untold
        }
        for text in Set(news) {
            _ = try connection.run("SELECT pg_notify(\(Self.channel), \(node + " " + text))")
        }
        for told in connection.notifications() where !told.payload.hasPrefix(node) {
            let text = String(told.payload.drop { $0 != " " }.dropFirst())
            _ = lock.withLock { stream?.yield(text) }
        }
        guard connection.isUsable else { throw Lost(reason: .closed) }
    }
}
