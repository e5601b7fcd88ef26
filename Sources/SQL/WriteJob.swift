/// One caller's write: what to run and how to answer, whatever type it answers with.
package struct WriteJob: Sendable {
    /// Runs the body. The closure returned hands the outcome to the caller, once it is durable.
    package let perform: @Sendable (any Writer) throws -> @Sendable () -> Void
    package let fail: @Sendable (any Error) -> Void

    init<T: Sendable>(
        _ body: @escaping @Sendable (any Writer) throws -> T,
        answer: CheckedContinuation<T, any Error>
    ) {
        perform = { writer in
            let value = try body(writer)
            return { answer.resume(returning: value) }
        }
        fail = { error in answer.resume(throwing: error) }
    }
}
