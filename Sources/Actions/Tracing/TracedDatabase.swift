import Kernel
package import SQL

/// A database of which every transaction is a span of the request that asked for it: how long it
/// took with its waiting, and whether it came to an end; never what was asked.
package struct TracedDatabase: Database {
    private let inner: any Database
    private let spans: Spans
    private let facts: [String: Payload]

    package init(_ inner: any Database, _ spans: Spans) {
        self.inner = inner
        self.spans = spans
        let system = inner.dialect == .sqlite ? "sqlite" : "postgresql"
        facts = ["db.system.name": .text(system)]
    }

    package var dialect: Dialect { inner.dialect }

    package func read<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T {
        try await spans.during("read", facts) { try await inner.read(body) }
    }

    package func glance<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T {
        try await spans.during("glance", facts) { try await inner.glance(body) }
    }

    package func write<T: Sendable>(
        ahead: [SQL], _ body: @escaping @Sendable (any Writer) throws -> T
    ) async throws -> T {
        try await spans.during("write", facts) { try await inner.write(ahead: ahead, body) }
    }

    package func tell(_ news: String) { inner.tell(news) }

    package func news() -> AsyncStream<String>? { inner.news() }

    package func close() async throws { try await inner.close() }
}
