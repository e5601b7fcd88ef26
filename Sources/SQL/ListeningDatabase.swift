/// A database whose every statement somebody hears: to count them, or to write them down.
///
/// What begins and ends a transaction belongs to the driver and is not heard.
package struct ListeningDatabase: DatabaseAround {
    /// Told of each statement once it ran, with the rows that it changed; 0 for a query.
    package typealias Hearing = @Sendable (_ sql: SQL, _ changed: Int) -> Void

    package let inner: any Database
    private let hear: Hearing

    package init(_ database: any Database, hear: @escaping Hearing) {
        inner = database
        self.hear = hear
    }

    package func read<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T {
        try await inner.read { [hear] in try body(Listener(reader: $0, hear: hear)) }
    }

    package func glance<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T {
        try await inner.glance { [hear] in try body(Listener(reader: $0, hear: hear)) }
    }

    @discardableResult
    package func write<T: Sendable>(
        ahead: [SQL], _ body: @escaping @Sendable (any Writer) throws -> T
    ) async throws -> T {
        try await inner.write(ahead: ahead) { [hear] in
            try body(WritingListener(listener: Listener(reader: $0, hear: hear), writer: $0))
        }
    }

    private struct Listener: Reader {
        let reader: any Reader
        let hear: Hearing

        var dialect: Dialect { reader.dialect }

        func rows<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> [T] {
            defer { hear(sql, 0) }
            return try reader.rows(sql, decode)
        }

        func first<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> T? {
            defer { hear(sql, 0) }
            return try reader.first(sql, decode)
        }

        func forEach(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
            defer { hear(sql, 0) }
            try reader.forEach(sql, body)
        }
    }

    private struct WritingListener: Writer {
        let listener: Listener
        let writer: any Writer

        var memory: TransactionMemory { writer.memory }

        var dialect: Dialect { listener.dialect }

        func rows<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> [T] {
            try listener.rows(sql, decode)
        }

        func first<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> T? {
            try listener.first(sql, decode)
        }

        func forEach(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
            try listener.forEach(sql, body)
        }

        @discardableResult
        func run(_ sql: SQL) throws -> Int {
            let changed = try writer.run(sql)
            listener.hear(sql, changed)
            return changed
        }

        func run(all list: [SQL]) throws -> [Int] {
            let changed = try writer.run(all: list)
            for (sql, changed) in zip(list, changed) { listener.hear(sql, changed) }
            return changed
        }

        func script(_ text: String) throws { try writer.script(text) }
    }
}
