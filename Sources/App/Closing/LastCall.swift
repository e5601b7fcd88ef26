import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// Comes first when the program is asked to end: nobody new is let in, and whoever came before is
/// waited for, so that no connection is cut before its answer.
///
/// Closing the port at once would cut off those whose connection the system had taken already while
/// the program had not.
final class LastCall: Service {
    /// How long those may take who knocked just before.
    static let millisecondsForTheLast = 500

    private struct State {
        var listener: (any Channel)?
        var isOver = false
    }

    /// Holds the port, and whether the end has begun.
    private let state = Mutex(State())

    /// Whether connections are not to be used again after their answer.
    var isOver: Bool { state.withLock { $0.isOver } }

    func opened(_ listener: any Channel) {
        state.withLock { $0.listener = listener }
    }

    func run() async throws {
        do {
            try await gracefulShutdown()
        } catch {
            return
        }
        let listener = state.withLock { state in
            state.isOver = true
            return state.listener
        }
        if let listener { await Newcomers.turnAway(from: listener) }
        try? await Task.sleep(for: .milliseconds(Self.millisecondsForTheLast))
    }
}
