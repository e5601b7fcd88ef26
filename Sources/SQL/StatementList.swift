/// Takes statements down instead of running them, for whoever knows beforehand what they would
/// answer: they can be made on one thread and run on another.
package final class StatementList: Writer {
    package private(set) var statements: [SQL] = []
    package let dialect: Dialect
    package let memory = TransactionMemory()

    package init(_ dialect: Dialect) {
        self.dialect = dialect
    }

    /// - Returns: 1, since nothing was run.
    @discardableResult
    package func run(_ sql: SQL) throws -> Int {
        statements.append(sql)
        return 1
    }

    package func script(_ text: String) throws { throw Self.unanswered(text) }

    package func rows<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> [T] {
        throw Self.unanswered(sql.text)
    }

    package func first<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> T? {
        throw Self.unanswered(sql.text)
    }

    package func forEach(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
        throw Self.unanswered(sql.text)
    }

    private static func unanswered(_ text: String) -> SQLError {
        .unexpected("A list of statements was asked something, which it cannot answer: \(text)")
    }
}
