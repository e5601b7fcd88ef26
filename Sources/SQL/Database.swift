/// The engine that runs the text, for the few statements that truly differ.
package enum Dialect: Sendable {
    case sqlite
    case postgres
}

/// A transaction one may read from. It is valid only inside the closure that receives it.
package protocol Reader {
    var dialect: Dialect { get }

    /// Every row, decoded. Give the query a total order and a limit.
    ///
    /// - Throws: what `decode` throws, or `SQLError`.
    func rows<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> [T]

    /// The first row, decoded, or nil when there is none.
    func first<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> T?

    /// One row at a time, for answers too long to hold.
    func forEach(_ sql: SQL, _ body: (any Row) throws -> Void) throws

    /// Says what will be asked next, in these very words: an engine across a network has all of it
    /// answered in one message.
    func expect(_ list: [SQL]) throws
}

/// A transaction one may also write in.
package protocol Writer: Reader {
    /// Runs one statement.
    ///
    /// - Returns: how many rows the statement itself changed, without those of triggers.
    /// - Throws: `SQLError`; `.constraint` when the schema refuses the change.
    @discardableResult
    func run(_ sql: SQL) throws -> Int

    /// Runs one statement of which nobody asks how many rows it changed: an engine across a network
    /// sends it together with the next. What the schema refuses is thrown then, or at the end.
    func send(_ sql: SQL) throws

    /// Runs statements one after another; an engine across a network sends them together.
    ///
    /// - Parameter list: few hundred at most, so that neither side waits for the other's answers.
    /// - Returns: how many rows each of them changed.
    func run(all list: [SQL]) throws -> [Int]

    /// Runs several statements that bind nothing. For changes of the schema only.
    func script(_ text: String) throws

    /// What those who write in this transaction know of it already.
    var memory: TransactionMemory { get }
}

/// Numbers that a transaction need not ask for again, by name. They go with it.
package final class TransactionMemory {
    package var numbers: [String: Int64] = [:]

    package init() {}
}

/// A store of rows with transactions.
///
/// The closures are synchronous on purpose: nothing can await inside a transaction, so none is
/// held open across the network. A body must have no effect outside the database, because the
/// driver may run it again when the engine undid the transaction it shared with others.
package protocol Database: Sendable {
    /// The engine, for the few statements that truly differ.
    var dialect: Dialect { get }

    /// Runs `body` on one unchanging snapshot, for as long as it takes.
    func read<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T

    /// Runs `body`, which reads no more than a page shows, on one unchanging snapshot, where the
    /// engine can on the caller's own thread: two changes of thread cost more than such a read.
    func glance<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T

    /// Runs `body`, which asks one statement or several that need not agree with one another: there
    /// is no snapshot around them, which an engine across a network would have to be asked for.
    func peek<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T

    /// Runs `body` in one transaction and returns only when it is durable. When `body` throws,
    /// nothing it did is kept.
    ///
    /// - Parameter ahead: statements that `body` asks in these very words, and whose answers hang
    ///   on nothing that other writes change but by the same statements, such as the next of a
    ///   count. An engine across a network runs those of all writes that share a transaction
    ///   together, before the first body.
    /// - Throws: what `body` throws, or `SQLError`; `.busy` when too many writes wait already.
    @discardableResult
    func write<T: Sendable>(
        ahead: [SQL], _ body: @escaping @Sendable (any Writer) throws -> T
    ) async throws -> T

    /// Tells the other programs that share the database something; a hint, which may be lost.
    func tell(_ news: String)

    /// What others tell from now on; nil for an engine that tells nothing. Asked for once.
    func news() -> AsyncStream<String>?

    /// Finishes the writes that wait, then closes. Later reads and writes are refused.
    func close() async throws
}

extension Database {
    @discardableResult
    package func write<T: Sendable>(
        _ body: @escaping @Sendable (any Writer) throws -> T
    ) async throws -> T { try await write(ahead: [], body) }

    package func peek<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T { try await glance(body) }

    package func tell(_ news: String) {}

    package func news() -> AsyncStream<String>? { nil }
}

extension Reader {
    package func expect(_ list: [SQL]) throws {}
}

/// A database around another: what it does not do itself, the inner one does.
package protocol DatabaseAround: Database {
    var inner: any Database { get }
}

extension DatabaseAround {
    package var dialect: Dialect { inner.dialect }

    package func read<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T { try await inner.read(body) }

    package func glance<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T { try await inner.glance(body) }

    package func peek<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T { try await inner.peek(body) }

    @discardableResult
    package func write<T: Sendable>(
        ahead: [SQL], _ body: @escaping @Sendable (any Writer) throws -> T
    ) async throws -> T { try await inner.write(ahead: ahead, body) }

    package func tell(_ news: String) { inner.tell(news) }

    package func news() -> AsyncStream<String>? { inner.news() }

    package func close() async throws { try await inner.close() }
}

extension Writer {
    package func send(_ sql: SQL) throws { try run(sql) }

    package func run(all list: [SQL]) throws -> [Int] { try list.map(run) }
}
