/// Password hashes off the cooperative threads, a bounded number at once.
package struct PasswordPool: Sendable {
    private let bench: Workbench

    /// Two hashes of 19 MiB at once; 64 waiting ones are one to five seconds.
    package init(workers: Int = 2, waitingMax: Int = 64) {
        bench = Workbench("passwords", workers: workers, waitingMax: waitingMax)
    }

    /// - Throws: a `Password.Problem`, or `Workbench.Problem.busy`.
    package func hash(_ text: String) async throws -> String {
        try await bench.run { try Password.hash(text) }
    }

    /// - Parameter hash: nil for an unknown account, which takes as long and is always false.
    /// - Throws: `Workbench.Problem.busy`.
    package func verify(_ text: String, against hash: String?) async throws -> Bool {
        try await bench.run { Password.verify(text, against: hash) }
    }
}
