/// One caller's write: what to run and how to answer, whatever type it answers with.
package struct WriteJob: Sendable {
    /// Runs the body. The closure returned hands the outcome to the caller, once it is durable.
    package let perform: @Sendable (any Writer) throws -> @Sendable () -> Void
    package let fail: @Sendable (any Error) -> Void
    /// What the body will ask, and an engine may run before it; see `Database.write`.
    package let ahead: [SQL]

    init<T: Sendable>(
        ahead: [SQL],
        _ body: @escaping @Sendable (any Writer) throws -> T,
        answer: CheckedContinuation<T, any Error>
    ) {
        self.ahead = ahead
        perform = { writer in
            let value = try body(writer)
            return { answer.resume(returning: value) }
        }
        fail = { error in answer.resume(throwing: error) }
    }
}
