import Dispatch
import Foundation

import protocol SQL.Reader
import enum SQL.SQLError

/// A few connections that read; whoever finds none free waits in line.
///
/// `@unchecked Sendable`: `lock` guards everything that changes.
final class ReadingPool: @unchecked Sendable {
    private typealias Job = @Sendable (Seat) -> Void

    /// A connection with a thread of its own while it reads: one of those that Swift's tasks run on
    /// would be missing there while it waits for the server.
    ///
    /// `@unchecked Sendable`: the seat is used on the queue alone.
    private final class ReadingSeat: @unchecked Sendable {
        let seat: Seat
        let queue = DispatchQueue(label: "linli.postgres.read")

        init(_ seat: Seat) {
            self.seat = seat
        }
    }

    private let address: PostgresAddress
    private let timeouts: PostgresTimeouts
    private let seatsMax: Int
    private let waitingMax: Int
    private let lock = NSLock()
    private var free: [ReadingSeat] = []
    private var takenCount = 0
    private var waiting: [Job] = []
    private var isClosed = false

    init(
        _ address: PostgresAddress, seatsMax: Int, waitingMax: Int, timeouts: PostgresTimeouts
    ) {
        self.address = address
        self.seatsMax = seatsMax
        self.waitingMax = waitingMax
        self.timeouts = timeouts
    }

    /// Runs `body` on one unchanging snapshot; again, where the line to the server breaks.
    func read<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T { try await run { try $0.snapshot(body) } }

    /// Runs `body` without a snapshot around its statements.
    func peek<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T { try await run { try $0.reading(body) } }

    private func run<T: Sendable>(
        _ work: @escaping @Sendable (Seat) throws -> T
    ) async throws -> T {
        let patience = Patience(seconds: timeouts.awaySeconds)
        return try await withCheckedThrowingContinuation { continuation in
            let refusal = add { seat in
                continuation.resume(
                    with: Result { try patience.whileLost { try work(seat) } })
            }
            if let refusal { continuation.resume(throwing: refusal) }
        }
    }

    func close() {
        lock.withLock {
            isClosed = true
            free = []
        }
    }

    private func add(_ job: @escaping Job) -> SQLError? {
        let (refusal, seat) = lock.withLock { () -> (SQLError?, ReadingSeat?) in
            if isClosed { return (.closed, nil) }
            if takenCount < seatsMax {
                takenCount += 1
                return (nil, free.popLast() ?? newSeat())
            }
            if waiting.count >= waitingMax { return (.busy, nil) }
            waiting.append(job)
            return (nil, nil)
        }
        if let seat { seat.queue.async { self.work(at: seat, from: job) } }
        return refusal
    }

    private func newSeat() -> ReadingSeat {
        ReadingSeat(Seat(address, timeouts) { try $0.onlyRead() })
    }

    /// Does one job and whatever waits by then.
    private func work(at place: ReadingSeat, from first: @escaping Job) {
        var job: Job? = first
        while let next = job {
            next(place.seat)
            job = lock.withLock {
                if !waiting.isEmpty { return waiting.removeFirst() }
                takenCount -= 1
                if !isClosed { free.append(place) }
                return nil
            }
        }
    }
}

/// A place for one connection, which is opened when it is needed and again when it broke. Used by
/// one thread at a time.
final class Seat {
    private let address: PostgresAddress
    private let timeouts: PostgresTimeouts
    private let prepare: (PostgresConnection) throws -> Void
    private var connection: PostgresConnection?

    /// - Parameter prepare: what each connection begins with.
    init(
        _ address: PostgresAddress, _ timeouts: PostgresTimeouts,
        prepare: @escaping (PostgresConnection) throws -> Void
    ) {
        self.address = address
        self.timeouts = timeouts
        self.prepare = prepare
    }

    /// - Throws: `Lost` while no connection can be had.
    func open() throws -> PostgresConnection {
        if let connection, connection.isUsable { return connection }
        do {
            let opened = try PostgresConnection(address, timeouts: timeouts)
            try prepare(opened)
            connection = opened
            return opened
        } catch {
            throw Lost(reason: (error as? PostgresFailure)?.error ?? error as? SQLError ?? .closed)
        }
    }

    /// Ends what a failed statement left open; a connection that cannot even do that is let go.
    func clear() {
        guard let open = connection else { return }
        if open.isUsable, open.isInTransaction { _ = try? open.execute("ROLLBACK") }
        if !open.isUsable || open.isInTransaction { connection = nil }
    }

    /// - Throws: `Lost` when the line broke; reading may be tried again.
    func snapshot<T>(_ body: (any Reader) throws -> T) throws -> T {
        try reading { transaction in
            let connection = try open()
            connection.beginReading()
            let value = try body(transaction)
            try connection.endReading()
            return value
        }
    }

    /// - Throws: `Lost` when the line broke; reading may be tried again.
    func reading<T>(_ body: (any Reader) throws -> T) throws -> T {
        let transaction = PostgresTransaction(try open())
        do {
            return try body(transaction)
        } catch {
            clear()
            if let failure = transaction.failure, failure.isLost || failure.isTransient {
                throw Lost(reason: failure.error)
            }
            throw error
        }
    }
}
