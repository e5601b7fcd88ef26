import Kernel
package import SQL

/// A database of which every transaction is a span of the request that asked for it: how long it
/// took with its waiting, and whether it came to an end; never what was asked.
package struct TracedDatabase: DatabaseAround {
    package let inner: any Database
    private let spans: Spans
    private let facts: [String: Payload]

    package init(_ inner: any Database, _ spans: Spans) {
        self.inner = inner
        self.spans = spans
        let system = inner.dialect == .sqlite ? "sqlite" : "postgresql"
        facts = ["db.system.name": .text(system)]
    }

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

    package func peek<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T {
        try await spans.during("peek", facts) { try await inner.peek(body) }
    }

    package func write<T: Sendable>(
        ahead: [SQL], _ body: @escaping @Sendable (any Writer) throws -> T
    ) async throws -> T {
        try await spans.during("write", facts) { try await inner.write(ahead: ahead, body) }
    }
}
