import Actions
import Logging
import ServiceLifecycle

/// Goes on with long tables that somebody accepted or takes back.
struct TableClerk: Service {
    let installation: Installation
    let logger: Logger

    private static let roundSeconds = 2

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await round()
                try? await Task.sleep(for: .seconds(Self.roundSeconds))
            }
        }
    }

    private func round() async {
        do {
            let work = FinishTables()
            guard try await work.isNeeded(in: installation),
                await installation.doesTheWork(logger)
            else { return }
            try await work.run(in: installation)
        } catch is CancellationError {
            // The server is closing; the next start goes on where this one stopped.
        } catch {
            logger.error("a table was not gone through to its end: \(error)")
        }
    }
}
