import Actions
import Logging
import ServiceLifecycle

/// Tells other systems what happened, every few seconds.
struct Messenger: Service {
    let installation: Installation
    let logger: Logger

    private static let roundSeconds = 5

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if await installation.doesTheWork(logger) {
                    async let centres: Void = callCentres()
                    await round()
                    await centres
                }
                try? await Task.sleep(for: .seconds(Self.roundSeconds))
            }
        }
    }

    /// What is exchanged with hotline centres holds up nothing else.
    private func callCentres() async {
        do {
            try await CallCentres().run(in: installation)
        } catch is CancellationError {
            // The server is closing; the next start goes on where this one stopped.
        } catch {
            logger.error("calling hotline centres failed and will be tried again: \(error)")
        }
    }

    private func round() async {
        do {
            try await TellEvents().run(in: installation)
            try await SendDeliveries().run(in: installation)
        } catch is CancellationError {
            // The server is closing; what was not told is told after the next start.
        } catch {
            logger.error("telling other systems failed and will be tried again: \(error)")
        }
    }
}

extension Installation {
    /// Whether this node is the one that does the work, where several share the database.
    func doesTheWork(_ logger: Logger) async -> Bool {
        guard let lease else { return true }
        do {
            return try await lease.takesWork(in: self)
        } catch {
            logger.error("Whether to do the work could not be found out: \(error)")
            return false
        }
    }
}
